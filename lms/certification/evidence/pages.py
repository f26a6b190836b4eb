"""The page and the file "why this certificate was issued": the same for its holder and for HR."""

from flask import Response

from lms.assessment.rules.marking import Keep
from lms.certification.evidence import accounts, explaining, reading
from lms.certification.models import Certificate
from lms.certification.rules import numbering
from lms.web.i18n import lazy
from lms.web.pages import render
from lms.web.shell import installation, session

KEEPS = {
    Keep.HIGHEST: lazy("the best attempt counts"),
    Keep.LATEST: lazy("the last attempt counts"),
    Keep.FIRST: lazy("the first attempt counts"),
    Keep.MEAN: lazy("the mean of all attempts counts"),
}


def page(certificate: Certificate, steps: list[tuple[str, str]], file: str) -> str:
    """Explain; `steps` lead to the page, `file` is where the pack can be taken."""
    explained = explaining.explain(session(), certificate, reading.kept(installation().files, certificate))
    return render(
        "lms/certification/evidence.html",
        certificate=certificate,
        explained=explained,
        account=accounts.of(explained.pack),
        checks=explaining.CHECKS,
        keeps=KEEPS,
        steps=steps,
        file=file,
    )


def sent(certificate: Certificate) -> Response:
    """Send the bytes that are kept."""
    response = Response(reading.kept(installation().files, certificate), mimetype="application/json")
    name = f"Bukti-{numbering.in_file_name(certificate.number)}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    return response
