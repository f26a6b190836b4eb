"""Who gets more time gets it at once, and never loses what there was."""

from datetime import timedelta
from fractions import Fraction

from assessment_builders import NINE, a_learner, an_attempt, minutes, submit
from sqlalchemy.orm import Session

from lms import flow
from lms.assessment.models import Attempt, AttemptState
from lms.people import accommodations

HALF_AGAIN = Fraction(3, 2)


def accommodate(session: Session, attempt: Attempt, factor: Fraction, after: int = 10) -> None:
    session.info["journey"] = flow.JOURNEY
    accommodations.give(session, attempt.learner_id, factor, "SK 12/2026", at=NINE + minutes(after), by=None)


def left(attempt: Attempt) -> timedelta:
    assert attempt.deadline is not None
    return attempt.deadline - attempt.began_at


def test_an_open_attempt_gets_the_longer_time(session: Session) -> None:
    attempt = an_attempt(session, minutes=30)

    accommodate(session, attempt, HALF_AGAIN)

    session.refresh(attempt)
    assert left(attempt) == minutes(45)
    assert attempt.rules["factor"] == "3/2"


def test_time_that_runs_is_never_taken_away(session: Session) -> None:
    attempt = an_attempt(session, minutes=30, time_factor=Fraction(2))
    accommodations.give(session, attempt.learner_id, Fraction(2), "", at=NINE, by=None)

    accommodate(session, attempt, Fraction(1))

    session.refresh(attempt)
    assert left(attempt) == minutes(60)


def test_what_has_run_out_stays_so(session: Session) -> None:
    attempt = an_attempt(session, minutes=30)

    accommodate(session, attempt, HALF_AGAIN, after=31)

    assert left(attempt) == minutes(30)


def test_what_has_no_limit_or_is_handed_in_is_left_alone(session: Session) -> None:
    learner = a_learner(session)
    done = submit(session, an_attempt(session, learner, minutes=30))
    endless = an_attempt(session, learner)

    accommodate(session, endless, HALF_AGAIN)

    assert (endless.deadline, left(done), done.state) == (None, minutes(30), AttemptState.GRADED)
