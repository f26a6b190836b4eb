"""What is kept is the signed file: with its badge inside, the same to the bit when it is made again."""

import io
import subprocess
from datetime import UTC, datetime

import pikepdf
import pytest
from build import a_person, a_unit
from certification_builders import a_release, completion

from lms.certification import certificates, making
from lms.certification.models import Certificate, Mark
from lms.certification.signing import keys, purposes
from lms.certification.signing.purposes import Purpose

LIMIT = 120 * 1024


@pytest.fixture
def own(settings):
    keys.create(settings, at=datetime.now(UTC))
    for purpose in Purpose:
        purposes.create(settings, purpose)
    return settings


def issue(installation):
    with installation.database.write() as session:
        ani = a_person(session, "Ani", unit=a_unit(session, "=Dinas"))
        return certificates.issue_if_due(session, completion(ani, a_release(session)))


def render(installation, certificate):
    making.render(installation, {"certificate_id": certificate.id})
    with installation.database.read() as session:
        return session.get_one(Certificate, certificate.id)


def test_the_file_that_is_kept_is_signed_and_carries_the_badge(own, installation, tmp_path):
    row = render(installation, issue(installation))

    data = installation.files.get(row.sha256)
    (tmp_path / "s.pdf").write_bytes(data)
    told = subprocess.run(
        ["pdfsig", "-nocert", str(tmp_path / "s.pdf")], check=True, capture_output=True, text=True
    ).stdout
    with pikepdf.open(io.BytesIO(data)) as pdf:
        inside = {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()}
    assert row.mark == Mark.OWN
    assert row.signer == keys.current_kid(own)
    assert row.signed_at is not None
    assert "Signature Validation: Signature is Valid." in told
    assert "Total document signed" in told
    assert inside == {"openbadge.json": installation.files.get(row.credential_sha256)}
    assert row.claim.startswith("AMP1:")
    assert row.size == len(data) < LIMIT


def test_a_lost_file_is_signed_again_with_the_key_and_the_time_of_then(own, installation):
    first = render(installation, issue(installation))
    data = installation.files.get(first.sha256)
    installation.files.delete(first.sha256)
    installation.files.delete(first.credential_sha256)
    keys.rotate(own, at=datetime.now(UTC))

    second = render(installation, first)

    assert second.signer == first.signer != keys.current_kid(own)
    assert installation.files.get(first.sha256) == data


def test_without_a_key_nothing_is_signed_and_nothing_claims_to_be(installation):
    row = render(installation, issue(installation))

    with pikepdf.open(io.BytesIO(installation.files.get(row.sha256))) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert not pdf.attachments
    assert (row.mark, row.signer, row.signed_at, row.claim) == (Mark.NONE, None, None, None)


def test_what_bsre_is_to_sign_is_kept_apart_until_it_is(own, installation):
    installation.settings.__dict__["signing"] = "bsre"
    row = render(installation, issue(installation))
    again = render(installation, row)

    assert row.mark == Mark.BSRE
    assert (row.sha256, row.size, row.signer) == (None, None, None)
    assert installation.files.get(row.plain_sha256).startswith(b"%PDF-1.7")
    assert again.plain_sha256 == row.plain_sha256
