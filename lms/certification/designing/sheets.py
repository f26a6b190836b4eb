"""A contact sheet: all hard cases of a design, front and back side by side, to be looked at in a minute."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from lms.certification.designing import previews
from lms.certification.designing.cases import CASES, Case
from lms.certification.designs import Design
from lms.certification.rules.looks import Look
from lms.errors import Refused

# A3 upright in points: four cases on a page, each two pages of A4 landscape beside each other.
WIDTH, HEIGHT = 842, 1191
ROWS, MARGIN, LABEL, GAP = 4, 20, 12, 8


@dataclass(frozen=True, slots=True)
class Specimen:
    """A case and its PDF, or the refusal that came instead."""

    case: Case
    data: bytes = b""
    refused: Refused | None = None


def drawn(
    design: Design, look: Look, cases: Sequence[Case] = CASES, *, emblem: str = ""
) -> Iterator[Specimen]:
    """Draw the cases one by one; a refused one does not hide the others."""
    for case in cases:
        try:
            yield Specimen(case, previews.draw(design, case, look, emblem=emblem))
        except Refused as refused:
            yield Specimen(case, refused=refused)


def contact(specimens: Iterable[Specimen], language: str) -> bytes:
    """Return one PDF with all of them, each under its name."""
    out = pikepdf.new()
    for place, one in enumerate(specimens):
        if place % ROWS == 0:
            page = out.add_blank_page(page_size=(WIDTH, HEIGHT))
            _face(out, page)
        _put(page, place % ROWS, one, language)
    made = BytesIO()
    out.save(made, deterministic_id=True)
    return made.getvalue()


def _put(page: pikepdf.Page, row: int, one: Specimen, language: str) -> None:
    wide = (WIDTH - 2 * MARGIN - GAP) / 2
    top = HEIGHT - MARGIN - row * (HEIGHT - MARGIN) / ROWS
    title = one.case.title[language] + (f": {one.refused}" if one.refused else "")
    words = (
        title.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    )
    page.contents_add(b"BT /Nama 9 Tf %d %d Td (%s) Tj ET" % (MARGIN, round(top - LABEL + 3), words))
    if not one.data:
        return
    with pikepdf.open(BytesIO(one.data)) as source:
        for column, drawn_page in enumerate(source.pages[:2]):
            left = MARGIN + column * (wide + GAP)
            low = top - LABEL - wide / 297 * 210
            page.add_overlay(drawn_page, pikepdf.Rectangle(left, low, left + wide, top - LABEL))


def _face(out: pikepdf.Pdf, page: pikepdf.Page) -> None:
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )  # fmt: skip
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(Nama=out.make_indirect(font)))
