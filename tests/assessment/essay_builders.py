"""Written answers that wait for a trainer."""

from typing import Any

from assessment_builders import KEY, NINE, a_choice, a_learner, a_quiz, a_written, an_attempt, give, submit
from build import a_person
from sqlalchemy.orm import Session

from lms.assessment.essays import marking
from lms.assessment.models import Attempt

ESSAY = a_written("- [2] menyebut dasar hukum\n- [1] memberi contoh", essay="", words="3-8")
WITH_ESSAY = {"pilihan": a_choice(), "uraian": ESSAY}
TEXT = "Perpres 95 mengatur SPBE di semua daerah."


def a_trainer(session: Session, name: str = "Citra") -> int:
    return a_person(session, name).id


def written(session: Session, name: str = "Ani", text: str = TEXT, **rules: Any) -> Attempt:
    """Hand in a right choice and an essay, worth three points each."""
    rules = {"points": "3"} | rules
    attempt = an_attempt(session, a_learner(session, name), quiz_hash=a_quiz(session, [WITH_ESSAY], **rules))
    give(session, attempt, "pilihan", "1", 1)
    give(session, attempt, "uraian", text, 2)
    return submit(session, attempt)


def mark(session: Session, attempt: Attempt, *texts: str, by: int, revision: int = 1, **more: Any) -> None:
    values = {"comment": "Baik.", "at": NINE} | more
    marking.give(session, KEY, attempt.id, "uraian", texts=texts, revision=revision, by=by, **values)
