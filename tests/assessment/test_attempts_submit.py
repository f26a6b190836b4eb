from fractions import Fraction

import pytest
from assessment_builders import (
    KEY,
    NINE,
    a_choice,
    a_learner,
    a_number,
    a_quiz,
    an_attempt,
    give,
    listen,
    minutes,
    stored,
    submit,
)
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.assessment import attempts
from lms.assessment.models import AttemptState, Mark
from lms.errors import NotFound, Refused


def marks_of(session: Session) -> dict[str, Mark]:
    return {mark.question: mark for mark in session.scalars(select(Mark))}


def test_marks_are_exact(session: Session) -> None:
    pool = {f"soal-{n}": a_choice(f"Soal {n}?") for n in range(3)}
    attempt = an_attempt(session, quiz_hash=a_quiz(session, [pool]))
    give(session, attempt, "soal-0", "1", 1)
    give(session, attempt, "soal-1", "0", 2)

    graded = submit(session, attempt)

    assert graded.percent == Fraction(100, 3)
    assert (graded.points, graded.points_max) == (1, 3)
    assert {id_: mark.state for id_, mark in marks_of(session).items()} == {
        "soal-0": "right",
        "soal-1": "wrong",
        "soal-2": "blank",
    }


def test_points_weigh(session: Session) -> None:
    attempt = an_attempt(session, quiz_hash=a_quiz(session, points="5/2"))
    give(session, attempt, "jml-prinsip", "1", 1)

    submit(session, attempt)

    assert marks_of(session)["jml-prinsip"].points == Fraction(5, 2)


def test_the_mark_tells_the_rest_of_the_house(session: Session) -> None:
    heard = listen(session)
    attempt = an_attempt(session, **{"pass": "50"})
    give(session, attempt, "jml-prinsip", "1", 1)

    submit(session, attempt, at=NINE + minutes(1))

    (event,) = heard
    assert (event.learner_id, event.attempt_id, event.quiz, event.course_id) == (
        attempt.learner_id,
        attempt.id,
        KEY,
        1,
    )
    assert (event.percent, event.passed, event.at) == (50, True, NINE + minutes(1))


def test_handing_in_twice_marks_once(session: Session) -> None:
    heard = listen(session)
    attempt = an_attempt(session)
    first = submit(session, attempt)

    again = submit(session, attempt, at=NINE + minutes(9))

    assert again.submitted_at == first.submitted_at == NINE
    assert len(heard) == 1


def test_what_ran_out_is_closed_as_of_its_deadline_by_whoever_looks(session: Session) -> None:
    attempt = an_attempt(session, minutes=30)
    give(session, attempt, "jml-prinsip", "1", 1)

    early = attempts.close_if_over(session, attempt.learner_id, attempt.id, at=NINE + minutes(30))
    assert early.state == AttemptState.OPEN
    closed = attempts.close_if_over(session, attempt.learner_id, attempt.id, at=NINE + minutes(600))

    assert (closed.state, closed.submitted_at, closed.percent) == (
        AttemptState.GRADED,
        NINE + minutes(30),
        50,
    )


def test_a_number_is_read_by_the_quizs_language_pinned_at_the_start(session: Session) -> None:
    quiz_hash = a_quiz(session, [{"n": a_number(low="1", high="1")}], language="en")
    attempt = an_attempt(session, quiz_hash=quiz_hash)
    give(session, attempt, "n", "1.000", 1)

    assert submit(session, attempt).percent == 100


def test_a_kind_that_is_gone_is_said_and_nothing_is_marked(session: Session) -> None:
    attempt = an_attempt(session)
    strange = stored(session, "question", a_choice() | {"kind": "hologram"})
    attempt.paper = [{**attempt.paper[0], "hash": strange}, attempt.paper[1]]
    session.flush()

    with pytest.raises(Refused) as refusal:
        submit(session, attempt)

    assert refusal.value.code == "assessment.kind-gone"
    assert refusal.value.values == {"name": "hologram"}
    session.refresh(attempt)
    assert attempt.state == AttemptState.OPEN


@pytest.mark.parametrize(
    ("keep", "percent", "passed"),
    [("highest", 100, True), ("latest", 0, False), ("first", 50, False), ("mean", 50, False)],
)
def test_the_event_carries_what_counts_by_the_quizs_rule(
    session: Session, keep: str, percent: int, passed: bool
) -> None:
    heard, learner = listen(session), a_learner(session)
    for answers in ({"jml-prinsip": "1"}, {"jml-prinsip": "1", "rupiah": "1000"}, {}):
        attempt = an_attempt(session, learner, keep=keep)
        for sequence, (question, value) in enumerate(answers.items(), start=1):
            give(session, attempt, question, value, sequence)
        submit(session, attempt)

    assert (heard[-1].percent, heard[-1].passed) == (percent, passed)


def test_another_persons_paper_cannot_be_handed_in(session: Session) -> None:
    attempt = an_attempt(session)

    with pytest.raises(NotFound):
        attempts.submit(session, a_learner(session, "Budi"), attempt.id, at=NINE)
    assert attempt.state == AttemptState.OPEN
