"""Reports that are kept: reckoned by a job where a page cannot wait, and told from by which marks."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.assessment.models import Attempt, AttemptState, QuizReport, Regrade, Voided
from lms.assessment.statistics import report
from lms.assessment.statistics.gathering import Which
from lms.assessment.statistics.report import Report
from lms.db.installation import Installation
from lms.jobs import queue
from lms.jobs.models import Job, JobState

JOB = "statistics.compute"
# So many attempts are weighed while the page is made: half a second at forty questions.
AT_ONCE = 500
# What `state` does not see, such as an essay marked anew, is seen after so long.
LONGEST = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Kept:
    """A report, when it was reckoned, and whether of the marks as they stand; None before the first."""

    report: Report | None
    computed_at: datetime | None
    fresh: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report: of which quiz, of which attempts of a learner, of which form of papers."""

    quiz: str
    which: Which
    form: str = ""


def look(session: Session, wanted: Wanted, *, at: datetime) -> Kept:
    """Return the report, reckoned now when that is quick, else as it was kept; at most nine queries."""
    now = state(session, wanted.quiz)
    if now.attempts <= AT_ONCE:
        return Kept(report.compute(session, wanted.quiz, wanted.which, wanted.form), at, fresh=True)
    row = session.get(QuizReport, (wanted.quiz, str(wanted.which), wanted.form))
    if row is None:
        return Kept(None, None, fresh=False)
    return Kept(row.report, row.computed_at, row.state == now.name and at - row.computed_at < LONGEST)


def order(installation: Installation, wanted: Wanted, *, at: datetime) -> None:
    """Have a report reckoned by the job process, unless that is to be done already.

    While an exam runs, marks change faster than they are weighed: one job waits, and weighs what it finds.
    """
    payload = {"quiz": wanted.quiz, "which": str(wanted.which), "form": wanted.form}
    sign = f"{JOB}:{_digest('|'.join(payload.values()))}:"
    with installation.database.write() as session:
        waits = select(Job.id).where(Job.state == JobState.WAITING, Job.key.startswith(sign))
        if session.scalar(waits.limit(1)) is not None:
            return
        half_day = int(at.timestamp() // LONGEST.total_seconds())
        now = _digest(f"{state(session, wanted.quiz).name}|{half_day}")
        queue.promise(session, JOB, payload, key=sign + now, at=at)


def compute(installation: Installation, payload: Mapping[str, Any]) -> None:
    """Reckon a report and keep it; the job's handler."""
    wanted = Wanted(payload["quiz"], Which(payload["which"]), payload["form"])
    with installation.database.read() as session:
        now = state(session, wanted.quiz).name
        made = report.compute(session, wanted.quiz, wanted.which, wanted.form)
    with installation.database.write() as session:
        row = QuizReport(
            quiz=wanted.quiz,
            which=str(wanted.which),
            form=wanted.form,
            state=now,
            computed_at=datetime.now(UTC),
            report=made,
        )
        session.merge(row)


@dataclass(frozen=True, slots=True)
class State:
    """How many attempts are handed in, and the name of all that a report depends on."""

    attempts: int
    name: str


def state(session: Session, quiz: str) -> State:
    """Say by what the marks of a quiz stand; one query, of indexes."""
    handed_in = select(func.count(), func.max(Attempt.submitted_at)).where(
        Attempt.quiz == quiz, Attempt.submitted_at.is_not(None)
    )
    waiting = select(func.count()).where(Attempt.quiz == quiz, Attempt.state == AttemptState.WAITING)
    regraded = select(func.max(Regrade.finished_at)).where(Regrade.quiz == quiz)
    voided = select(func.max(Voided.at)).where(Voided.quiz == quiz)
    counted = handed_in.subquery()
    row = session.execute(
        select(*counted.c, waiting.scalar_subquery(), regraded.scalar_subquery(), voided.scalar_subquery())
    ).one()
    text = "|".join(str(one) for one in (report.FORMAT, *row))
    return State(row[0], _digest(text))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
