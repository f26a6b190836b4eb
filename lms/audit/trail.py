"""Who did what, in the same transaction as the deed; each entry holds the hash of the one before."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit.models import AuditEntry, AuditHead

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a walk along the chain found; `broken_at` is the first entry that does not fit."""

    entries: int
    broken_at: int | None


def note(
    session: Session,
    by: int | None,
    act: str,
    subject: str,
    details: Mapping[str, Any] | None = None,
    *,
    at: datetime,
) -> None:
    """Append to the trail. `by` is a person's id, None for the engine itself and the command line."""
    head = session.scalars(select(AuditHead).where(AuditHead.id == 1).with_for_update()).one_or_none()
    if head is None:
        head = AuditHead(id=1, entry_id=0, hash=GENESIS)
        session.add(head)
    entry = AuditEntry(
        id=head.entry_id + 1, at=at, by_id=by, act=act, subject=subject, details=dict(details or {})
    )
    entry.hash = _link(head.hash, entry)
    head.entry_id, head.hash = entry.id, entry.hash
    session.add(entry)
    session.flush()


def head(session: Session) -> str:
    """Return the hash at the end of the chain: it changes with every act that is noted, and only then."""
    return session.connection().scalar(_HEAD) or GENESIS


_HEAD = select(AuditHead.hash).where(AuditHead.id == 1)


def verify(session: Session) -> Verdict:
    """Walk the chain from its beginning and compare its end with the head."""
    previous, count = GENESIS, 0
    for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.id).execution_options(yield_per=500)):
        count += 1
        if entry.id != count or entry.hash != _link(previous, entry):
            return Verdict(count, entry.id)
        previous = entry.hash
    head = session.get(AuditHead, 1)
    cut_short = head is not None and (head.entry_id, head.hash) != (count, previous)
    return Verdict(count, count + 1 if cut_short else None)


def _link(previous: str, entry: AuditEntry) -> str:
    text = json.dumps(
        [
            previous,
            entry.id,
            entry.at.astimezone(UTC).isoformat(),
            entry.by_id,
            entry.act,
            entry.subject,
            entry.details,
        ],
        sort_keys=True,
        ensure_ascii=False,
    )
    return hashlib.sha256(text.encode()).hexdigest()
