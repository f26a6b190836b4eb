"""Cells of spreadsheets that we hand out: nothing that somebody typed is run as a formula."""

# What a spreadsheet program takes for the beginning of a formula or a command (OWASP, CSV injection).
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """Put an apostrophe before what would be run as a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text
