"""Our Markdown quiz files: written from a bank, and taken back into one."""
