"""Credit hours: once a year per course, summed in the same transaction, whatever comes twice or at once."""

import threading
from dataclasses import replace
from decimal import Decimal

import pytest
from build import NINE, a_person
from sqlalchemy import func, select

from lms.catalogue.models import Course
from lms.events import CertificateIssued
from lms.ledger import entries
from lms.ledger.models import Entry, YearTotal


def a_course(session, slug="dasar-spbe"):
    course = Course(
        slug=slug, title=slug.title(), sort_title=slug, field="e-government", kind="course", jp=Decimal(8)
    )
    session.add(course)
    session.flush()
    return course


def an_event(person_id, course_id, certificate_id=1, jp="8", year=2026):
    return CertificateIssued(NINE, person_id, certificate_id, course_id, Decimal(jp), year)


def test_a_certificate_is_credited_to_its_year(session):
    ani, course = a_person(session), a_course(session)

    entries.credit(session, an_event(ani.id, course.id))

    total = entries.of(session, ani.id, 2026)
    assert (total.jp, total.courses) == (8, 1)
    assert entries.of(session, ani.id, 2025) is None


def test_the_same_event_twice_counts_once(session):
    ani, course = a_person(session), a_course(session)
    event = an_event(ani.id, course.id)

    entries.credit(session, event)
    entries.credit(session, event)

    assert entries.of(session, ani.id, 2026).jp == 8
    assert session.scalar(select(func.count()).select_from(Entry)) == 1


def test_a_course_counts_once_a_year_and_again_in_the_next(session):
    ani, course = a_person(session), a_course(session)

    entries.credit(session, an_event(ani.id, course.id, 1))
    entries.credit(session, an_event(ani.id, course.id, 2))
    entries.credit(session, an_event(ani.id, course.id, 3, year=2027))

    assert [(total.year, total.jp) for total in entries.totals(session, ani.id)] == [(2027, 8), (2026, 8)]


def test_halves_add_up(session):
    ani = a_person(session)

    for n, jp in enumerate(("1.5", "2", "0.5")):
        entries.credit(session, an_event(ani.id, a_course(session, f"kursus-{n}").id, n, jp))

    assert entries.of(session, ani.id, 2026).jp == 4


def test_history_is_newest_first_and_names_the_course(session):
    ani, budi = a_person(session, "Ani"), a_person(session, "Budi")
    old, new = a_course(session, "lama"), a_course(session, "baru")
    entries.credit(session, an_event(ani.id, new.id, 2))
    entries.credit(session, an_event(ani.id, old.id, 1, year=2025))
    entries.credit(session, an_event(budi.id, old.id, 3))

    lines = entries.history(session, ani.id)

    assert [(line.year, line.course, line.public_id) for line in lines] == [
        (2026, "Baru", ""),
        (2025, "Lama", ""),
    ]


def test_a_person_who_does_not_exist_is_a_bug(session):
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        entries.credit(session, an_event(999_999, a_course(session).id))


def test_courses_completed_at_once_are_all_counted(installation):
    with installation.database.write() as session:
        ani = a_person(session)
        events = [an_event(ani.id, a_course(session, f"kursus-{n}").id, n) for n in range(6)]
    barrier, failures = threading.Barrier(12), []

    def credit(event):
        try:
            barrier.wait(10)
            with installation.database.write() as session:
                entries.credit(session, event)
        except Exception as error:  # noqa: BLE001 # the thread's failure is the test's
            failures.append(error)

    # each event comes twice, as a queue that delivers at least once would
    threads = [threading.Thread(target=credit, args=(replace(event),)) for event in events * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert not failures
    with installation.database.read() as session:
        total = session.get_one(YearTotal, (ani.id, 2026))
        assert (total.jp, total.courses) == (48, 6)
        assert sorted(session.scalars(select(Entry.number))) == [1, 2, 3, 4, 5, 6]
