"""What waits comes question by question, the oldest first, and the next one is at hand."""

from assessment_builders import KEY, NINE, a_choice, a_learner, a_quiz, an_attempt, give, minutes, submit
from essay_builders import ESSAY, a_trainer, mark, written
from sqlalchemy.orm import Session

from lms.assessment.essays import marking, queue
from lms.assessment.models import Attempt, AttemptState

TWO = {"b-dua": ESSAY, "a-satu": ESSAY}


def both(session: Session, name: str, after: int) -> Attempt:
    attempt = an_attempt(session, a_learner(session, name), quiz_hash=a_quiz(session, [TWO]))
    give(session, attempt, "a-satu", f"Satu kata {name}.", 1)
    give(session, attempt, "b-dua", f"Dua kata {name}.", 2)
    return submit(session, attempt, at=NINE + minutes(after))


def test_one_question_after_another_the_oldest_first(session: Session) -> None:
    late, early = both(session, "Ani", 9), both(session, "Budi", 1)

    assert [(one.question, one.attempt_id) for one in queue.waiting(session, KEY)] == [
        ("a-satu", early.id),
        ("a-satu", late.id),
        ("b-dua", early.id),
        ("b-dua", late.id),
    ]


def test_next_is_another_answer_to_the_same_question(session: Session) -> None:
    early, late = both(session, "Ani", 1), both(session, "Budi", 9)

    def following(question: str, attempt: Attempt) -> tuple[str, int] | None:
        found = queue.after(session, KEY, question, attempt.id)
        return (found.question, found.attempt_id) if found else None

    assert following("a-satu", early) == ("a-satu", late.id)
    assert following("a-satu", late) == ("a-satu", early.id)
    assert following("b-dua", early) == ("b-dua", late.id)


def test_after_the_last_nothing_is_next(session: Session) -> None:
    attempt = written(session)
    mark(session, attempt, "1", "1", by=a_trainer(session))

    assert queue.after(session, KEY, "uraian", attempt.id) is None


def test_heaps_count_what_waits_and_what_is_marked(session: Session) -> None:
    first, second = written(session, "Ani"), written(session, "Budi", "Tiga kata saja.")
    mark(session, first, "2", "1", by=a_trainer(session))

    (heap,) = queue.heaps(session, KEY, first.quiz_hash)

    assert (heap.question, heap.prompt, heap.waiting, heap.marked) == ("uraian", "Bagaimana?", 1, 1)
    assert heap.first is not None
    assert heap.first.attempt_id == second.id
    assert [(one.attempt_id, one.points) for one in queue.marked(session, KEY, "uraian")] == [(first.id, 3)]


def test_a_question_that_is_asked_no_more_is_still_marked(session: Session) -> None:
    attempt = written(session)
    without = a_quiz(session, [{"pilihan": a_choice()}])

    (heap,) = queue.heaps(session, KEY, without)

    assert (heap.question, heap.prompt, heap.waiting) == ("uraian", "Bagaimana?", 1)
    assert heap.first is not None
    assert heap.first.attempt_id == attempt.id


def test_an_attempt_waits_until_its_last_answer_is_marked(session: Session) -> None:
    attempt = both(session, "Ani", 1)

    marking.give(
        session,
        KEY,
        attempt.id,
        "a-satu",
        texts=["1", "1"],
        comment="",
        revision=1,
        by=a_trainer(session),
        at=NINE,
    )

    assert [one.question for one in queue.waiting(session, KEY)] == ["b-dua"]
    assert attempt.state == AttemptState.WAITING


def test_a_trainers_overview_counts_by_quiz(session: Session) -> None:
    written(session, "Ani")
    written(session, "Budi", "Tiga kata saja.")

    (heap,) = queue.of_courses(session, [1])

    assert (heap.quiz, heap.title, heap.waiting, heap.since) == (KEY, "Konsep SPBE", 2, NINE)
    assert queue.of_courses(session, [2]) == []
