"""Certificates of the scope by number, unit, course, days and standing; their ZIP, which can be resumed."""

from collections.abc import Iterator
from datetime import date

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.catalogue import courses
from lms.certification.bundles import archives, downloads, wishes
from lms.certification.bundles.wishes import Place, Wish
from lms.certification.certificates import MANUAL
from lms.certification.models import CertificateDownload
from lms.certification.verification import Verdict, verdict_on
from lms.hr import branches, staff
from lms.hr.views import filters
from lms.hr.views.blueprint import bp
from lms.hr.views.sending import resumable
from lms.people.models import Person
from lms.web.filters import local
from lms.web.i18n import _, lazy
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import clock, installation, me, now, session

STANDS = {
    Verdict.VALID: lazy("Valid"),
    Verdict.EXPIRED: lazy("Expired"),
    Verdict.SUPERSEDED: lazy("Superseded by a newer one"),
    Verdict.REVOKED: lazy("Revoked"),
}
ZIP = "application/zip"
LONGEST_NUMBER = 120


@bp.get("/kepegawaian/sertifikat")
@roles("hr", "admin")
def register() -> str:
    """List certificates of the scope, say how many they are and how heavy, offer them as a ZIP."""
    wish, unit_id = _wish(session())
    rows = wishes.page(session(), wish, _after())
    last = rows[wishes.PAGE - 1] if len(rows) > wishes.PAGE else None
    return render(
        "lms/hr/register.html",
        rows=rows[: wishes.PAGE],
        wish=wish,
        unit_id=unit_id,
        weight=wishes.weigh(session(), wish),
        most=downloads.MOST,
        units=branches.choices(session(), wish.scope),
        courses=[one for one in courses.every(session()) if one.kind != MANUAL],
        stands=STANDS,
        verdict=lambda certificate: verdict_on(certificate, wish.on),
        taken=downloads.recent(session(), me().person_id, wish.scope, now()),
        kept=downloads.KEPT,
        take_url=filters.here("lms.hr.take"),
        next_url=filters.here("lms.hr.register", sesudah=f"{last.completed_on}~{last.id}") if last else "",
    )


@bp.post("/kepegawaian/sertifikat/unduhan")
@roles("hr", "admin")
def take() -> ResponseReturnValue:
    """Freeze the list of what the filter holds; the page then offers the ZIP for a week."""
    with installation().database.read() as reading:
        wish, _unit = _wish(reading)
        row = _taken(reading, wish)
    flash(_("The download is ready: %(count)s certificates.", count=row.count), "success")
    return redirect(filters.here("lms.hr.register") + "#unduhan", 303)


@bp.post("/kepegawaian/sertifikat.zip")
@roles("hr", "admin")
def certificates_zip() -> ResponseReturnValue:
    """The PDFs of the chosen people, or of all who match the filter of the desk, with a manifest."""
    with installation().database.read() as reading:
        wanted, _unit = filters.wanted(reading)
        everybody = bool(request.form.get("semua"))
        chosen = select(Person.id).where(
            Person.id.in_(request.form.getlist("orang", type=int)[: staff.CHUNK])
        )
        wish = Wish(
            on=local(now()).date(),
            scope=wanted.scope,
            learners=staff.chosen(wanted) if everybody else chosen,
            people="filter" if everybody else "chosen",
        )
        row = _taken(reading, wish)
    return redirect(url_for("lms.hr.bundle", download_id=row.public_id), 303)


@bp.get("/kepegawaian/sertifikat/unduhan/<string(length=32):download_id>.zip")
@roles("hr", "admin")
def bundle(download_id: str) -> Response:
    """The ZIP of a frozen list, whole or from where it broke off; for who asked, while the right lasts."""
    row = downloads.own(session(), download_id, by=me().person_id, scope=me().scope, at=now())
    name = f"sertifikat-{local(row.at):%Y-%m-%d}-{row.id}.zip"
    files, by = installation().files, me().person_id

    def stretch(start: int, stop: int) -> Iterator[bytes]:
        downloads.require_whole(files, row, start, stop)
        blocks = archives.stream(files, row.list_sha256, start, stop)
        return _to_the_end(blocks, row, by) if stop == row.size else blocks

    return resumable(stretch, row.size, row.list_sha256, name, ZIP)


def _taken(reading: Session, wish: Wish) -> CertificateDownload:
    files = installation().files
    frozen = downloads.freeze(reading, files, wish)
    return downloads.enter(session(), files, wish, frozen, by=me().person_id, at=now())


def _to_the_end(blocks: Iterator[bytes], row: CertificateDownload, by: int) -> Iterator[bytes]:
    """Hand the last bytes over, then write it down in a session of its own: the request's is closed."""
    database = installation().database

    def stream() -> Iterator[bytes]:
        yield from blocks
        with database.write() as writing:
            downloads.fetched(writing, row, by=by, at=clock())

    return stream()


def _wish(reading: Session) -> tuple[Wish, int | None]:
    """Read the filter from the address; what is not understood is left out, the page shows what is used."""
    unit_id, path = filters.unit(reading)
    state = filters.one_of(Verdict, request.args.get("status", ""))
    return (
        Wish(
            on=local(now()).date(),
            scope=me().scope,
            unit_path=path,
            course_id=request.args.get("kursus", type=int),
            since=_day("dari"),
            until=_day("sampai"),
            state=state if state in wishes.VERDICTS else None,
            number=request.args.get("nomor", "").strip()[:LONGEST_NUMBER],
        ),
        unit_id,
    )


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None


def _after() -> Place | None:
    day, mark, row_id = request.args.get("sesudah", "").partition("~")
    if not mark or not row_id.isascii() or not row_id.isdigit() or len(row_id) > filters.LONGEST_ID:
        return None
    try:
        return date.fromisoformat(day), int(row_id)
    except ValueError:
        return None
