"""The desk's list as a workbook: what the list shows but for the citizen's own words, which stay inside."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lms.exchange.cells import harmless
from lms.voice.complaints.desk.lists import Days, Due, Row
from lms.voice.complaints.models import Kind, State

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
BLOCK = 64 * 1024
Cell = str | int | date | None

# Heading, width.
COLUMNS = (
    ("Nomor", 18),
    ("Jenis", 22),
    ("Kategori", 30),
    ("Unit", 36),
    ("Keadaan", 26),
    ("Diterima", 12),
    ("Tenggat berikutnya", 18),
    ("Tenggat akhir", 14),
    ("Tenggat", 12),
    ("Penangan", 30),
    ("Selesai", 12),
    ("Hari kerja", 11),
    ("Tepat waktu", 12),
    ("Penilaian (1–5)", 14),
    ("Anonim", 9),
    ("Rahasia", 9),
)
KINDS = {
    Kind.COMPLAINT: "Pengaduan",
    Kind.ASPIRATION: "Aspirasi",
    Kind.INFORMATION: "Permintaan informasi",
}
STATES = {
    State.NEW: "Diterima",
    State.VERIFIED: "Diverifikasi",
    State.ASSIGNED: "Diserahkan kepada penangan",
    State.IN_PROGRESS: "Dikerjakan",
    State.WAITING: "Menunggu pelapor",
    State.DONE: "Selesai",
    State.REJECTED: "Ditolak",
    State.FORWARDED: "Diteruskan",
    State.ARCHIVED: "Diarsipkan",
}
DUES = {Due.LATE: "lewat", Due.NEAR: "dekat", None: ""}
SAID = {True: "ya", False: "tidak", None: ""}


def make(rows: Iterable[Row], days: Days, zone: ZoneInfo) -> Iterator[bytes]:
    """Write the rows to a temporary file one by one, then stream it: memory does not grow with them."""
    with tempfile.TemporaryDirectory(prefix="lms-") as folder:
        path = Path(folder) / "sheet.xlsx"
        with xlsxwriter.Workbook(str(path), OPTIONS) as book:
            sheet = book.add_worksheet("Laporan warga")
            head = book.add_format({"bold": True, "bottom": 1})
            day = book.add_format({"num_format": "dd-mm-yyyy"})
            for place, (heading, width) in enumerate(COLUMNS):
                sheet.set_column(place, place, width)
                sheet.write_string(0, place, heading, head)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(rows, start=1):
                _write(sheet, number, _cells(row, days, zone), day)
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                yield block


def _cells(row: Row, days: Days, zone: ZoneInfo) -> Sequence[Cell]:
    return (
        row.number,
        KINDS[Kind(row.kind)],
        row.category,
        row.unit,
        STATES[State(row.state)],
        row.received_on,
        row.next_by,
        row.finish_by,
        DUES[row.due(days.today, days.near)],
        row.handler,
        _day(row.done_at, zone),
        row.taken_days,
        SAID[row.in_time],
        row.rating,
        SAID[row.anonymous],
        SAID[row.confidential],
    )


def _day(moment: datetime | None, zone: ZoneInfo) -> date | None:
    return moment.astimezone(zone).date() if moment is not None else None


def _write(sheet: Worksheet, number: int, cells: Sequence[Cell], day: Format) -> None:
    for place, cell in enumerate(cells):
        match cell:
            case None | "":
                continue
            case date():
                sheet.write_datetime(number, place, cell, day)
            case str():
                sheet.write_string(number, place, harmless(cell))
            case _:
                sheet.write_number(number, place, cell)
