"""A regrade completes modules and courses, and issues certificates, by the usual way."""

from collections.abc import Iterator

import pytest
from assessment_builders import NINE, minutes
from build import a_person
from regrade_builders import (
    LIMA,
    SLUG,
    TUJUH,
    a_taught_course,
    begun,
    correct,
    proposed,
    regraded,
    took,
)
from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session

from lms import flow
from lms.assessment.models import Attempt
from lms.assessment.regrades import runs
from lms.catalogue import courses
from lms.certification.models import Certificate, NumberSequence
from lms.config import Settings
from lms.db.installation import Installation
from lms.jobs.models import Job
from lms.learning import enrolments
from lms.learning.models import Enrolment, EnrolmentState
from lms.ledger.models import Entry

HALF = {"jml-prinsip": LIMA, "rupiah": "1000"}
FULL = {"jml-prinsip": TUJUH, "rupiah": "1000"}


@pytest.fixture
def site(settings: Settings) -> Iterator[Installation]:
    """An installation with its whole journey."""
    opened = flow.open_site(settings)
    yield opened
    opened.database.dispose()


def enrolled(session: Session, name: str, answers: dict[str, str], *, learner_id: int = 0) -> Attempt:
    learner_id = learner_id or a_person(session, name).id
    enrolments.enrol(session, learner_id, SLUG, at=NINE)
    return took(session, name, answers, learner_id=learner_id)


def count(session: Session, table: type) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_whoever_comes_to_pass_gets_the_certificate(site: Installation) -> None:
    with site.database.write() as session:
        a_taught_course(session)
        attempt = enrolled(session, "Ani", HALF)
        correct(session)

    regraded(site)

    with site.database.read() as session:
        course = courses.by_slug(session, SLUG)
        enrolment = session.get_one(Enrolment, (attempt.learner_id, course.id))
        certificate = session.scalars(select(Certificate)).one()
        assert (enrolment.state, enrolment.done) == (EnrolmentState.COMPLETED, 1)
        assert (certificate.learner_id, certificate.sequence) == (attempt.learner_id, 1)
        assert (count(session, Entry), count(session, Job)) == (1, 1)


def test_the_dry_run_foretells_the_certificates_and_issues_none(site: Installation) -> None:
    with site.database.write() as session:
        a_taught_course(session)
        for name in ("Ani", "Budi"):
            enrolled(session, name, HALF)
        enrolled(session, "Citra", {"jml-prinsip": LIMA})
        correct(session)

    found = proposed(site)

    assert [one.name for one in found.certificates] == ["Ani", "Budi"]
    assert [one.name for one in found.completes] == ["Ani", "Budi"]
    with site.database.read() as session:
        tables = (Certificate, NumberSequence, Job, Entry)
        assert [count(session, table) for table in tables] == [0, 0, 0, 0]


def test_a_dry_run_burns_no_number(site: Installation) -> None:
    with site.database.write() as session:
        a_taught_course(session)
        enrolled(session, "Ani", FULL)
        enrolled(session, "Budi", HALF)
        correct(session)

    for _ in range(3):
        proposed(site)
    regraded(site)

    with site.database.read() as session:
        rows = select(Certificate.sequence).order_by(Certificate.sequence)
        assert session.scalars(rows).all() == [1, 2]


def test_a_certificate_that_rests_on_a_fallen_mark_is_named_and_stays(site: Installation) -> None:
    with site.database.write() as session:
        a_taught_course(session)
        enrolled(session, "Citra", FULL)
        correct(session)

    found = proposed(site, allow_falls=True)
    regraded(site, allow_falls=True)

    with site.database.read() as session:
        number = session.scalars(select(Certificate.number)).one()
        assert session.scalars(select(Enrolment.state)).one() == EnrolmentState.COMPLETED
    assert [(one.name, one.certificate) for one in found.resting] == [("Citra", number)]


def test_who_passed_at_another_try_gets_nothing_twice(site: Installation) -> None:
    with site.database.write() as session:
        a_taught_course(session)
        first = enrolled(session, "Ani", HALF)
        took(session, "Ani", FULL, learner_id=first.learner_id)
        correct(session)

    found = proposed(site)
    regraded(site)

    assert (len(found.rises), found.certificates) == (1, ())
    with site.database.read() as session:
        assert count(session, Certificate) == 1


def test_a_transaction_ends_behind_whoever_completes_a_course(site: Installation) -> None:
    """Who issues a certificate holds the numbers: asking for the next learner's locks could deadlock."""
    with site.database.write() as session:
        a_taught_course(session)
        for name in ("Ani", "Budi", "Citra"):
            enrolled(session, name, HALF)
        correct(session)
    regrade_id = begun(site)
    commits = []
    engine: Engine = site.database.engine
    event.listen(engine, "commit", lambda _connection: commits.append(1))

    runs.go_on(site, regrade_id, at=NINE + minutes(1))

    with site.database.read() as session:
        assert count(session, Certificate) == 3
    assert len(commits) == 4
