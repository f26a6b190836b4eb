"""An attempt gets its marks: by handing in, by running out, by a trainer, by a regrade."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import exists, func, insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from lms.assessment.models import Attempt, AttemptState, FreshStart, Mark, Step, StepKind, Voided
from lms.assessment.papers import latest, questions
from lms.assessment.refusals import KIND_GONE, Given
from lms.assessment.rules import earning, history, marking
from lms.assessment.rules.clock import Deadline
from lms.assessment.rules.history import Entry, Outcome
from lms.assessment.rules.paper import Item
from lms.assessment.standings import AFRESH, COUNTS
from lms.errors import NotFound, Refused
from lms.events import AttemptGraded, emit
from lms.questions import registry
from lms.questions.kind import Marker
from lms.questions.score import NOTHING, State


@dataclass(frozen=True, slots=True)
class Earned:
    """A new mark of one question; `detail` is what a trainer gave each line of the rubric."""

    question: str
    question_hash: str
    state: str
    fraction: Fraction
    detail: Any = None


def close(session: Session, learner_id: int, attempt_id: int, *, at: datetime) -> None:
    """Mark an open attempt and tell; one that is handed in, or nobody's, is left as it is.

    Whoever comes second waits for the first (SQLite: for the one write lock; PostgreSQL: for the row) and
    then finds nothing open; the conditional UPDATE is what decides.
    """
    found = session.execute(
        select(Attempt, exists().where(Voided.quiz == Attempt.quiz))
        .where(Attempt.learner_id == learner_id, Attempt.id == attempt_id)
        .where(Attempt.state == AttemptState.OPEN)
        .with_for_update(of=Attempt)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        return
    attempt, any_void = found
    void = voided(session, attempt.quiz) if any_void else frozenset()
    settle(session, attempt, _marks(session, attempt, void), kind=StepKind.SUBMITTED, at=at)


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


def held(session: Session, learner_id: int, attempt_id: int) -> Attempt:
    """Return an attempt as it is now, held until the transaction ends: what `settle` wants."""
    attempt = session.scalars(
        select(Attempt)
        .where(Attempt.learner_id == learner_id, Attempt.id == attempt_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if attempt is None:
        raise NotFound
    return attempt


def voided(session: Session, quiz: str) -> frozenset[str]:
    """Return the questions of a quiz that count no more."""
    return frozenset(session.scalars(select(Voided.question).where(Voided.quiz == quiz)))


def newest(session: Session, attempt: Attempt) -> dict[str, Mark]:
    """Return the newest mark of each question."""
    rows = session.scalars(
        select(Mark)
        .where(Mark.learner_id == attempt.learner_id, Mark.attempt_id == attempt.id)
        .order_by(Mark.revision)
    )
    return {mark.question: mark for mark in rows}


def marked(
    attempt: Attempt,
    item: Item,
    question: Mapping[str, Any],
    given: Given | None,
    *,
    question_hash: str = "",
    void: bool = False,
) -> Earned:
    """Mark one answer by the attempt's rules; `question` may be a later version, named by its hash.

    What a trainer marks is `unmarked` when it was answered.
    """
    id_, hash_ = item["id"], question_hash or item["hash"]
    if void:
        return Earned(id_, hash_, earning.VOID, NOTHING)
    kind = registry.kinds().get(question["kind"])
    if kind is None:
        # Never a nought for what the site cannot mark: nothing changes until the kind is back.
        raise Refused(KIND_GONE, "assessment.kind-gone", name=question["kind"])
    if kind.marked_by is Marker.NOBODY:
        return Earned(id_, hash_, State.UNSCORED, NOTHING)
    rules, response = attempt.rules, given.answer if given else None
    score = kind.score(question["body"], response, language=rules["language"])
    if given is None or score.state in {State.BLANK, State.UNMARKED}:
        return Earned(id_, hash_, score.state, NOTHING)
    fraction = earning.after_tries(score.fraction, given.used, earning.penalty(rules))
    if rules.get("certainty"):
        right = score.fraction > 0
        # Who was sure and wrong does not get out of it by being unsure, or silent, afterwards.
        sure = given.certainty if right else max(given.certainty or 0, given.surest)
        fraction = earning.by_certainty(fraction, right=right, certainty=sure)
    return Earned(id_, hash_, score.state, fraction)


def settle(
    session: Session,
    attempt: Attempt,
    marks: Sequence[Earned],
    *,
    kind: StepKind,
    at: datetime,
    by: int | None = None,
    regrade_id: int | None = None,
    detail: Mapping[str, Any] | None = None,
) -> bool:
    """Append marks to an attempt that is held, and all that follows: totals, state, steps, the event.

    `marks` may be those of some questions alone; the newest of the others stand. AttemptGraded is told when
    nothing waits any more for the first time, and later when what counts of all attempts has changed.
    Return False, with nothing done, when somebody else was faster.
    """
    was, before = attempt.state, attempt.percent
    known = {} if kind is StepKind.SUBMITTED else newest(session, attempt)
    points = {item["id"]: Fraction(item["points"]) for item in attempt.paper}
    fresh = [_row(attempt, mark, points, known.get(mark.question)) for mark in marks]
    entries = {id_: Entry(id_, mark.state, mark.points) for id_, mark in known.items()}
    entries |= {row["question"]: Entry(row["question"], row["state"], row["points"]) for row in fresh}
    outcome = history.outcome(points, entries, Fraction(attempt.rules["pass"]))
    ended = Deadline(attempt.deadline).ends(at) if kind is StepKind.SUBMITTED else attempt.submitted_at
    if not _decide(session, attempt, outcome, ended):
        return False
    if fresh:
        given_by = {"graded_at": at, "by_id": by, "regrade_id": regrade_id}
        session.execute(insert(Mark), [row | given_by for row in fresh])
    kinds = _kinds(kind, was, attempt.state, changed=before != attempt.percent)
    _append(session, attempt, kinds, at=at, by=by, detail=detail)
    _tell(session, attempt, at, before=before, newly=was != AttemptState.GRADED)
    return True


def _marks(session: Session, attempt: Attempt, void: Collection[str]) -> list[Earned]:
    given, bodies = latest(session, attempt.learner_id, attempt.id), questions(session, attempt)
    return [
        marked(attempt, item, bodies[item["hash"]], given.get(item["id"]), void=item["id"] in void)
        for item in attempt.paper
    ]


def _row(
    attempt: Attempt, mark: Earned, points: Mapping[str, Fraction], before: Mark | None
) -> dict[str, Any]:
    return {
        "learner_id": attempt.learner_id,
        "attempt_id": attempt.id,
        "question": mark.question,
        "revision": before.revision + 1 if before else 1,
        "question_hash": mark.question_hash,
        "state": str(mark.state),
        "fraction": mark.fraction,
        "points": mark.fraction * earning.worth(points[mark.question], mark.state),
        "detail": mark.detail,
    }


def _decide(session: Session, attempt: Attempt, outcome: Outcome, ended: datetime | None) -> bool:
    values = {
        "state": AttemptState(outcome.state),
        "submitted_at": ended,
        "points": outcome.points,
        "points_max": outcome.points_max,
        "percent": outcome.percent,
        "passed": outcome.passed,
    }
    decided = session.execute(
        update(Attempt)
        .where(Attempt.learner_id == attempt.learner_id, Attempt.id == attempt.id)
        .where(Attempt.state == attempt.state)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    if not decided.rowcount:  # type: ignore[attr-defined] # an UPDATE returns a CursorResult
        return False
    for name, value in values.items():
        set_committed_value(attempt, name, value)
    return True


def _kinds(kind: StepKind, was: AttemptState, now: AttemptState, *, changed: bool) -> list[StepKind]:
    """Return the steps that one settling is: a comment that changes a mark re-marks the attempt too."""
    kinds = [kind]
    if was != AttemptState.GRADED and now == AttemptState.GRADED and kind is not StepKind.GRADED:
        kinds.append(StepKind.GRADED)
    elif was == AttemptState.GRADED and changed and kind is StepKind.COMMENTED:
        kinds.append(StepKind.REGRADED)
    return kinds


def _append(
    session: Session,
    attempt: Attempt,
    kinds: Sequence[StepKind],
    *,
    at: datetime,
    by: int | None,
    detail: Mapping[str, Any] | None,
) -> None:
    last = 0
    if StepKind.SUBMITTED not in kinds:
        mine = (Step.learner_id == attempt.learner_id, Step.attempt_id == attempt.id)
        last = session.scalars(select(func.max(Step.number)).where(*mine)).one() or 0
    figures = {"percent": None if attempt.percent is None else str(attempt.percent)}
    rows = [
        {
            "learner_id": attempt.learner_id,
            "attempt_id": attempt.id,
            "number": number,
            "kind": kind,
            "at": attempt.submitted_at if kind is StepKind.SUBMITTED else at,
            "by_id": by,
            "detail": None if kind is StepKind.SUBMITTED else {**figures, **(detail or {})},
        }
        for number, kind in enumerate(kinds, start=last + 1)
    ]
    session.execute(insert(Step), rows)


def _tell(session: Session, attempt: Attempt, at: datetime, *, before: Fraction | None, newly: bool) -> None:
    """Tell what counts now of all attempts by the quiz's rule, which by default is the best."""
    if attempt.state != AttemptState.GRADED or (not newly and before == attempt.percent):
        return
    rows = session.execute(
        select(Attempt.id, Attempt.percent)
        .outerjoin(FreshStart, AFRESH)
        .where(Attempt.learner_id == attempt.learner_id, Attempt.quiz == attempt.quiz)
        .where(Attempt.state == AttemptState.GRADED, COUNTS)
        .order_by(Attempt.number)
    ).all()
    if all(row.id != attempt.id for row in rows):
        return
    keep = attempt.rules["keep"]
    percent = marking.kept([row.percent for row in rows if row.percent is not None], keep) or NOTHING
    if not newly:
        earlier = [before if row.id == attempt.id else row.percent for row in rows]
        if marking.kept([one for one in earlier if one is not None], keep) == percent:
            return
    emit(
        session,
        AttemptGraded(
            at=at,
            learner_id=attempt.learner_id,
            attempt_id=attempt.id,
            course_id=attempt.course_id,
            quiz=attempt.quiz,
            percent=percent,
            passed=marking.passes(percent, Fraction(attempt.rules["pass"])),
        ),
    )
