"""A regrade applied: in small transactions, each complete in itself, so that it can be gone on with."""

import time
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.assessment import grades
from lms.assessment.models import Regrade, StepKind, Voided
from lms.assessment.regrades import plans, records
from lms.assessment.regrades.plans import Plan
from lms.assessment.regrades.records import Place
from lms.assessment.regrades.refusals import CHANGED, NO_REASON, UNFINISHED
from lms.assessment.regrades.rehearsals import overhearing
from lms.assessment.regrades.remarking import Remarked, Remarker
from lms.audit import trail
from lms.db.installation import Installation
from lms.db.session import Database
from lms.errors import Conflict, InvalidInput
from lms.events import AttemptGraded
from lms.jobs import queue

# So many attempts are read, and marked in memory, before those that change are written.
BATCH = 100
# A reason is read by learners and kept with the regrade.
LONGEST_REASON = 500
NOWHERE: Place = (0, 0)
# Longer no transaction keeps others waiting: on SQLite nobody can save an answer meanwhile.
HOLD = 0.2
JOB = "assessment.regrade"
SLICE = 10.0

# Told after each batch how many attempts it held.
Progress = Callable[[int], object]


def silent(_count: int) -> None:
    """Tell nobody."""


def begin(session: Session, plan: Plan, *, shown: str, by: int | None, at: datetime) -> Regrade:
    """Write down that a regrade has begun; what counts no more is settled here, marks follow by `go_on`.

    `shown` is the digest of the plan that was looked at: when a release, or who voids a question, came
    between, nothing changes.
    """
    if not plan.wish.reason.strip():
        raise InvalidInput(NO_REASON, "regrade.no-reason", "reason")
    if not shown == plan.digest == plans.again(session, plan).digest:
        raise Conflict(CHANGED, "regrade.changed")
    reason = plan.wish.reason.strip()[:LONGEST_REASON]
    run = Regrade(
        quiz=plan.quiz,
        quiz_hash=plan.quiz_hash,
        began_at=at,
        by_id=by,
        options={**plan.options(), "reason": reason, "place": list(NOWHERE)},
    )
    session.add(run)
    session.flush()
    _void(session, plan, reason, by, at)
    details = {"regrade": run.id, "hash": plan.quiz_hash, **plan.options(), "reason": reason}
    trail.note(session, by, "quiz.regrade-begun", plan.quiz, details, at=at)
    # Asked last: the end of the trail is held, so of two who begin at once the second sees the first.
    going = unfinished(session, plan.quiz)
    if going is not None and going.id != run.id:
        raise Conflict(UNFINISHED, "regrade.unfinished", seen=going.seen, quiz=plan.quiz)
    return run


def unfinished(session: Session, quiz: str) -> Regrade | None:
    """Return the regrade of a quiz that is under way, or was cut off."""
    rows = select(Regrade).where(Regrade.quiz == quiz, Regrade.finished_at.is_(None))
    return session.scalars(rows.order_by(Regrade.id).limit(1)).one_or_none()


def go_on(
    installation: Installation,
    regrade_id: int,
    *,
    at: datetime,
    told: Progress = silent,
    seconds: float | None = None,
) -> bool:
    """Mark from where the last transaction ended; True when all are done, False when `seconds` are over.

    Stopped at any moment, it has done whole learners or nothing of them. Two at once take turns by the
    regrade's row, and each leaves what the other has done.
    """
    until = None if seconds is None else time.monotonic() + seconds
    with installation.database.read() as session:
        run = session.get_one(Regrade, regrade_id)
        walk = _Walk(installation.database, regrade_id, _remarker(session, run), at)
        left = _after(records.places(session, run.quiz), _place(run))
    for batch in records.batches(left, BATCH):
        walk.through(batch)
        told(len(batch))
        if until is not None and time.monotonic() > until:
            return False
    walk.finish()
    return True


def promise(session: Session, run: Regrade, *, at: datetime) -> None:
    """Let the job process go on with a regrade, from where it is."""
    queue.promise(session, JOB, {"regrade_id": run.id}, key=f"regrade:{run.id}:{run.seen}", at=at)


def work(installation: Installation, payload: Mapping[str, Any]) -> None:
    """Do a slice of a regrade, then make room for other jobs: certificates are not to wait for minutes."""
    if not go_on(installation, payload["regrade_id"], at=datetime.now(UTC), seconds=SLICE):
        with installation.database.write() as session:
            promise(session, session.get_one(Regrade, payload["regrade_id"]), at=datetime.now(UTC))


def apply_one(
    session: Session,
    remarker: Remarker,
    place: Place,
    *,
    at: datetime,
    by: int | None = None,
    regrade_id: int | None = None,
) -> Remarked:
    """Hold one attempt, mark it again as it is now, and write what changes with all that follows."""
    attempt = grades.held(session, *place)
    record = records.load(session, [place])[0]
    remarked = remarker.remark(session, record)
    if remarked.marks:
        detail = {"regrade": regrade_id, "before": _text(remarked.before)}
        grades.settle(
            session,
            attempt,
            remarked.marks,
            kind=StepKind.REGRADED,
            at=at,
            by=by,
            regrade_id=regrade_id,
            detail=detail,
        )
    return remarked


@dataclass(slots=True)
class _Walk:
    """One process's way through the attempts of a regrade."""

    database: Database
    regrade_id: int
    remarker: Remarker
    at: datetime

    def through(self, batch: Sequence[Place]) -> None:
        """Look at a batch without a lock, then write its learners in as few transactions as is safe."""
        with self.database.read() as session:
            found = [self.remarker.remark(session, one) for one in records.load(session, batch)]
            changing = {(one.attempt.learner_id, one.attempt.id) for one in found if one.marks}
        while batch:
            batch = self._write(batch, changing)

    def finish(self) -> None:
        with self.database.write() as session:
            run = self._held(session)
            if run.finished_at is None:
                run.finished_at = self.at
                counts = {name: getattr(run, name) for name in ("seen", "rose", "fell", "crossed")}
                details = {"regrade": run.id, **counts}
                trail.note(session, run.by_id, "quiz.regrade-finished", run.quiz, details, at=self.at)

    def _write(self, batch: Sequence[Place], changing: set[Place]) -> list[Place]:
        """Write learner by learner; return those that are left for the next transaction.

        It ends when it has taken long enough, or behind the first learner for whom more follows than a mark.
        Whoever completes a course holds the certificate numbers and the end of the trail, for which that
        learner's neighbours may be waiting with locks of their own: asking for theirs now could end in a
        deadlock, and in a lost submit.
        """
        with self.database.write() as session:
            run = self._held(session)
            until = time.monotonic() + HOLD
            left = _after(batch, _place(run))
            if run.finished_at is not None:
                return []
            done = _Done()
            for group in records.by_learner(left):
                with overhearing(session) as heard:
                    self._learner(session, run, [place for place in group if place in changing], done)
                done.seen += len(group)
                done.place = group[-1]
                further = any(not isinstance(event, AttemptGraded) for event in heard)
                if further or time.monotonic() > until:
                    break
            _book(session, run, done, self.at)
        return _after(left, done.place)

    def _learner(self, session: Session, run: Regrade, group: Sequence[Place], done: "_Done") -> None:
        for place in group:
            one = apply_one(session, self.remarker, place, at=self.at, by=run.by_id, regrade_id=run.id)
            if one.marks:
                done.changed.append([*place, _text(one.before), _text(one.after)])
                done.rose += one.rose
                done.fell += one.fell
                done.crossed += one.crossed

    def _held(self, session: Session) -> Regrade:
        wanted = select(Regrade).where(Regrade.id == self.regrade_id).with_for_update()
        return session.scalars(wanted.execution_options(populate_existing=True)).one()


@dataclass(slots=True)
class _Done:
    """What one transaction did; `place` is the last attempt that it has behind it."""

    place: Place = NOWHERE
    seen: int = 0
    rose: int = 0
    fell: int = 0
    crossed: int = 0
    changed: list[list[Any]] = field(default_factory=list)


def _book(session: Session, run: Regrade, done: _Done, at: datetime) -> None:
    """Keep how far the regrade is, and what it changed, in the same transaction as the marks."""
    if not done.seen:
        return
    run.seen += done.seen
    run.rose += done.rose
    run.fell += done.fell
    run.crossed += done.crossed
    run.options = {**run.options, "place": list(done.place)}
    session.flush()
    if done.changed:
        details = {"regrade": run.id, "attempts": done.changed}
        trail.note(session, run.by_id, "attempts.regraded", run.quiz, details, at=at)


def _void(session: Session, plan: Plan, reason: str, by: int | None, at: datetime) -> None:
    for question in sorted(plan.wish.void):
        session.add(Voided(quiz=plan.quiz, question=question, at=at, by_id=by, reason=reason))
        details = {"question": question, "reason": reason}
        trail.note(session, by, "question.voided", plan.quiz, details, at=at)
    for question in sorted(plan.wish.restore):
        session.delete(session.get_one(Voided, (plan.quiz, question)))
        details = {"question": question, "reason": reason}
        trail.note(session, by, "question.restored", plan.quiz, details, at=at)
    session.flush()


def _remarker(session: Session, run: Regrade) -> Remarker:
    return Remarker(session, plans.read(run.quiz, run.quiz_hash, run.options))


def _place(run: Regrade) -> Place:
    learner_id, attempt_id = run.options["place"]
    return learner_id, attempt_id


def _after(found: Sequence[Place], place: Place) -> list[Place]:
    return list(found[bisect_right(found, place) :])


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
