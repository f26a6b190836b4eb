"""The courses that somebody has in the studio, how far each is, and how the folder and git stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from lms.catalogue import courses, drafts
from lms.catalogue.models import Course, Release
from lms.errors import Conflict, Message
from lms.people.models import Person
from lms.studio import clashes, history
from lms.studio.copies import Copy, arriving, revisions
from lms.studio.editor import presence
from lms.studio.models import (
    CopyState,
    StudioComment,
    StudioCommon,
    StudioCopy,
    StudioFile,
    StudioPresence,
    StudioReview,
    StudioRevision,
    StudioWrite,
)
from lms.studio.publishing import write_backs

PUBLISHED = Message(
    "Kursus ini sudah pernah terbit atau sudah ada di folder.",
    "This course has been published, or lies in the folder.",
    "Tarik dari katalog bila tidak ditawarkan lagi; riwayatnya tetap disimpan.",
    "Retire it from the catalogue when it is no longer on offer; its history is kept.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One course on the shelf of the studio; `copy` is None until somebody opens it there."""

    slug: str
    title: str
    course: Course | None
    state: CopyState | None
    number: int
    writer: str
    written_at: datetime | None
    write: StudioWrite | None
    never_published: bool
    here: tuple[str, ...] = ()
    clashes: int = 0


def mine(session: Session, trainer: int | None, person_id: int, *, at: datetime) -> list[Line]:
    """Return the courses of a trainer, or every course and folder for an administrator."""
    rows = courses.every(session) if trainer is None else courses.of_trainer(session, trainer)
    known = {row.slug: row for row in rows}
    slugs = list(known)
    if trainer is None:
        slugs += [slug for slug in drafts.slugs(arriving.root_of(session)) if slug not in known]
    copies_ = {row.slug: row for row in session.scalars(select(StudioCopy).where(StudioCopy.slug.in_(slugs)))}
    ids = [row.id for row in copies_.values()]
    here, waiting = _here(session, ids, at), clashes.counts(session, ids, person_id)
    lately, writes = history.lately(session, ids), write_backs.newest(session, ids)
    numbers = _numbers(session, [row.release_id for row in rows if row.release_id is not None])
    lines = []
    for slug in slugs:
        course, copy = known.get(slug), copies_.get(slug)
        id_ = copy.id if copy else 0
        writer, written_at = lately.get(id_, ("", None))
        lines.append(
            Line(
                slug=slug,
                title=course.title if course else slug,
                course=course,
                state=CopyState(copy.state) if copy else None,
                number=numbers.get(course.release_id or 0, 0) if course else 0,
                writer=writer,
                written_at=written_at,
                write=writes.get(id_),
                never_published=course is not None and course.release_id is None,
                here=tuple(here.get(id_, ())),
                clashes=waiting.get(id_, 0),
            )
        )
    return lines


def discard(session: Session, copy: Copy, *, by: int, at: datetime) -> None:
    """Throw away a draft that was never published and lies in no folder, with all its history."""
    row = revisions.locked(session, copy.id)
    course = courses.row(session, copy.slug)
    common = session.scalar(select(func.count()).where(StudioCommon.copy_id == row.id)) or 0
    if common or course is None or course.release_id is not None:
        raise Conflict(PUBLISHED, "studio.published")
    files = select(StudioFile.id).where(StudioFile.copy_id == row.id)
    session.execute(delete(StudioPresence).where(StudioPresence.file_id.in_(files)))
    session.execute(delete(StudioComment).where(StudioComment.file_id.in_(files)))
    session.execute(delete(StudioRevision).where(StudioRevision.file_id.in_(files)))
    session.execute(delete(StudioFile).where(StudioFile.copy_id == row.id))
    session.execute(delete(StudioReview).where(StudioReview.copy_id == row.id))
    session.delete(row)
    courses.abandon(session, course)
    session.flush()
    revisions.note(session, by, "discarded", copy.slug, at=at, title=course.title)


def _here(session: Session, copy_ids: Sequence[int], at: datetime) -> dict[int, list[str]]:
    """Return for each copy who has one of its files open now."""
    rows = session.execute(
        select(StudioFile.copy_id, Person.name)
        .join(StudioPresence, StudioPresence.file_id == StudioFile.id)
        .join(Person, Person.id == StudioPresence.person_id)
        .where(StudioFile.copy_id.in_(copy_ids), StudioPresence.seen_at > at - presence.HERE)
        .distinct()
        .order_by(Person.name)
    )
    found: dict[int, list[str]] = {}
    for copy_id, name in rows:
        found.setdefault(copy_id, []).append(name)
    return found


def _numbers(session: Session, ids: Sequence[int]) -> dict[int, int]:
    rows = session.execute(select(Release.id, Release.number).where(Release.id.in_(ids)))
    return {id_: number for id_, number in rows}  # noqa: C416 # rows are not pairs to the type checker
