"""Revisions of files: appended, found again, thinned out where one person saved every few seconds."""

import hashlib
import itertools
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.errors import NotFound
from lms.people.models import Person
from lms.studio.models import Cause, CopyState, StudioCopy, StudioFile, StudioRevision

# Saves of one person this near to each other are one sitting; older sittings keep their last text.
SITTING = timedelta(minutes=5)
# So long every text stays: whoever has a page open writes on one of them.
WHOLE = timedelta(hours=2)
THIN_EVERY = 20
# A text, or a picture in the file store by its hash and size.
Content = str | tuple[str, int]


def locked(session: Session, copy_id: int) -> StudioCopy:
    """Return the copy's row; every other writer of this course waits from here on."""
    statement = select(StudioCopy).where(StudioCopy.id == copy_id).with_for_update()
    row = session.scalars(statement.execution_options(populate_existing=True)).one_or_none()
    if row is None:
        raise NotFound
    return row


def changed(copy: StudioCopy) -> None:
    """Count the copy's version up; an approval was given for what stood before."""
    copy.version += 1
    if copy.state == CopyState.APPROVED:
        copy.state = CopyState.DRAFT


def digest(data: bytes | str) -> str:
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def appended(
    session: Session,
    row: StudioFile,
    content: Content,
    cause: Cause,
    *,
    by: int | None,
    at: datetime,
) -> StudioRevision:
    """Give a file its next revision: a text, or the hash and size of a picture in the file store."""
    text, sha256, size = _measured(content)
    # A path and a version name one text for ever, also where another file had the path before.
    row.version = max(row.version if row.id else 0, _highest(session, row)) + 1
    row.sha256, row.size, row.asset, row.at, row.by_id = sha256, size, text is None, at, by
    session.add(row)
    session.flush()
    revision = StudioRevision(
        file_id=row.id, version=row.version, path=row.path, text=text, sha256=sha256, size=size,
        cause=cause, at=at, by_id=by,
    )  # fmt: skip
    session.add(revision)
    session.flush()
    if cause is Cause.EDIT and row.version % THIN_EVERY == 0:
        thin(session, row, at=at)
    return revision


def set_aside(
    session: Session,
    row: StudioFile,
    content: Content,
    *,
    base: int | None,
    base_text: str | None,
    by: int | None,
    at: datetime,
) -> StudioRevision:
    """Keep what lost a clash: beside the line of versions, under its author's name."""
    text, sha256, size = _measured(content)
    known = select(StudioRevision).where(
        StudioRevision.file_id == row.id,
        StudioRevision.version.is_(None),
        StudioRevision.settled_at.is_(None),
        StudioRevision.sha256 == sha256,
        StudioRevision.by_id.is_(None) if by is None else StudioRevision.by_id == by,
    )
    same = session.scalars(known).first()
    if same is not None:
        return same
    revision = StudioRevision(
        file_id=row.id, version=None, path=row.path, text=text, sha256=sha256, size=size,
        cause=Cause.ASIDE, base=base, base_text=base_text, at=at, by_id=by,
    )  # fmt: skip
    session.add(revision)
    session.flush()
    return revision


def settle(session: Session, aside: StudioRevision, *, at: datetime) -> None:
    """Note that a text set aside was dealt with, and with it what its author had sent before.

    Of the folder each text holds changes of its own, so each is dealt with alone.
    """
    aside.settled_at = at
    if aside.by_id is not None:
        session.execute(
            update(StudioRevision)
            .where(StudioRevision.file_id == aside.file_id, StudioRevision.version.is_(None))
            .where(StudioRevision.by_id == aside.by_id, StudioRevision.id < aside.id)
            .where(StudioRevision.settled_at.is_(None))
            .values(settled_at=at)
        )
    session.flush()


def at_version(session: Session, file_id: int, version: int) -> StudioRevision:
    """Return the text of a version; of one thinned out the nearest before it, which is as good a ground."""
    statement = (
        select(StudioRevision)
        .where(StudioRevision.file_id == file_id, StudioRevision.version <= version)
        .order_by(StudioRevision.version.desc())
        .limit(1)
    )
    found = session.scalars(statement).one_or_none()
    if found is None:
        raise NotFound
    return found


def name_of(session: Session, person_id: int | None) -> str:
    if person_id is None:
        return ""
    return session.scalar(select(Person.name).where(Person.id == person_id)) or ""


def thin(session: Session, row: StudioFile, *, at: datetime) -> None:
    """Keep of each sitting the last text, once nobody can have the others open any more."""
    old = session.execute(
        select(StudioRevision.id, StudioRevision.by_id, StudioRevision.at, StudioRevision.cause)
        .where(StudioRevision.file_id == row.id, StudioRevision.version.is_not(None))
        .where(StudioRevision.at < at - WHOLE)
        .order_by(StudioRevision.version)
    ).all()
    gone = _folded([(one.id, one.by_id, one.at, one.cause) for one in old])
    for start in range(0, len(gone), 500):
        session.execute(delete(StudioRevision).where(StudioRevision.id.in_(gone[start : start + 500])))


def content_of(revision: StudioRevision) -> Content:
    return revision.text if revision.text is not None else (revision.sha256, revision.size)


def _highest(session: Session, row: StudioFile) -> int:
    """Return the highest version that any file of the course ever had under this path."""
    statement = (
        select(func.max(StudioRevision.version))
        .join(StudioFile, StudioFile.id == StudioRevision.file_id)
        .where(StudioFile.copy_id == row.copy_id, StudioRevision.path == row.path)
    )
    return session.scalar(statement) or 0


def _measured(content: Content) -> tuple[str | None, str, int]:
    if isinstance(content, str):
        return content, digest(content), len(content.encode())
    return None, *content


def _folded(rows: Sequence[tuple[int, int | None, datetime, str]]) -> list[int]:
    """Name the revisions that the next one of the same sitting stands for."""
    gone = []
    began: datetime | None = None
    for (id_, by, moment, cause), (_, next_by, next_moment, next_cause) in itertools.pairwise(rows):
        began = began or moment
        same = (by, cause) == (next_by, next_cause) and cause == Cause.EDIT
        if same and next_moment - began <= SITTING:
            gone.append(id_)
        else:
            began = None
    return gone


def note(session: Session, by: int | None, act: str, slug: str, *, at: datetime, **details: object) -> None:
    """Write an act of the studio into the trail."""
    trail.note(session, by, f"studio.{act}", slug, details, at=at)
