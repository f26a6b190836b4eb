"""What was written waits for a trainer, is marked line by line, and anew without losing the old marks."""

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
from essay_builders import ESSAY, WITH_ESSAY, a_trainer, mark, written
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.assessment import attempts
from lms.assessment.essays import marking, queue
from lms.assessment.essays.refusals import Overtaken, Unreadable
from lms.assessment.models import AttemptState, Mark, Step, Voided
from lms.audit import trail
from lms.audit.models import AuditEntry
from lms.errors import InvalidInput, NotFound, Refused


def test_a_written_answer_waits(session: Session) -> None:
    heard = listen(session)

    attempt = written(session)

    assert (attempt.state, attempt.percent) == (AttemptState.WAITING, None)
    assert heard == []
    assert [(one.attempt_id, one.question) for one in queue.waiting(session, KEY)] == [(attempt.id, "uraian")]
    assert told_anew(session, attempt) == as_kept(session, attempt)


def test_a_blank_essay_waits_for_nobody(session: Session) -> None:
    attempt = an_attempt(session, quiz_hash=a_quiz(session, [WITH_ESSAY]))
    give(session, attempt, "pilihan", "1", 1)

    submit(session, attempt)

    assert (attempt.state, attempt.percent) == (AttemptState.GRADED, 50)
    assert queue.waiting(session, KEY) == []
    with pytest.raises(NotFound):
        marking.of(session, KEY, attempt.id, "uraian")


def test_no_other_try_begins_while_one_waits(session: Session) -> None:
    attempt = written(session)

    with pytest.raises(Refused) as refusal:
        an_attempt(session, attempt.learner_id, quiz_hash=attempt.quiz_hash)

    assert refusal.value.code == "assessment.waits"
    standing = attempts.standings(session, attempt.learner_id, {KEY: attempt.quiz_hash}, at=NINE)[KEY]
    assert (standing.waiting_id, standing.best, standing.tries[0].waits) == (attempt.id, None, True)


def test_the_rubric_gives_the_mark(session: Session) -> None:
    heard, by = listen(session), a_trainer(session)
    attempt = written(session)

    mark(session, attempt, "1,5", "0.5", by=by, at=NINE + minutes(60))

    assert (attempt.state, attempt.points, attempt.points_max) == (AttemptState.GRADED, 5, 6)
    assert [(event.percent, event.at) for event in heard] == [(Fraction(500, 6), NINE + minutes(60))]
    newest = marking.of(session, KEY, attempt.id, "uraian").newest
    assert newest is not None
    assert (newest.given, newest.comment, newest.points) == ((Fraction(3, 2), Fraction(1, 2)), "Baik.", 2)
    assert steps_of(session, attempt) == ["submitted", "commented", "graded"]
    assert told_anew(session, attempt) == as_kept(session, attempt)


def test_a_mark_by_a_person_is_in_the_trail(session: Session) -> None:
    by = a_trainer(session)
    attempt = written(session)

    mark(session, attempt, "2", "1", by=by)

    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.by_id, entry.act, entry.subject) == (by, "answer.marked", f"attempt:{attempt.id}")
    assert (entry.details["question"], entry.details["points"]) == ("uraian", "3")
    assert trail.verify(session).broken_at is None
    assert {step.by_id for step in session.scalars(select(Step).where(Step.kind == "commented"))} == {by}


def test_marking_anew_keeps_the_earlier_marks(session: Session) -> None:
    by = a_trainer(session)
    attempt = written(session)
    mark(session, attempt, "0", "0", by=by)
    heard = listen(session)

    mark(session, attempt, "2", "1", by=by, revision=2, comment="Setelah dibaca lagi.")

    revisions = marking.of(session, KEY, attempt.id, "uraian").revisions
    assert [(one.number, one.points, one.by) for one in revisions] == [(2, 0, "Citra"), (3, 3, "Citra")]
    assert attempt.percent == 100
    assert [event.percent for event in heard] == [100]
    assert steps_of(session, attempt)[3:] == ["commented", "regraded"]
    assert told_anew(session, attempt) == as_kept(session, attempt)


def test_of_two_trainers_the_slower_is_told_and_nothing_is_lost(session: Session) -> None:
    attempt = written(session)
    mark(session, attempt, "2", "0", by=a_trainer(session, "Citra"))

    with pytest.raises(Overtaken) as refusal:
        mark(session, attempt, "1", "1", by=a_trainer(session, "Dedi"))

    assert refusal.value.values == {"name": "Citra"}
    assert attempt.points == 5
    assert len(session.scalars(select(Mark).where(Mark.question == "uraian")).all()) == 2


def test_the_same_marks_sent_twice_are_once(session: Session) -> None:
    by = a_trainer(session)
    attempt = written(session)

    mark(session, attempt, "2", "0", by=by)
    mark(session, attempt, "2,0", "0", by=by)

    assert len(session.scalars(select(Mark).where(Mark.question == "uraian")).all()) == 2


@pytest.mark.parametrize(
    ("texts", "wrong"),
    [(("3", "1"), (0,)), (("-1", "x"), (0, 1)), (("2",), (1,)), ((), (0, 1)), (("1/2", ""), (0, 1))],
)
def test_points_are_numbers_within_the_line(
    session: Session, texts: tuple[str, ...], wrong: tuple[int, ...]
) -> None:
    attempt, by = written(session), a_trainer(session)

    with pytest.raises(Unreadable) as refusal:
        mark(session, attempt, *texts, by=by)

    assert refusal.value.lines == wrong
    assert attempt.state == AttemptState.WAITING


def test_a_comment_has_an_end(session: Session) -> None:
    attempt, by = written(session), a_trainer(session)

    with pytest.raises(InvalidInput) as refusal:
        mark(session, attempt, "1", "1", by=by, comment="a" * 5001)

    assert refusal.value.code == "assessment.comment-long"


def test_an_essay_without_a_rubric_is_marked_as_a_whole(session: Session) -> None:
    plain = ESSAY | {"body": {"words": None, "rubric": []}}
    quiz_hash = a_quiz(session, [{"uraian": plain}], points="4")
    attempt = an_attempt(session, quiz_hash=quiz_hash)
    give(session, attempt, "uraian", "Karena demikian.", 1)
    submit(session, attempt)

    mark(session, attempt, "3", by=a_trainer(session))

    assert (attempt.points, attempt.points_max) == (3, 4)


def test_a_voided_essay_waits_for_nobody_and_is_not_marked(session: Session) -> None:
    session.add(Voided(quiz=KEY, question="uraian", at=NINE, by_id=None, reason="Soal keliru."))
    attempt = written(session)

    assert (attempt.state, attempt.percent) == (AttemptState.GRADED, 100)
    with pytest.raises(Refused) as refusal:
        mark(session, attempt, "1", "1", by=a_trainer(session))
    assert refusal.value.code == "assessment.not-by-hand"


def test_what_a_machine_marks_is_not_marked_by_hand(session: Session) -> None:
    attempt = written(session)

    for quiz, id_, question in (
        (KEY, attempt.id, "pilihan"),
        (KEY, attempt.id, "lain"),
        (KEY, attempt.id + 1, "uraian"),
        ("lain/kuis", attempt.id, "uraian"),
    ):
        with pytest.raises(NotFound):
            marking.of(session, quiz, id_, question)


def test_an_open_paper_is_nobodys_to_read(session: Session) -> None:
    quiz_hash = a_quiz(session, [{"uraian": ESSAY, "pilihan": a_choice()}])
    attempt = an_attempt(session, a_learner(session), quiz_hash=quiz_hash)
    give(session, attempt, "uraian", "Belum selesai.", 1)

    with pytest.raises(NotFound):
        marking.of(session, KEY, attempt.id, "uraian")
