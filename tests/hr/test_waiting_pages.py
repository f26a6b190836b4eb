"""An officer sees which requests wait and which certificates run out, of the own units alone, and decides."""

from datetime import UTC, datetime, timedelta

import pytest
from build import NINE, a_person, a_role, a_unit, arm, sign_in
from certification_builders import a_release, completion
from sqlalchemy import select

from lms.certification import certificates
from lms.certification.models import Certificate, CorrectionRequest, CorrectionState
from lms.certification.register import corrections
from lms.hr import waiting

REQUESTS = "/kepegawaian/permohonan"
ENDINGS = "/kepegawaian/masa-berlaku"


@pytest.fixture
def desk(client, installation):
    """Eka, an officer who learns too, and Ani of the same unit ask; so does Dedi of another office."""
    with installation.database.write() as session:
        here, elsewhere = a_unit(session, "BKPSDM"), a_unit(session, "Kominfo")
        eka = a_person(session, "Eka", unit=here, language="id")
        a_role(session, eka, "hr", here)
        release = a_release(session)
        people = {
            "Ani": a_person(session, "Ani", unit=here),
            "Eka": eka,
            "Dedi": a_person(session, "Dedi", unit=elsewhere),
        }
        asked = {}
        for name, person in people.items():
            given = certificates.issue_if_due(session, completion(person, release))
            asked[name] = corrections.ask(
                session, person.id, given.public_id, {"name": f"{name}, S.T."}, "Ijazah", at=NINE
            ).id
    sign_in(client, eka)
    arm(client)
    return asked


def state(installation, request_id):
    with installation.database.read() as session:
        return session.get_one(CorrectionRequest, request_id).state


def test_the_list_holds_the_own_units_and_the_desk_counts_them(client, desk):
    page = client.get(REQUESTS).text

    assert "Ani" in page
    assert "Dedi" not in page
    assert "Permohonan perbaikan (2)" in " ".join(client.get("/kepegawaian").text.split())


def test_an_approved_request_leaves_the_list_and_shows_the_newer_one(client, installation, desk):
    address = f"{REQUESTS}/{desk['Ani']}"
    shown = client.get(address).text
    assert "Ani, S.T." in shown
    assert "Data pegawai menyebut yang lain" in shown

    done = client.post(address, data={"putusan": "approve", "jawaban-approve": "Sesuai ijazah"})

    assert (done.status_code, done.location) == (303, REQUESTS)
    assert "Sertifikat hasil perbaikan terbit: 800.2/00004/" in client.get(REQUESTS).text
    after = client.get(address).text
    assert "Sesuai ijazah" in after
    assert client.post(address, data={"putusan": "approve"}).status_code == 409
    with installation.database.read() as session:
        newest = session.scalars(select(Certificate).order_by(Certificate.id.desc())).first()
    assert (newest.revision, newest.snapshot["name"]) == (2, "Ani, S.T.")
    assert f"/kepegawaian/sertifikat/{newest.public_id}" in after


def test_a_refusal_needs_an_answer_and_a_known_decision(client, installation, desk):
    address = f"{REQUESTS}/{desk['Ani']}"

    assert client.post(address, data={"putusan": "refuse", "jawaban-refuse": " "}).status_code == 422
    assert client.post(address, data={"putusan": "lain"}).status_code == 422
    assert state(installation, desk["Ani"]) == CorrectionState.OPEN
    assert client.post(address, data={"putusan": "refuse", "jawaban-refuse": "Belum"}).status_code == 303
    assert state(installation, desk["Ani"]) == CorrectionState.REFUSED


def test_an_officer_sees_the_own_request_and_cannot_decide_it(client, installation, desk):
    address = f"{REQUESTS}/{desk['Eka']}"

    assert "Ini permohonan Anda sendiri" in client.get(address).text
    assert client.post(address, data={"putusan": "approve"}).status_code == 409
    assert state(installation, desk["Eka"]) == CorrectionState.OPEN


def test_a_request_of_another_office_does_not_exist(client, installation, desk):
    address = f"{REQUESTS}/{desk['Dedi']}"

    assert client.get(address).status_code == 404
    assert client.post(address, data={"putusan": "approve"}).status_code == 404
    assert client.get(f"{REQUESTS}/999999").status_code == 404
    assert state(installation, desk["Dedi"]) == CorrectionState.OPEN


def test_what_runs_out_is_listed_by_its_day_page_by_page(client, installation, desk):
    today = NINE.date()
    with installation.database.write() as session:
        rows = session.scalars(select(Certificate).order_by(Certificate.id)).all()
        for row, days in zip(rows, (20, -20, 5), strict=True):
            row.expires_on = today + timedelta(days=days)
        release = a_release(session, "lain")
        ani = rows[0].learner_id
        for days in (-366, 400):
            other = certificates.issue_if_due(session, completion(a_person(session), release))
            other.expires_on = today + timedelta(days=days)
    with installation.database.read() as session:
        chosen = {"today": today, "days": 60}
        first, last = waiting.endings(session, "", **chosen, size=2)
        second, end = waiting.endings(session, "", **chosen, after=last, size=2)

    assert [one.name for one in first] == ["Eka", "Dedi"]
    assert [one.person_id for one in second] == [ani]
    assert end is None


def test_the_endings_page_shows_the_own_units_and_reads_any_page_mark(client, installation, desk):
    soon = datetime.now(UTC).date() + timedelta(days=9)
    with installation.database.write() as session:
        for row in session.scalars(select(Certificate)):
            row.expires_on = soon

    page = client.get(ENDINGS).text

    assert "Ani" in page
    assert "Dedi" not in page
    for mark in ("x", "2026-01-01~", "2026-13-01~7", "~9", "9" * 40):
        assert "Ani" in client.get(ENDINGS, query_string={"sesudah": mark}).text
