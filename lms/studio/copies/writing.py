"""Changes to a copy: saved against the version they were written on, merged, never lost."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.db.files import FileStore
from lms.errors import Conflict, NotFound, Refused
from lms.studio.copies import finding, revisions
from lms.studio.copies.revisions import Content
from lms.studio.copies.values import FULL, KEPT, TAKEN, Clash, Copy, File, Saved
from lms.studio.models import Cause, StudioCopy, StudioFile, StudioRevision
from lms.studio.plumbing import merges
from lms.studio.rules import names

# The trail names who works on a file once in a while; every save is a revision all the same.
TOLD_EVERY = timedelta(minutes=15)


def save(
    session: Session,
    copy: Copy,
    path: str,
    text: str,
    *,
    base: int,
    by: int,
    at: datetime,
    cause: Cause = Cause.EDIT,
    file_id: int | None = None,
) -> Saved:
    """Keep a text that was written on version `base`; other lines that changed meanwhile are merged in.

    Raises `Clash` when the same lines changed: the text is set aside then, if the caller commits. A file
    renamed or removed meanwhile is found and comes back with this text; `file_id` names it where it is known.
    """
    text = names.clean_text(path, text)
    locked = revisions.locked(session, copy.id)
    known = session.get(StudioFile, file_id) if file_id is not None else None
    mine = known is not None and known.copy_id == copy.id
    row = known if known is not None and mine else finding.row_of(session, copy, path, base)
    now = revisions.at_version(session, row.id, row.version)
    if now.text is None:
        raise NotFound
    if text == now.text and not row.removed:
        return Saved(_file(session, row), text)
    merged_with = ""
    if base != row.version:
        text, merged_with = _merged(session, row, now, text, base=base, by=by, at=at)
    if text != now.text or row.removed:
        _revive(session, copy, row)
        _tell(session, locked, row, by, at)
        revisions.appended(session, row, text, Cause.MERGE if merged_with else cause, by=by, at=at)
        revisions.changed(locked)
        session.flush()
    return Saved(_file(session, row), text, merged_with)


def add(session: Session, copy: Copy, path: str, text: str, *, by: int | None, at: datetime) -> File:
    """Add a text file; the history of one of this name that was removed goes on."""
    path = names.require_text(copy.slug, path)
    return _added(session, copy, path, names.clean_text(path, text), by=by, at=at)


def put_asset(session: Session, copy: Copy, path: str, data: bytes, *, by: int | None, at: datetime) -> File:
    """Add a picture or download, or replace the one that lies there; its bytes go to the file store."""
    path = names.require_asset(copy.slug, path, len(data))
    store: FileStore = session.info["files"]
    content = (store.put(data), len(data))
    locked = revisions.locked(session, copy.id)
    row = _present(session, copy, path)
    if row is None:
        return _added(session, copy, path, content, by=by, at=at)
    if row.sha256 != content[0]:
        revisions.appended(session, row, content, Cause.EDIT, by=by, at=at)
        revisions.changed(locked)
        revisions.note(session, by, "asset-replaced", copy.slug, at=at, path=path, sha256=content[0])
    return _file(session, row)


def rename(session: Session, copy: Copy, path: str, to: str, *, by: int, at: datetime) -> File:
    """Give a file another path of its own sort; whoever has it open goes on writing in it."""
    locked, row = _writable(session, copy, path)
    if row.asset:
        names.require_asset(copy.slug, to, row.size)
    else:
        names.require_text(copy.slug, to)
    if to == path:
        return _file(session, row)
    if _present(session, copy, to) is not None:
        raise Conflict(TAKEN, "studio.taken", path=to)
    content = _content(session, row)
    row.path = to
    revisions.appended(session, row, content, Cause.RENAME, by=by, at=at)
    revisions.changed(locked)
    revisions.note(session, by, "renamed", copy.slug, at=at, path=path, to=to)
    return _file(session, row)


def remove(session: Session, copy: Copy, path: str, *, by: int, at: datetime) -> None:
    """Take a file away; its history stays, and brings it back."""
    locked, row = _writable(session, copy, path)
    content = _content(session, row)
    row.removed = True
    revisions.appended(session, row, content, Cause.REMOVE, by=by, at=at)
    revisions.changed(locked)
    revisions.note(session, by, "removed", copy.slug, at=at, path=path)


def restore(session: Session, copy: Copy, file_id: int, version: int, *, by: int, at: datetime) -> File:
    """Make an older text the newest one; a file that was removed comes back."""
    locked = revisions.locked(session, copy.id)
    row = session.get(StudioFile, file_id)
    if row is None or row.copy_id != copy.id:
        raise NotFound
    older = revisions.at_version(session, row.id, version)
    if older.version != version:
        raise NotFound
    if older.sha256 == row.sha256 and not row.removed:
        return _file(session, row)
    _revive(session, copy, row)
    revisions.appended(session, row, revisions.content_of(older), Cause.RESTORE, by=by, at=at)
    revisions.changed(locked)
    revisions.note(session, by, "restored", copy.slug, at=at, path=row.path, version=version)
    return _file(session, row)


def _merged(
    session: Session, row: StudioFile, now: StudioRevision, text: str, *, base: int, by: int, at: datetime
) -> tuple[str, str]:
    ground = _ground(session, row, base)
    theirs = now.text or ""
    merge = merges.merge(ground, text, theirs)
    other = revisions.name_of(session, now.by_id)
    if merge.clean:
        return merge.text, other or "–"
    aside = revisions.set_aside(session, row, text, base=base, base_text=ground, by=by, at=at)
    raise Clash(aside.id, merge, base=ground, mine=text, theirs=theirs, by=other, path=row.path)


def _ground(session: Session, row: StudioFile, base: int) -> str:
    """Return the text of a version; none for a number that this file never had: another lay there before."""
    if not 0 < base <= row.version:
        return ""
    return revisions.at_version(session, row.id, base).text or ""


def _added(
    session: Session, copy: Copy, path: str, content: Content, *, by: int | None, at: datetime
) -> File:
    locked = revisions.locked(session, copy.id)
    if _present(session, copy, path) is not None:
        raise Conflict(TAKEN, "studio.taken", path=path)
    _require_room(session, copy)
    gone = select(StudioFile).where(StudioFile.copy_id == copy.id, StudioFile.path == path)
    row = session.scalars(gone.order_by(StudioFile.id.desc())).first()
    if row is None:
        row = StudioFile(copy_id=copy.id, path=path, sha256="", size=0, asset=False)
    row.removed = False
    revisions.appended(session, row, content, Cause.EDIT, by=by, at=at)
    revisions.changed(locked)
    revisions.note(session, by, "added", copy.slug, at=at, path=path)
    return _file(session, row)


def _writable(session: Session, copy: Copy, path: str) -> tuple[StudioCopy, StudioFile]:
    """Return the rows of a copy and of a file that may be moved or taken away."""
    locked = revisions.locked(session, copy.id)
    row = _present(session, copy, path)
    if row is None:
        raise NotFound
    if path == f"courses/{copy.slug}/course.md":
        raise Refused(KEPT, "studio.kept")
    return locked, row


def _present(session: Session, copy: Copy, path: str) -> StudioFile | None:
    statement = select(StudioFile).where(
        StudioFile.copy_id == copy.id, StudioFile.path == path, ~StudioFile.removed
    )
    return session.scalars(statement.execution_options(populate_existing=True)).one_or_none()


def _revive(session: Session, copy: Copy, row: StudioFile) -> None:
    """Bring a removed file back under its own path, if no other has taken it meanwhile."""
    if row.removed:
        if _present(session, copy, row.path) is not None:
            raise Conflict(TAKEN, "studio.taken", path=row.path)
        _require_room(session, copy)
        row.removed = False


def _require_room(session: Session, copy: Copy) -> None:
    held = select(func.count()).where(StudioFile.copy_id == copy.id, ~StudioFile.removed)
    if (session.scalar(held) or 0) >= names.MOST_FILES:
        raise Refused(FULL, "studio.full", most=names.MOST_FILES)


def _content(session: Session, row: StudioFile) -> Content:
    return revisions.content_of(revisions.at_version(session, row.id, row.version))


def _tell(session: Session, copy: StudioCopy, row: StudioFile, by: int, at: datetime) -> None:
    lately = select(StudioRevision.id).where(
        StudioRevision.file_id == row.id, StudioRevision.by_id == by, StudioRevision.at > at - TOLD_EVERY
    )
    if session.scalars(lately.limit(1)).first() is None:
        revisions.note(session, by, "edited", copy.slug, at=at, path=row.path, version=row.version + 1)


def _file(session: Session, row: StudioFile) -> File:
    name = revisions.name_of(session, row.by_id)
    return File(row.id, row.path, row.version, row.sha256, row.size, name, row.at, row.asset)
