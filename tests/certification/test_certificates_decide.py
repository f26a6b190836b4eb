"""Revoke, reinstate, issue anew: the register keeps all, the public page tells the states apart."""

import hashlib
import threading
from datetime import date, timedelta

import pytest
from build import NINE, a_person, sign_in
from certification_builders import a_release, completion
from sqlalchemy import select

from lms.audit.models import AuditEntry
from lms.certification import certificates, making, verification
from lms.certification.models import Certificate, CertificateAct, Reason
from lms.certification.register import decisions
from lms.certification.rules import validity
from lms.certification.verification import Verdict
from lms.errors import Conflict, InvalidInput, NotFound
from lms.ledger import entries
from lms.people.models import Person

LATER = NINE + timedelta(days=40)
DAY = date(2026, 4, 12)


@pytest.fixture
def site(app):
    return app.extensions["lms"].installation


@pytest.fixture
def ani(site):
    with site.database.write() as session:
        return a_person(session, "Ani")


@pytest.fixture
def issued(site, ani):
    with site.database.write() as session:
        return certificates.issue_if_due(session, completion(ani, a_release(session)))


def revoke(site, number, reason=Reason.MISTAKE, text="Salah peserta, BA 12/2026"):
    with site.database.write() as session:
        return decisions.revoke(session, number, reason, text, by=None, at=LATER)


def answer(site, certificate, today=DAY):
    with site.database.read() as session:
        return verification.by_id(session, certificate.public_id, today=today)


def hours(site, person):
    with site.database.read() as session:
        total = entries.of(session, person.id, 2026)
        return total.jp, total.courses


def test_revoking_takes_the_hours_back_and_reinstating_gives_them(site, ani, issued):
    assert hours(site, ani) == (8, 1)

    revoke(site, issued.number)
    assert hours(site, ani) == (0, 0)
    assert answer(site, issued).verdict == Verdict.REVOKED

    for _ in range(2):
        with site.database.write() as session:
            decisions.reinstate(session, issued.number, "Ternyata benar", by=None, at=LATER)
        assert hours(site, ani) == (8, 1)
        assert answer(site, issued).verdict == Verdict.VALID
        revoke(site, issued.number)

    assert hours(site, ani) == (0, 0)
    with site.database.read() as session:
        kinds = [act.kind for act in session.scalars(select(CertificateAct).order_by(CertificateAct.number))]
        assert kinds == ["revoked", "reinstated", "revoked", "reinstated", "revoked"]
        noted = session.scalars(select(AuditEntry.act).where(AuditEntry.subject == issued.number)).all()
        assert noted.count("certificate.revoked") == 3
        lines = entries.history(session, ani.id)
        assert [line.jp for line in lines] == [-8, 8, -8, 8, -8, 8]
        assert {line.public_id for line in lines} == {issued.public_id}


def test_a_corrected_name_supersedes_and_counts_once(site, ani, issued):
    with site.database.write() as session:
        session.get_one(Person, ani.id).name = "Aniʼ Ñurê"
    with site.database.write() as session:
        new = decisions.supersede(session, issued.number, "Ejaan nama", by=None, at=LATER)

    assert (new.revision, new.snapshot["name"]) == (2, "Aniʼ Ñurê")
    assert new.number == "800.2/00002/BKPSDM/2026"
    assert new.snapshot["course_title"] == issued.snapshot["course_title"]
    assert hours(site, ani) == (8, 1)
    old = answer(site, issued)
    assert (old.verdict, old.facts.name) == (Verdict.SUPERSEDED, "Ani")
    assert old.decision.successor.number == new.number
    assert answer(site, new).verdict == Verdict.VALID

    revoke(site, new.number)
    assert hours(site, ani) == (0, 0)


def test_nothing_changed_is_no_new_revision(site, issued):
    with site.database.write() as session, pytest.raises(Conflict) as refusal:
        decisions.supersede(session, issued.number, "Ejaan", by=None, at=LATER)

    assert refusal.value.code == "certificate.same"


def test_what_does_not_stand_is_not_decided_again(site, issued):
    revoke(site, issued.number)

    with pytest.raises(Conflict):
        revoke(site, issued.number)
    with pytest.raises(Conflict), site.database.write() as session:
        decisions.supersede(session, issued.number, "Ejaan", by=None, at=LATER)


def test_refusals_name_what_is_missing(site, issued):
    with pytest.raises(InvalidInput):
        revoke(site, issued.number, text="  ")
    with pytest.raises(InvalidInput):
        revoke(site, issued.number, text="x" * 1001)
    with pytest.raises(NotFound):
        revoke(site, "800.2/99999/BKPSDM/2026")
    with pytest.raises(Conflict), site.database.write() as session:
        decisions.reinstate(session, issued.number, "x", by=None, at=LATER)
    assert answer(site, issued).verdict == Verdict.VALID


def test_numbers_are_never_used_again(site, ani, issued):
    revoke(site, issued.number)
    with site.database.write() as session:
        other = certificates.issue_if_due(session, completion(a_person(session), a_release(session, "lain")))

    assert other.sequence == issued.sequence + 1


def test_it_expires_after_its_last_day(site, issued):
    with site.database.write() as session:
        session.get_one(Certificate, issued.id).expires_on = DAY

    assert answer(site, issued).verdict == Verdict.VALID
    assert answer(site, issued, DAY + timedelta(days=1)).verdict == Verdict.EXPIRED


@pytest.mark.parametrize(
    ("valid", "last"),
    [
        (None, None),
        ("2y", date(2030, 2, 28)),
        ("4y", date(2032, 2, 29)),
        ("6m", date(2028, 8, 29)),
        ("12m", date(2029, 2, 28)),
    ],
)
def test_the_last_day_is_counted_from_completion(valid, last):
    assert validity.last_day(date(2028, 2, 29), valid) == last


def test_a_changed_file_of_a_revoked_one_says_both(site, issued):
    data = making.draw(issued, site.settings, site.files)
    with site.database.write() as session:
        session.get_one(Certificate, issued.id).sha256 = hashlib.sha256(data).hexdigest()
    revoke(site, issued.number)

    with site.database.read() as session:
        whole = verification.of_bytes(session, data, today=DAY)
        changed = verification.of_bytes(session, data + b" ", today=DAY)
    assert (whole.verdict, whole.from_file) == (Verdict.REVOKED, True)
    assert (changed.verdict, changed.stands) == (Verdict.ALTERED, Verdict.REVOKED)


def test_the_pages_show_states_and_never_the_text(site, client, ani, issued):
    revoke(site, issued.number, Reason.WRONG_PERSON, "Rahasia perut")

    public = client.get(f"/verifikasi/{issued.public_id}").get_data(as_text=True)
    sign_in(client, ani)
    mine = client.get("/sertifikat").get_data(as_text=True)
    own = client.get(f"/sertifikat/{issued.public_id}").get_data(as_text=True)
    ledger = client.get("/jp").get_data(as_text=True)
    home = client.get("/").get_data(as_text=True)

    assert "Dicabut" in public
    assert "bukan pesertanya" in public
    assert "12 April 2026" in public
    assert "perut" not in public + mine + own
    assert "Dicabut" in mine
    assert "Sertifikat ini dicabut" in own
    assert "Nama atau gelar Anda keliru?" not in own
    assert issued.public_id not in home
    assert "sertifikatnya dicabut" in ledger


def test_ten_revocations_at_once_are_one(site, ani, issued):
    outcomes = []

    def attempt():
        try:
            revoke(site, issued.number)
            outcomes.append(True)
        except Conflict:
            outcomes.append(False)

    threads = [threading.Thread(target=attempt) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert outcomes.count(True) == 1
    assert hours(site, ani) == (0, 0)


def test_the_commands_decide(runner, installation):
    with installation.database.write() as session:
        given = certificates.issue_if_due(session, completion(a_person(session, "Ani"), a_release(session)))

    revoked = runner(
        "--lang", "id", "certificates", "revoke", given.number, "--reason", "mistake", "--text", "BA 12"
    )
    listed = runner("certificates", "list", "--year", "2026")
    again = runner("--lang", "id", "certificates", "reinstate", given.number, "--text", "BA 13")
    same = runner("--lang", "id", "certificates", "reissue", given.number, "--text", "Ejaan")

    assert "dicabut" in revoked.output
    assert "revoked" in listed.output
    assert "berlaku lagi" in again.output
    assert same.exit_code == 1
    assert "mencetak hal yang sama" in same.output
