"""The page and the file "why this certificate was issued": the same for its holder and for HR."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from lms.assessment.rules.marking import Keep
from lms.certification.evidence import accounts, explaining, reading
from lms.certification.models import Certificate
from lms.certification.rules import evidence, numbering
from lms.errors import Message, Refused
from lms.web.i18n import lazy
from lms.web.pages import render
from lms.web.shell import installation, me, session

WITHHELD = Message(
    "Berkas bukti ini memuat nilai per soal, yang tidak dibuka bagi peserta oleh aturan kuisnya.",
    "This file holds the marks of single questions, which its quiz does not open to participants.",
    "Petugas kepegawaian dapat memberikannya kepada pihak yang memeriksa.",
    "HR can hand it to whoever has to check.",
)

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
        file="" if _withheld(certificate, explained.pack) else file,
    )


def sent(certificate: Certificate) -> Response:
    """Send the bytes that are kept; raises `Refused` where they say more than their reader may know."""
    data = reading.kept(installation().files, certificate)
    if _withheld(certificate, explaining.read(data)):
        raise Refused(WITHHELD, "certificate.pack-withheld")
    response = Response(data, mimetype="application/json")
    name = f"Bukti-{numbering.in_file_name(certificate.number)}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _withheld(certificate: Certificate, pack: Mapping[str, Any]) -> bool:
    return certificate.learner_id == me().person_id and evidence.withheld(pack)
