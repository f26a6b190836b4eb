"""The report as a workbook: sheets of cells that can be reckoned with, and a drawing that follows them."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from lms.exchange.cells import harmless
from lms.voice.rules import elements
from lms.voice.satisfaction.reporting import words
from lms.voice.satisfaction.reporting.figures import Report

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | Decimal | None
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def make(report: Report, government: str) -> bytes:
    """Return the XLSX; what somebody typed is never a formula."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        bold = book.add_format({"bold": True})
        _summary(book.add_worksheet("Ringkasan"), report, government)
        if report.lines:
            _elements(book, report, bold)
        _table(
            book.add_worksheet("Layanan"), bold, ("Layanan", "Unit", "Jawaban", "IKM", "Mutu"),
            _services(report), (40, 40, 24, 10, 8),
        )  # fmt: skip
        if report.extras:
            _table(
                book.add_worksheet("Pertanyaan tambahan"), bold,
                ("Pertanyaan (di luar IKM)", "Layanan", "Unit", "Jawaban", "Rata-rata"), _extras(report),
                (60, 40, 40, 24, 10),
            )  # fmt: skip
        _table(
            book.add_worksheet("Responden"), bold, ("Tentang", "Jawaban", "Orang"), _profile(report),
            (20, 28, 24),
        )  # fmt: skip
        _table(
            book.add_worksheet("Tindak lanjut"), bold,
            ("Unit", "Unsur", "Tindakan", "Penanggung jawab", "Tenggat", "Selesai"), _plan(report),
            (36, 36, 60, 30, 12, 10),
        )  # fmt: skip
    return out.getvalue()


def _summary(sheet: Worksheet, report: Report, government: str) -> None:
    standing = report.standing
    hidden = standing.suppressed or standing.index is None
    rows: list[tuple[str, Cell]] = [
        ("Pemerintah daerah", government),
        ("Unit (dengan semua di bawahnya)", report.unit),
        ("Di bawah", report.above),
        ("Periode", f"{report.period.name}, {words.days(report)}"),
        ("Keadaan", words.PROVISIONAL if report.provisional else "Periode sudah ditutup."),
        ("Jawaban yang dihitung", standing.complete),
        ("Jawaban yang disisihkan", standing.aside),
        ("Orang yang dilayani", standing.served or None),
        ("Sampel yang diperlukan", standing.needed or None),
    ]
    if standing.index is None or hidden:
        rows.append(("IKM", words.TOO_FEW if standing.suppressed else words.NO_DATA))
    else:
        rows += [
            ("IKM", standing.index.value),
            ("Mutu pelayanan", f"{standing.index.grade.value} ({words.GRADES[standing.index.grade]})"),
            ("Bobot", words.WEIGHTINGS[report.weighting]),
        ]
        if standing.interval:
            low, high = standing.interval
            rows.append(("Selang kepercayaan 95%", f"{words.two(low)} sampai {words.two(high)}"))
    rows += [("Cara menghitung", text) for text in words.method(report)]
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    for number, row in enumerate(rows):
        _write(sheet, number, row)


def _elements(book: xlsxwriter.Workbook, report: Report, bold: object) -> None:
    sheet = book.add_worksheet("Unsur")
    lowest = {one.key for one in report.lowest}
    rows = [
        (
            elements.BY_KEY[one.key].name.id, one.n, one.total, one.mean_shown, one.weighted_shown,
            one.grade.value, "terendah" if one.key in lowest else "",
        )
        for one in report.lines
    ]  # fmt: skip
    headings = ("Unsur", "Jawaban", "Jumlah nilai", "NRR", "NRR tertimbang", "Mutu", "")
    _table(sheet, bold, headings, rows, (42, 10, 12, 10, 16, 8, 12))
    last = len(rows)
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": "Nilai rata-rata (NRR)",
            "categories": ["Unsur", 1, 0, last, 0],
            "values": ["Unsur", 1, 3, last, 3],
            "fill": {"color": "#0b5563"},
            "data_labels": {"value": True},
        }
    )
    chart.set_title({"name": "Nilai rata-rata tiap unsur"})
    chart.set_x_axis({"min": 1, "max": 4, "major_unit": 1})
    # A bar chart is drawn from below: the first element is to stand on top.
    chart.set_y_axis({"reverse": True})
    chart.set_legend({"none": True})
    chart.set_size({"width": 760, "height": 420})
    sheet.insert_chart(last + 2, 0, chart, {"description": "Nilai rata-rata tiap unsur, seperti pada tabel."})


def _services(report: Report) -> Iterable[tuple[Cell, ...]]:
    for one in report.services:
        if one.standing is None:
            yield one.name, one.unit, words.HIDDEN, None, None
        elif one.standing.index is None:
            yield one.name, one.unit, 0, words.NO_DATA, None
        else:
            found = one.standing.index
            yield one.name, one.unit, one.standing.complete, found.value, found.grade.value


def _extras(report: Report) -> Iterable[tuple[Cell, ...]]:
    for one in report.extras:
        yield one.wording, one.service, one.unit, words.HIDDEN if one.n is None else one.n, one.mean


def _profile(report: Report) -> Iterable[tuple[Cell, ...]]:
    for name, counts in report.profile.items():
        heading, values = words.profile(name)
        for value, count in counts.items():
            yield heading, values[value], words.HIDDEN if count is None else count


def _plan(report: Report) -> Iterable[tuple[Cell, ...]]:
    for one in report.plan:
        row = one.row
        name = elements.BY_KEY[row.element].name.id
        done = "sudah" if row.done_at else "belum"
        yield one.unit, name, row.action, row.by_whom, f"{row.due_on:%d-%m-%Y}", done


def _table(
    sheet: Worksheet,
    bold: object,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    widths: Sequence[int],
) -> None:
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    for place, heading in enumerate(headings):
        sheet.write_string(0, place, heading, bold)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows, start=1):
        _write(sheet, number, row)


def _write(sheet: Worksheet, number: int, row: Sequence[Cell]) -> None:
    for place, cell in enumerate(row):
        if isinstance(cell, str):
            sheet.write_string(number, place, harmless(cell))
        elif cell is not None:
            sheet.write_number(number, place, float(cell))
