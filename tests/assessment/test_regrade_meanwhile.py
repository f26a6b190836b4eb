"""While a regrade runs learners go on handing in: nobody waits in a ring, nothing is lost."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from assessment_builders import NINE, give
from build import a_person
from regrade_builders import LIMA, SLUG, TUJUH, a_taught_course, begun, correct, took
from sqlalchemy import func, select

from lms import flow
from lms.assessment import attempts
from lms.assessment.models import Attempt, AttemptState
from lms.assessment.regrades import runs
from lms.audit import trail
from lms.certification.models import Certificate
from lms.config import Settings
from lms.db.installation import Installation
from lms.learning import enrolments

LEARNERS = 24


@pytest.fixture
def site(settings: Settings) -> Iterator[Installation]:
    opened = flow.open_site(settings)
    yield opened
    opened.database.dispose()


def two_tries_each(site: Installation) -> list[Attempt]:
    """Let everybody fail by the old key, and answer all of a second try rightly; return those, still open."""
    going = []
    with site.database.write() as session:
        a_taught_course(session)
        for number in range(LEARNERS):
            learner_id = a_person(session, f"Peserta {number}").id
            enrolments.enrol(session, learner_id, SLUG, at=NINE)
            took(session, "", {"jml-prinsip": LIMA, "rupiah": "1000"}, learner_id=learner_id)
            again = took(session, "", {}, learner_id=learner_id, hand_in=False)
            give(session, again, "jml-prinsip", TUJUH, 1)
            give(session, again, "rupiah", "1000", 2)
            going.append(again)
        correct(session)
    return going


def test_learners_hand_in_while_their_earlier_tries_are_marked_again(site: Installation) -> None:
    going = two_tries_each(site)
    regrade_id = begun(site)

    def hand_in(attempt: Attempt) -> None:
        with site.database.write() as session:
            attempts.submit(session, attempt.learner_id, attempt.id, at=NINE)

    with ThreadPoolExecutor(4) as pool:
        regrade = pool.submit(runs.go_on, site, regrade_id, at=NINE)
        # From the other end, so that both meet.
        submits = [pool.submit(hand_in, attempt) for attempt in reversed(going)]
        assert regrade.result()
        for submit in submits:
            submit.result()

    with site.database.read() as session:
        states = session.execute(select(Attempt.state, func.count()).group_by(Attempt.state)).all()
        passed = session.scalar(select(func.count()).where(Attempt.passed))
        numbers = session.scalars(select(Certificate.sequence).order_by(Certificate.sequence)).all()
        assert trail.verify(session).broken_at is None
    assert states == [(AttemptState.GRADED, 2 * LEARNERS)]
    assert passed == 2 * LEARNERS
    assert numbers == list(range(1, LEARNERS + 1))
