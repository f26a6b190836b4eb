"""Of questions with several tries, today's key decides which try would have been the last."""

from fractions import Fraction

from assessment_builders import NINE, a_choice
from regrade_builders import a_taught_course, correct, now, regraded, took
from sqlalchemy.orm import Session

from lms.assessment import attempts
from lms.assessment.models import Attempt
from lms.db.installation import Installation

HINTS = {"hints": ["<p>Baca pasal 2.</p>", "<p>Baca pasal 3.</p>"]}
RULES = {"feedback": "after-each", "penalty": "25"}
LIMA, TUJUH, SEMBILAN = "0", "1", "2"


def tried(session: Session, *values: str) -> Attempt:
    """Take the quiz with these tries, one after another, and hand in."""
    attempt = took(session, "Ani", {}, hand_in=False)
    for sequence, value in enumerate(values, start=1):
        attempts.check(
            session, attempt.learner_id, attempt.id, "satu", {"answer": [value]}, sequence=sequence, at=NINE
        )
    return attempts.submit(session, attempt.learner_id, attempt.id, at=NINE)


def marked_again(
    installation: Installation, *values: str, right: int
) -> tuple[Fraction | None, Fraction | None]:
    """Return the mark by the old key, Tujuh, and by another."""
    with installation.database.write() as session:
        a_taught_course(session, {"satu": a_choice() | HINTS}, **RULES)
        attempt = tried(session, *values)
        correct(session, {"satu": a_choice(right=right) | HINTS}, **RULES)
    regraded(installation)
    return attempt.percent, now(installation, attempt).percent


def test_a_first_try_that_was_right_all_along_costs_nothing(installation: Installation) -> None:
    assert marked_again(installation, LIMA, TUJUH, right=0) == (75, 100)


def test_a_second_try_that_was_right_all_along_costs_one(installation: Installation) -> None:
    assert marked_again(installation, LIMA, SEMBILAN, TUJUH, right=2) == (50, 75)


def test_what_was_right_by_the_old_key_stays(installation: Installation) -> None:
    assert marked_again(installation, TUJUH, right=0) == (100, 100)
