"""An earlier release comes back as a new one, and its text as the draft."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.catalogue import drafts, letters, releases
from lms.catalogue.drafts import Working
from lms.catalogue.letters import Paragraph
from lms.catalogue.models import Release
from lms.catalogue.releases import Published
from lms.catalogue.rules.impact import Impact
from lms.content import reader
from lms.content.reader import Library
from lms.db.files import FileStore
from lms.db.installation import Installation
from lms.errors import NotFound
from lms.studio.copies import Copy, revisions
from lms.studio.models import Cause, StudioCopy, StudioFile
from lms.studio.publishing import publishes, sources
from lms.studio.rules import names


@dataclass(frozen=True, slots=True)
class Return:
    """What bringing a release back would change."""

    release: Release
    found: Working
    impact: Impact | None
    letter: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """A release in a course's history; `kept` when its sources are there, so that it can come back."""

    release: Published
    kept: bool


def past(session: Session, course_id: int) -> list[Past]:
    """Return a course's releases, the newest first."""
    history = releases.history(session, course_id)
    kept = sources.kept(session, [one.id for one in history])
    return [Past(one, one.id in kept) for one in history]


def prospect(
    installation: Installation, session: Session, copy: Copy, release_id: int, language: str
) -> Return:
    """Read an earlier release's sources and weigh them against what stands."""
    release = _release(session, copy.slug, release_id)
    found = drafts.working(_library(installation, session, copy.slug, release_id), copy.slug)
    impact = drafts.weigh(session, found.draft) if found.draft else None
    letter = letters.letter(impact, found.draft, language) if impact and found.draft else []
    return Return(release, found, impact, tuple(letter))


def roll_back(
    installation: Installation,
    session: Session,
    copy: Copy,
    release_id: int,
    *,
    expected: str,
    by: int,
    at: datetime,
) -> Release:
    """Publish an earlier release anew; the copy takes its text, what it held stays in the history."""
    with installation.database.read() as reading:
        old = _release(reading, copy.slug, release_id)
        library = _library(installation, reading, copy.slug, release_id)
    row = revisions.locked(session, copy.id)
    _take_texts(session, row, release_id, by=by, at=at)
    release = publishes.released(installation, session, row, library, expected=expected, by=by, at=at)
    details = {"number": release.number, "from": old.number}
    revisions.note(session, by, "rolled-back", copy.slug, at=at, **details)
    return release


def _release(session: Session, slug: str, release_id: int) -> Release:
    release = session.get(Release, release_id)
    if release is None or release.manifest["slug"] != slug or not sources.kept(session, [release_id]):
        raise NotFound
    return release


def _library(installation: Installation, session: Session, slug: str, release_id: int) -> Library:
    place = sources.folder(installation, session, slug, release_id)
    return reader.read(place, [slug], beside=reader.beside(installation.settings.content_root))


def _take_texts(session: Session, copy: StudioCopy, release_id: int, *, by: int, at: datetime) -> None:
    store: FileStore = session.info["files"]
    wanted = {
        path: one for path, one in sources.of(session, release_id).items() if names.belongs(copy.slug, path)
    }
    rows = session.scalars(select(StudioFile).where(StudioFile.copy_id == copy.id).order_by(StudioFile.id))
    held: dict[str, StudioFile] = {}
    for row in rows:
        if not row.removed or row.path not in held:
            held[row.path] = row
    for path, row in held.items():
        if path not in wanted and not row.removed:
            content = revisions.content_of(revisions.at_version(session, row.id, row.version))
            row.removed = True
            revisions.appended(session, row, content, Cause.RELEASE, by=by, at=at)
    for path, source in wanted.items():
        row = held.get(path) or StudioFile(copy_id=copy.id, path=path, sha256="", size=0, asset=False)
        if row.sha256 != source.sha256 or row.removed:
            row.removed = False
            content = sources.content(store, copy.slug, source)
            revisions.appended(session, row, content, Cause.RELEASE, by=by, at=at)
    revisions.changed(copy)
    session.flush()
