"""A draft beside the release that stands: which files differ, and how."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from lms.catalogue import courses
from lms.db.files import FileStore
from lms.errors import NotFound
from lms.studio import copies
from lms.studio.copies import Copy
from lms.studio.models import ReleaseSource
from lms.studio.publishing import sources
from lms.studio.rules import differences, names
from lms.studio.rules.differences import Difference


@dataclass(frozen=True, slots=True)
class Change:
    """A file that differs: it came, went, or has another text."""

    path: str
    sort: str
    asset: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One file beside what is published; `difference` is None for a picture."""

    path: str
    present: bool
    difference: Difference | None


def standing(session: Session, copy: Copy) -> list[Change]:
    """Return the files that differ from the release that stands."""
    held = {one.path: one for one in copies.files(session, copy)}
    was = _sources(session, copy)
    changes = []
    for path in [*held, *(path for path in was if path not in held)]:
        if path not in was:
            changes.append(Change(path, "came", held[path].asset))
        elif path not in held:
            changes.append(Change(path, "went", not names.is_text(copy.slug, path)))
        elif held[path].sha256 != was[path].sha256:
            changes.append(Change(path, "altered", held[path].asset))
    return changes


def file(session: Session, copy: Copy, path: str) -> Shown:
    """Compare one file with what is published."""
    source = _sources(session, copy).get(path)
    store: FileStore = session.info["files"]
    try:
        one = copies.file(session, copy, path)
    except NotFound:
        if source is None:
            raise
        before = store.get(source.sha256).decode() if names.is_text(copy.slug, path) else None
        return Shown(path, False, None if before is None else differences.compare(before, ""))  # gone
    if one.asset:
        return Shown(path, True, None)  # there
    text = copies.text(session, copy, path)[1]
    before = store.get(source.sha256).decode() if source is not None else ""
    return Shown(path, True, differences.compare(before, text))  # there


def _sources(session: Session, copy: Copy) -> dict[str, ReleaseSource]:
    course = courses.row(session, copy.slug)
    if course is None or course.release_id is None:
        return {}
    held = sources.of(session, course.release_id)
    return {path: one for path, one in held.items() if names.belongs(copy.slug, path)}
