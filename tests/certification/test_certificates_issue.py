"""A certificate is issued once, in the transaction, with a number nobody else has."""

import threading
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from build import NINE, a_person, a_unit
from certification_builders import a_release, completion
from sqlalchemy import func, select

from lms.asn.kinds import EmployeeKind
from lms.certification import certificates
from lms.certification.models import Certificate, NumberSequence
from lms.errors import NotFound
from lms.events import CertificateIssued
from lms.jobs.models import Job


def test_a_completed_course_gives_a_certificate(session):
    office = a_unit(session, "Dinas Kominfo")
    ani = a_person(
        session,
        "Ani",
        front_title="Dr.",
        back_title="S.T.",
        rank="III/c",
        unit=a_unit(session, "Bidang", office),
    )
    release = a_release(session)

    given = certificates.issue_if_due(session, completion(ani, release))

    assert given.number == "800.2/00001/BKPSDM/2026"
    assert len(given.public_id) == 32
    assert (given.began_on, given.completed_on) == (date(2026, 2, 17), date(2026, 3, 3))
    assert given.snapshot["name"] == "Dr. Ani, S.T."
    assert given.snapshot["rank"] == "Penata (III/c)"
    assert (given.snapshot["unit"], given.snapshot["agency"]) == ("Bidang", "Dinas Kominfo")
    assert given.snapshot["signatories"][0]["position"] == "Kepala BKPSDM Kota Palembang"
    assert given.jp == 8


def test_the_same_event_twice_gives_the_same_certificate(session):
    ani, release = a_person(session), a_release(session)

    first = certificates.issue_if_due(session, completion(ani, release))
    second = certificates.issue_if_due(session, completion(ani, release))

    assert first is second
    assert session.scalar(select(func.count()).select_from(Certificate)) == 1
    assert session.scalar(select(NumberSequence.last)) == 1
    assert session.scalar(select(func.count()).select_from(Job)) == 1


def test_a_handbook_gives_none(session):
    assert (
        certificates.issue_if_due(session, completion(a_person(session), a_release(session, kind="manual")))
        is None
    )


def test_it_tells_the_ledger_and_promises_the_pdf(session):
    heard = []
    session.info["journey"] = {CertificateIssued: [lambda _session, event: heard.append(event)]}
    ani, release = a_person(session), a_release(session)

    given = certificates.issue_if_due(session, completion(ani, release))

    assert heard == [CertificateIssued(NINE, ani.id, given.id, release.course_id, given.jp, 2026)]
    job = certificates.job_of(session, given)
    assert (job.name, job.key) == ("certificates.render", f"certificate:{given.id}:1")


def test_numbers_begin_anew_with_the_local_year(session):
    release = a_release(session)
    eve = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)

    old = certificates.issue_if_due(session, completion(a_person(session, "Ani"), release, eve))
    new = certificates.issue_if_due(
        session, completion(a_person(session, "Budi"), release, eve + timedelta(hours=1))
    )

    assert old.number.endswith("/00001/BKPSDM/2026")
    assert new.number.endswith("/00001/BKPSDM/2027")


def test_a_course_of_one_evening_begins_and_ends_on_one_day(session):
    given = certificates.issue_if_due(session, completion(a_person(session), a_release(session), days=0))

    assert given.began_on == given.completed_on


def test_a_later_name_does_not_change_it(session):
    ani = a_person(session, "Ani", kind=EmployeeKind.PPPK, rank="IX")
    given = certificates.issue_if_due(session, completion(ani, a_release(session)))

    ani.name = "Anisa"
    session.flush()

    assert given.snapshot["name"] == "Ani"
    assert given.snapshot["identity_label"] == "NI PPPK"
    assert given.snapshot["rank"] == "Golongan IX"


def test_somebody_else_s_certificate_is_not_found(session):
    ani, budi = a_person(session, "Ani"), a_person(session, "Budi")
    given = certificates.issue_if_due(session, completion(ani, a_release(session)))

    assert certificates.own(session, ani.id, given.public_id) is given
    with pytest.raises(NotFound):
        certificates.own(session, budi.id, given.public_id)
    with pytest.raises(NotFound):
        certificates.own(session, ani.id, "0" * 32)


def test_fifty_who_finish_at_once_get_fifty_numbers(installation):
    with installation.database.write() as session:
        release = a_release(session)
        people = [SimpleNamespace(id=a_person(session, f"Peserta {n}").id) for n in range(50)]
        release_ids = SimpleNamespace(id=release.id, course_id=release.course_id)
    barrier, failures = threading.Barrier(len(people)), []

    def finish(person):
        try:
            barrier.wait(10)
            with installation.database.write() as session:
                certificates.issue_if_due(session, completion(person, release_ids))
        except Exception as error:  # noqa: BLE001 # the thread's failure is the test's
            failures.append(error)

    threads = [threading.Thread(target=finish, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert not failures
    with installation.database.read() as session:
        assert sorted(session.scalars(select(Certificate.sequence))) == list(range(1, 51))


def test_one_learner_twice_at_once_gets_one_certificate(installation):
    with installation.database.write() as session:
        release = a_release(session)
        event = completion(a_person(session), release)
    barrier, numbers = threading.Barrier(4), []

    def finish():
        barrier.wait(10)
        with installation.database.write() as session:
            numbers.append(certificates.issue_if_due(session, event).number)

    threads = [threading.Thread(target=finish) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert numbers == ["800.2/00001/BKPSDM/2026"] * 4
