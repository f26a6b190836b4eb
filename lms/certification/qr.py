"""QR codes as one SVG path: sharp at every size, a few hundred bytes in a PDF."""

from lms.press import codes
from lms.press.pictures import Picture

INK = "#1b1f23"


def picture(text: str, *, colour: str = INK) -> Picture:
    """Draw `text` as a QR code of error level M, in the smallest version that holds it."""
    return Picture(codes.rows(text), colour)


def svg(text: str, *, colour: str = INK) -> str:
    """Return the code as SVG with no margin of its own; the page leaves it air."""
    return picture(text, colour=colour).svg()
