"""QTI 2.0 to 3.0: items, their processing as it stands, tests and sections."""
