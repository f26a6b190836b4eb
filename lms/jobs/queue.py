"""Promise work inside a transaction; the queue hears of it after the commit, a sweep finds what it missed."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.db.installation import Installation
from lms.jobs.models import Job, JobState

Handler = Callable[[Installation, Mapping[str, Any]], None]
Tell = Callable[[int], None]

MAX_TRIES = 8
FIRST_WAIT = timedelta(seconds=10)
# A job whose name begins so is promised by the job process once each day of the site.
DAILY = "daily."


def promise(session: Session, name: str, payload: Mapping[str, Any], *, key: str, at: datetime) -> Job:
    """Write the job into the outbox; the same `key` twice is one job."""
    known = session.scalars(select(Job).where(Job.key == key)).one_or_none()
    if known is not None:
        return known
    job = Job(name=name, payload=dict(payload), key=key, created_at=at, due_at=at)
    session.add(job)
    session.flush()
    _tell(session, job)
    return job


def missing(session: Session, names: Iterable[str], day: date) -> list[str]:
    """Return which of these names are daily work that is not promised yet for a day."""
    keys = {_key_of(name, day): name for name in names if name.startswith(DAILY)}
    known = set(session.scalars(select(Job.key).where(Job.key.in_(keys))))
    return [name for key, name in keys.items() if key not in known]


def promise_daily(session: Session, name: str, day: date, *, at: datetime) -> Job:
    """Promise a day's work; asked again it is the same job."""
    return promise(session, name, {"day": day.isoformat()}, key=_key_of(name, day), at=at)


def promise_again(session: Session, job: Job, *, at: datetime) -> None:
    """Give a job that was given up all its tries anew, from now on."""
    job.state, job.tries, job.due_at, job.finished_at, job.error = JobState.WAITING, 0, at, None, ""
    _tell(session, job)


def reason(error: str, language: str) -> str:
    """Return why a job failed: a refusal's words in the language, else the last line of the traceback."""
    lines = error.strip().splitlines()
    told = [line.removeprefix(f"{language}: ") for line in lines if line.startswith(f"{language}: ")]
    return (told or lines or [""])[-1]


def due(session: Session, *, at: datetime, limit: int = 100) -> list[int]:
    """Ids of jobs that wait and whose time has come."""
    rows = (
        select(Job.id)
        .where(Job.state == JobState.WAITING, Job.due_at <= at)
        .order_by(Job.due_at)
        .limit(limit)
    )
    return list(session.scalars(rows))


def wait_before(tries: int) -> timedelta:
    """10 s, 20 s, 40 s … after each failure."""
    return FIRST_WAIT * int(2 ** max(0, tries - 1))


def _key_of(name: str, day: date) -> str:
    return f"{name}:{day}"


def _tell(session: Session, job: Job) -> None:
    """Let the queue hear of the job once it is committed."""
    tell: Tell | None = session.info.get("tell_queue")
    if tell is not None:
        session.info["after_commit"].append(lambda: tell(job.id))
