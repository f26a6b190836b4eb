"""Copies found by whoever may write them, their files and texts."""

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lms.catalogue import courses
from lms.db.session import WRITES, Database
from lms.errors import NotFound
from lms.people.models import Person
from lms.studio.copies import arriving, revisions
from lms.studio.copies.values import Copy, File
from lms.studio.models import CopyState, StudioCopy, StudioFile, StudioRevision


def of(session: Session, slug: str, *, trainer: int | None, at: datetime) -> Copy:
    """Return the copy of a course; not found unless it is the trainer's (`trainer` None: an administrator).

    There is one from now on: it begins with what the working folder holds. What has changed in the
    folder since is brought in. Where the session only reads, as in a GET, a transaction of its own does that.
    """
    if trainer is not None:
        courses.assigned(session, slug, trainer)
    row = _row(session, slug)
    if row is None and not arriving.known(session, slug):
        raise NotFound
    if row is None or arriving.stale(session, row):
        _bring(session, slug, at)
        row = _row(session, slug)
    if row is None:
        raise NotFound
    return value(row)


def value(row: StudioCopy) -> Copy:
    return Copy(row.id, row.slug, row.version, CopyState(row.state), row.release_id)


def by_id(session: Session, copy_id: int) -> Copy:
    return value(session.get_one(StudioCopy, copy_id))


def files(session: Session, copy: Copy) -> tuple[File, ...]:
    """Return the files of a copy in the order of their paths, course.md first."""
    rows = session.execute(_named(copy)).all()
    return tuple(sorted((_value(row, name) for row, name in rows), key=_place))


def file(session: Session, copy: Copy, path: str) -> File:
    """Return one file; not found when there is none of that path, or it was removed."""
    found = session.execute(_named(copy).where(StudioFile.path == path)).one_or_none()
    if found is None:
        raise NotFound
    return _value(*found)


def text(session: Session, copy: Copy, path: str) -> tuple[File, str]:
    """Return a file with its text; a picture has none and is not found here."""
    found = file(session, copy, path)
    revision = revisions.at_version(session, found.id, found.version)
    if revision.text is None:
        raise NotFound
    return found, revision.text


def data(session: Session, copy: Copy, path: str) -> tuple[File, bytes]:
    """Return a file with its bytes, a text's in UTF-8."""
    found = file(session, copy, path)
    revision = revisions.at_version(session, found.id, found.version)
    if revision.text is not None:
        return found, revision.text.encode()
    held: bytes = session.info["files"].get(found.sha256)
    return found, held


def row_of(session: Session, copy: Copy, path: str, base: int) -> StudioFile:
    """Return the row of the file that had this path at version `base`: also one renamed or removed since.

    Another file may have the path by now; what was written on the old one is none of its.
    """
    here = select(StudioFile).where(StudioFile.copy_id == copy.id)
    present = session.scalars(here.where(StudioFile.path == path, ~StudioFile.removed)).one_or_none()
    if present is not None and _called(session, present, base) == path:
        return present
    once = (
        here.join(StudioRevision, StudioRevision.file_id == StudioFile.id)
        .where(StudioRevision.path == path, StudioRevision.version.is_not(None))
        .order_by(StudioRevision.version.desc())
        .limit(1)
    )
    found = session.scalars(once.where(StudioRevision.version <= base)).first() or present
    found = found or session.scalars(once).first()
    if found is None:
        raise NotFound
    return found


def _called(session: Session, row: StudioFile, version: int) -> str:
    """Return the path that a file had at a version; empty when it was not there yet."""
    statement = select(StudioRevision.path).where(
        StudioRevision.file_id == row.id, StudioRevision.version <= version
    )
    return session.scalar(statement.order_by(StudioRevision.version.desc()).limit(1)) or ""


def _bring(session: Session, slug: str, at: datetime) -> None:
    if session.connection().get_execution_options().get(WRITES, False):
        arriving.bring(session, slug, at=at)
        return
    database: Database = session.info["database"]
    with database.write() as writing:
        arriving.bring(writing, slug, at=at)
    # A session that reads sees the database as it was when it began.
    session.rollback()


def _row(session: Session, slug: str) -> StudioCopy | None:
    return session.scalars(select(StudioCopy).where(StudioCopy.slug == slug)).one_or_none()


def _named(copy: Copy) -> Select[StudioFile, str]:
    return (
        select(StudioFile, Person.name)
        .outerjoin(Person, Person.id == StudioFile.by_id)
        .where(StudioFile.copy_id == copy.id, ~StudioFile.removed)
        .execution_options(populate_existing=True)
    )


def _value(row: StudioFile, name: str | None) -> File:
    return File(row.id, row.path, row.version, row.sha256, row.size, name or "", row.at, row.asset)


def _place(one: File) -> tuple[bool, bool, bool, str]:
    return not one.path.startswith("courses/"), one.asset, not one.path.endswith("/course.md"), one.path
