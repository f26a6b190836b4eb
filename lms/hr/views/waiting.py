"""Requests for a correction and certificates that run out: lists of the scope, one request, its decision."""

from datetime import date

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.certification import snapshots
from lms.certification.models import CertificateState, CorrectionState
from lms.certification.register import corrections
from lms.errors import InvalidInput, Message
from lms.hr import waiting
from lms.hr.views.blueprint import bp
from lms.hr.views.filters import LONGEST_ID
from lms.web.filters import local
from lms.web.i18n import _, lazy
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import me, now, session, settings

FIELDS = {
    "name": lazy("Name with titles"),
    "rank": lazy("Rank"),
    "position": lazy("Position"),
}
NO_DECISION = Message(
    "Putusan atas permohonan ini tidak dikenal.",
    "The decision about this request is not known.",
    "Buka lagi halaman permohonannya dan tekan salah satu tombolnya.",
    "Open the request's page again and press one of its buttons.",
)


@bp.get("/kepegawaian/permohonan")
@roles("hr", "admin")
def requests() -> str:
    """List the requests of the scope that wait, the oldest first."""
    text = request.args.get("sesudah", "")
    after = int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID else 0
    found, last = waiting.requests(session(), me().scope, after)
    return render(
        "lms/hr/requests.html",
        requests=found,
        fields=FIELDS,
        next_url=url_for("lms.hr.requests", sesudah=last) if last else "",
    )


@bp.get("/kepegawaian/permohonan/<int:request_id>")
@roles("hr", "admin")
def correction(request_id: int) -> str:
    """Show one request beside what is printed and what the roster says."""
    asked, certificate = waiting.request(session(), me().scope, request_id)
    return render(
        "lms/hr/request.html",
        asked=asked,
        certificate=certificate,
        roster=snapshots.of_person(session(), certificate.learner_id),
        fields=FIELDS,
        open=asked.state == CorrectionState.OPEN,
        stands=certificate.state == CertificateState.VALID,
        own=certificate.learner_id == me().person_id,
        newer=corrections.newer(session(), [asked]),
    )


@bp.post("/kepegawaian/permohonan/<int:request_id>")
@roles("hr", "admin")
def decide_correction(request_id: int) -> ResponseReturnValue:
    """Approve a request of the scope, or refuse it; the learner reads the answer."""
    waiting.request(session(), me().scope, request_id)
    act, by = request.form.get("putusan"), me().person_id
    answer = request.form.get(f"jawaban-{act}", "")
    if act == "approve":
        new = corrections.approve(session(), request_id, answer, by=by, at=now())
        flash(_("The corrected certificate is issued: %(number)s.", number=new.number), "success")
    elif act == "refuse":
        corrections.refuse(session(), request_id, answer, by=by, at=now())
        flash(_("The request is refused; the learner reads your answer."), "success")
    else:
        raise InvalidInput(NO_DECISION, "hr.no-decision", "putusan")
    return redirect(url_for("lms.hr.requests"), 303)


@bp.get("/kepegawaian/masa-berlaku")
@roles("hr", "admin")
def endings() -> str:
    """List the certificates of the scope that ran out within a year, or will before long."""
    found, last = waiting.endings(
        session(),
        me().scope,
        today=_today(),
        days=settings().certificate_reminder_days,
        after=_after(request.args.get("sesudah", "")),
    )
    return render(
        "lms/hr/endings.html",
        endings=found,
        today=_today(),
        days=settings().certificate_reminder_days,
        next_url=url_for("lms.hr.endings", sesudah=f"{last[0].isoformat()}~{last[1]}") if last else "",
    )


def _today() -> date:
    return local(now()).date()


def _after(text: str) -> tuple[date, int] | None:
    """Read where the page before ended; what cannot be read begins at the first page."""
    day, _mark, certificate_id = text.partition("~")
    if not (certificate_id.isascii() and certificate_id.isdigit() and len(certificate_id) <= LONGEST_ID):
        return None
    try:
        return date.fromisoformat(day), int(certificate_id)
    except ValueError:
        return None
