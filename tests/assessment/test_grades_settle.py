"""Whatever happens to an attempt, its row says what its answers, marks and steps say."""

from fractions import Fraction

import pytest
from assessment_builders import (
    KEY,
    NINE,
    a_choice,
    a_learner,
    a_quiz,
    an_attempt,
    as_kept,
    give,
    listen,
    minutes,
    steps_of,
    submit,
    told_anew,
)
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.assessment import attempts, grades
from lms.assessment.grades import Earned
from lms.assessment.models import Attempt, AttemptState, Mark, Step, StepKind, Voided
from lms.errors import NotFound

ZERO, HALF, ONE = Fraction(0), Fraction(1, 2), Fraction(1)
LATER = NINE + minutes(60)


def handed_in(session: Session, state: str = "right", **rules: object) -> Attempt:
    """Hand in two answers, the second of which was marked as `state`."""
    attempt = an_attempt(session, **rules)
    marks = [a_mark("jml-prinsip", "right", ONE), a_mark("rupiah", state, ONE if state == "right" else ZERO)]
    grades.settle(session, attempt, marks, kind=StepKind.SUBMITTED, at=NINE)
    return attempt


def a_mark(question: str, state: str, fraction: Fraction) -> Earned:
    return Earned(question, "0" * 64, state, fraction)


def settle(session: Session, attempt: Attempt, *marks: Earned, kind: StepKind = StepKind.REGRADED) -> bool:
    own = grades.held(session, attempt.learner_id, attempt.id)
    return grades.settle(session, own, marks, kind=kind, at=LATER)


def test_an_open_attempt_is_told_by_its_answers_alone(session: Session) -> None:
    attempt = an_attempt(session)
    give(session, attempt, "jml-prinsip", "1", 1)
    give(session, attempt, "jml-prinsip", "0", 2)

    assert told_anew(session, attempt) == as_kept(session, attempt)
    assert steps_of(session, attempt) == []


def test_handing_in_is_two_steps(session: Session) -> None:
    attempt = an_attempt(session)
    give(session, attempt, "jml-prinsip", "1", 1)

    submit(session, attempt)

    assert steps_of(session, attempt) == ["submitted", "graded"]
    assert told_anew(session, attempt) == as_kept(session, attempt)


def test_what_ran_out_was_handed_in_at_its_deadline(session: Session) -> None:
    attempt = an_attempt(session, minutes=30)
    give(session, attempt, "rupiah", "1000", 1)

    attempts.close_if_over(session, attempt.learner_id, attempt.id, at=LATER)

    assert told_anew(session, attempt) == as_kept(session, attempt)
    assert attempt.submitted_at == NINE + minutes(30)
    assert [step.at for step in session.scalars(select(Step))] == [NINE + minutes(30), LATER]


def test_while_one_answer_waits_there_is_no_mark(session: Session) -> None:
    heard = listen(session)

    attempt = handed_in(session, "unmarked")

    assert (attempt.state, attempt.percent, attempt.passed) == (AttemptState.WAITING, None, None)
    assert attempt.submitted_at == NINE
    assert steps_of(session, attempt) == ["submitted"]
    assert told_anew(session, attempt) == as_kept(session, attempt)
    assert heard == []


def test_the_last_mark_grades(session: Session) -> None:
    heard = listen(session)
    attempt = handed_in(session, "unmarked")

    settle(session, attempt, a_mark("rupiah", "partly", HALF), kind=StepKind.COMMENTED)

    assert (attempt.state, attempt.percent) == (AttemptState.GRADED, 75)
    assert steps_of(session, attempt) == ["submitted", "commented", "graded"]
    assert told_anew(session, attempt) == as_kept(session, attempt)
    assert [(event.percent, event.at) for event in heard] == [(75, LATER)]


def test_a_regrade_of_what_waits_leaves_it_waiting(session: Session) -> None:
    attempt = handed_in(session, "unmarked")

    settle(session, attempt, a_mark("jml-prinsip", "wrong", ZERO))

    assert attempt.state == AttemptState.WAITING
    assert told_anew(session, attempt) == as_kept(session, attempt)


def test_an_old_mark_stays_below_the_new_one(session: Session) -> None:
    attempt = handed_in(session)

    settle(session, attempt, a_mark("rupiah", "wrong", ZERO))

    kept = session.scalars(select(Mark).where(Mark.question == "rupiah").order_by(Mark.revision)).all()
    assert [(mark.revision, mark.state) for mark in kept] == [(1, "right"), (2, "wrong")]
    assert attempt.percent == 50
    assert steps_of(session, attempt) == ["submitted", "graded", "regraded"]
    assert told_anew(session, attempt) == as_kept(session, attempt)


def test_a_comment_that_moves_the_mark_is_a_regrade_too(session: Session) -> None:
    attempt = handed_in(session)

    settle(session, attempt, a_mark("rupiah", "right", ONE), kind=StepKind.COMMENTED)
    settle(session, attempt, a_mark("rupiah", "partly", HALF), kind=StepKind.COMMENTED)

    assert steps_of(session, attempt)[2:] == ["commented", "commented", "regraded"]


def test_what_is_void_is_not_to_be_earned(session: Session) -> None:
    attempt = handed_in(session, "wrong")

    settle(session, attempt, a_mark("rupiah", "void", ZERO))

    assert (attempt.points, attempt.points_max, attempt.percent) == (1, 1, 100)
    assert told_anew(session, attempt) == as_kept(session, attempt)


def test_a_voided_question_counts_in_no_later_marking(session: Session) -> None:
    attempt = an_attempt(session)
    give(session, attempt, "jml-prinsip", "1", 1)
    session.add(Voided(quiz=KEY, question="rupiah", at=NINE, by_id=None, reason="Kunci salah."))

    submit(session, attempt)

    assert (attempt.points_max, attempt.percent) == (1, 100)
    assert told_anew(session, attempt) == as_kept(session, attempt)


def test_points_never_fall_below_none(session: Session) -> None:
    attempt = an_attempt(session)
    marks = [a_mark("jml-prinsip", "wrong", Fraction(-2)), a_mark("rupiah", "right", ONE)]

    grades.settle(session, attempt, marks, kind=StepKind.SUBMITTED, at=NINE)

    assert (attempt.points, attempt.points_max) == (0, 2)
    assert told_anew(session, attempt) == as_kept(session, attempt)


@pytest.mark.parametrize(("state", "told"), [("right", 0), ("partly", 1)])
def test_a_regrade_tells_only_when_what_counts_has_changed(session: Session, state: str, told: int) -> None:
    attempt = handed_in(session)
    heard = listen(session)

    settle(session, attempt, a_mark("rupiah", state, ONE if state == "right" else HALF))

    assert len(heard) == told


def test_a_regrade_of_a_lesser_try_tells_nothing(session: Session) -> None:
    learner, quiz_hash = a_learner(session), a_quiz(session)
    first = an_attempt(session, learner, quiz_hash=quiz_hash)
    submit(session, first)
    best = an_attempt(session, learner, quiz_hash=quiz_hash)
    give(session, best, "jml-prinsip", "1", 1)
    give(session, best, "rupiah", "1000", 2)
    submit(session, best)
    heard = listen(session)

    settle(session, first, a_mark("rupiah", "right", ONE))

    assert first.percent == 50
    assert heard == []


def test_who_comes_too_late_settles_nothing(session: Session) -> None:
    attempt = handed_in(session)
    attempt.state = AttemptState.OPEN

    with session.no_autoflush:
        done = grades.settle(session, attempt, [], kind=StepKind.SUBMITTED, at=LATER)

    assert not done


def test_nobodys_attempt_cannot_be_held(session: Session) -> None:
    with pytest.raises(NotFound):
        grades.held(session, a_learner(session), 4711)


def test_a_survey_has_nothing_to_earn(session: Session) -> None:
    quiz_hash = a_quiz(session, [{"satu": a_choice()}])
    attempt = an_attempt(session, quiz_hash=quiz_hash)

    grades.settle(session, attempt, [a_mark("satu", "unscored", ZERO)], kind=StepKind.SUBMITTED, at=NINE)

    assert (attempt.points_max, attempt.percent) == (0, 100)
