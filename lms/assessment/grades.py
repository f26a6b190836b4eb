"""An attempt gets its mark: once, by handing in or by running out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from lms.assessment.models import Attempt, AttemptState, Mark
from lms.assessment.papers import latest, questions
from lms.assessment.refusals import KIND_GONE
from lms.assessment.rules import marking
from lms.assessment.rules.clock import Deadline
from lms.errors import Refused
from lms.events import AttemptGraded, emit
from lms.questions import registry
from lms.questions.score import Score


@dataclass(frozen=True, slots=True)
class _Marked:
    question: str
    question_hash: str
    score: Score
    worth: Fraction

    @property
    def points(self) -> Fraction:
        return self.score.fraction * self.worth


def close(session: Session, learner_id: int, attempt_id: int, *, at: datetime) -> None:
    """Mark an open attempt and tell; one that is graded, or nobody's, is left as it is.

    Whoever comes second waits for the first (SQLite: for the one write lock; PostgreSQL: for the row) and
    then finds nothing open; the conditional UPDATE is what decides.
    """
    attempt = session.scalars(
        select(Attempt)
        .where(Attempt.learner_id == learner_id, Attempt.id == attempt_id)
        .where(Attempt.state == AttemptState.OPEN)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if attempt is None:
        return
    marks = _marks(session, attempt)
    if _decide(session, attempt, marks, Deadline(attempt.deadline).ends(at)):
        _keep(session, attempt, marks, at)
        emit(session, _event(session, attempt, at))


def close_expired(session: Session, learner_id: int, attempt_ids: Sequence[int], *, at: datetime) -> None:
    """Close those of these attempts whose time is over, as of their deadline: whoever looks first does it."""
    over = session.scalars(
        select(Attempt.id)
        .where(Attempt.learner_id == learner_id, Attempt.id.in_(attempt_ids))
        .where(Attempt.state == AttemptState.OPEN, Attempt.deadline < at)
        .order_by(Attempt.number)
    ).all()
    for attempt_id in over:
        close(session, learner_id, attempt_id, at=at)


def _marks(session: Session, attempt: Attempt) -> list[_Marked]:
    given = latest(session, attempt.learner_id, attempt.id)
    bodies = questions(session, attempt)
    marks = []
    for item in attempt.paper:
        question = bodies[item["hash"]]
        kind = registry.kinds().get(question["kind"])
        if kind is None:
            # Never a nought for what the site cannot mark: nothing changes until the kind is back.
            raise Refused(KIND_GONE, "assessment.kind-gone", name=question["kind"])
        response = given[item["id"]].response if item["id"] in given else None
        score = kind.score(question["body"], response, language=attempt.rules["language"])
        marks.append(_Marked(item["id"], item["hash"], score, Fraction(item["points"])))
    return marks


def _decide(session: Session, attempt: Attempt, marks: Sequence[_Marked], ended: datetime) -> bool:
    points = sum((mark.points for mark in marks), Fraction(0))
    most = sum((mark.worth for mark in marks), Fraction(0))
    percent = marking.percent(points, most)
    values: dict[str, Any] = {
        "state": AttemptState.GRADED,
        "submitted_at": ended,
        "points": points,
        "points_max": most,
        "percent": percent,
        "passed": marking.passes(percent, Fraction(attempt.rules["pass"])),
    }
    decided = session.execute(
        update(Attempt)
        .where(Attempt.learner_id == attempt.learner_id, Attempt.id == attempt.id)
        .where(Attempt.state == AttemptState.OPEN)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    if not decided.rowcount:  # type: ignore[attr-defined] # an UPDATE returns a CursorResult
        return False
    session.refresh(attempt)
    return True


def _keep(session: Session, attempt: Attempt, marks: Sequence[_Marked], at: datetime) -> None:
    rows = [
        {
            "learner_id": attempt.learner_id,
            "attempt_id": attempt.id,
            "question": mark.question,
            "revision": 1,
            "question_hash": mark.question_hash,
            "state": str(mark.score.state),
            "fraction": mark.score.fraction,
            "points": mark.points,
            "graded_at": at,
        }
        for mark in marks
    ]
    if rows:
        session.execute(insert(Mark), rows)


def _event(session: Session, attempt: Attempt, at: datetime) -> AttemptGraded:
    """Tell what counts now of all attempts by the quiz's rule, which by default is the best."""
    earned = session.scalars(
        select(Attempt.percent)
        .where(Attempt.learner_id == attempt.learner_id, Attempt.quiz == attempt.quiz)
        .where(Attempt.state == AttemptState.GRADED)
        .order_by(Attempt.number)
    ).all()
    marks = [percent for percent in earned if percent is not None]
    percent = marking.kept(marks, attempt.rules["keep"]) or Fraction(0)
    return AttemptGraded(
        at=at,
        learner_id=attempt.learner_id,
        attempt_id=attempt.id,
        course_id=attempt.course_id,
        quiz=attempt.quiz,
        percent=percent,
        passed=marking.passes(percent, Fraction(attempt.rules["pass"])),
    )
