"""The spreadsheet to fill in: a row a sheet, lists to choose from, the words of the scores beside it."""

import io
from collections.abc import Collection, Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from lms.exchange.cells import harmless
from lms.voice.models import ExtraKind, ExtraQuestion, Service
from lms.voice.rules import elements
from lms.voice.satisfaction.answers import LONGEST_TEXT
from lms.voice.satisfaction.sheets import columns

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS = 500
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
HINTS = (
    "Satu baris untuk satu lembar kertas.",
    "Nomor lembar ditulis pada kertasnya juga: nomor yang sama hanya masuk satu kali.",
    "Nilai 1 sampai 4 seperti pada kuesioner; kosongkan unsur yang tidak dijawab.",
    "Jangan menulis nama, NIK, atau nomor telepon orang.",
)


def make(service: Service, unit: str, own: Sequence[ExtraQuestion]) -> bytes:
    """Return the XLSX for a service: a column for each element that it asks and each question of its own."""
    out = io.BytesIO()
    asked = elements.in_order(service.elements)
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet("Jawaban")
        headings = columns.headings(own)
        names = (columns.SHEET, *asked, *headings, *columns.PERSON, columns.SUGGESTION)
        for place, name in enumerate(names):
            sheet.write_string(0, place, harmless(name), bold)
            wide = {columns.SHEET: 10, columns.SUGGESTION: 60}.get(name, 24 if name in headings else 13)
            sheet.set_column(place, place, wide, text if name == columns.SHEET else None)
        sheet.freeze_panes(1, 1)
        ratings = zip(headings, own, strict=True)
        _limit(sheet, names, {*asked, *(one for one, by in ratings if by.kind == ExtraKind.RATING)})
        _explain(book.add_worksheet("Petunjuk"), service, unit, asked, bold)
    return out.getvalue()


def _limit(sheet: Worksheet, names: tuple[str, ...], scores: Collection[str]) -> None:
    """Let the program refuse at once what the import would."""
    for place, name in enumerate(names):
        rule: dict[str, object] | None = None
        if name in scores:
            rule = {
                "validate": "integer", "criteria": "between", "minimum": 1, "maximum": 4,
                "error_title": "Nilai", "error_message": "Tulis 1, 2, 3, atau 4.",
            }  # fmt: skip
        elif name in columns.PERSON:
            rule = {"validate": "list", "source": list(dict.fromkeys(columns.SAID[name].values()))}
        elif name == columns.SUGGESTION:
            rule = {"validate": "length", "criteria": "<=", "value": LONGEST_TEXT}
        if rule:
            sheet.data_validation(1, place, ROWS, place, rule)


def _explain(sheet: Worksheet, service: Service, unit: str, asked: tuple[str, ...], bold: object) -> None:
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 44)
    sheet.set_column(2, 5, 24)
    sheet.write_string(0, 0, "Layanan", bold)
    sheet.write_string(0, 1, harmless(f"{service.name}, {unit}"))
    for place, hint in enumerate(HINTS, start=1):
        sheet.write_string(place, 0, hint)
    head = len(HINTS) + 2
    for place, name in enumerate(("Kolom", "Unsur", "1", "2", "3", "4")):
        sheet.write_string(head, place, name, bold)
    for number, key in enumerate(asked, start=head + 1):
        one = elements.BY_KEY[key]
        for place, cell in enumerate((key, one.name.id, *(word.id for word in one.options))):
            sheet.write_string(number, place, cell)
