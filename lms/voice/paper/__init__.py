"""What this room prints: pages of its own in its own fonts, through the one press."""
