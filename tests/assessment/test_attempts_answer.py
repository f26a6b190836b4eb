from datetime import timedelta

import pytest
from assessment_builders import NINE, a_learner, an_attempt, answers_of, give, listen, minutes, submit
from sqlalchemy.orm import Session

from lms.assessment import attempts
from lms.assessment.models import AttemptState
from lms.assessment.refusals import Stale
from lms.errors import NotFound, Refused
from lms.questions.response import Malformed


def test_an_answer_is_acknowledged_with_its_sequence_and_time(session: Session) -> None:
    attempt = an_attempt(session)

    saved = give(session, attempt, "jml-prinsip", "1", 1)

    assert (saved.sequence, saved.response, saved.at, saved.late) == (1, [1], NINE, False)


def test_answers_are_appended_never_overwritten(session: Session) -> None:
    attempt = an_attempt(session)

    give(session, attempt, "jml-prinsip", "0", 1)
    give(session, attempt, "jml-prinsip", "1", 2)

    assert [answer.response for answer in answers_of(session, attempt)] == [[0], [1]]


def test_a_number_is_shown_as_it_was_read(session: Session) -> None:
    attempt = an_attempt(session)

    assert give(session, attempt, "rupiah", "1.000", 1).read_as == "1000"


def test_the_same_save_twice_is_one(session: Session) -> None:
    attempt = an_attempt(session)
    first = give(session, attempt, "jml-prinsip", "1", 1)

    again = give(session, attempt, "jml-prinsip", "1", 1, at=NINE + minutes(2))

    assert again == first
    assert len(answers_of(session, attempt)) == 1


def test_a_replay_is_acknowledged_also_after_handing_in(session: Session) -> None:
    attempt = an_attempt(session)
    first = give(session, attempt, "jml-prinsip", "1", 1)
    submit(session, attempt)

    assert give(session, attempt, "jml-prinsip", "1", 1) == first


def test_a_stale_save_is_refused_with_the_newer_state(session: Session) -> None:
    attempt = an_attempt(session)
    give(session, attempt, "jml-prinsip", "1", 1)
    give(session, attempt, "rupiah", "1000", 2)

    with pytest.raises(Stale) as refusal:
        give(session, attempt, "jml-prinsip", "2", 1)

    assert refusal.value.sequence == 2
    assert refusal.value.answers["jml-prinsip"].response == [1]
    assert len(answers_of(session, attempt)) == 2


def test_a_sequence_that_was_never_given_is_refused(session: Session) -> None:
    attempt = an_attempt(session)

    with pytest.raises(Stale) as refusal:
        give(session, attempt, "jml-prinsip", "2", 5)

    assert refusal.value.sequence == 0


def test_a_malformed_answer_costs_nothing(session: Session) -> None:
    attempt = an_attempt(session)

    with pytest.raises(Malformed):
        give(session, attempt, "jml-prinsip", "9", 1)

    assert answers_of(session, attempt) == []
    assert give(session, attempt, "jml-prinsip", "1", 1).sequence == 1


def test_an_answer_after_the_deadline_is_kept_but_not_scored(session: Session) -> None:
    heard = listen(session)
    attempt = an_attempt(session, minutes=30)
    give(session, attempt, "jml-prinsip", "1", 1, at=NINE + minutes(30))

    saved = give(session, attempt, "rupiah", "1000", 2, at=NINE + minutes(30) + timedelta(microseconds=1))

    assert saved.late
    assert [answer.late for answer in answers_of(session, attempt)] == [False, True]
    closed = attempts.of(session, attempt.learner_id, attempt.id)
    assert (closed.state, closed.percent) == (AttemptState.GRADED, 50)
    assert closed.submitted_at == closed.deadline
    assert len(heard) == 1


def test_a_second_late_answer_is_kept_too(session: Session) -> None:
    attempt = an_attempt(session, minutes=30)
    give(session, attempt, "jml-prinsip", "1", 1, at=NINE + minutes(31))

    assert give(session, attempt, "rupiah", "1000", 2, at=NINE + minutes(32)).late


def test_an_answer_after_handing_in_is_refused(session: Session) -> None:
    attempt = an_attempt(session, minutes=30)
    submit(session, attempt, at=NINE + minutes(5))

    for when in (minutes(6), minutes(31)):
        with pytest.raises(Refused) as refusal:
            give(session, attempt, "jml-prinsip", "1", 1, at=NINE + when)
        assert refusal.value.code == "assessment.handed-in"


def test_a_question_of_another_paper_or_person_looks_absent(session: Session) -> None:
    attempt = an_attempt(session)
    other = a_learner(session, "Budi")

    with pytest.raises(NotFound):
        give(session, attempt, "tidak-ada", "1", 1)
    with pytest.raises(NotFound):
        attempts.answer(session, other, attempt.id, "jml-prinsip", {"answer": ["1"]}, sequence=1, at=NINE)


def test_a_page_saves_what_changed_and_nothing_twice(session: Session) -> None:
    attempt = an_attempt(session)
    forms = {"jml-prinsip": {"answer": ["1"]}, "rupiah": {"answer": ["1000"]}}
    for _ in range(2):
        attempts.answer_page(session, attempt.learner_id, attempt.id, forms, sequence=0, at=NINE)

    assert [answer.sequence for answer in answers_of(session, attempt)] == [1, 2]


def test_an_old_page_cannot_undo_a_newer_answer(session: Session) -> None:
    attempt = an_attempt(session)
    give(session, attempt, "jml-prinsip", "1", 1)

    with pytest.raises(Stale):
        attempts.answer_page(
            session, attempt.learner_id, attempt.id, {"jml-prinsip": {"answer": ["2"]}}, sequence=0, at=NINE
        )
