"""Two officers at once, or one who never came back: each certificate is signed once."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from bsre_builders import NIK, PASSPHRASE, again, trust, waiting
from bsre_gateway import a_gateway
from sqlalchemy import select

from lms.audit.models import AuditEntry
from lms.certification.foreign import gateway, queue
from lms.certification.foreign.runs import Run
from lms.certification.models import SigningTry


@pytest.fixture
def fake():
    with a_gateway() as made:
        yield made


@pytest.fixture
def here(installation, fake):
    made = replace(installation, settings=installation.settings.model_copy(update={"bsre_url": fake.url}))
    trust(made)
    return made


def run(here):
    officer = gateway.officer(NIK, PASSPHRASE)
    return Run(here, officer, scope="", by=None, back_off=(0.5,), wait=lambda _: None)


def test_two_officers_at_once_sign_each_certificate_once(here, fake):
    waiting(here, *(f"Orang{n}" for n in range(6)))
    meet, arrived = threading.Barrier(2, timeout=20), []

    def together():
        arrived.append(True)
        if len(arrived) <= 2:
            meet.wait()

    fake.before = together
    officers = [threading.Thread(target=lambda: list(run(here))) for _ in range(2)]
    for one in officers:
        one.start()
    for one in officers:
        one.join(60)

    sent = [form["file"] for form in fake.seen]
    assert len(sent) == len(set(sent)) == 6
    with here.database.read() as session:
        assert queue.count(session, "") == 0
        noted = session.scalars(
            select(AuditEntry.subject).where(AuditEntry.act == "certificate.signed")
        ).all()
    assert len(noted) == len(set(noted)) == 6


def test_what_somebody_took_and_left_is_free_again_only_after_the_longest_try(here, fake):
    (ani,) = waiting(here, "Ani")
    longest = timedelta(seconds=2 * here.settings.bsre_timeout)

    def taken(ago):
        with here.database.write() as session:
            session.merge(SigningTry(certificate_id=ani.id, tries=1, error="", at=datetime.now(UTC) - ago))

    taken(longest)
    assert list(run(here)) == []
    taken(longest + timedelta(seconds=90))
    assert len(list(run(here))) == 1


def test_who_tries_again_is_still_at_it(here, fake):
    (ani,) = waiting(here, "Ani")
    fake.modes, seen = ["broken", "good"], []

    def later():
        with here.database.write() as session:
            tried = session.get_one(SigningTry, ani.id)
            seen.append(tried.at)
            tried.at -= timedelta(hours=1)

    fake.before = later
    list(run(here))

    assert seen[1] >= seen[0]


def test_the_slower_of_two_keeps_what_the_faster_kept(here, fake):
    (ani,) = waiting(here, "Ani")

    def sooner():
        fake.before = lambda: None
        with here.database.write() as session:
            session.get_one(SigningTry, ani.id).error = "tersangkut"
        list(run(here))

    fake.before = sooner
    (result,) = run(here)

    assert "already" in str(result.error)
    after = again(here, ani)
    assert here.files.has(after.sha256)
