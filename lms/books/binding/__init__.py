"""From a volume to what one holds in the hand: one HTML file, an EPUB, a book on paper."""
