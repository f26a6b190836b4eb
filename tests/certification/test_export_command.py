"""`lms certificates export`: chosen by unit and below, course, days and standing; cut off it goes on."""

import zipfile
from datetime import timedelta

import pytest
from build import NINE, a_person, a_unit
from bundle_builders import a_certificate, bytes_of
from certification_builders import a_release
from sqlalchemy import select

from lms.audit.models import AuditEntry
from lms.certification.bundles.exports import Begun
from lms.certification.models import CertificateDownload, CertificateState

DAY = NINE.date()
YEAR = str(DAY.year)


@pytest.fixture
def shelf(installation):
    """Four certificates: two offices, one below another; two courses; one revoked."""
    with installation.database.write() as session:
        health, other = a_unit(session, "Dinas Kesehatan"), a_unit(session, "Dinas Sosial")
        below = a_unit(session, "Puskesmas Plaju", health)
        first, second = a_release(session), a_release(session, "lain")
        for number, (unit, release) in enumerate(
            [(health, first), (below, first), (other, first), (below, second)], 1
        ):
            person = a_person(session, f"Peserta {number}", unit=unit)
            day = DAY + timedelta(days=number)
            a_certificate(session, person, release, number, bytes_of(number), completed_on=day)
        # The last is of another standing.
        revoked = a_certificate(session, a_person(session, "E", unit=other), second, 5, bytes_of(5))
        revoked.state = CertificateState.REVOKED
    return installation


def names(path):
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return sorted(one.split("_")[2] for one in archive.namelist() if one.endswith(".pdf"))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--year", YEAR, "--unit", "Dinas Kesehatan"), ["00001", "00002", "00004"]),
        (("--year", YEAR, "--unit", "Dinas Kesehatan > Puskesmas Plaju", "--course", "lain"), ["00004"]),
        (("--from", f"{DAY + timedelta(days=2)}", "--to", f"{DAY + timedelta(days=3)}"), ["00002", "00003"]),
        (("--year", YEAR, "--state", "revoked"), ["00005"]),
    ],
)
def test_what_is_chosen_is_written(runner, shelf, tmp_path, words, found):
    target = tmp_path / "s.zip"

    result = runner("--lang", "en", "certificates", "export", str(target), *words)

    assert f"{len(found)} certificates written" in result.output
    assert names(target) == found


def test_cut_off_it_goes_on_and_what_was_taken_is_on_record(runner, shelf, tmp_path):
    whole, cut = tmp_path / "whole.zip", tmp_path / "cut.zip"
    words = ("--year", YEAR)
    runner("certificates", "export", str(whole), *words)
    with shelf.database.read() as session:
        row = session.scalars(select(CertificateDownload)).one()
    begun, data = Begun(cut), whole.read_bytes()
    begun.remember(row)
    begun.part.write_bytes(data[: len(data) // 2])

    again = runner("--lang", "en", "certificates", "export", str(cut), *words)

    assert "Going on with" in again.output
    assert cut.read_bytes() == data
    assert sorted(tmp_path.glob("cut.*")) == [cut]
    with shelf.database.read() as session:
        acts = session.scalars(select(AuditEntry.act).where(AuditEntry.subject == row.public_id)).all()
    assert acts == ["certificates.taken", "certificates.fetched", "certificates.fetched"]


def test_a_unit_or_course_that_is_not_there_is_said(runner, shelf, tmp_path):
    for words in (("--unit", "Dinas Angin"), ("--course", "tiada")):
        assert runner("certificates", "export", str(tmp_path / "s.zip"), *words).exit_code != 0
    assert not list(tmp_path.glob("s.zip*"))
