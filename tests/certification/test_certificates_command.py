"""`lms certificates`: verify, list, render, export."""

import zipfile

import pytest
from build import a_person
from certification_builders import a_release, completion

from lms.certification import certificates
from lms.certification.models import Certificate


@pytest.fixture
def issued(installation):
    with installation.database.write() as session:
        ani = a_person(session, "Ani")
        return certificates.issue_if_due(session, completion(ani, a_release(session)))


def test_missing_pdfs_are_made_then_verified(runner, installation, issued, tmp_path):
    assert "1 PDF" in runner("--lang", "id", "certificates", "render").output
    assert "sudah punya PDF" in runner("--lang", "id", "certificates", "render").output
    with installation.database.read() as session:
        data = installation.files.get(session.get_one(Certificate, issued.id).sha256)
    file = tmp_path / "s.pdf"

    file.write_bytes(data)
    genuine = runner("--lang", "id", "certificates", "verify", str(file))
    file.write_bytes(data + b" ")
    changed = runner("--lang", "en", "certificates", "verify", str(file))
    file.write_bytes(b"%PDF")
    unknown = runner("--lang", "en", "certificates", "verify", str(file))

    assert (genuine.exit_code, changed.exit_code, unknown.exit_code) == (0, 1, 1)
    assert "ASLI" in genuine.output
    assert issued.number in genuine.output
    assert "CHANGED" in changed.output
    assert "UNKNOWN" in unknown.output


def test_what_cannot_be_made_is_named(runner, installation):
    with installation.database.write() as session:
        given = certificates.issue_if_due(session, completion(a_person(session, "ᬦᬶ"), a_release(session)))

    result = runner("--lang", "en", "certificates", "render")

    assert result.exit_code == 1
    assert given.number in result.output
    assert "no letter" in result.output


def test_a_year_is_listed_and_exported(runner, issued, tmp_path):
    runner("certificates", "render")

    listed = runner("--lang", "en", "certificates", "list", "--year", "2026")
    runner("certificates", "export", str(tmp_path / "all.zip"), "--year", "2026")

    assert issued.number in listed.output
    assert "1 certificates." in listed.output
    assert len(zipfile.ZipFile(tmp_path / "all.zip").namelist()) == 3
