"""My certificates: the list, one of them, its file."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from lms.certification import certificates, verification
from lms.certification.badges import credentials
from lms.certification.register import corrections, decisions, renewals
from lms.certification.rules import numbering, wording
from lms.certification.verification import Verdict
from lms.certification.views.blueprint import bp, today
from lms.errors import Message, NotFound
from lms.web.pages import render
from lms.web.security import signed_in
from lms.web.shell import installation, me, now, session, settings

NOT_READY = Message(
    "PDF sertifikat ini masih dibuat.",
    "The PDF of this certificate is still being made.",
    "Buka halaman sertifikatnya; tombol unduh muncul begitu PDF selesai.",
    "Open the certificate's page; the download button appears when the PDF is ready.",
)


@bp.get("/sertifikat")
@signed_in
def mine() -> ResponseReturnValue:
    """List what I have earned, newest first."""
    held, days = certificates.of_learner(session(), me().person_id), settings().certificate_reminder_days
    return render(
        "lms/certification/mine.html",
        certificates=[(one, verification.verdict_on(one, today())) for one in held],
        ending={one.id for one in renewals.running_out(held, today=today(), days=days)},
        kinds=Verdict,
    )


@bp.get("/sertifikat/<string(length=32):public_id>")
@signed_in
def own(public_id: str) -> ResponseReturnValue:
    """Show one certificate of mine; while its PDF is being made, say so."""
    certificate = certificates.own(session(), me().person_id, public_id)
    job = None if certificate.sha256 else certificates.job_of(session(), certificate)
    stands = verification.verdict_on(certificate, today())
    return render(
        "lms/certification/own.html",
        certificate=certificate,
        words=wording.of(
            certificate.snapshot,
            number=certificate.number,
            began_on=certificate.began_on,
            completed_on=certificate.completed_on,
        ),
        failed=job is not None and job.tries > 0,
        stands=stands,
        newer=decisions.newer_of(session(), certificate) if stands == Verdict.SUPERSEDED else None,
        kinds=Verdict,
        address=certificates.address(certificate),
        has_badge=credentials.can_be_had(certificate, settings()),
        requests=corrections.of_certificate(session(), certificate),
        renewable=renewals.renewable(session(), certificate, at=now()),
        renewing=renewals.under_way(session(), certificate),
    )


@bp.get("/sertifikat/<string(length=32):public_id>.pdf")
@signed_in
def download(public_id: str) -> ResponseReturnValue:
    """Send the stored bytes; they are never made anew for a download."""
    certificate = certificates.own(session(), me().person_id, public_id)
    if certificate.sha256 is None:
        raise NotFound(NOT_READY, "certificate.not-ready")
    data = certificates.stored(installation().files, certificate.sha256)
    response = Response(data, mimetype="application/pdf")
    name = f"Sertifikat-{numbering.in_file_name(certificate.number)}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(certificate.sha256)
    return response.make_conditional(request)
