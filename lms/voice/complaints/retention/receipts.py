"""What came in on a day, as one line of the audit trail: no report can be taken away or dated back unseen.

A citizen who sends a report waits for nobody: the chain of the trail has one end, and whoever writes to it
holds it until the commit. So the reports of a day are noted together once it is over. Every later step of a
report is noted as it is done.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.audit.models import AuditEntry
from lms.voice.complaints.models import Complaint

ACT = "complaints.received"
SUBJECT = "day:"
# A report that came a moment before midnight has been committed by then.
SETTLED = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Day:
    """The reports that were received on a day of the site: how many, and a hash of what never changes."""

    on: date
    count: int
    digest: str


def seal(session: Session, *, zone: ZoneInfo, at: datetime) -> int:
    """Note every day that has been over for `SETTLED` and is not noted yet; return how many they were.

    A day without reports has no line.
    """
    today = (at - SETTLED).astimezone(zone).date()
    last = session.scalar(
        select(AuditEntry.subject).where(AuditEntry.act == ACT).order_by(AuditEntry.id.desc()).limit(1)
    )
    due = Complaint.received_on < today
    if last is not None:
        due &= Complaint.received_on > date.fromisoformat(last.removeprefix(SUBJECT))
    sealed = 0
    for day in _days(session, due):
        details = {"count": day.count, "digest": day.digest}
        trail.note(session, None, ACT, f"{SUBJECT}{day.on.isoformat()}", details, at=at)
        sealed += 1
    return sealed


def unsound(session: Session) -> list[date]:
    """Return the days whose reports are not those that were noted; the trail itself is taken for whole."""
    noted = {
        date.fromisoformat(entry.subject.removeprefix(SUBJECT)): entry.details
        for entry in session.scalars(select(AuditEntry).where(AuditEntry.act == ACT))
    }
    if not noted:
        return []
    kept = {
        day.on: {"count": day.count, "digest": day.digest}
        for day in _days(session, Complaint.received_on <= max(noted))
    }
    return sorted(on for on in noted.keys() | kept.keys() if noted.get(on) != kept.get(on))


def _days(session: Session, which: ColumnElement[bool]) -> Iterator[Day]:
    rows = (
        select(
            Complaint.received_on,
            Complaint.number,
            Complaint.secret_hash,
            Complaint.once,
            Complaint.received_at,
        )
        .where(which)
        .order_by(Complaint.received_on, Complaint.id)
    )
    found = session.execute(rows.execution_options(yield_per=1000))
    for on, reports in groupby(found, key=lambda row: row.received_on):
        hashed, count = hashlib.sha256(), 0
        for _, number, secret, once, received_at in reports:
            fields = [number, secret, once, received_at.astimezone(UTC).isoformat()]
            hashed.update(json.dumps(fields).encode() + b"\n")
            count += 1
        yield Day(on, count, hashed.hexdigest())
