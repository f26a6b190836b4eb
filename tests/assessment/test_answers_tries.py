"""A check is a try: hints bring more of them, each costs what the quiz says, certainty weighs them."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from assessment_builders import (
    NINE,
    a_choice,
    a_quiz,
    an_attempt,
    answers_of,
    as_kept,
    give,
    submit,
    told_anew,
)
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.assessment import attempts
from lms.assessment.models import Attempt, Mark
from lms.assessment.refusals import NotYet
from lms.errors import Refused

HINTS = ["<p>RAHASIA petunjuk satu</p>", "<p>RAHASIA petunjuk dua</p>"]
HINTED = a_choice() | {"hints": HINTS}


def begun(session: Session, question: Mapping[str, Any] = HINTED, **rules: Any) -> Attempt:
    rules = {"feedback": "after-each", "penalty": "25"} | rules
    return an_attempt(session, quiz_hash=a_quiz(session, [{"satu": question}], **rules))


def check(session: Session, attempt: Attempt, value: str, sequence: int, **more: Any) -> attempts.Saved:
    form = {"answer": [value] if value else []}
    return attempts.check(
        session, attempt.learner_id, attempt.id, "satu", form, sequence=sequence, at=NINE, **more
    )


def fraction(session: Session, attempt: Attempt) -> Fraction:
    submit(session, attempt)
    assert told_anew(session, attempt) == as_kept(session, attempt)
    return session.scalars(select(Mark.fraction)).one()


def test_a_wrong_try_with_hints_leaves_the_question_open(session: Session) -> None:
    attempt = begun(session)

    check(session, attempt, "0", 1)
    check(session, attempt, "2", 2)
    check(session, attempt, "1", 3)

    assert fraction(session, attempt) == Fraction(1, 2)


def test_the_last_try_closes(session: Session) -> None:
    attempt = begun(session, a_choice())
    check(session, attempt, "0", 1)

    with pytest.raises(Refused) as refusal:
        give(session, attempt, "satu", "1", 2)

    assert refusal.value.code == "assessment.checked"
    assert fraction(session, attempt) == 0


def test_a_right_try_closes_though_hints_are_left(session: Session) -> None:
    attempt = begun(session)
    check(session, attempt, "1", 1)

    with pytest.raises(Refused):
        check(session, attempt, "0", 2)

    assert fraction(session, attempt) == 1


def test_an_answer_after_a_wrong_try_is_another_try_when_handed_in(session: Session) -> None:
    attempt = begun(session)
    check(session, attempt, "0", 1)
    give(session, attempt, "satu", "1", 2)

    assert fraction(session, attempt) == Fraction(3, 4)


def test_saving_before_checking_is_one_try(session: Session) -> None:
    attempt = begun(session)
    give(session, attempt, "satu", "0", 1)
    give(session, attempt, "satu", "1", 2)
    check(session, attempt, "1", 3)

    assert fraction(session, attempt) == 1


def test_a_blank_or_the_same_wrong_answer_uses_up_no_try(session: Session) -> None:
    attempt = begun(session)
    with pytest.raises(NotYet) as blank:
        check(session, attempt, "", 1)
    check(session, attempt, "0", 1)
    with pytest.raises(NotYet) as same:
        check(session, attempt, "0", 2)

    assert [blank.value.code, same.value.code] == ["assessment.answer-first", "assessment.tried-before"]
    assert len(answers_of(session, attempt)) == 1


def test_a_check_that_comes_twice_is_one(session: Session) -> None:
    attempt = begun(session)

    assert check(session, attempt, "0", 1) == check(session, attempt, "0", 1)
    assert len(answers_of(session, attempt)) == 1


def test_thirds_cost_exactly(session: Session) -> None:
    attempt = begun(session, penalty="100/3")
    check(session, attempt, "0", 1)
    check(session, attempt, "1", 2)

    assert fraction(session, attempt) == Fraction(2, 3)


@pytest.mark.parametrize(
    ("value", "certainty", "earned"),
    [("1", 3, Fraction(1)), ("1", None, Fraction(1, 3)), ("0", 2, Fraction(-2, 3)), ("0", 3, Fraction(-2))],
)
def test_certainty_is_kept_with_the_answer(
    session: Session, value: str, certainty: int | None, earned: Fraction
) -> None:
    attempt = begun(session, certainty=True)
    form = {"answer": [value]}
    attempts.answer(
        session, attempt.learner_id, attempt.id, "satu", form, sequence=1, at=NINE, certainty=certainty
    )

    assert answers_of(session, attempt)[0].certainty == (certainty or 1)
    assert fraction(session, attempt) == earned
    assert attempt.points == max(0, earned)


def test_to_be_sure_of_nothing_costs_nothing(session: Session) -> None:
    attempt = begun(session, certainty=True)
    attempts.answer(
        session, attempt.learner_id, attempt.id, "satu", {"answer": []}, sequence=1, at=NINE, certainty=3
    )

    assert answers_of(session, attempt)[0].certainty is None
    assert fraction(session, attempt) == 0


def test_a_change_of_mind_about_certainty_is_another_save(session: Session) -> None:
    attempt = begun(session, certainty=True)
    forms, own = {"satu": {"answer": ["1"]}}, (attempt.learner_id, attempt.id)
    for sequence, sure in enumerate((1, 1, 3)):
        attempts.answer_page(
            session, *own, forms, sequence=min(sequence, 1), at=NINE, certainties={"satu": sure}
        )

    assert [answer.certainty for answer in answers_of(session, attempt)] == [1, 3]


def test_where_certainty_is_not_asked_it_is_not_kept(session: Session) -> None:
    attempt = begun(session)

    check(session, attempt, "1", 1, certainty=3)

    assert answers_of(session, attempt)[0].certainty is None
    assert fraction(session, attempt) == 1


def test_tries_and_certainty_weigh_together(session: Session) -> None:
    attempt = begun(session, certainty=True)
    check(session, attempt, "0", 1, certainty=3)
    check(session, attempt, "1", 2, certainty=2)

    assert fraction(session, attempt) == Fraction(3, 4) * Fraction(2, 3)


@pytest.mark.parametrize("afterwards", ["0", "2", ""])
def test_who_was_sure_and_wrong_does_not_get_out_of_it_unchecked(session: Session, afterwards: str) -> None:
    attempt = begun(session, certainty=True)
    check(session, attempt, "0", 1, certainty=3)
    form = {"answer": [afterwards]} if afterwards else {}
    attempts.answer(session, attempt.learner_id, attempt.id, "satu", form, sequence=2, at=NINE, certainty=1)

    assert fraction(session, attempt) == -2
