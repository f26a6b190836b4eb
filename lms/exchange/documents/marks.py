"""Private letters that travel through another program's HTML: formulas, and how Word numbered a paragraph."""

import re

INLINE = ("\ue022", "\ue023")
BLOCK = ("\ue024", "\ue025")
FORMULA = re.compile("\ue022([^\ue023]{0,5000})\ue023|\ue024([^\ue025]{0,5000})\ue025")
NUMBER = re.compile("\ue020([1Aai*])(\\d{1,6})\ue021")
PRIVATE = re.compile("[\ue020-\ue025]")


def number(sort: str, ordinal: int) -> str:
    """Mark a numbered paragraph: sort is 1, A, a, i, or * for a bullet."""
    return f"\ue020{sort}{ordinal}\ue021"


def formula(latex: str, *, block: bool = False) -> str:
    begin, end = BLOCK if block else INLINE
    return f"{begin}{latex}{end}"


def clean(text: str) -> str:
    """Take such letters out of what a stranger wrote."""
    return PRIVATE.sub("", text)
