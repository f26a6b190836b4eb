"""How far the making of files has come, in an officer's scope: counts, what failed and why, trying again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, func, select
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.certification.bulk import missing
from lms.certification.models import Certificate, Mark
from lms.jobs import queue
from lms.jobs.models import Job, JobState
from lms.people import units
from lms.people.models import Person, Unit

LATELY = timedelta(minutes=10)
SHOWN = 50
# So many are tried again at one press; what remains keeps its button.
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Figures:
    """Files still to be made, made in the last ten minutes, given up, waiting for a foreign signature."""

    unmade: int
    lately: int
    failed: int
    unsigned: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be made: why, in the reader's language, how often, and when it is tried again.

    `next_at` is None once it was given up.
    """

    certificate_id: int
    public_id: str
    number: str
    name: str
    reason: str
    tries: int
    next_at: datetime | None


def figures(session: Session, scope: str, at: datetime) -> Figures:
    """Count in four queries, each over an index."""
    count = select(func.count(Certificate.id))
    failed = _with_job(select(func.count(Certificate.id))).where(Job.state == JobState.FAILED)
    unsigned = count.where(
        Certificate.mark == Mark.BSRE,
        Certificate.signed_at.is_(None),
        Certificate.plain_sha256.is_not(None),
    )
    asked = (
        count.where(missing.unmade()),
        count.where(Certificate.rendered_at > at - LATELY),
        failed.where(missing.unmade()),
        unsigned,
    )
    return Figures(*(session.scalar(_within(rows, scope)) or 0 for rows in asked))


def failures(session: Session, scope: str, language: str, after: int = 0) -> Sequence[Failure]:
    """Return those whose last try failed, oldest first, by key; one more than `SHOWN` when others follow."""
    rows = (
        _with_job(select(Certificate, Job))
        .where(missing.unmade(), Job.error != "", Certificate.id > after)
        .order_by(Certificate.id)
        .limit(SHOWN + 1)
    )
    return [
        Failure(
            certificate_id=certificate.id,
            public_id=certificate.public_id,
            number=certificate.number,
            name=certificate.snapshot["name"],
            reason=queue.reason(job.error, language),
            tries=job.tries,
            next_at=job.due_at if job.state == JobState.WAITING else None,
        )
        for certificate, job in session.execute(_within(rows, scope))
    ]


def try_again(session: Session, scope: str, *, by: int | None, at: datetime) -> int:
    """Promise anew what was given up, at most `AT_ONCE`; return how many."""
    rows = _with_job(select(Job)).where(missing.unmade(), Job.state == JobState.FAILED)
    jobs = session.scalars(_within(rows, scope).order_by(Certificate.id).limit(AT_ONCE)).all()
    for job in jobs:
        queue.promise_again(session, job, at=at)
    if jobs:
        trail.note(session, by, "certificates.tried-again", "job", {"count": len(jobs)}, at=at)
    return len(jobs)


def _with_job(rows: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return rows.select_from(Certificate).join(Job, Job.key == _key())


def _key() -> ColumnElement[str]:
    """Write a certificate's key of its job in SQL, as `certificates.job_of` does in Python."""
    return "certificate:" + cast(Certificate.id, String) + ":" + cast(Certificate.revision, String)


def _within(rows: Select[*tuple[Any, ...]], scope: str) -> Select[*tuple[Any, ...]]:
    if not scope:
        return rows
    people = select(Person.id).where(Person.unit_id.in_(select(Unit.id).where(units.below(scope))))
    return rows.where(Certificate.learner_id.in_(people))
