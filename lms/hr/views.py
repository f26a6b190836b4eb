"""The HR desk: who has reached the year's hours, one person, spreadsheets and certificates to take away."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.asn.kinds import EmployeeKind
from lms.audit import trail
from lms.certification import bundles, verification
from lms.certification.models import ActKind, Reason
from lms.certification.register import decisions
from lms.certification.verification import Verdict
from lms.errors import InvalidInput, Message, NotFound
from lms.hr import branches, recap, siasn, spreadsheet, staff, transcript
from lms.hr.spreadsheet import Cell, Column
from lms.hr.staff import Key, Sort, Standing, Wanted
from lms.learning import sheets
from lms.learning.sheets import Reader
from lms.people import accommodations, persons
from lms.web.filters import local
from lms.web.i18n import _, language, lazy
from lms.web.pages import render, theme
from lms.web.security import roles
from lms.web.shell import Viewer, installation, me, now, session, site

bp = Blueprint("hr", __name__)

Choice = TypeVar("Choice", bound=StrEnum)

MOST_IN_ZIP = 5000
FIRST_YEAR = 2020
LONGEST_ID = 15
STANDINGS = {
    Standing.REACHED: lazy("Target reached"),
    Standing.BEGUN: lazy("Under way"),
    Standing.NOTHING: lazy("No hours yet"),
}
KINDS = {
    EmployeeKind.PNS: lazy("PNS"),
    EmployeeKind.PPPK: lazy("PPPK"),
    EmployeeKind.PPPK_PW: lazy("PPPK part-time"),
    EmployeeKind.NON_ASN: lazy("Not ASN"),
}
STATES = {
    Verdict.VALID: lazy("This certificate holds"),
    Verdict.EXPIRED: lazy("This certificate has expired"),
    Verdict.SUPERSEDED: lazy("A newer one took the place of this certificate"),
    Verdict.REVOKED: lazy("This certificate is revoked"),
}
ACTS = {
    ActKind.REVOKED: lazy("Revoked"),
    ActKind.REINSTATED: lazy("Reinstated"),
    ActKind.SUPERSEDED: lazy("Superseded by a newer one"),
}
NO_REASON = Message(
    "Golongan alasan belum dipilih.",
    "The class of the reason is not chosen.",
    "Pilih salah satu; golongan inilah yang terlihat oleh umum.",
    "Choose one; it is what the public sees.",
)
NO_DECISION = Message(
    "Putusan atas sertifikat ini tidak dikenal.",
    "The decision about this certificate is not known.",
    "Buka lagi halaman sertifikatnya dan tekan salah satu tombolnya.",
    "Open the certificate's page again and press one of its buttons.",
)
NOBODY = Message(
    "Belum ada sertifikat yang dapat diunduh untuk pilihan ini.",
    "There is no certificate to download for this choice yet.",
    "Pilih pegawai yang sudah memiliki sertifikat, lalu coba lagi.",
    "Choose people who have a certificate, then try again.",
)


@bp.get("/kepegawaian")
@roles("hr", "admin")
def people() -> str:
    """List who needs something; kept until the trail tells of the next act, for nothing else changes it."""
    wanted, unit_id = _wanted()
    where = (site(), request.script_root, theme(request.cookies), language(), me().roles)
    key = ("hr", trail.head(session()), wanted, unit_id, _after(), request.query_string, _year(), where)
    return sheets.printed(key, Reader(me()), lambda shown, _opened: _people(wanted, unit_id, shown))


def _people(wanted: Wanted, unit_id: int | None, shown: Viewer | None) -> str:
    page = staff.page(session(), wanted, _after())
    return render(
        "lms/hr/people.html",
        viewer=shown,
        page=page,
        wanted=wanted,
        unit_id=unit_id,
        figures=staff.figures(session(), wanted),
        units=branches.choices(session(), wanted.scope),
        standings=STANDINGS,
        kinds=KINDS,
        years=range(_year(), FIRST_YEAR, -1),
        here=_here,
        next_url=_here(sesudah=f"{page.next.person_id}~{page.next.value}") if page.next else "",
    )


@bp.get("/kepegawaian/orang/<int:person_id>")
@roles("hr", "admin")
def person(person_id: int) -> str:
    wanted = Wanted(_year(), me().scope)
    row = staff.one(session(), wanted, person_id)
    if row is None:
        raise NotFound
    return render(
        "lms/hr/person.html",
        row=row,
        factor=accommodations.factor_of(session(), person_id),
        known=persons.snapshot(session(), person_id),
        year=wanted.year,
        record=transcript.of(session(), person_id),
        standings=STANDINGS,
        kinds=KINDS,
    )


@bp.post("/kepegawaian/orang/<int:person_id>/waktu")
@roles("hr", "admin")
def accommodate(person_id: int) -> ResponseReturnValue:
    """Give a person of one's scope more time for quizzes."""
    if staff.one(session(), Wanted(_year(), me().scope), person_id) is None:
        raise NotFound
    factor = accommodations.read(request.form.get("factor", ""))
    reason = request.form.get("reason", "")
    if accommodations.give(session(), person_id, factor, reason, at=now(), by=me().person_id):
        flash(_("The time for quizzes is changed."), "success")
    return redirect(url_for("lms.hr.person", person_id=person_id), 303)


@bp.get("/kepegawaian/sertifikat/<public_id>.pdf")
@roles("hr", "admin")
def certificate(public_id: str) -> Response:
    """The stored bytes of one certificate of the scope."""
    found = transcript.certificate_of(session(), me().scope, public_id)
    return _download(iter([installation().files.get(found.sha256)]), f"{found.name}.pdf", "application/pdf")


@bp.get("/kepegawaian/sertifikat/<string(length=32):public_id>")
@roles("hr", "admin")
def decide(public_id: str) -> str:
    """What was decided about a certificate of the scope, and what can be decided now."""
    found = transcript.registered(session(), me().scope, public_id)
    return render(
        "lms/hr/certificate.html",
        certificate=found,
        stands=verification.verdict_on(found, local(now()).date()),
        acts=transcript.decisions_of(session(), found),
        states=STATES,
        kinds=ACTS,
        reasons=decisions.REASONS,
    )


@bp.post("/kepegawaian/sertifikat/<string(length=32):public_id>")
@roles("hr", "admin")
def decided(public_id: str) -> ResponseReturnValue:
    """Revoke, reinstate or issue a certificate of the scope anew."""
    number = transcript.registered(session(), me().scope, public_id).number
    act, by = request.form.get("putusan"), me().person_id
    text = request.form.get(f"text-{act}", "")
    if act == "revoke":
        reason = _one_of(Reason, request.form.get("reason", ""))
        if reason is None:
            raise InvalidInput(NO_REASON, "hr.no-reason", "reason")
        decisions.revoke(session(), number, reason, text, by=by, at=now())
        flash(_("The certificate is revoked."), "success")
    elif act == "reinstate":
        decisions.reinstate(session(), number, text, by=by, at=now())
        flash(_("The certificate holds again."), "success")
    elif act == "reissue":
        public_id = decisions.supersede(session(), number, text, by=by, at=now()).public_id
        flash(_("A new certificate is issued."), "success")
    else:
        raise InvalidInput(NO_DECISION, "hr.no-decision", "putusan")
    return redirect(url_for("lms.hr.decide", public_id=public_id), 303)


@bp.get("/kepegawaian/rekap")
@roles("hr", "admin")
def recapitulation() -> str:
    """Per agency with all units below it, as of now."""
    year = request.args.get("tahun", type=int) or _year()
    return render(
        "lms/hr/recap.html",
        year=year,
        years=range(_year(), FIRST_YEAR, -1),
        rows=recap.by_unit(session(), year, me().scope),
    )


@bp.get("/kepegawaian/pegawai.<any(xlsx, csv):form>")
@roles("hr", "admin")
def people_sheet(form: str) -> Response:
    """All who match the filter, with hours and target."""
    wanted, _ = _wanted()
    return _sheet(form, "pegawai", staff_columns(), _staff_cells(wanted))


@bp.get("/kepegawaian/sertifikat.<any(xlsx, csv):form>")
@roles("hr", "admin")
def certificates_sheet(form: str) -> Response:
    """Every certificate of the year, in the columns that SIASN and SIMPEG ask for (domain.md §3.5)."""
    wanted, _ = _wanted()
    return _sheet(form, "riwayat-kursus", siasn.COLUMNS, _siasn_cells(wanted))


@bp.post("/kepegawaian/sertifikat.zip")
@roles("hr", "admin")
def certificates_zip() -> ResponseReturnValue:
    """The PDFs of the chosen people, or of all who match the filter, with a manifest."""
    wanted, _ = _wanted()
    if request.form.get("semua"):
        chosen = staff.ids(session(), wanted, MOST_IN_ZIP)
    else:
        chosen = staff.within(session(), wanted.scope, request.form.getlist("orang", type=int)[:MOST_IN_ZIP])
    certificates = [one.id for one in bundles.of_people(session(), chosen)]
    if not certificates:
        raise InvalidInput(NOBODY, "hr.no-certificates", "orang")
    name = f"sertifikat-{wanted.year}.zip"
    return _download(_zip(certificates), name, "application/zip")


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
        return _download(spreadsheet.as_csv(columns, cells), f"{name}.csv", spreadsheet.CSV)
    return _download(spreadsheet.as_xlsx(columns, cells, name), f"{name}.xlsx", spreadsheet.XLSX)


def _download(blocks: Iterator[bytes], name: str, media_type: str) -> Response:
    response = Response(blocks, mimetype=None, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _year() -> int:
    return local(now()).year


def _wanted() -> tuple[Wanted, int | None]:
    """Read the filter from the address; what is not understood is left out, the page shows what is used."""
    args = request.args
    scope = me().scope
    unit_id = args.get("unit", type=int)
    path = branches.path_within(session(), unit_id, scope) if unit_id else ""
    year = args.get("tahun", _year(), type=int)
    wanted = Wanted(
        year=year if FIRST_YEAR < year <= _year() else _year(),
        scope=scope,
        unit_path=path,
        text=args.get("cari", "").strip()[:100],
        kind=_one_of(EmployeeKind, args.get("jenis", "")),
        standing=_one_of(Standing, args.get("capaian", "")),
        sort=_one_of(Sort, args.get("urut", "")) or Sort.NAME,
    )
    return wanted, unit_id if path else None


def _one_of(kind: type[Choice], text: str) -> Choice | None:
    return kind(text) if text in set(kind) else None


def _after() -> Key | None:
    person_id, mark, value = request.args.get("sesudah", "").partition("~")
    known = mark and person_id.isascii() and person_id.isdigit() and len(person_id) <= LONGEST_ID
    return Key(value, int(person_id)) if known else None


def _here(endpoint: str = "lms.hr.people", **changed: str | int) -> str:
    """Return this list's address with some filters changed; a new filter begins at the first page."""
    kept = {key: value for key, value in request.args.items() if key != "sesudah"}
    form = changed.pop("form", None)
    query = {key: value for key, value in (kept | changed).items() if value != ""}
    address = url_for(endpoint, form=form) if form else url_for(endpoint)
    return address + (f"?{urlencode(query)}" if query else "")
