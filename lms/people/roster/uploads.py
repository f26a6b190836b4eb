"""Rosters between preview and apply: kept by the server, seen by who uploaded them, gone after a day."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from lms.db.files import FileStore
from lms.errors import Message, NotFound
from lms.people.models import RosterUpload

KEPT = timedelta(days=1)

GONE = Message(
    "Berkas ini sudah diterapkan atau sudah dihapus.",
    "This file has been applied or deleted already.",
    "Unggah lagi bila masih diperlukan.",
    "Upload it again if you still need it.",
)


def keep(
    session: Session, store: FileStore, data: bytes, name: str, *, at: datetime, by: int
) -> RosterUpload:
    """Keep a file until it is applied; files older than a day go."""
    sweep(session, store, at=at)
    upload = RosterUpload(sha256=store.put(data), name=name[:200], by_id=by, created_at=at)
    session.add(upload)
    session.flush()
    return upload


def of(session: Session, by: int, upload_id: int, *, at: datetime) -> RosterUpload:
    """Return a file of this person's own."""
    upload = session.scalars(
        select(RosterUpload)
        .where(RosterUpload.id == upload_id, RosterUpload.by_id == by)
        .where(RosterUpload.created_at > at - KEPT)
    ).one_or_none()
    if upload is None:
        raise NotFound(GONE, "roster.gone")
    return upload


def drop(session: Session, store: FileStore, upload: RosterUpload) -> None:
    _delete(session, store, [upload])


def sweep(session: Session, store: FileStore, *, at: datetime) -> None:
    """Delete what nobody applied."""
    old = session.scalars(select(RosterUpload).where(RosterUpload.created_at <= at - KEPT)).all()
    _delete(session, store, list(old))


def _delete(session: Session, store: FileStore, uploads: list[RosterUpload]) -> None:
    if not uploads:
        return
    session.execute(delete(RosterUpload).where(RosterUpload.id.in_([upload.id for upload in uploads])))
    hashes = {upload.sha256 for upload in uploads}
    used = set(session.scalars(select(RosterUpload.sha256).where(RosterUpload.sha256.in_(hashes))))
    for sha256 in hashes - used:
        store.delete(sha256)
