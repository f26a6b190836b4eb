"""From a template to the bytes of an accessible PDF; the same page gives the same bytes."""

import uuid
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from lms.errors import Message, Refused
from lms.press import orders
from lms.press.orders import Order, OutOfReach

MEDIA_TYPE = "application/pdf"
VARIANT = "pdf/ua-1"
FOLDER = Path(__file__).parent
# The name space of the files' lasting identifiers.
PRINTS = uuid.UUID("6f0c2f4e-6f55-5d0b-9c5a-8d3f4f1f9b1a")

NO_LETTER = Message(
    "Huruf {letters} tidak ada di dalam font laporan.",
    "The report's fonts have no letter for {letters}.",
    "Ganti hurufnya, misalnya pada nama layanan atau rencana tindak lanjut; lalu buat laporannya lagi.",
    "Write something else, in the name of a service or in the plan for example; then make it again.",
)
UNREACHABLE = Message(
    "Laporan memerlukan berkas di luar foldernya: {reason}",
    "The report asks for a file outside of its folder: {reason}",
)

_environment = Environment(
    loader=FileSystemLoader([FOLDER / "templates", FOLDER.parent / "templates" / "survey"]),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(template: str, **values: object) -> str:
    """Fill a template; what it names and does not get is an error, not a gap."""
    return _environment.get_template(template).render(values)


def make(html: str, name: str) -> bytes:
    """Return the PDF of a page; `name` is what it is of. Raises `Refused` for a letter without a glyph."""
    order = Order(
        html=html,
        folder=FOLDER.resolve(),
        fonts=FOLDER.resolve() / "fonts" / "fonts.conf",
        variant=VARIANT,
        identifier=uuid.uuid5(PRINTS, name).hex,
    )
    try:
        made = orders.run(order)
    except OutOfReach as error:
        raise Refused(UNREACHABLE, "print.unreachable", reason=str(error)) from error
    if made.missing:
        letters = ", ".join(f"“{letter}” (U+{code})" for letter, code in made.missing)
        raise Refused(NO_LETTER, "print.no-letter", letters=letters)
    return made.data
