from fractions import Fraction

import pytest
from assessment_builders import KEY, NINE, a_learner, a_quiz, an_attempt, give, minutes, submit
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from lms.assessment import attempts


def standing(session: Session, learner: int, at_minute: int = 0, **rules: object) -> attempts.Standing:
    found = attempts.standings(
        session, learner, {KEY: a_quiz(session, **rules)}, at=NINE + minutes(at_minute)
    )
    return found[KEY]


def test_nothing_tried_yet(session: Session) -> None:
    assert standing(session, a_learner(session), attempts=3) == attempts.Standing(
        used=0, best=None, passed=False, open_id=None, next_at=None, left=3
    )


def test_an_open_attempt_is_named_with_its_deadline(session: Session) -> None:
    attempt = an_attempt(session, minutes=30)

    found = standing(session, attempt.learner_id, minutes=30)

    assert (found.open_id, found.open_deadline) == (attempt.id, NINE + minutes(30))
    assert (found.used, found.left) == (1, None)


def test_a_wait_counts_from_the_end_of_the_last_try(session: Session) -> None:
    rules = {"attempts": 3, "wait": 3600}
    attempt = an_attempt(session, **rules)
    submit(session, attempt, at=NINE + minutes(10))

    waiting = standing(session, attempt.learner_id, 20, **rules)
    over = standing(session, attempt.learner_id, 70, **rules)

    assert (waiting.left, waiting.next_at) == (2, NINE + minutes(70))
    assert over.next_at is None


def test_after_the_last_try_there_is_nothing_to_wait_for(session: Session) -> None:
    rules = {"attempts": 1, "wait": 3600}
    attempt = an_attempt(session, **rules)
    submit(session, attempt)

    found = standing(session, attempt.learner_id, 1, **rules)

    assert (found.left, found.next_at) == (0, None)


@pytest.mark.parametrize(
    ("keep", "best"), [("highest", 100), ("latest", 50), ("first", 0), ("mean", Fraction(50))]
)
def test_the_mark_that_counts_follows_the_quizs_rule(session: Session, keep: str, best: Fraction) -> None:
    learner = a_learner(session)
    for answers in ({}, {"jml-prinsip": "1", "rupiah": "1000"}, {"rupiah": "1000"}):
        attempt = an_attempt(session, learner, keep=keep)
        for sequence, (question, value) in enumerate(answers.items(), start=1):
            give(session, attempt, question, value, sequence)
        submit(session, attempt)

    found = standing(session, learner, keep=keep)

    assert found.best == best
    assert found.passed == (best >= 70)
    assert [one.percent for one in found.tries] == [0, 100, 50]


def test_many_quizzes_cost_one_query(session: Session) -> None:
    attempt = an_attempt(session)
    quizzes = {KEY: attempt.quiz_hash} | {f"kuis-{n}": attempt.quiz_hash for n in range(20)}
    statements: list[str] = []
    connection: Connection = session.connection()
    event.listen(connection, "before_cursor_execute", lambda *given: statements.append(given[2]))

    found = attempts.standings(session, attempt.learner_id, quizzes, at=NINE)

    assert len(statements) == 1
    assert (found[KEY].used, found["kuis-3"].used) == (1, 0)


def test_no_quizzes_no_query(session: Session) -> None:
    assert attempts.standings(session, 1, {}, at=NINE) == {}
