"""Asking for a correction of an own certificate, and how the request stands."""

from collections.abc import Mapping

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from lms.certification import certificates
from lms.certification.models import Certificate, CertificateState, CorrectionState
from lms.certification.register import corrections
from lms.certification.rules.corrections import FIELDS
from lms.certification.views.blueprint import bp
from lms.errors import InvalidInput
from lms.web.i18n import _, language, lazy
from lms.web.pages import render
from lms.web.security import signed_in
from lms.web.shell import abandon, me, now, session

LABELS = {
    "name": lazy("Name with titles"),
    "rank": lazy("Rank"),
    "position": lazy("Position"),
}


@bp.get("/sertifikat/<string(length=32):public_id>/perbaikan")
@signed_in
def correction(public_id: str) -> str:
    """Show the form, and the requests that were."""
    certificate = certificates.own(session(), me().person_id, public_id)
    return _page(certificate, {name: certificate.snapshot.get(name, "") for name in FIELDS})


@bp.post("/sertifikat/<string(length=32):public_id>/perbaikan")
@signed_in
def ask_correction(public_id: str) -> ResponseReturnValue:
    """Send the request to HR."""
    text = request.form.get("alasan", "")
    try:
        corrections.ask(session(), me().person_id, public_id, request.form, text, at=now())
    except InvalidInput as error:
        abandon()
        certificate = certificates.own(session(), me().person_id, public_id)
        words = f"{error.text(language())} {error.remedy(language())}"
        return _page(certificate, request.form, [(error.field, words)]), 422
    flash(_("Your request is sent. The answer will appear on the certificate’s page."), "success")
    return redirect(url_for("lms.certification.own", public_id=public_id), 303)


def _page(
    certificate: Certificate, given: Mapping[str, str], found: list[tuple[str, str]] | None = None
) -> str:
    requests = corrections.of_certificate(session(), certificate)
    waits = any(one.state == CorrectionState.OPEN for one in requests)
    return render(
        "lms/certification/correction.html",
        certificate=certificate,
        requests=requests,
        newer=corrections.newer(session(), requests),
        may_ask=certificate.state == CertificateState.VALID and not waits,
        fields=FIELDS,
        labels=LABELS,
        given={name: given.get(name, "") for name in (*FIELDS, "alasan")},
        found=found or [],
        wrong=dict(found or []),
    )
