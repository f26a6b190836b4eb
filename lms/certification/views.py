"""My certificates, and the public page where anybody can check one."""

from contextlib import closing
from datetime import date, timedelta

from flask import Blueprint, Response, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.certification import certificates, verification
from lms.certification.register import decisions
from lms.certification.rules import numbering, wording
from lms.certification.verification import LARGEST_FILE, Answer, Verdict
from lms.errors import Message, NotFound, Refused
from lms.web import limits
from lms.web.i18n import _
from lms.web.pages import render
from lms.web.security import public, signed_in
from lms.web.shell import installation, me, now, session, settings

bp = Blueprint("certification", __name__)
TRIES, PER = 30, timedelta(minutes=10)

NOT_READY = Message(
    "PDF sertifikat ini masih dibuat.",
    "The PDF of this certificate is still being made.",
    "Buka halaman sertifikatnya; tombol unduh muncul begitu PDF selesai.",
    "Open the certificate's page; the download button appears when the PDF is ready.",
)
LOST = Message(
    "Berkas PDF sertifikat ini tidak ditemukan di penyimpanan.",
    "The PDF of this certificate is missing from the store.",
    "Sertifikatnya tetap sah. Minta admin menjalankan lms certificates render.",
    "The certificate itself stands. Ask the administrator to run lms certificates render.",
)


@bp.get("/sertifikat")
@signed_in
def mine() -> ResponseReturnValue:
    """List what I have earned, newest first."""
    return render(
        "lms/certification/mine.html",
        certificates=[
            (one, verification.verdict_on(one, _today()))
            for one in certificates.of_learner(session(), me().person_id)
        ],
        kinds=Verdict,
    )


@bp.get("/sertifikat/<string(length=32):public_id>")
@signed_in
def own(public_id: str) -> ResponseReturnValue:
    """Show one certificate of mine; while its PDF is being made, say so."""
    certificate = certificates.own(session(), me().person_id, public_id)
    job = None if certificate.sha256 else certificates.job_of(session(), certificate)
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
        stands=verification.verdict_on(certificate, _today()),
        kinds=Verdict,
        address=certificates.address(certificate),
    )


@bp.get("/sertifikat/<string(length=32):public_id>.pdf")
@signed_in
def download(public_id: str) -> ResponseReturnValue:
    """Send the stored bytes; they are never made anew for a download."""
    certificate = certificates.own(session(), me().person_id, public_id)
    if certificate.sha256 is None:
        raise NotFound(NOT_READY, "certificate.not-ready")
    try:
        data = installation().files.get(certificate.sha256)
    except KeyError as error:
        raise Refused(LOST, "certificate.lost") from error
    response = Response(data, mimetype="application/pdf")
    name = f"Sertifikat-{numbering.in_file_name(certificate.number)}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(certificate.sha256)
    return response.make_conditional(request)


@bp.get("/verifikasi")
@public
def verify() -> ResponseReturnValue:
    """Ask for an id, an address or a file."""
    return _unlisted(render("lms/certification/verify.html", code="", errors=[]))


@bp.post("/verifikasi")
@public
def check() -> ResponseReturnValue:
    """Answer about the id or the file that was sent; so many an hour from one address."""
    # In a transaction of its own: a count that is rolled back with a refusal would be no limit.
    with installation().database.write() as counting:
        limits.hit(counting, f"verify:{request.remote_addr}", at=now(), allowed=TRIES, per=PER)
    file = request.files.get("berkas")
    if file is not None and file.filename:
        with closing(file):
            data = file.stream.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            return _again(
                "berkas",
                _("This file is larger than any certificate of ours (%(mb)s MB).", mb=LARGEST_FILE >> 20),
            )
        return _answer(verification.of_bytes(session(), data, today=_today()))
    code = request.form.get("kode", "")
    if not code.strip():
        return _again("berkas" if file is not None else "kode", _("Choose the PDF file, or write the code."))
    public_id = verification.read_id(code)
    if public_id is None:
        return _again(
            "kode",
            _("The code has 32 letters and digits; copy it whole, or paste the certificate’s address."),
        )
    return redirect(url_for("lms.certification.verdict", public_id=public_id), 303)


@bp.get("/verifikasi/<public_id>")
@public
def verdict(public_id: str) -> ResponseReturnValue:
    """Give the verdict on an id: what the QR code on every certificate opens."""
    known = verification.read_id(public_id) or public_id
    return _answer(verification.by_id(session(), known, today=_today()))


def _today() -> date:
    return numbering.local_day(now(), settings().zone)


def _again(field: str, text: str) -> ResponseReturnValue:
    page = render("lms/certification/verify.html", code=request.form.get("kode", ""), errors=[(field, text)])
    return _unlisted(page, 422)


def _answer(answer: Answer) -> ResponseReturnValue:
    page = render(
        "lms/certification/verdict.html",
        answer=answer,
        facts=answer.facts,
        kinds=Verdict,
        reasons=decisions.REASONS,
    )
    return _unlisted(page, 404 if answer.verdict == Verdict.UNKNOWN and not answer.from_file else 200)


def _unlisted(page: str, status: int = 200) -> Response:
    response = make_response(page, status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
