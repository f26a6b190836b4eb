"""What became of each file: who wrote when, what stood there before, what was set aside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.catalogue import courses, releases
from lms.errors import NotFound
from lms.people.models import Person
from lms.studio.copies import Copy, File, revisions
from lms.studio.models import Cause, StudioFile, StudioRevision
from lms.studio.rules import differences
from lms.studio.rules.differences import Difference

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of a file's history: a text, or the last of a sitting's; `before` is what it followed.

    `by` is a name, empty for what came from the folder. `aside` is set for a text that lost a clash.
    """

    version: int
    before: int
    cause: Cause
    by: str
    at: datetime
    path: str
    saves: int = 1
    aside: int | None = None
    settled: bool = False


def of(session: Session, copy: Copy, file_id: int) -> list[Entry]:
    """Return the history of a file, the newest first."""
    rows = session.execute(
        select(
            StudioRevision.id,
            StudioRevision.version,
            StudioRevision.base,
            StudioRevision.cause,
            StudioRevision.by_id,
            Person.name,
            StudioRevision.at,
            StudioRevision.path,
            StudioRevision.settled_at,
        )
        .join(StudioFile, StudioFile.id == StudioRevision.file_id)
        .outerjoin(Person, Person.id == StudioRevision.by_id)
        .where(StudioFile.copy_id == copy.id, StudioFile.id == file_id)
        .order_by(StudioRevision.id)
    ).all()
    released = _released(session, copy)
    entries: list[Entry] = []
    last: Entry | None = None
    for row in rows:
        name = row.name or ""
        if row.version is None:
            settled = row.settled_at is not None
            entries.append(
                Entry(row.base or 0, row.base or 0, Cause.ASIDE, name, row.at, row.path, 1, row.id, settled)
            )
            continue
        before = last.version if last else 0
        entry = Entry(row.version, before, Cause(row.cause), name, row.at, row.path)
        if last is not None and entries and entries[-1] is last and _one_sitting(last, entry, released):
            entry = Entry(row.version, last.before, entry.cause, name, row.at, row.path, last.saves + 1)
            entries[-1] = entry
        else:
            entries.append(entry)
        last = entry
    return entries[::-1][:SHOWN]


def file_row(session: Session, copy: Copy, file_id: int) -> StudioFile:
    """Return a file of this copy, also a removed one."""
    row = session.get(StudioFile, file_id)
    if row is None or row.copy_id != copy.id:
        raise NotFound
    return row


def removed(session: Session, copy: Copy) -> list[File]:
    """Return the files that were taken away and can come back, those of a path that is free."""
    present = select(StudioFile.path).where(StudioFile.copy_id == copy.id, ~StudioFile.removed)
    rows = session.execute(
        select(StudioFile, Person.name)
        .outerjoin(Person, Person.id == StudioFile.by_id)
        .where(StudioFile.copy_id == copy.id, StudioFile.removed, StudioFile.path.not_in(present))
        .order_by(StudioFile.path, StudioFile.id.desc())
    )
    found: dict[str, File] = {}
    for row, name in rows:
        one = File(row.id, row.path, row.version, row.sha256, row.size, name or "", row.at, row.asset)
        found.setdefault(row.path, one)
    return list(found.values())


def text_at(session: Session, file_id: int, version: int) -> str | None:
    """Return the text of a version; None for a picture, empty before the first."""
    if version <= 0:
        return ""
    return revisions.at_version(session, file_id, version).text


def difference(session: Session, copy: Copy, file_id: int, old: int, new: int) -> Difference | None:
    """Compare two versions of a file; None when it is a picture."""
    row = file_row(session, copy, file_id)
    before, after = text_at(session, row.id, old), text_at(session, row.id, new)
    if before is None or after is None:
        return None
    return differences.compare(before, after)


def lately(session: Session, copy_ids: Sequence[int]) -> dict[int, tuple[str, datetime]]:
    """Return for each copy who wrote last, and when; one query."""
    newest = (
        select(StudioFile.copy_id, func.max(StudioFile.at).label("at"))
        .where(StudioFile.copy_id.in_(copy_ids), StudioFile.by_id.is_not(None))
        .group_by(StudioFile.copy_id)
        .subquery()
    )
    rows = session.execute(
        select(StudioFile.copy_id, Person.name, StudioFile.at)
        .join(newest, (newest.c.copy_id == StudioFile.copy_id) & (newest.c.at == StudioFile.at))
        .outerjoin(Person, Person.id == StudioFile.by_id)
    )
    return {copy_id: (name or "", at) for copy_id, name, at in rows}


def _released(session: Session, copy: Copy) -> list[datetime]:
    course = courses.row(session, copy.slug)
    return [one.at for one in releases.history(session, course.id)] if course else []


def _one_sitting(last: Entry, now: Entry, released: Sequence[datetime]) -> bool:
    """Tell whether two saves are one step; what was published between them is a step of its own."""
    same = (last.by, last.cause, last.path) == (now.by, now.cause, now.path) and now.cause is Cause.EDIT
    close = same and now.at - last.at <= revisions.SITTING
    return close and not any(last.at <= moment < now.at for moment in released)
