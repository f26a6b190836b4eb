"""What lies in a course's folder comes into its copy: at the beginning whole, later by three-way merge."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from lms.catalogue import courses
from lms.config import Settings
from lms.content.reader import LARGEST
from lms.db.files import FileStore
from lms.errors import InvalidInput
from lms.studio.copies import revisions
from lms.studio.copies.revisions import Content
from lms.studio.models import Cause, ReleaseSource, StudioCommon, StudioCopy, StudioFile
from lms.studio.plumbing import merges
from lms.studio.rules import names

SHELVES = ("courses", "quizzes")


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the folder: a text, or a picture by hash and size."""

    sha256: str
    content: Content


def root_of(session: Session) -> Path:
    settings: Settings = session.info["settings"]
    return settings.content_root


def known(session: Session, slug: str) -> bool:
    """Tell whether there is such a course: in the catalogue, or in the folder."""
    if courses.row(session, slug) is not None:
        return True
    if not names.good_slug(slug):
        return False
    return (root_of(session) / "courses" / slug / "course.md").is_file()


def stale(session: Session, copy: StudioCopy) -> bool:
    """Tell whether the course's folder looks otherwise than when it was last brought in.

    Where no course lies (not mounted, or on another machine) there is nothing to bring.
    """
    root = root_of(session)
    lies = (root / "courses" / copy.slug / "course.md").is_file()
    return lies and copy.folder_stamp != stamp(root, copy.slug)


def stamp(root: Path, slug: str) -> str:
    """Return a mark that changes when a file of the course's folder is written, comes or goes."""
    marks = hashlib.sha256()
    for path, file in _paths(root, slug):
        try:
            state = file.stat()
        except OSError:
            continue
        marks.update(f"{path}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return marks.hexdigest()


def bring(session: Session, slug: str, *, at: datetime) -> StudioCopy:
    """Begin the copy of a course, or bring in what has changed in its folder since."""
    row = session.scalars(select(StudioCopy).where(StudioCopy.slug == slug)).one_or_none()
    begun = row is None
    row = row or _begun(session, slug, at=at)
    copy = revisions.locked(session, row.id)
    mark = stamp(root_of(session), slug)
    if copy.folder_stamp == mark:
        return copy
    found = read(root_of(session), slug, session.info["files"])
    if begun and f"courses/{slug}/course.md" not in found:
        _seed(session, copy, at)
    _Bringing(session, copy, at).all_of(found)
    copy.folder_stamp = mark
    session.flush()
    return copy


def read(root: Path, slug: str, store: FileStore) -> dict[str, Found | None]:
    """Read what the folder holds of a course; None stands for a file that cannot be taken as it is."""
    paths = _paths(root, slug)[: 2 * names.MOST_FILES]
    return {path: _one(root, slug, path, file, store) for path, file in paths}


def left_out(session: Session, slug: str) -> list[str]:
    """Return the texts of the course's folder that the studio cannot take: by their name, or no UTF-8."""
    root, store = root_of(session), session.info["files"]
    found = []
    for shelf in SHELVES:
        for file in sorted((root / shelf / slug).rglob("*.md")):
            path = file.relative_to(root).as_posix()
            hidden = any(part.startswith((".", "_")) for part in Path(path).parts)
            if not hidden and (not names.belongs(slug, path) or _one(root, slug, path, file, store) is None):
                found.append(path.encode("utf-8", "replace").decode())
    return found


def inside(root: Path, path: str) -> bool:
    """Tell whether a path really lies in one of the folders of courses: no link on the way leads out."""
    shelf = path.split("/", 1)[0]
    try:
        return (root / path).resolve().is_relative_to((root / shelf).resolve())
    except (OSError, RuntimeError):
        return False


def _paths(root: Path, slug: str) -> list[tuple[str, Path]]:
    listed: list[tuple[str, Path]] = []
    for shelf in SHELVES:
        home = root / shelf / slug
        if home.is_symlink() or not home.is_dir():
            continue
        for file in sorted(home.rglob("*")):
            path = file.relative_to(root).as_posix()
            if file.is_file() and names.belongs(slug, path):
                listed.append((path, file))
    return listed


def _one(root: Path, slug: str, path: str, file: Path, store: FileStore) -> Found | None:
    try:
        if not inside(root, path):
            return None
        # Weighed before it is read: a film of gigabytes would fill the memory of every look.
        size, text = file.stat().st_size, names.is_text(slug, path)
        if not text:
            names.require_asset(slug, path, size)
        elif size > 2 * LARGEST:
            return None
        data = file.read_bytes()
        if text:
            held = names.decoded(path, data)
            return Found(revisions.digest(held), held)
    except (OSError, InvalidInput):
        # The reader of the folder says what is wrong with it; the copy keeps what it has.
        return None
    return Found(store.put(data), (revisions.digest(data), len(data)))


def _begun(session: Session, slug: str, *, at: datetime) -> StudioCopy:
    course = courses.row(session, slug)
    release = course.release_id if course is not None else None
    row = StudioCopy(slug=slug, begun_at=at, release_id=release)
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError:
        # Another request began it at the same moment.
        return session.scalars(select(StudioCopy).where(StudioCopy.slug == slug)).one()
    revisions.note(session, None, "begun", slug, at=at)
    return row


def _seed(session: Session, copy: StudioCopy, at: datetime) -> None:
    """Begin with what the standing release was made of: its folder is gone."""
    store: FileStore = session.info["files"]
    rows = session.scalars(select(ReleaseSource).where(ReleaseSource.release_id == (copy.release_id or -1)))
    for source in rows:
        if names.belongs(copy.slug, source.path):
            text = names.is_text(copy.slug, source.path)
            content = store.get(source.sha256).decode() if text else (source.sha256, source.size)
            row = StudioFile(copy_id=copy.id, path=source.path, asset=False, size=0, sha256="")
            revisions.appended(session, row, content, Cause.RELEASE, by=None, at=at)


class _Bringing:
    """One walk over what folder, copy and their common past hold at each path."""

    def __init__(self, session: Session, copy: StudioCopy, at: datetime) -> None:
        self.session = session
        self.copy = copy
        self.at = at
        rows = session.scalars(select(StudioFile).where(StudioFile.copy_id == copy.id, ~StudioFile.removed))
        self.mine = {row.path: row for row in rows}
        commons = session.scalars(select(StudioCommon).where(StudioCommon.copy_id == copy.id))
        self.common = {row.path: row for row in commons}
        sources = select(ReleaseSource).where(ReleaseSource.release_id == (copy.release_id or -1))
        self.released = {row.path: row.sha256 for row in session.scalars(sources)}
        self.taken: list[str] = []

    def all_of(self, found: Mapping[str, Found | None]) -> None:
        if f"courses/{self.copy.slug}/course.md" not in found:
            # No course lies there: a folder that was moved or not mounted takes nothing away.
            return
        for path in sorted({*found, *self.common}):
            if path not in found or found[path] is not None:
                self._path(path, found.get(path))
        if self.taken:
            revisions.changed(self.copy)
            details = {"files": self.taken[:50], "count": len(self.taken)}
            revisions.note(self.session, None, "folder-brought-in", self.copy.slug, at=self.at, **details)
        self.session.flush()

    def _path(self, path: str, theirs: Found | None) -> None:
        mine, common = self.mine.get(path), self.common.get(path)
        seen = theirs.sha256 if theirs else None
        if seen == (common.sha256 if common else None):
            return
        if theirs is None:
            if mine is not None and common is not None and mine.sha256 == common.sha256:
                mine.removed = True
                self._append(mine, self._content(mine), Cause.REMOVE)
        elif mine is None:
            self._new(path, theirs)
        elif mine.sha256 == theirs.sha256 or self.released.get(path) == seen:
            pass
        elif common is not None and mine.sha256 == common.sha256:
            self._append(mine, theirs.content, Cause.FOLDER)
        else:
            self._both(mine, theirs, common)
        self._remember(path, theirs)

    def _new(self, path: str, theirs: Found) -> None:
        gone = select(StudioFile).where(StudioFile.copy_id == self.copy.id, StudioFile.path == path)
        row = self.session.scalars(gone.order_by(StudioFile.id.desc())).first()
        if row is None:
            row = StudioFile(copy_id=self.copy.id, path=path, asset=False, size=0, sha256="")
        row.removed = False
        self._append(row, theirs.content, Cause.FOLDER if self.common else Cause.BEGUN)

    def _both(self, mine: StudioFile, theirs: Found, common: StudioCommon | None) -> None:
        """Copy and folder have both changed: merge, or set the folder's text aside for a person to decide."""
        held = self._content(mine)
        if not isinstance(held, str) or not isinstance(theirs.content, str):
            # Two pictures cannot be merged: the newer is shown, the other one is a step back in the history.
            self._append(mine, theirs.content, Cause.FOLDER)
            return
        base = common.text if common is not None and common.text is not None else ""
        merge = merges.merge(base, held, theirs.content)
        if merge.clean:
            self._append(mine, merge.text, Cause.FOLDER)
            return
        revisions.set_aside(
            self.session, mine, theirs.content, base=mine.version, base_text=base, by=None, at=self.at
        )
        self.taken.append(mine.path)

    def _append(self, row: StudioFile, content: Content, cause: Cause) -> None:
        revisions.appended(self.session, row, content, cause, by=None, at=self.at)
        self.taken.append(row.path)

    def _content(self, row: StudioFile) -> Content:
        return revisions.content_of(revisions.at_version(self.session, row.id, row.version))

    def _remember(self, path: str, theirs: Found | None) -> None:
        remember(self.session, self.copy.id, path, theirs.content if theirs else None, self.common.get(path))


def remember(
    session: Session,
    copy_id: int,
    path: str,
    content: Content | None,
    row: StudioCommon | None,
) -> None:
    """Keep what copy and folder have in common at a path from now on; None: nothing."""
    if content is None:
        if row is not None:
            session.delete(row)
        return
    if row is None:
        row = StudioCommon(copy_id=copy_id, path=path)
        session.add(row)
    if isinstance(content, str):
        row.text, row.sha256 = content, revisions.digest(content)
    else:
        row.text, row.sha256 = None, content[0]
