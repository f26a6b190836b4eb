"""Attempts at a quiz: start, answer, submit, and how a learner stands."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any, cast

from sqlalchemy import Row, Table, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, make_transient_to_detached

from lms.assessment import grades
from lms.assessment.answers import Saved, answer, answer_page, check
from lms.assessment.models import Attempt, AttemptState, FreshStart
from lms.assessment.papers import deal
from lms.assessment.refusals import TOO_SOON, TRIES_USED, WAITS
from lms.assessment.rules.clock import Deadline
from lms.assessment.rules.tries import tries
from lms.assessment.standings import AFRESH, COUNTS, Standing, standings
from lms.catalogue import contents
from lms.errors import NotFound, Refused

__all__ = [
    "Saved",
    "Standing",
    "answer",
    "answer_page",
    "begin_afresh",
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
    .add_columns(COUNTS.label("counts"))
    .select_from(Attempt)
    .outerjoin(FreshStart, AFRESH)
    .where(TABLE.c.learner_id == bindparam("learner"), TABLE.c.quiz == bindparam("quiz"))
    .order_by(TABLE.c.number)
)
# A learner has one open attempt at a quiz, from however many devices it is begun.
INSERT_ONCE = {
    "sqlite": sqlite.insert(TABLE).on_conflict_do_nothing().returning(TABLE.c.id),
    "postgresql": postgresql.insert(TABLE).on_conflict_do_nothing().returning(TABLE.c.id),
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
    dealt = deal(session, quiz_hash, seed=seed, language=language, time_factor=time_factor, at=at)
    values = dict.fromkeys(AFTER_THE_END) | {
        "learner_id": learner_id,
        "id": _id_of(learner_id, quiz, 1),
        "quiz": quiz,
        "quiz_hash": quiz_hash,
        "course_id": course_id,
        "number": 1,
        "seed": seed,
        "state": AttemptState.OPEN,
        "sequence": 0,
        "began_at": at,
        "deadline": dealt.deadline,
        "rules": dealt.rules,
        "paper": dealt.paper,
    }
    # Nothing forbids a first try, and whether it is one the INSERT itself tells.
    return _stored(session, values) or _again(session, values)


def _again(session: Session, values: dict[str, Any]) -> Attempt:
    """Go on with the open attempt, or begin the next one if the rules allow it."""
    learner_id, quiz, at = values["learner_id"], values["quiz"], values["began_at"]
    earlier = _earlier(session, learner_id, quiz)
    going = next((one for one in earlier if one.state == AttemptState.OPEN), None)
    if going is not None:
        if not Deadline(going.deadline).passed(at):
            return of(session, learner_id, going.id)
        grades.close(session, learner_id, going.id, at=at)
        earlier = _earlier(session, learner_id, quiz)
    _refuse_by_rules(session, earlier, values["quiz_hash"], at)
    number = earlier[-1].number + 1
    values = values | {"number": number, "id": _id_of(learner_id, quiz, number)}
    # Another device may have been faster by a moment.
    return _stored(session, values) or _open(session, learner_id, quiz)


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


def begin_afresh(session: Session, learner_id: int, quizzes: Collection[str], *, at: datetime) -> None:
    """Let only attempts count that begin from now on; what is open is closed, what was earned is kept."""
    mine = (Attempt.learner_id == learner_id, Attempt.quiz.in_(quizzes))
    for attempt_id in session.scalars(select(Attempt.id).where(*mine, Attempt.state == AttemptState.OPEN)):
        grades.close(session, learner_id, attempt_id, at=at)
    session.execute(
        delete(FreshStart).where(FreshStart.learner_id == learner_id, FreshStart.quiz.in_(quizzes))
    )
    session.add_all(FreshStart(learner_id=learner_id, quiz=quiz, at=at) for quiz in sorted(quizzes))
    session.flush()


def _earlier(session: Session, learner_id: int, quiz: str) -> Rows:
    return session.connection().execute(EARLIER, {"learner": learner_id, "quiz": quiz}).all()


def _refuse_by_rules(session: Session, earlier: Rows, quiz_hash: str, at: datetime) -> None:
    if earlier and earlier[-1].state == AttemptState.WAITING:
        raise Refused(WAITS, "assessment.waits")
    quiz = contents.body(session, quiz_hash)
    ended = earlier[-1].submitted_at if earlier else None
    used = sum(one.counts for one in earlier)
    allowed = tries(used, quiz["attempts"], ended, timedelta(seconds=quiz["wait"]), at)
    if allowed.used_up:
        raise Refused(TRIES_USED, "assessment.tries-used", used=used)
    if allowed.next_at is not None:
        minutes = -(-(allowed.next_at - at) // timedelta(minutes=1))
        raise Refused(TOO_SOON, "assessment.too-soon", minutes=minutes)


def _stored(session: Session, values: dict[str, Any]) -> Attempt | None:
    """Insert and hold the row as if it had been read, for its paper is long; None when it is there."""
    inserting = INSERT_ONCE[session.get_bind().dialect.name]
    if session.connection().execute(inserting, values).first() is None:
        return None
    attempt = Attempt(**values)
    make_transient_to_detached(attempt)
    session.add(attempt)
    return attempt


def _open(session: Session, learner_id: int, quiz: str) -> Attempt:
    return session.scalars(
        select(Attempt).where(
            Attempt.learner_id == learner_id, Attempt.quiz == quiz, Attempt.state == AttemptState.OPEN
        )
    ).one()


def _id_of(learner_id: int, quiz: str, number: int) -> int:
    """Name an attempt by what it is: 52 bits, exact also where numbers are doubles (JavaScript)."""
    digest = hashlib.sha256(f"{learner_id}|{quiz}|{number}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 12
