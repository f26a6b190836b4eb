"""The report of a citizen: one form for anybody, without an account; steps and a draft where scripts run."""

import secrets
from collections.abc import Mapping
from datetime import date, timedelta

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from lms.errors import Conflict, InvalidInput, Message
from lms.voice.complaints import attachments, choices, reports
from lms.voice.complaints.attachments import Sent
from lms.voice.complaints.models import Complaint, Kind
from lms.voice.complaints.reports import Told
from lms.voice.views.blueprint import bp
from lms.voice.views.complaints import words
from lms.web import limits
from lms.web.filters import local
from lms.web.i18n import _, language
from lms.web.pages import render
from lms.web.security import public
from lms.web.shell import abandon, installation, now, session

# Many phones stand behind one address of a mobile network.
TRIES, PER = 40, timedelta(minutes=10)
LONGEST_MARK = 64
# A field that people do not see: what fills it in is a program.
TRAP = "situs"

NO_DAY = Message("Tanggal itu tidak terbaca.", "That date cannot be read.")
# Where the form asks for it under another name.
FIELDS = {"layanan": "tujuan", "unit": "tujuan"}


@bp.get("/lapor")
@public
def report() -> str:
    """Ask what happened; `?jenis=` and `?layanan=` (a service's id) come chosen from other pages."""
    service = request.args.get("layanan", "")
    given = {
        "jenis": request.args.get("jenis", ""),
        "tujuan": f"s{service}" if service.isdecimal() else "",
    }
    return _form(given, [])


@bp.post("/lapor")
@public
def file_report() -> ResponseReturnValue:
    """Keep the report and lead to its ticket; the same form sent twice is one report."""
    with installation().database.write() as counting:
        limits.hit(counting, f"report:{request.remote_addr}", at=now(), allowed=TRIES, per=PER)
    wrong = _missing()
    if wrong:
        return _refused(wrong)
    try:
        # Before the session is opened: pictures take a second, and SQLite has one writer.
        files = attachments.cleaned(sent_files())
        filed = reports.file(session(), _told(), once=request.form.get("tanda", "")[:LONGEST_MARK], at=now())
        if filed.new:
            attachments.keep(session(), session().get_one(Complaint, filed.complaint_id), files)
    except InvalidInput as error:
        where = FIELDS.get(error.field, error.field)
        return _refused([(where, f"{error.text(language())} {error.remedy(language())}".strip())])
    except Conflict as error:
        return _refused([("isi", error.text(language()))], mark=secrets.token_hex(16))
    return redirect(url_for("lms.voice.ticket_given", secret=filed.secret), 303)


def sent_files() -> list[Sent]:
    """Read the attachments of a form; one byte more than is allowed is enough to refuse the rest."""
    found = [file for file in request.files.getlist("lampiran") if file.filename]
    return [_sent(file) for file in found[: attachments.MOST + 1]]


def _sent(file: FileStorage) -> Sent:
    return Sent(file.filename or "", file.stream.read(attachments.LARGEST + 1))


def _refused(wrong: list[tuple[str, str]], mark: str = "") -> ResponseReturnValue:
    abandon()
    return _form(request.form, wrong, mark), 422


def _missing() -> list[tuple[str, str]]:
    found = []
    if request.form.get("jenis") not in set(Kind):
        found.append(("jenis", _("Choose what you want to send.")))
    if not request.form.get("kategori"):
        found.append(("kategori", _("Choose what it is about.")))
    if request.form.get(TRAP):
        found.append((TRAP, _("This field is a trap for programs: leave it empty.")))
    return found


def _told() -> Told:
    form = request.form
    place, number = form.get("tujuan", "")[:1], form.get("tujuan", "")[1:]
    chosen = int(number) if number.isdecimal() and len(number) < 10 else None
    return Told(
        Kind(form["jenis"]),
        form["kategori"],
        form.get("isi", ""),
        service_id=chosen if place == "s" else None,
        unit_id=chosen if place == "u" else None,
        place=form.get("tempat", ""),
        happened_on=_day(form.get("tanggal", "").strip()),
        happened_time=form.get("jam", ""),
        anonymous="anonim" in form,
        confidential="rahasia" in form,
        against_unit="petugas" in form,
        name=form.get("nama", ""),
        contact=form.get("kontak", ""),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InvalidInput(NO_DAY, "complaint.day", "tanggal") from None


def _form(given: Mapping[str, str], wrong: list[tuple[str, str]], mark: str = "") -> str:
    return render(
        "lms/voice/complaints/form.html",
        given=given,
        wrong=wrong,
        mark=mark or given.get("tanda") or secrets.token_hex(16),
        trap=TRAP,
        kinds=[(kind, words.KINDS[kind], words.KINDS_MEAN[kind]) for kind in Kind],
        categories=choices.categories(session()),
        offices=choices.offices(session()),
        most=attachments.MOST,
        megabytes=attachments.LARGEST // 1024 // 1024,
        shortest=reports.SHORTEST_TEXT,
        longest=reports.LONGEST_TEXT,
        today=local(now()).date(),
    )
