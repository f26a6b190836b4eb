"""How a learner stands with quizzes: tries, the mark that counts, the attempt that is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import Row, and_, or_, select
from sqlalchemy.orm import Session

from lms.assessment.models import Attempt, AttemptState, FreshStart
from lms.assessment.rules import marking
from lms.assessment.rules.tries import tries
from lms.catalogue import contents

# Joined from outside to attempts: those from before a fresh start are kept, and count no more.
AFRESH = and_(FreshStart.learner_id == Attempt.learner_id, FreshStart.quiz == Attempt.quiz)
COUNTS = or_(FreshStart.at.is_(None), Attempt.began_at >= FreshStart.at)


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt as a list shows it."""

    id: int
    number: int
    began_at: datetime
    submitted_at: datetime | None
    percent: Fraction | None
    passed: bool | None

    @property
    def waits(self) -> bool:
        return self.submitted_at is not None and self.percent is None


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one quiz: `best` is the mark that counts by the quiz's rule, None before the first mark.

    `open_id` is the attempt to go on with; one whose `open_deadline` is over is closed by opening it.
    `waiting_id` is the one that a trainer has to mark before there may be another.
    `left` None means without limit; `next_at` is set while a wait is not over.
    """

    used: int
    best: Fraction | None
    passed: bool
    open_id: int | None
    next_at: datetime | None
    left: int | None
    open_deadline: datetime | None = None
    waiting_id: int | None = None
    tries: tuple[Try, ...] = ()


def standings(
    session: Session, learner_id: int, quizzes: Mapping[str, str], *, at: datetime
) -> dict[str, Standing]:
    """Return how the learner stands with each of these quizzes (key: hash), in one query."""
    if not quizzes:
        return {}
    rows = session.execute(
        select(
            Attempt.quiz,
            Attempt.id,
            Attempt.number,
            Attempt.state,
            Attempt.began_at,
            Attempt.deadline,
            Attempt.submitted_at,
            Attempt.percent,
            Attempt.passed,
        )
        .outerjoin(FreshStart, AFRESH)
        .where(Attempt.learner_id == learner_id, Attempt.quiz.in_(list(quizzes)), COUNTS)
        .order_by(Attempt.quiz, Attempt.number)
    ).all()
    bodies = contents.bodies(session, list(quizzes.values()))
    return {
        key: _standing([row for row in rows if row.quiz == key], bodies[hash_], at)
        for key, hash_ in quizzes.items()
    }


def _standing(rows: Sequence[Row[*tuple[Any, ...]]], quiz: Mapping[str, Any], at: datetime) -> Standing:
    marks = [row.percent for row in rows if row.percent is not None]
    best = marking.kept(marks, quiz["keep"])
    going = next((row for row in rows if row.state == AttemptState.OPEN), None)
    waiting = next((row for row in rows if row.state == AttemptState.WAITING), None)
    ended = rows[-1].submitted_at if rows else None
    allowed = tries(len(rows), quiz["attempts"], ended, timedelta(seconds=quiz["wait"]), at)
    return Standing(
        used=len(rows),
        best=best,
        passed=best is not None and marking.passes(best, Fraction(quiz["pass"])),
        open_id=going.id if going else None,
        next_at=allowed.next_at,
        left=allowed.left,
        open_deadline=going.deadline if going else None,
        waiting_id=waiting.id if waiting else None,
        tries=tuple(_try(row) for row in rows),
    )


def _try(row: Row[*tuple[Any, ...]]) -> Try:
    return Try(row.id, row.number, row.began_at, row.submitted_at, row.percent, row.passed)
