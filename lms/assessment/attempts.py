"""Attempts at a quiz: start, answer, submit, and how a learner stands."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any, cast

from sqlalchemy import Row, Table, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, make_transient_to_detached

from lms.assessment import grades
from lms.assessment.answers import Saved, answer, answer_page, check
from lms.assessment.models import Attempt, AttemptState
from lms.assessment.papers import deal
from lms.assessment.refusals import TOO_SOON, TRIES_USED
from lms.assessment.rules.clock import Deadline
from lms.assessment.rules.tries import tries
from lms.assessment.standings import Standing, standings
from lms.catalogue import contents
from lms.errors import NotFound, Refused

__all__ = [
    "Saved",
    "Standing",
    "answer",
    "answer_page",
    "check",
    "close_if_over",
    "of",
    "standings",
    "start",
    "submit",
]

# Two thousand may begin in the same minute: statements are built once, and of earlier tries no paper is read.
TABLE = cast(Table, Attempt.__table__)
EARLIER = (
    select(TABLE.c.id, TABLE.c.number, TABLE.c.state, TABLE.c.deadline, TABLE.c.submitted_at)
    .where(TABLE.c.learner_id == bindparam("learner"), TABLE.c.quiz == bindparam("quiz"))
    .order_by(TABLE.c.number)
)
# A learner has one open attempt at a quiz, from however many devices it is begun.
INSERT_ONCE = {
    "sqlite": sqlite.insert(TABLE).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(TABLE).on_conflict_do_nothing(),
}
Rows = Sequence[Row[*tuple[Any, ...]]]
AFTER_THE_END = ("submitted_at", "points", "points_max", "percent", "passed")


def start(
    session: Session,
    learner_id: int,
    *,
    quiz: str,
    quiz_hash: str,
    course_id: int | None,
    at: datetime,
    seed: int,
    language: str,
    time_factor: Fraction = Fraction(1),
) -> Attempt:
    """Begin, or go on with the attempt that is open.

    Refuses when the tries are used up or the wait is not over. Whether the learner may
    reach this quiz at all was asked by the caller.
    """
    earlier = _earlier(session, learner_id, quiz)
    going = next((one for one in earlier if one.state == AttemptState.OPEN), None)
    if going is not None:
        if not Deadline(going.deadline).passed(at):
            return of(session, learner_id, going.id)
        grades.close(session, learner_id, going.id, at=at)
        earlier = _earlier(session, learner_id, quiz)
    _refuse_by_rules(session, earlier, quiz_hash, at)
    dealt = deal(session, quiz_hash, seed=seed, language=language, time_factor=time_factor, at=at)
    number = earlier[-1].number + 1 if earlier else 1
    values = dict.fromkeys(AFTER_THE_END) | {
        "learner_id": learner_id,
        "id": _id_of(learner_id, quiz, number),
        "quiz": quiz,
        "quiz_hash": quiz_hash,
        "course_id": course_id,
        "number": number,
        "seed": seed,
        "state": AttemptState.OPEN,
        "sequence": 0,
        "began_at": at,
        "deadline": dealt.deadline,
        "rules": dealt.rules,
        "paper": dealt.paper,
    }
    if session.connection().execute(INSERT_ONCE[session.get_bind().dialect.name], values).rowcount:
        return _as_stored(session, values)
    # Another device was faster by a moment.
    return session.scalars(
        select(Attempt).where(
            Attempt.learner_id == learner_id, Attempt.quiz == quiz, Attempt.state == AttemptState.OPEN
        )
    ).one()


def of(session: Session, learner_id: int, attempt_id: int) -> Attempt:
    """Return the learner's own attempt; another's looks as if it did not exist."""
    attempt = session.get(Attempt, (learner_id, attempt_id))
    if attempt is None:
        raise NotFound
    return attempt


def submit(session: Session, learner_id: int, attempt_id: int, *, at: datetime) -> Attempt:
    """Hand in: unanswered questions count as blank. Handing in again changes nothing and shows the same."""
    grades.close(session, learner_id, attempt_id, at=at)
    return of(session, learner_id, attempt_id)


def close_if_over(session: Session, learner_id: int, attempt_id: int, *, at: datetime) -> Attempt:
    """Return the attempt, closed as of its deadline when its time is over."""
    grades.close_expired(session, learner_id, [attempt_id], at=at)
    return of(session, learner_id, attempt_id)


def _earlier(session: Session, learner_id: int, quiz: str) -> Rows:
    return session.connection().execute(EARLIER, {"learner": learner_id, "quiz": quiz}).all()


def _refuse_by_rules(session: Session, earlier: Rows, quiz_hash: str, at: datetime) -> None:
    quiz = contents.body(session, quiz_hash)
    ended = earlier[-1].submitted_at if earlier else None
    allowed = tries(len(earlier), quiz["attempts"], ended, timedelta(seconds=quiz["wait"]), at)
    if allowed.used_up:
        raise Refused(TRIES_USED, "assessment.tries-used", used=len(earlier))
    if allowed.next_at is not None:
        minutes = -(-(allowed.next_at - at) // timedelta(minutes=1))
        raise Refused(TOO_SOON, "assessment.too-soon", minutes=minutes)


def _as_stored(session: Session, values: dict[str, Any]) -> Attempt:
    """Hold the row just written as if it had been read: its paper is long, and nothing in it is new."""
    attempt = Attempt(**values)
    make_transient_to_detached(attempt)
    session.add(attempt)
    return attempt


def _id_of(learner_id: int, quiz: str, number: int) -> int:
    """Name an attempt by what it is: 52 bits, exact also where numbers are doubles (JavaScript)."""
    digest = hashlib.sha256(f"{learner_id}|{quiz}|{number}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 12
