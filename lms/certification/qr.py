"""QR codes as one SVG path: sharp at every size, a few hundred bytes in a PDF."""

import segno

from lms.press.pictures import Picture

INK = "#1b1f23"
# Any of the eight masks makes a valid code; looking for the best of them costs five times the code itself.
MASK = 3


def picture(text: str, *, colour: str = INK) -> Picture:
    """Draw `text` as a QR code of error level M, in the smallest version that holds it."""
    code = segno.make(text, error="m", mask=MASK, micro=False, boost_error=False)
    return Picture(tuple("".join("1" if cell else "0" for cell in row) for row in code.matrix), colour)


def svg(text: str, *, colour: str = INK) -> str:
    """Return the code as SVG with no margin of its own; the page leaves it air."""
    return picture(text, colour=colour).svg()
