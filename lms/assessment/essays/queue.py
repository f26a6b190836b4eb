"""Answers that wait for a trainer, and those that were marked; in the order in which they are best read."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Select, and_, exists, func, literal_column, select
from sqlalchemy.orm import Session, aliased

from lms.assessment.models import Attempt, Mark
from lms.assessment.sheets import answer_code
from lms.catalogue import contents
from lms.questions import registry
from lms.questions.kind import Marker
from lms.questions.score import State
from lms.questions.text import plain

MOST_MARKED = 200
NEWER = aliased(Mark)
# Written out, so that the index of what waits answers on both databases.
WAITS = Attempt.state == literal_column("'waiting'")
OF_ATTEMPT = and_(Mark.learner_id == Attempt.learner_id, Mark.attempt_id == Attempt.id)
NEWEST = ~exists().where(
    NEWER.learner_id == Mark.learner_id,
    NEWER.attempt_id == Mark.attempt_id,
    NEWER.question == Mark.question,
    NEWER.revision > Mark.revision,
)
# A regrade names its regrade, also when a person has set it going.
BY_HAND = and_(NEWEST, Mark.by_id.is_not(None), Mark.regrade_id.is_(None))
UNMARKED = and_(NEWEST, Mark.state == State.UNMARKED)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One answer that nobody has marked yet."""

    attempt_id: int
    question: str
    submitted_at: datetime
    question_hash: str


@dataclass(frozen=True, slots=True)
class Marked:
    """One answer that a trainer has marked, as a list shows it."""

    attempt_id: int
    question: str
    revision: int
    points: Fraction
    graded_at: datetime

    @property
    def code(self) -> str:
        return answer_code(self.attempt_id)


@dataclass(frozen=True, slots=True)
class Heap:
    """All answers to one question: how many wait, and the first of them."""

    question: str
    prompt: str
    waiting: int
    marked: int
    first: Waiting | None


@dataclass(frozen=True, slots=True)
class QuizHeap:
    """How many answers of one quiz wait, since when."""

    quiz: str
    title: str
    waiting: int
    since: datetime


def waiting(session: Session, quiz: str) -> list[Waiting]:
    """Return what waits, question by question, so that like is compared with like; the oldest first."""
    rows = session.execute(
        _joined(Attempt.id, Mark.question, Attempt.submitted_at, Mark.question_hash)
        .where(Attempt.quiz == quiz, WAITS, UNMARKED)
        .order_by(Mark.question, Attempt.submitted_at, Attempt.id)
    )
    return [Waiting(*row) for row in rows]


def after(session: Session, quiz: str, question: str, attempt_id: int) -> Waiting | None:
    """Return what is best read next: another answer to the same question, else to another one."""
    left = [one for one in waiting(session, quiz) if (one.question, one.attempt_id) != (question, attempt_id)]
    here = session.scalars(
        select(Attempt.submitted_at).where(Attempt.quiz == quiz, Attempt.id == attempt_id)
    ).one()
    later = [one for one in left if (one.submitted_at, one.attempt_id) > (here, attempt_id)]
    same = [one for one in later if one.question == question] or [
        one for one in left if one.question == question
    ]
    return next(iter(same or left), None)


def marked(session: Session, quiz: str, question: str) -> list[Marked]:
    """Return the answers to a question that a trainer has marked, the last marked first."""
    rows = session.execute(
        _joined(Attempt.id, Mark.question, Mark.revision, Mark.points, Mark.graded_at)
        .where(Attempt.quiz == quiz, Mark.question == question, BY_HAND)
        .order_by(Mark.graded_at.desc(), Attempt.id)
        .limit(MOST_MARKED)
    )
    return [Marked(*row) for row in rows]


def heaps(session: Session, quiz: str, quiz_hash: str) -> list[Heap]:
    """Return the questions of a quiz to which answers wait or were marked, in the author's order."""
    left = waiting(session, quiz)
    answered = {one.question: one.question_hash for one in left}
    known = _by_hand(session, quiz_hash) | answered
    done = session.execute(
        _joined(Mark.question, func.count())
        .where(Attempt.quiz == quiz, Mark.question.in_(known), BY_HAND)
        .group_by(Mark.question)
    )
    found = {row.question: row[1] for row in done}
    bodies = contents.bodies(session, list(known.values()))
    return [
        Heap(
            name,
            plain(bodies[hash_]["prompt"]),
            sum(one.question == name for one in left),
            found.get(name, 0),
            next((one for one in left if one.question == name), None),
        )
        for name, hash_ in known.items()
        if name in answered or name in found
    ]


def of_courses(session: Session, course_ids: Collection[int]) -> list[QuizHeap]:
    """Return the quizzes of these courses with answers that wait, the longest waiting first."""
    rows = session.execute(
        _joined(Attempt.quiz, func.max(Attempt.quiz_hash), func.count(), func.min(Attempt.submitted_at))
        .where(Attempt.course_id.in_(course_ids), WAITS, UNMARKED)
        .group_by(Attempt.quiz)
        .order_by(func.min(Attempt.submitted_at))
    ).all()
    titles = contents.bodies(session, [row[1] for row in rows])
    return [QuizHeap(row[0], str(titles[row[1]]["title"]), row[2], row[3]) for row in rows]


def _joined(*columns: Any) -> Select[*tuple[Any, ...]]:
    return select(*columns).select_from(Attempt).join(Mark, OF_ATTEMPT)


def _by_hand(session: Session, quiz_hash: str) -> dict[str, str]:
    """Return the questions (id: hash) that a trainer marks, in the author's order."""
    quiz = contents.body(session, quiz_hash)
    asked = {one["id"]: one["hash"] for pool in quiz["pools"] for one in pool["questions"]}
    bodies, kinds = contents.bodies(session, list(asked.values())), registry.kinds()
    trainers = {name for name, kind in kinds.items() if kind.marked_by is Marker.TRAINER}
    return {name: hash_ for name, hash_ in asked.items() if bodies[hash_]["kind"] in trainers}
