"""Reports as PDF, made by the job process: asked for once per state of the figures, kept by their hash."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.db.files import FileStore
from lms.db.installation import Installation
from lms.errors import Refused
from lms.jobs import queue
from lms.jobs.models import Job, JobState
from lms.people.models import Unit
from lms.voice.models import Period
from lms.voice.rules.satisfaction_index import Weighting
from lms.voice.satisfaction.reporting import figures, prints
from lms.voice.satisfaction.reporting.figures import Report
from lms.voice.satisfaction.reporting.prints import Imprint

JOB = "survey.report"


class State(StrEnum):
    """How far a print is: nobody asked (or the figures moved on), under way, refused, not made, ready."""

    ABSENT = "absent"
    WAITING = "waiting"
    REFUSED = "refused"
    FAILED = "failed"
    READY = "ready"


# Of a job that has kept nothing; one that is done without has filed later figures under their own name.
STATES = {JobState.WAITING: State.WAITING, JobState.FAILED: State.FAILED, JobState.DONE: State.ABSENT}


@dataclass(frozen=True, slots=True)
class Filed:
    """A print of these very figures, or why there is none; `reason` is in both languages."""

    state: State
    sha256: str = ""
    size: int = 0
    reason: Mapping[str, str] | None = None


def ask(session: Session, files: FileStore, report: Report, unit: Unit, *, at: datetime) -> None:
    """Promise a print of the report; asked twice it is made once, a lost or failed one is made anew."""
    payload = {
        "unit_id": unit.id, "period_id": report.period.id, "weighting": str(report.weighting),
        "at": at.isoformat(),
    }  # fmt: skip
    job = queue.promise(session, JOB, payload, key=_key(report), at=at)
    if _of(job, files).state in {State.FAILED, State.REFUSED, State.ABSENT}:
        job.payload = payload
        queue.promise_again(session, job, at=at)
        session.flush()


def of(session: Session, files: FileStore, report: Report) -> Filed:
    """Return how far the print of a report is."""
    job = session.scalars(select(Job).where(Job.key == _key(report))).one_or_none()
    return _of(job, files) if job else Filed(State.ABSENT)


def render(installation: Installation, payload: Mapping[str, Any]) -> None:
    """Make a print and keep its bytes under the name of the figures that it shows; the job's handler.

    Figures may have moved since it was asked for: then the print is of the later ones, and the page that
    shows the later ones finds it.
    """
    at = datetime.fromisoformat(payload["at"])
    settings = installation.settings
    with installation.database.read() as session:
        unit = session.get_one(Unit, payload["unit_id"])
        period = session.get_one(Period, payload["period_id"])
        report = figures.gather(session, unit, period, Weighting(payload["weighting"]))
    outcome: dict[str, Any]
    try:
        imprint = Imprint(settings.government, settings.place, at.astimezone(settings.zone).date())
        data = prints.make(report, imprint)
        outcome = {"sha256": installation.files.put(data), "size": len(data)}
    except Refused as refusal:
        outcome = {
            "refused": {lang: f"{refusal.text(lang)} {refusal.remedy(lang)}".strip() for lang in ("id", "en")}
        }
    with installation.database.write() as session:
        job = queue.promise(session, JOB, payload, key=_key(report), at=at)
        job.payload = {**payload, **outcome}


def _of(job: Job, files: FileStore) -> Filed:
    if job.payload.get("refused"):
        return Filed(State.REFUSED, reason=job.payload["refused"])
    sha256 = job.payload.get("sha256", "")
    if sha256:
        state = State.READY if files.has(sha256) else State.ABSENT
        return Filed(state, sha256, job.payload["size"])
    return Filed(STATES[JobState(job.state)])


def _key(report: Report) -> str:
    return f"{JOB}:{report.digest}"
