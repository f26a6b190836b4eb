"""One certificate of the scope: its bytes, what was decided about it, and deciding."""

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.audit import trail
from lms.certification import certificates, verification
from lms.certification.evidence import pages
from lms.certification.models import ActKind, Reason
from lms.certification.register import decisions
from lms.certification.verification import Verdict
from lms.errors import InvalidInput, Message
from lms.hr import transcript
from lms.hr.views.blueprint import bp
from lms.hr.views.filters import one_of
from lms.hr.views.sending import download
from lms.web.filters import local
from lms.web.i18n import _, lazy
from lms.web.pages import render
from lms.web.security import roles
from lms.web.shell import installation, me, now, session

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


@bp.get("/kepegawaian/sertifikat/<public_id>.pdf")
@roles("hr", "admin")
def certificate(public_id: str) -> Response:
    """The stored bytes of one certificate of the scope."""
    found = transcript.certificate_of(session(), me().scope, public_id)
    data = certificates.stored(installation().files, found.sha256)
    return download(iter([data]), f"{found.name}.pdf", "application/pdf")


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
        own=found.learner_id == me().person_id,
    )


@bp.get("/kepegawaian/sertifikat/<string(length=32):public_id>/bukti")
@roles("hr", "admin")
def evidence(public_id: str) -> str:
    """Why a certificate of the scope was issued."""
    found = transcript.registered(session(), me().scope, public_id)
    steps = [
        (_("HR desk"), url_for("lms.hr.people")),
        (found.number, url_for("lms.hr.decide", public_id=public_id)),
        (_("Why this certificate was issued"), ""),
    ]
    return pages.page(found, steps, url_for("lms.hr.evidence_file", public_id=public_id))


@bp.get("/kepegawaian/sertifikat/<string(length=32):public_id>/bukti.json")
@roles("hr", "admin")
def evidence_file(public_id: str) -> Response:
    """The pack of a certificate of the scope, as it is kept; who took it away is noted."""
    found = transcript.registered(session(), me().scope, public_id)
    response = pages.sent(found)
    with installation().database.write() as noting:
        trail.note(noting, me().person_id, "certificate.pack-taken", found.number, at=now())
    return response


@bp.post("/kepegawaian/sertifikat/<string(length=32):public_id>")
@roles("hr", "admin")
def decided(public_id: str) -> ResponseReturnValue:
    """Revoke, reinstate or issue a certificate of the scope anew."""
    number = transcript.registered(session(), me().scope, public_id).number
    act, by = request.form.get("putusan"), me().person_id
    text = request.form.get(f"text-{act}", "")
    if act == "revoke":
        reason = one_of(Reason, request.form.get("reason", ""))
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
