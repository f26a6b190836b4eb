"""What is chosen of how certificates look: a draft that people may look at, and what is in force.

Nothing is overwritten: each look that was ever used stays a row; a draft is the newest row, not yet used.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.certification.models import CertificateLook
from lms.certification.rules import looks
from lms.certification.rules.looks import Look
from lms.errors import Conflict, Message

NO_DRAFT = Message(
    "Tidak ada rancangan yang menunggu dipakai.",
    "No draft is waiting to be used.",
    "Buka lagi halaman desain: rancangannya mungkin sudah dipakai atau dibuang rekan Anda.",
    "Open the page of designs again: a colleague may have used the draft or thrown it away.",
)
OVERTAKEN = Message(
    "Rekan Anda baru saja mengubah rancangan ini.",
    "A colleague has just changed this draft.",
    "Buka lagi halaman desain, lihat perubahannya, lalu ulangi perubahan Anda.",
    "Open the page of designs again, look at what changed, then make your change again.",
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The newest look, whether it is still a draft, when it was saved (None: nothing was ever chosen)."""

    look: Look
    draft: bool = False
    at: datetime | None = None

    @property
    def key(self) -> str:
        """A name of what the look holds: who looked at one puts exactly that in force."""
        return _key(looks.to_json(self.look))


def in_force(session: Session) -> Look:
    """Return the look that certificates take which are issued now."""
    rows = select(CertificateLook.look).where(CertificateLook.used_at.is_not(None))
    kept = session.scalars(rows.order_by(CertificateLook.id.desc()).limit(1)).first()
    return Look() if kept is None else looks.from_json(kept)


def newest(session: Session) -> Choice:
    """Return the draft, or where there is none the look in force."""
    row = session.scalars(select(CertificateLook).order_by(CertificateLook.id.desc()).limit(1)).first()
    if row is None:
        return Choice(Look())
    return Choice(looks.from_json(row.look), row.used_at is None, row.at)


def save(session: Session, look: Look, *, by: int, at: datetime, over: str | None = None) -> None:
    """Keep the draft; certificates still take the look in force.

    `over` is the key of the look that was changed: raises `Conflict` when somebody else has changed it since.
    """
    draft = _draft(session)
    if over not in {None, newest(session).key}:
        raise Conflict(OVERTAKEN, "certificate.look-overtaken")
    if draft is None:
        draft = CertificateLook(look={}, at=at)
        session.add(draft)
    draft.look, draft.by_id, draft.at = looks.to_json(look), by, at
    session.flush()


def use(session: Session, key: str, *, by: int, at: datetime) -> None:
    """Put the draft in force for certificates issued from now on; raises `Conflict` when it is another."""
    draft = _draft(session)
    if draft is None or _key(draft.look) != key:
        raise Conflict(NO_DRAFT, "certificate.no-draft")
    before, after = looks.to_json(in_force(session)), draft.look
    draft.used_at, draft.by_id = at, by
    session.flush()
    changed = sorted(part for part in after if after[part] != before.get(part))
    trail.note(session, by, "certificate.look-used", key, {"changed": changed}, at=at)


def discard(session: Session, key: str, *, by: int, at: datetime) -> None:
    """Throw the draft away; what is in force stays."""
    draft = _draft(session)
    if draft is None or _key(draft.look) != key:
        raise Conflict(NO_DRAFT, "certificate.no-draft")
    session.delete(draft)
    session.flush()
    trail.note(session, by, "certificate.look-discarded", key, at=at)


def _key(look: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(look, sort_keys=True).encode()).hexdigest()[:16]


def _draft(session: Session) -> CertificateLook | None:
    rows = select(CertificateLook).order_by(CertificateLook.id.desc()).limit(1).with_for_update()
    newest_row = session.scalars(rows.execution_options(populate_existing=True)).first()
    return newest_row if newest_row is not None and newest_row.used_at is None else None
