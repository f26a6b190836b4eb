"""The job that makes the PDF: once in effect, whatever happens; then verification."""

import pytest
from build import NINE, a_person, a_unit
from certification_builders import a_release, completion

from lms.certification import certificates, making, verification
from lms.certification.models import Certificate
from lms.certification.verification import Verdict
from lms.errors import Refused


@pytest.fixture
def issued(installation):
    with installation.database.write() as session:
        ani = a_person(session, "Ani", unit=a_unit(session, "=Dinas"))
        return certificates.issue_if_due(session, completion(ani, a_release(session)))


def made(installation, certificate):
    making.render(installation, {"certificate_id": certificate.id})
    with installation.database.read() as session:
        return session.get_one(Certificate, certificate.id)


def test_the_job_keeps_the_bytes_and_notes_their_hash(installation, issued):
    row = made(installation, issued)

    data = installation.files.get(row.sha256)
    assert data.startswith(b"%PDF-1.7")
    assert row.size == len(data)
    assert row.rendered_at is not None


def test_the_job_done_twice_is_done_once(installation, issued):
    first = made(installation, issued)
    second = made(installation, issued)

    assert (first.sha256, first.rendered_at) == (second.sha256, second.rendered_at)


def test_a_lost_file_is_made_anew_with_the_same_bytes(installation, issued):
    first = made(installation, issued)
    installation.files.delete(first.sha256)
    with installation.database.read() as session:
        assert [one.id for one in certificates.without_pdf(session, installation.files)] == [issued.id]

    again = made(installation, issued)

    assert again.sha256 == first.sha256
    assert installation.files.has(first.sha256)


def test_a_name_that_no_font_can_write_fails_the_job_and_keeps_the_certificate(installation):
    with installation.database.write() as session:
        given = certificates.issue_if_due(session, completion(a_person(session, "ᬦᬶ"), a_release(session)))

    with pytest.raises(Refused, match="no letter"):
        made(installation, given)

    with installation.database.read() as session:
        assert session.get_one(Certificate, given.id).sha256 is None


def test_the_issued_file_is_genuine(installation, issued):
    row = made(installation, issued)

    with installation.database.read() as session:
        answer = verification.of_bytes(session, installation.files.get(row.sha256), today=NINE.date())

    assert (answer.verdict, answer.from_file) == (Verdict.VALID, True)
    assert answer.facts.name == "Ani"


@pytest.mark.parametrize(
    "change", [lambda data: data + b"\n", lambda data: data.replace(b"/Type /Page ", b"/Type /Pagf ", 1)]
)
def test_a_changed_file_is_told_from_an_unknown_one(installation, issued, change):
    data = installation.files.get(made(installation, issued).sha256)
    changed = change(data)
    assume_changed = changed if changed != data else data[:-8] + b" " + data[-8:]

    with installation.database.read() as session:
        answer = verification.of_bytes(session, assume_changed, today=NINE.date())
        foreign = verification.of_bytes(session, b"%PDF-1.7 of somebody else", today=NINE.date())

    assert answer.verdict == Verdict.ALTERED
    assert answer.facts.public_id == issued.public_id
    assert (foreign.verdict, foreign.facts) == (Verdict.UNKNOWN, None)


def test_an_id_answers_and_a_number_does_not(session):
    given = certificates.issue_if_due(session, completion(a_person(session), a_release(session)))

    assert verification.by_id(session, given.public_id, today=NINE.date()).verdict == Verdict.VALID
    assert verification.by_id(session, given.number, today=NINE.date()).verdict == Verdict.UNKNOWN
    assert verification.by_id(session, "f" * 32, today=NINE.date()).facts is None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("0123456789abcdef0123456789abcdef", True),
        (" 0123 4567 89AB CDEF 0123 4567 89ab cdef ", True),
        ("https://lms.example/belajar/verifikasi/0123456789abcdef0123456789abcdef/", True),
        ("800.2/00001/BKPSDM/2026", False),
        ("0123456789abcdef", False),
        ("", False),
    ],
)
def test_what_people_paste_is_read(text, read):
    assert verification.read_id(text) == ("0123456789abcdef0123456789abcdef" if read else None)


def test_the_public_facts_hold_no_nip(session):
    given = certificates.issue_if_due(session, completion(a_person(session), a_release(session)))

    assert given.snapshot["identity_value"] not in repr(
        verification.by_id(session, given.public_id, today=NINE.date())
    )
