"""Spreadsheets that Excel cannot damage: numbers of people as text, formulas neutralised."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from lms.asn import nip
from lms.exchange.cells import harmless

Cell = str | int | Decimal | date | None
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
BLOCK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and how wide it is; `digits` marks a NIP, which must never become a number."""

    name: str
    width: int = 16
    digits: bool = False


def as_csv(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Stream with semicolons, decimal commas and a byte order mark, as an Indonesian Excel opens it."""
    yield "\ufeff".encode()
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    for row in rows:
        writer.writerow([_plain(cell, column) for cell, column in zip(row, columns, strict=True)])
        if buffer.tell() > BLOCK:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def as_xlsx(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], title: str) -> Iterator[bytes]:
    """Write to a temporary file row by row, then stream it: memory does not grow with the rows."""
    with tempfile.TemporaryDirectory(prefix="lms-") as folder:
        path = Path(folder) / "sheet.xlsx"
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(str(path), options) as book:
            _fill(book, columns, rows, title)
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                yield block


def _fill(
    book: xlsxwriter.Workbook, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], title: str
) -> None:
    sheet = book.add_worksheet(title[:31])
    head = book.add_format({"bold": True, "bottom": 1})
    text = book.add_format({"num_format": "@"})
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, text if column.digits else None)
        sheet.write_string(0, place, column.name, head)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows, start=1):
        for place, (cell, column) in enumerate(zip(row, columns, strict=True)):
            match cell:
                case None | "":
                    continue
                case date():
                    sheet.write_datetime(number, place, cell, day)
                case str():
                    sheet.write_string(number, place, harmless(cell), text if column.digits else None)
                case _:
                    sheet.write_number(number, place, float(cell))


def _plain(cell: Cell, column: Column) -> str:
    match cell:
        case None:
            return ""
        case date():
            return f"{cell:%d-%m-%Y}"
        case Decimal():
            return f"{cell.normalize():f}".replace(".", ",")
        case str():
            return harmless(nip.grouped(cell) if column.digits else cell)
        case _:
            return str(cell)
