"""Orders to the press: a page in HTML becomes a PDF, the same order the same bytes.

The machine behind it takes half a second and 30 MB to load: it is loaded by name when the first order comes,
so that a process which only serves pages never carries it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import cast

from lms.press.pictures import Picture

MACHINE = ("lms.press.machine", "make")


class OutOfReach(Exception):
    """The page asks for a file that is neither in its folder nor in itself."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside the PDF: `relationship` as in ISO 32000-2, 7.11.3 (Data, Source, Supplement …)."""

    name: str
    data: bytes
    media_type: str
    description: str
    relationship: str = "Data"


@dataclass(frozen=True, slots=True)
class Mould:
    """The order's page once more, the n-th letter of Unicode's private area where `values[n]` belongs.

    Orders whose moulds read the same differ by their values alone: they may be printed the fast way.
    """

    html: str
    values: tuple[str | Picture, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """A page and all that it may use: the files of `folder`, data in the page, the fonts that `fonts` names.

    `variant` is the PDF's standard, `identifier` the lasting half of its /ID; other than `pages` pages
    are not written. `accessible` makes a tagged archive file (pdf/a-3a) PDF/UA-1 too. `at` dates what is
    `attached`: a clock would give the same order other bytes.
    """

    html: str
    folder: Path
    fonts: Path
    variant: str
    identifier: str
    pages: int | None = None
    options: Mapping[str, object] = field(default_factory=dict)
    accessible: bool = False
    attached: tuple[Attached, ...] = ()
    at: datetime | None = None
    # The accessible name of an empty signature field that the file is given; none: the file has no field.
    signature_field: str = ""
    mould: Mould | None = None


@dataclass(frozen=True, slots=True)
class Print:
    """What came of an order; `missing` are letters without a glyph and their code points.

    `data` is empty when the number of pages is not the one ordered.
    """

    data: bytes
    pages: int
    missing: tuple[tuple[str, str], ...] = ()


def run(order: Order) -> Print:
    """Print; raise OutOfReach for a file elsewhere. Orders of one process wait for each other."""
    module, name = MACHINE
    make = cast(Callable[[Order], Print], getattr(import_module(module), name))
    return make(order)
