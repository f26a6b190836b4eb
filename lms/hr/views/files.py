"""Spreadsheets and bundles of certificates to take away."""

from collections.abc import Iterator

from flask import Response, request
from flask.typing import ResponseReturnValue

from lms.certification import bundles
from lms.errors import InvalidInput, Message
from lms.hr import siasn, spreadsheet, staff
from lms.hr.spreadsheet import Cell, Column
from lms.hr.staff import Wanted
from lms.hr.views import filters
from lms.hr.views.blueprint import bp
from lms.hr.views.filters import KINDS, STANDINGS
from lms.hr.views.sending import download
from lms.web.security import roles
from lms.web.shell import installation, session

MOST_IN_ZIP = 5000
NOBODY = Message(
    "Belum ada sertifikat yang dapat diunduh untuk pilihan ini.",
    "There is no certificate to download for this choice yet.",
    "Pilih pegawai yang sudah memiliki sertifikat, lalu coba lagi.",
    "Choose people who have a certificate, then try again.",
)


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


@bp.post("/kepegawaian/sertifikat.zip")
@roles("hr", "admin")
def certificates_zip() -> ResponseReturnValue:
    """The PDFs of the chosen people, or of all who match the filter, with a manifest."""
    wanted, _ = filters.wanted()
    if request.form.get("semua"):
        chosen = staff.ids(session(), wanted, MOST_IN_ZIP)
    else:
        chosen = staff.within(session(), wanted.scope, request.form.getlist("orang", type=int)[:MOST_IN_ZIP])
    certificates = [one.id for one in bundles.of_people(session(), chosen)]
    if not certificates:
        raise InvalidInput(NOBODY, "hr.no-certificates", "orang")
    name = f"sertifikat-{wanted.year}.zip"
    return download(_zip(certificates), name, "application/zip")


def _zip(certificates: list[int]) -> Iterator[bytes]:
    """Stream in a session of its own: the request's is closed before the first byte leaves."""
    here = installation()

    def stream() -> Iterator[bytes]:
        with here.database.read() as reading:
            yield from bundles.stream(reading, here.files, certificates)

    return stream()


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
