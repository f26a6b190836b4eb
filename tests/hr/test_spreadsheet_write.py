"""Spreadsheets that survive Excel: numbers stay text, formulas stay words."""

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

from python_calamine import CalamineWorkbook

from lms.hr import spreadsheet
from lms.hr.spreadsheet import Column

COLUMNS = [Column("nip", digits=True), Column("nama"), Column("jp"), Column("tanggal")]
NIP = "198609262015051001"
ROW = [NIP, '=HYPERLINK("http://evil")', Decimal("1.50"), date(2026, 3, 17)]


def read_csv() -> list[list[str]]:
    data = b"".join(spreadsheet.as_csv(COLUMNS, [ROW])).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(data), delimiter=";"))


def test_a_csv_opens_in_an_indonesian_excel() -> None:
    raw = b"".join(spreadsheet.as_csv(COLUMNS, [ROW]))

    assert raw.startswith(b"\xef\xbb\xbf")
    assert read_csv()[1][2:] == ["1,5", "17-03-2026"]


def test_a_nip_in_a_csv_is_grouped_so_that_excel_keeps_it_and_our_import_reads_it() -> None:
    written = read_csv()[1][0]

    assert written == "19860926 201505 1 001"
    assert "".join(written.split()) == NIP


def test_a_nip_in_an_xlsx_is_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"".join(spreadsheet.as_xlsx(COLUMNS, [ROW], "pegawai")))

    head, row = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()

    assert head == ["nip", "nama", "jp", "tanggal"]
    assert row == [NIP, "'" + ROW[1], 1.5, date(2026, 3, 17)]
