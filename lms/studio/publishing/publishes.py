"""From a copy to a release: what it would change, the careful question, the deed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.catalogue import drafts, letters
from lms.catalogue.drafts import Working
from lms.catalogue.letters import Paragraph
from lms.catalogue.models import Release
from lms.catalogue.rules.impact import Impact
from lms.config import Settings
from lms.content.reader import Library
from lms.db.installation import Installation
from lms.errors import Conflict, Message, Refused
from lms.events import CoursePublished
from lms.studio import copies
from lms.studio.copies import Copy, arriving, revisions
from lms.studio.models import (
    CopyState,
    ReviewState,
    StudioCopy,
    StudioFile,
    StudioReview,
    StudioRevision,
)
from lms.studio.publishing import sources, write_backs

OPEN_CLASH = Message(
    "Folder kursus dan naskah di studio mengubah baris yang sama di {count} berkas.",
    "The course's folder and its text in the studio changed the same lines of {count} files.",
    "Gabungkan dulu pada halaman riwayat, lalu terbitkan.",
    "Bring them together on the history page first, then publish.",
)
NEEDS_REVIEW = Message(
    "Naskah ini belum disetujui penelaah.",
    "No reviewer has approved this text yet.",
    "Minta telaah; setelah disetujui, naskah dapat terbit.",
    "Ask for a review; once approved it can be published.",
)


@dataclass(frozen=True, slots=True)
class Prospect:
    """What publishing a copy would change, and what stands in the way."""

    found: Working
    impact: Impact | None
    letter: tuple[Paragraph, ...]
    clashes: int
    needs_review: bool
    left_out: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        changes = self.impact is not None and not self.impact.unchanged
        return changes and not self.clashes and not self.needs_review


def prospect(installation: Installation, session: Session, copy: Copy, language: str) -> Prospect:
    """Read the copy and weigh it against what stands."""
    found = drafts.working(copies.library(installation, session, copy), copy.slug)
    impact = drafts.weigh(session, found.draft) if found.draft else None
    letter = letters.letter(impact, found.draft, language) if impact and found.draft else []
    needs_review = settings_of(session).studio_review and copy.state != CopyState.APPROVED
    left_out = tuple(arriving.left_out(session, copy.slug))
    return Prospect(found, impact, tuple(letter), open_clashes(session, copy), needs_review, left_out)


def read(installation: Installation, copy: Copy) -> tuple[int, Library]:
    """Read a copy for publishing, in a look of its own: no writer waits for the parser."""
    with installation.database.read() as reading:
        version = copies.by_id(reading, copy.id).version
        return version, copies.library(installation, reading, copy)


def publish(
    installation: Installation, session: Session, copy: Copy, *, expected: str, by: int, at: datetime
) -> Release:
    """Publish a copy if it is still what was shown; its files go back into the content folder by a job."""
    version, library = read(installation, copy)
    row = revisions.locked(session, copy.id)
    if row.version != version:
        raise Conflict(drafts.CHANGED, "draft.changed")
    clashes = open_clashes(session, copy)
    if clashes:
        raise Refused(OPEN_CLASH, "studio.open-clash", count=clashes)
    if settings_of(session).studio_review and row.state != CopyState.APPROVED:
        raise Refused(NEEDS_REVIEW, "studio.needs-review")
    return released(installation, session, row, library, expected=expected, by=by, at=at)


def released(
    installation: Installation,
    session: Session,
    row: StudioCopy,
    library: Library,
    *,
    expected: str,
    by: int,
    at: datetime,
) -> Release:
    """Store what was read as the next release, keep its sources, promise the way back into the folder."""
    root = copies.folder(installation, session, copies.by_id(session, row.id))
    release = drafts.of_library(
        session, library, row.slug, installation.files, expected=expected or "-", root=root, by=by, at=at
    )
    quizzes = tuple(release.manifest["quizzes"])
    sources.keep(session, CoursePublished(at, release.course_id, row.slug, release.id, root, quizzes))
    row.release_id, row.state = release.id, CopyState.DRAFT
    _close_review(session, row.id, by=by, at=at)
    write_backs.promise(session, row, release, by=by, at=at)
    details = {"number": release.number, "version": row.version}
    revisions.note(session, by, "published", row.slug, at=at, **details)
    return release


def open_clashes(session: Session, copy: Copy) -> int:
    """Count the texts of the folder that wait for somebody to bring them together with the copy's."""
    statement = (
        select(func.count())
        .select_from(StudioRevision)
        .join(StudioFile, StudioFile.id == StudioRevision.file_id)
        .where(StudioFile.copy_id == copy.id, ~StudioFile.removed, StudioRevision.version.is_(None))
        .where(StudioRevision.by_id.is_(None), StudioRevision.settled_at.is_(None))
        .where(StudioRevision.text.is_not(None))
    )
    return session.scalar(statement) or 0


def settings_of(session: Session) -> Settings:
    settings: Settings = session.info["settings"]
    return settings


def _close_review(session: Session, copy_id: int, *, by: int, at: datetime) -> None:
    asked = select(StudioReview).where(
        StudioReview.copy_id == copy_id, StudioReview.state == ReviewState.OPEN
    )
    for review in session.scalars(asked):
        review.state, review.decided_by, review.decided_at = ReviewState.WITHDRAWN, by, at
    session.flush()
