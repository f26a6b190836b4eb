from fractions import Fraction

import pytest
from assessment_builders import KEY, NINE, a_choice, a_learner, a_quiz, an_attempt, give, minutes, submit
from sqlalchemy.orm import Session

from lms.assessment import attempts
from lms.assessment.models import AttemptState
from lms.errors import NotFound, Refused


def test_an_attempt_pins_what_it_began_with(session: Session) -> None:
    pool = {f"soal-{n}": a_choice(f"Soal {n}?") for n in range(6)}
    quiz_hash = a_quiz(session, [pool], draw=4, shuffle=["questions", "options"], minutes=30)

    attempt = an_attempt(session, quiz_hash=quiz_hash, seed=42)

    assert attempt.quiz_hash == quiz_hash
    assert len(attempt.paper) == 4
    assert all(sorted(item["order"]) == [0, 1, 2] for item in attempt.paper)
    assert attempt.rules["pass"] == "70"
    assert attempt.rules["language"] == "id"
    assert attempt.deadline == NINE + minutes(30)
    assert (attempt.seed, attempt.number, attempt.state) == (42, 1, AttemptState.OPEN)


def test_an_open_attempt_is_resumed_not_doubled(session: Session) -> None:
    learner = a_learner(session)
    quiz_hash = a_quiz(session, minutes=30)

    first = an_attempt(session, learner, quiz_hash=quiz_hash, seed=1)
    second = an_attempt(session, learner, quiz_hash=quiz_hash, seed=2, began_at=NINE + minutes(5))

    assert second is first
    assert second.seed == 1


def test_an_accommodation_lengthens_the_time(session: Session) -> None:
    attempt = an_attempt(session, minutes=30, time_factor=Fraction(3, 2))

    assert attempt.deadline == NINE + minutes(45)


def test_tries_are_counted(session: Session) -> None:
    learner = a_learner(session)
    quiz_hash = a_quiz(session, attempts=2)
    for _ in range(2):
        submit(session, an_attempt(session, learner, quiz_hash=quiz_hash))

    with pytest.raises(Refused) as refusal:
        an_attempt(session, learner, quiz_hash=quiz_hash)

    assert refusal.value.code == "assessment.tries-used"


def test_a_wait_is_kept_and_named(session: Session) -> None:
    learner = a_learner(session)
    quiz_hash = a_quiz(session, attempts=3, wait=3600)
    submit(session, an_attempt(session, learner, quiz_hash=quiz_hash), at=NINE + minutes(10))

    with pytest.raises(Refused) as refusal:
        an_attempt(session, learner, quiz_hash=quiz_hash, began_at=NINE + minutes(30))

    assert refusal.value.values == {"minutes": 40}
    assert an_attempt(session, learner, quiz_hash=quiz_hash, began_at=NINE + minutes(70)).number == 2


def test_starting_after_time_ran_out_closes_the_old_attempt_first(session: Session) -> None:
    learner = a_learner(session)
    quiz_hash = a_quiz(session, minutes=30)
    old = an_attempt(session, learner, quiz_hash=quiz_hash)
    give(session, old, "jml-prinsip", "1", 1)

    new = an_attempt(session, learner, quiz_hash=quiz_hash, began_at=NINE + minutes(90))

    assert new.number == 2
    assert old.state == AttemptState.GRADED
    assert old.submitted_at == NINE + minutes(30)
    assert old.percent == 50


def test_another_persons_attempt_looks_absent(session: Session) -> None:
    attempt = an_attempt(session)
    other = a_learner(session, "Budi")

    with pytest.raises(NotFound):
        attempts.of(session, other, attempt.id)


def test_one_learner_may_have_several_quizzes_open(session: Session) -> None:
    learner = a_learner(session)
    first = an_attempt(session, learner)

    second = attempts.start(
        session,
        learner,
        quiz="dasar-spbe/layanan",
        quiz_hash=a_quiz(session),
        course_id=1,
        at=NINE,
        seed=3,
        language="id",
    )

    assert first.quiz == KEY
    assert second.id != first.id


def test_a_paper_whose_kind_is_not_installed_is_not_begun(session: Session) -> None:
    strange = a_choice() | {"kind": "hologram"}

    with pytest.raises(NotFound) as refusal:
        an_attempt(session, quiz_hash=a_quiz(session, [{"x": strange}], shuffle=["options"]))

    assert refusal.value.code == "questions.kind-unknown"
