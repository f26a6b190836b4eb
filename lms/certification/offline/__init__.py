"""What a phone without a network needs to check a certificate: the claim on paper, the keys, the page."""
