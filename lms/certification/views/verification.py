"""The public page where anybody can check a certificate by its id or its file."""

from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta

from cryptography.hazmat.primitives.serialization import Encoding
from flask import Response, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.certification import verification
from lms.certification.register import decisions
from lms.certification.rules.findings import SEALS, TROUBLES
from lms.certification.signing import keys
from lms.certification.verification import LARGEST_FILE, Answer, Verdict
from lms.certification.views.blueprint import bp, today
from lms.errors import NotFound
from lms.web import limits
from lms.web.i18n import _
from lms.web.pages import render
from lms.web.security import public
from lms.web.shell import installation, now, session, settings

LONGEST_CODE = 300
TRIES, PER = 30, timedelta(minutes=10)


@bp.get("/verifikasi")
@public
def verify() -> ResponseReturnValue:
    """Ask for an id, an address or a file."""
    return _form()


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
        asked = request.form.get("milik", "")[:LONGEST_CODE]
        # Anybody sends files: none of them is to hold up who is writing.
        with installation().database.read() as reading:
            answer = verification.of_bytes(reading, data, today=today(), asked=asked)
        return _answer(answer)
    code = request.form.get("kode", "")
    if not code.strip():
        return _again("berkas" if file is not None else "kode", _("Choose the PDF file, or write the code."))
    public_id = verification.read_id(code)
    if public_id is None:
        return _again(
            "kode",
            _(
                "The code has 32 letters and digits and stands under the QR code on the back;"
                " the number alone does not do. Copy it whole, or paste the certificate’s address."
            ),
        )
    return redirect(url_for("lms.certification.verdict", public_id=public_id), 303)


@bp.get("/verifikasi/<public_id>")
@public
def verdict(public_id: str) -> ResponseReturnValue:
    """Give the verdict on an id: what the QR code on every certificate opens."""
    known = verification.read_id(public_id) or public_id
    return _answer(verification.by_id(session(), known, today=today()))


@bp.get("/verifikasi/kunci/<kid>.crt")
@public
def signing_certificate(kid: str) -> ResponseReturnValue:
    """Send the certificate of a key that signs here, for readers of PDF that are to trust it."""
    for one in keys.known(settings()):
        if one.kid == kid:
            return Response(
                one.certificate.public_bytes(Encoding.DER),
                mimetype="application/pkix-cert",
                headers={
                    "Content-Disposition": f'attachment; filename="{kid}.crt"',
                    "Cache-Control": "public, max-age=300",
                },
            )
    raise NotFound


def _form(errors: Sequence[tuple[str, str]] = (), status: int = 200) -> Response:
    page = render(
        "lms/certification/verify.html",
        code=request.form.get("kode", ""),
        asked=request.form.get("milik", ""),
        errors=list(errors),
        # The one that signs now comes first.
        keys=keys.known(settings())[::-1],
        current=keys.current_kid(settings()),
    )
    return _unlisted(page, status)


def _again(field: str, text: str) -> ResponseReturnValue:
    return _form([(field, text)], 422)


def _answer(answer: Answer) -> ResponseReturnValue:
    page = render(
        "lms/certification/verdict.html",
        answer=answer,
        facts=answer.facts,
        kinds=Verdict,
        reasons=decisions.REASONS,
        trouble=TROUBLES[answer.trouble] if answer.trouble else None,
        seal=None if answer.signature is None else SEALS[answer.signature.seal],
    )
    return _unlisted(page, 404 if answer.verdict == Verdict.UNKNOWN and not answer.from_file else 200)


def _unlisted(page: str, status: int = 200) -> Response:
    response = make_response(page, status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
