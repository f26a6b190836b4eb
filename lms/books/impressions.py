"""Books on paper made by the job process: asked for once a release, kept by their hash, then fetched."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.books import volumes
from lms.books.binding import prints
from lms.books.binding.layout import Imprint
from lms.catalogue.models import Release
from lms.db.files import FileStore
from lms.db.installation import Installation
from lms.errors import Refused
from lms.jobs import queue
from lms.jobs.models import Job, JobState

JOB = "books.print"


class State(StrEnum):
    """How far a book is: nobody asked, under way, refused for what stands in it, not made, ready."""

    ABSENT = "absent"
    WAITING = "waiting"
    REFUSED = "refused"
    FAILED = "failed"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Impression:
    """A book, or why there is none; `reason` is in both languages."""

    state: State
    sha256: str = ""
    size: int = 0
    reason: Mapping[str, str] | None = None


def ask(session: Session, files: FileStore, release: Release, *, tests: bool, at: datetime) -> None:
    """Promise a book; asked twice it is made once, a lost or failed one is made anew."""
    payload = {"release_id": release.id, "tests": tests}
    job = queue.promise(session, JOB, payload, key=_key(release, tests=tests), at=at)
    if _of(job, files).state in {State.FAILED, State.REFUSED, State.ABSENT}:
        job.payload, job.state, job.tries, job.due_at, job.error = payload, JobState.WAITING, 0, at, ""


def of(session: Session, files: FileStore, release: Release, *, tests: bool) -> Impression:
    """Return how far the book of a release is."""
    job = session.scalars(select(Job).where(Job.key == _key(release, tests=tests))).one_or_none()
    return _of(job, files) if job else Impression(State.ABSENT)


def render(installation: Installation, payload: Mapping[str, Any]) -> None:
    """Make a book and keep its bytes; what refuses it is kept too, for it would refuse it again."""
    tests = bool(payload["tests"])
    with installation.database.read() as session:
        release = session.get_one(Release, payload["release_id"])
        volume = volumes.of_release(session, installation.files, release, tests=tests)
        settings = installation.settings
    outcome: dict[str, Any]
    try:
        data = prints.make(volume, Imprint(settings.organiser, settings.government))
        outcome = {"sha256": installation.files.put(data), "size": len(data)}
    except Refused as refusal:
        outcome = {
            "refused": {lang: f"{refusal.text(lang)} {refusal.remedy(lang)}".strip() for lang in ("id", "en")}
        }
    with installation.database.write() as session:
        job = session.scalars(select(Job).where(Job.key == _key(release, tests=tests))).one()
        job.payload = {"release_id": release.id, "tests": tests, **outcome}


def _of(job: Job, files: FileStore) -> Impression:
    if job.payload.get("refused"):
        return Impression(State.REFUSED, reason=job.payload["refused"])
    sha256 = job.payload.get("sha256", "")
    if sha256:
        state = State.READY if files.has(sha256) else State.ABSENT
        return Impression(state, sha256, job.payload["size"])
    return Impression(State.FAILED if job.state is JobState.FAILED else State.WAITING)


def _key(release: Release, *, tests: bool) -> str:
    return f"book:{release.id}:{'tests' if tests else 'text'}"
