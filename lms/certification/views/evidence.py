"""Why an own certificate was issued: the page, the file; and taking the course again."""

from flask import Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from lms.certification import certificates
from lms.certification.evidence import pages
from lms.certification.register import renewals
from lms.certification.views.blueprint import bp
from lms.web.i18n import _
from lms.web.security import signed_in
from lms.web.shell import me, now, session


@bp.get("/sertifikat/<string(length=32):public_id>/bukti")
@signed_in
def evidence(public_id: str) -> str:
    """Explain one certificate of mine."""
    certificate = certificates.own(session(), me().person_id, public_id)
    steps = [
        (_("Home"), url_for("lms.home.start")),
        (_("My certificates"), url_for("lms.certification.mine")),
        (certificate.number, url_for("lms.certification.own", public_id=public_id)),
        (_("Why this certificate was issued"), ""),
    ]
    return pages.page(certificate, steps, url_for("lms.certification.evidence_file", public_id=public_id))


@bp.get("/sertifikat/<string(length=32):public_id>/bukti.json")
@signed_in
def evidence_file(public_id: str) -> Response:
    """Send the pack of one certificate of mine, as it is kept."""
    return pages.sent(certificates.own(session(), me().person_id, public_id))


@bp.post("/sertifikat/<string(length=32):public_id>/ulang")
@signed_in
def renew(public_id: str) -> ResponseReturnValue:
    """Begin the course of one certificate of mine again."""
    slug = renewals.begin(session(), me().person_id, public_id, at=now())
    flash(_("The course begins anew. Your certificate stays as it is."), "success")
    return redirect(url_for("lms.learning.course", slug=slug), 303)
