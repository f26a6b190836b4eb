"""A certificate as it is really drawn: no word of BSrE before it signed, told as BSrE's afterwards."""

import io
import subprocess
import zipfile
from datetime import UTC, datetime

import pytest
from bsre_builders import again, sign_visibly, trust
from build import a_person
from certification_builders import a_release, completion

from lms.certification import certificates, making, verification
from lms.certification.foreign import handover
from lms.certification.signing import purposes
from lms.certification.signing.purposes import Purpose
from lms.certification.verification import Seal, Verdict


@pytest.fixture
def here(installation):
    for purpose in Purpose:
        purposes.create(installation.settings, purpose)
    installation.settings.__dict__["signing"] = "bsre"
    trust(installation)
    return installation


def text_of(data: bytes) -> str:
    found = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return found.stdout.decode()


def test_what_bsre_signed_is_kept_as_it_came_and_told_as_bsres(here):
    with here.database.write() as session:
        row = certificates.issue_if_due(session, completion(a_person(session, "Ani"), a_release(session)))
    making.render(here, {"certificate_id": row.id})
    plain = here.files.get(again(here, row).plain_sha256)
    assert "BSrE" not in text_of(plain)
    signed, archive = sign_visibly(plain), io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("a.pdf", signed)

    (verdict,) = handover.take_in(here, archive, "", by=None, at=datetime.now(UTC))

    assert verdict().error is None
    assert here.files.get(again(here, row).sha256) == signed
    with here.database.read() as session:
        told = verification.of_bytes(session, signed, today=datetime.now(UTC).date())
        before = verification.of_bytes(session, plain, today=datetime.now(UTC).date())
    assert (told.verdict, told.signature.seal) == (Verdict.VALID, Seal.BSRE)
    assert before.verdict != Verdict.VALID
