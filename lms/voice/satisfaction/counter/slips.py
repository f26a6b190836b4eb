"""A batch of codes on paper: slips to cut, each with its service, address, code and QR code."""

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from lms.press.codes import rows
from lms.voice.paper import printing
from lms.voice.satisfaction.counter import codes

# Of one file: sixteen slips a page, ten pages, some seconds of work.
PART = 160


@dataclass(frozen=True, slots=True)
class Sheet:
    """What all slips of a sheet say; `address` is the questionnaire's, with its scheme."""

    service: str
    unit: str
    period: str
    government: str
    address: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One code as it is printed and as a picture."""

    code: str
    picture: str


def make(sheet: Sheet, given: Sequence[str]) -> bytes:
    """Return the PDF of at most `PART` codes; raises `Refused` for a letter that the fonts have not."""
    slips = [Slip(codes.grouped(code), _picture(f"{sheet.address}?kode={code}")) for code in given]
    short = sheet.address.partition("://")[2]
    html = printing.page("slips.html", sheet=sheet, short=short, slips=slips)
    return printing.make(html, f"slips:{sheet.address}:{given[0]}:{len(given)}")


def _picture(text: str) -> str:
    """Draw a QR code as a PNG of one bit a module: hundreds of SVG paths would take twice the time."""
    modules = rows(text)
    image = Image.new("1", (len(modules), len(modules)), 1)
    image.putdata([module == "0" for row in modules for module in row])
    file = io.BytesIO()
    image.save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()
