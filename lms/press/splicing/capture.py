"""What WeasyPrint makes of a laid out page before it is written: the objects of the PDF, caught."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from lms.press import files
from lms.press.orders import Order
from lms.press.shelf import quiet
from lms.press.splicing.marks import Unforeseen

FONT = re.compile(rb"/([A-Z]{6}) \S+ Tf")
GLYPHS = re.compile(rb"<([0-9a-f]*)>")

Finish = Callable[[object, Any], None]


@dataclass(slots=True)
class Caught:
    """The objects of a PDF by number, its information, its fonts, the numbers of its pages' streams."""

    objects: list[Any]
    info: Any
    root: int
    fonts: dict[int, Any]
    pages: list[int] = field(default_factory=list)

    def at(self, reference: object) -> Any:
        return self.objects[number_of(reference)]

    def lines(self, number: int) -> list[bytes]:
        """Return the operators of a stream, one a line as WeasyPrint puts them."""
        return files.text_of(self.objects[number]).split(b"\n")


def catch(document: Any, order: Order, attachments: Sequence[Any], finish: Finish | None) -> Caught:
    """Paint a document and catch its objects after the finishing touch."""
    found: list[Caught] = []

    class Enough(Exception):
        """Ends the printing where the bytes would be written, which nobody reads."""

    def keep(given: object, pdf: Any) -> None:
        if finish is not None:
            finish(given, pdf)
        pages = [number_of(pdf.objects[number]["Contents"]) for number in pdf.pages["Kids"][::3]]
        found.append(Caught(list(pdf.objects), pdf.info, pdf.catalog.number, dict(document.fonts), pages))
        raise Enough

    with quiet(), suppress(Enough):
        document.write_pdf(
            BytesIO(),
            finisher=keep,
            pdf_variant=order.variant,
            pdf_identifier=order.identifier,
            attachments=list(attachments),
        )
    [caught] = found
    return caught


def number_of(reference: object) -> int:
    if not isinstance(reference, bytes):
        raise Unforeseen("an object of the file is not referred to by number")
    return int(reference.split()[0])


def glyphs_of(lines: Sequence[bytes]) -> Iterator[tuple[str, int]]:
    """Yield each glyph that these operators show, with its font's name."""
    font = ""
    for line in lines:
        named = FONT.fullmatch(line)
        if named:
            font = named[1].decode()
        elif line.endswith(b" TJ"):
            for shown in GLYPHS.findall(line):
                for place in range(0, len(shown), 4):
                    yield font, int(shown[place : place + 4], 16)
