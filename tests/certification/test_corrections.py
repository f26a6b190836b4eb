"""A learner asks for a correction, another one decides; what was approved is printed under a new number."""

import threading
from datetime import timedelta

import pytest
from build import NINE, a_person, arm, sign_in
from certification_builders import a_release, completion
from sqlalchemy import select

from lms.audit.models import AuditEntry
from lms.certification import certificates, verification
from lms.certification.models import Certificate, CorrectionRequest, CorrectionState
from lms.certification.register import corrections, decisions
from lms.certification.verification import Verdict
from lms.errors import Conflict, InvalidInput, NotFound, Refused
from lms.ledger import entries
from lms.people.models import Person

LATER = NINE + timedelta(days=3)
WHY = "Ijazah 12/2024"


@pytest.fixture
def site(app):
    return app.extensions["lms"].installation


@pytest.fixture
def people(site):
    with site.database.write() as session:
        return a_person(session, "Ani", rank="III/c", language="id"), a_person(session, "Eka")


@pytest.fixture
def issued(site, people):
    with site.database.write() as session:
        return certificates.issue_if_due(session, completion(people[0], a_release(session)))


def ask(site, person, certificate, text=WHY, **said):
    with site.database.write() as session:
        return corrections.ask(session, person.id, certificate.public_id, said, text, at=LATER)


def approve(site, request, by, answer=""):
    with site.database.write() as session:
        return corrections.approve(session, request.id, answer, by=by.id, at=LATER)


def test_what_was_approved_is_printed_and_the_old_one_says_superseded(site, people, issued):
    ani, eka = people
    request = ask(site, ani, issued, name="Ani Ñurê, S.T.", rank="iii/d")
    assert request.wanted == {"name": "Ani Ñurê, S.T.", "rank": "Penata Tingkat I (III/d)"}

    new = approve(site, request, eka)

    assert (new.revision, new.snapshot["name"]) == (2, "Ani Ñurê, S.T.")
    assert new.snapshot["rank"] == "Penata Tingkat I (III/d)"
    assert new.number != issued.number
    with site.database.read() as session:
        old = verification.by_id(session, issued.public_id, today=LATER.date())
        assert (old.verdict, old.facts.name) == (Verdict.SUPERSEDED, "Ani")
        assert old.decision.successor.number == new.number
        assert entries.of(session, ani.id, 2026).jp == 8
        acts = session.scalars(select(AuditEntry.act).where(AuditEntry.subject == issued.number)).all()
        assert {"correction.asked", "correction.approved", "certificate.superseded"} <= set(acts)
        told = session.scalars(select(AuditEntry.details).where(AuditEntry.act == "correction.asked")).one()
    assert "Ñurê" not in str(told)


def test_a_correction_lasts_until_the_roster_says_something_else(site, people, issued):
    ani, eka = people
    second = approve(site, ask(site, ani, issued, name="Ani, S.T."), eka)
    third = approve(site, ask(site, ani, second, position="Arsiparis Muda"), eka)
    assert (third.snapshot["name"], third.snapshot["position"]) == ("Ani, S.T.", "Arsiparis Muda")

    with site.database.write() as session:
        session.get_one(Person, ani.id).name = "Ani Rahma"
    with site.database.write() as session:
        fourth = decisions.supersede(session, third.number, "SIMPEG", by=eka.id, at=LATER)

    assert (fourth.snapshot["name"], fourth.snapshot["position"]) == ("Ani Rahma", "Arsiparis Muda")


def test_nobody_decides_about_an_own_certificate(site, people, issued):
    ani, _ = people
    request = ask(site, ani, issued, name="Ani, S.T.")

    for act in (corrections.approve, corrections.refuse):
        with site.database.write() as session, pytest.raises(Refused) as refusal:
            act(session, request.id, "Ya", by=ani.id, at=LATER)
        assert refusal.value.code == "certificate.own"


def test_a_refusal_says_why_and_changes_nothing(site, people, issued):
    ani, eka = people
    request = ask(site, ani, issued, name="Ani, S.T.")

    with site.database.write() as session, pytest.raises(InvalidInput):
        corrections.refuse(session, request.id, " ", by=eka.id, at=LATER)
    with site.database.write() as session:
        corrections.refuse(session, request.id, "Ijazah belum ada", by=eka.id, at=LATER)

    with site.database.read() as session:
        row = session.get_one(CorrectionRequest, request.id)
        assert (row.state, row.answer, row.decided_by_id) == (
            CorrectionState.REFUSED,
            "Ijazah belum ada",
            eka.id,
        )
        assert verification.by_id(session, issued.public_id, today=LATER.date()).verdict == Verdict.VALID
    with pytest.raises(Conflict):
        approve(site, request, eka)
    assert ask(site, ani, issued, name="Ani, S.T.").id != request.id


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({}, "correction.nothing"),
        ({"name": " Ani "}, "correction.nothing"),
        ({"name": "x" * 301}, "correction.too-long"),
        ({"name": "ᬳ Ani"}, "correction.no-letter"),
        ({"rank": "Kolonel"}, "correction.no-rank"),
        ({"name": "Ani, S.T.", "text": " "}, "correction.no-reason"),
        ({"name": "Ani, S.T.", "text": "x" * 1001}, "correction.too-long"),
    ],
)
def test_what_cannot_be_asked_is_said(site, people, issued, said, code):
    with pytest.raises(InvalidInput) as refusal:
        ask(site, people[0], issued, **said)

    assert refusal.value.code == code


def test_one_request_waits_at_a_time_and_only_for_what_stands(site, people, issued):
    ani, eka = people
    request = ask(site, ani, issued, name="Ani, S.T.")
    with pytest.raises(Conflict) as refusal:
        ask(site, ani, issued, name="Ani, M.T.")
    assert refusal.value.code == "correction.waits"

    with site.database.write() as session:
        decisions.revoke(session, issued.number, "mistake", "BA 1", by=eka.id, at=LATER)

    with pytest.raises(Conflict):
        approve(site, request, eka)
    with pytest.raises(Conflict):
        ask(site, ani, issued, name="Ani, S.T.")
    with pytest.raises(NotFound):
        ask(site, eka, issued, name="Eka")


def test_ten_who_approve_at_once_give_one_certificate(site, people, issued):
    request = ask(site, people[0], issued, name="Ani, S.T.")
    refused = []

    def decide():
        try:
            approve(site, request, people[1])
        except Conflict as error:
            refused.append(error.code)

    threads = [threading.Thread(target=decide) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert len(refused) == 9
    with site.database.read() as session:
        assert sorted(session.scalars(select(Certificate.revision))) == [1, 2]


def test_the_learner_asks_on_the_page_and_reads_the_answer(site, client, people, issued):
    ani, eka = people
    sign_in(client, ani)
    arm(client)
    address = f"/sertifikat/{issued.public_id}/perbaikan"

    asked = client.post(address, data={"name": "Ani, S.T.", "alasan": ""})
    assert asked.status_code == 422
    assert "Alasannya belum ditulis" in asked.text
    assert 'value="Ani, S.T."' in asked.text
    assert client.post(address, data={"name": "Ani, S.T.", "alasan": WHY}).status_code == 303
    assert "menunggu" in client.get(f"/sertifikat/{issued.public_id}").text
    assert "Menunggu kepegawaian" in client.get(address).text
    with site.database.read() as session:
        request = session.scalars(select(CorrectionRequest)).one()
    new = approve(site, request, eka, "Sudah sesuai ijazah")

    page = client.get(address).text
    assert "Disetujui" in page
    assert "Sudah sesuai ijazah" in page
    assert new.public_id in page
    assert '<form class="section"' not in page
