"""Spreadsheets to take away."""

from collections.abc import Iterator

from flask import Response

from lms.hr import siasn, spreadsheet, staff
from lms.hr.spreadsheet import Cell, Column
from lms.hr.staff import Wanted
from lms.hr.views import filters
from lms.hr.views.blueprint import bp
from lms.hr.views.filters import KINDS, STANDINGS
from lms.hr.views.sending import download
from lms.web.security import roles
from lms.web.shell import installation


@bp.get("/kepegawaian/pegawai.<any(xlsx, csv):form>")
@roles("hr", "admin")
def people_sheet(form: str) -> Response:
    """All who match the filter, with hours and target."""
    wanted, _ = filters.wanted()
    return _sheet(form, "pegawai", staff_columns(), _staff_cells(wanted))


@bp.get("/kepegawaian/sertifikat.<any(xlsx, csv):form>")
@roles("hr", "admin")
def certificates_sheet(form: str) -> Response:
    """Every certificate of the year, in the columns that SIASN and SIMPEG ask for (domain.md §3.5)."""
    wanted, _ = filters.wanted()
    return _sheet(form, "riwayat-kursus", siasn.COLUMNS, _siasn_cells(wanted))


def staff_columns() -> list[Column]:
    return [
        Column("no", 6),
        Column("nip", 22, digits=True),
        Column("nama", 36),
        Column("jenis_asn", 12),
        Column("golongan", 10),
        Column("jabatan", 32),
        Column("unit_kerja", 36),
        Column("tahun", 8),
        Column("jumlah_jp", 10),
        Column("target_jp", 10),
        Column("kursus_selesai", 12),
        Column("capaian", 18),
    ]


def _staff_cells(wanted: Wanted) -> Iterator[list[Cell]]:
    here = installation()
    words = {standing: str(label) for standing, label in STANDINGS.items()}
    kinds = {kind: str(label) for kind, label in KINDS.items()}

    def cells() -> Iterator[list[Cell]]:
        with here.database.read() as reading:
            for number, row in enumerate(staff.everybody(reading, wanted), start=1):
                yield [
                    number,
                    row.number,
                    row.name,
                    kinds[row.kind],
                    row.rank or "",
                    row.position,
                    row.unit,
                    wanted.year,
                    row.jp,
                    row.target,
                    row.courses,
                    words[row.standing],
                ]

    return cells()


def _siasn_cells(wanted: Wanted) -> Iterator[list[Cell]]:
    here = installation()

    def cells() -> Iterator[list[Cell]]:
        with here.database.read() as reading:
            yield from siasn.rows(reading, wanted)

    return cells()


def _sheet(form: str, name: str, columns: list[Column], cells: Iterator[list[Cell]]) -> Response:
    if form == "csv":
        return download(spreadsheet.as_csv(columns, cells), f"{name}.csv", spreadsheet.CSV)
    return download(spreadsheet.as_xlsx(columns, cells, name), f"{name}.xlsx", spreadsheet.XLSX)
