"""Releases of the studio on their way back into the content folder: by a job, file by file, nothing else."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.catalogue import courses
from lms.catalogue.models import Release
from lms.db.files import FileStore
from lms.db.installation import Installation
from lms.errors import NotFound
from lms.jobs import queue
from lms.studio.copies import arriving, revisions
from lms.studio.models import ReleaseSource, StudioCommon, StudioCopy, StudioWrite, WriteState
from lms.studio.publishing import sources
from lms.studio.rules import names

JOB, COMMIT_JOB = "studio.write-back", "studio.git-commit"
MODE = 0o644


class NotWritten(Exception):
    """The folder takes no files now; the job is tried again."""


@dataclass(slots=True)
class Outcome:
    """What became of the files of a release; `held` ones were changed in the folder meanwhile."""

    changed: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    failure: str = ""

    @property
    def state(self) -> WriteState:
        if self.failure:
            return WriteState.UNWRITABLE
        return WriteState.HELD if self.held else WriteState.DONE

    @property
    def note(self) -> str:
        return (self.failure or ", ".join(self.held))[:500]


def promise(session: Session, copy: StudioCopy, release: Release, *, by: int | None, at: datetime) -> None:
    """Promise that the files of a release will be written into the content folder."""
    row = session.get(StudioWrite, release.id)
    if row is None:
        session.add(StudioWrite(release_id=release.id, copy_id=copy.id, at=at))
        session.flush()
    queue.promise(session, JOB, _payload(copy.id, release.id, by), key=f"{JOB}:{release.id}", at=at)


def again(session: Session, copy_id: int, *, by: int, at: datetime) -> None:
    """Try what is still to be written once more, now."""
    row = waiting(session, copy_id)
    if row is None:
        raise NotFound
    key = f"{JOB}:{row.release_id}:{int(at.timestamp())}"
    queue.promise(session, JOB, _payload(copy_id, row.release_id, by), key=key, at=at)


def waiting(session: Session, copy_id: int) -> StudioWrite | None:
    """Return the newest release of a copy that is not in the folder yet."""
    last = newest(session, [copy_id]).get(copy_id)
    return last if last is not None and last.state in (WriteState.PENDING, WriteState.UNWRITABLE) else None


def newest(session: Session, copy_ids: list[int]) -> dict[int, StudioWrite]:
    """Return for each copy how far its last release has come."""
    rows = select(StudioWrite).where(StudioWrite.copy_id.in_(copy_ids)).order_by(StudioWrite.at)
    return {row.copy_id: row for row in session.scalars(rows)}


def write(installation: Installation, payload: Mapping[str, Any]) -> None:
    """Write one release into the folder; the same one twice is once. Handler of the job."""
    at = datetime.now(UTC)
    with installation.database.write() as session:
        copy = revisions.locked(session, payload["copy"])
        row = session.get_one(StudioWrite, payload["release"])
        course = courses.row(session, copy.slug)
        if course is None or course.release_id != row.release_id:
            row.state = WriteState.OVERTAKEN
            return
        outcome = _write(session, copy, row.release_id, installation.settings.content_root)
        row.state, row.note, row.at = outcome.state, outcome.note, at
        if not outcome.held and not outcome.failure:
            copy.folder_stamp = arriving.stamp(installation.settings.content_root, copy.slug)
        if outcome.state is not WriteState.UNWRITABLE:
            paths = sorted({*sources.of(session, row.release_id), *outcome.changed} - {*outcome.held})
            given = {**payload, "paths": [path for path in paths if names.belongs(copy.slug, path)]}
            queue.promise(session, COMMIT_JOB, given, key=f"{COMMIT_JOB}:{row.release_id}", at=at)
    if outcome.failure:
        raise NotWritten(outcome.failure)


def _payload(copy_id: int, release_id: int, by: int | None) -> dict[str, Any]:
    return {"copy": copy_id, "release": release_id, "by": by}


def _write(session: Session, copy: StudioCopy, release_id: int, root: Path) -> Outcome:
    store: FileStore = session.info["files"]
    wanted = {
        path: one for path, one in sources.of(session, release_id).items() if names.belongs(copy.slug, path)
    }
    commons = session.scalars(select(StudioCommon).where(StudioCommon.copy_id == copy.id))
    common = {row.path: row for row in commons}
    there = arriving.read(root, copy.slug, store)
    outcome = Outcome()
    for path in sorted({*wanted, *common}):
        found = there.get(path)
        if path in there and found is None:
            outcome.held.append(path)
            continue
        seen = found.sha256 if found else None
        target = wanted.get(path)
        aim = target.sha256 if target else None
        held_in_common = common[path].sha256 if path in common else None
        if seen not in (aim, held_in_common):
            outcome.held.append(path)
            continue
        if seen != aim:
            outcome.failure = _place(root, path, store, target)
            if outcome.failure:
                return outcome
            outcome.changed.append(path)
        content = sources.content(store, copy.slug, target) if target else None
        arriving.remember(session, copy.id, path, content, common.get(path))
    session.flush()
    return outcome


def _place(root: Path, path: str, store: FileStore, source: ReleaseSource | None) -> str:
    """Write or take away one file; return why it could not be done, empty when it was."""
    try:
        target = _safe(root, path)
        if source is None:
            target.unlink(missing_ok=True)
            return ""
        _replace(target, store.get(source.sha256))
    except (OSError, RuntimeError, KeyError) as error:
        return f"{path}: {getattr(error, 'strerror', None) or error}"
    return ""


def _safe(root: Path, path: str) -> Path:
    """Return the place of a file, its folders made; no link on the way leads elsewhere."""
    shelf, _slash, rest = path.partition("/")
    home = (root / shelf).resolve()
    target = home / rest
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.parent.resolve() != target.parent or target.is_symlink():
        raise RuntimeError("symlink")
    return target


def _replace(target: Path, data: bytes) -> None:
    """Put the new file in the old one's place at once: whoever reads sees one or the other, never half."""
    mode = target.stat().st_mode & 0o777 if target.exists() else MODE
    # Always the same name: what a killed process has left behind goes when the job is done again.
    temporary = target.with_name(f".{target.name[:100]}.lms-baru")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, mode)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(target)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
