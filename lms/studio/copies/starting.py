"""A new course begins with texts that say what to write where."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from lms.catalogue import courses
from lms.errors import Conflict, InvalidInput, Message
from lms.studio.copies import arriving, revisions
from lms.studio.copies.finding import value
from lms.studio.copies.values import SLUG_TAKEN, Copy
from lms.studio.models import Cause, StudioCopy, StudioFile
from lms.studio.rules import names

NO_TITLE = Message(
    "Judul kursus belum diisi.",
    "The course has no title yet.",
    "Tulis judul yang dikenali orang, paling banyak {most} huruf.",
    "Write a title that people recognise, {most} letters at most.",
)
TITLE_LENGTH = 150
STARTER = Path(__file__).parents[1] / "starter"
# Where each starter file goes.
FILES = {
    "course.txt": "courses/{slug}/course.md",
    "module.txt": "courses/{slug}/01-pembukaan.md",
    "quiz.txt": "quizzes/{slug}/pembukaan.md",
}


def begin(session: Session, slug: str, title: str, field: str, *, by: int, at: datetime) -> Copy:
    """Begin a course that nobody has: its starter files, given to who begins it."""
    slug = names.proper_slug(slug.strip())
    title = " ".join(title.split())
    if not 0 < len(title) <= TITLE_LENGTH:
        raise InvalidInput(NO_TITLE, "studio.title", "title", most=TITLE_LENGTH)
    if taken(session, slug):
        raise Conflict(SLUG_TAKEN, "studio.slug-taken", slug=slug)
    try:
        with session.begin_nested():
            course = courses.begin(session, slug, title)
            row = StudioCopy(slug=slug, begun_at=at, begun_by=by)
            session.add(row)
            session.flush()
    except IntegrityError as error:
        raise Conflict(SLUG_TAKEN, "studio.slug-taken", slug=slug) from error
    course.field = field
    courses.assign(session, course, by, by=by, at=at)
    row.folder_stamp = arriving.stamp(arriving.root_of(session), slug)
    for name, path in FILES.items():
        text = (STARTER / name).read_text(encoding="utf-8")
        for key, given in (("slug", slug), ("title", quoted(title)), ("field", field)):
            text = text.replace(f"%{key}%", given)
        file = StudioFile(copy_id=row.id, path=path.format(slug=slug), sha256="", size=0, asset=False)
        revisions.appended(session, file, text, Cause.BEGUN, by=by, at=at)
    revisions.note(session, by, "course-begun", slug, at=at, title=title)
    return value(row)


def taken(session: Session, slug: str) -> bool:
    """Tell whether a course, a copy or a folder has this name already."""
    copy = session.scalar(select(StudioCopy.id).where(StudioCopy.slug == slug))
    root = arriving.root_of(session)
    lies = any((root / shelf / slug).exists() for shelf in arriving.SHELVES)
    return copy is not None or lies or courses.row(session, slug) is not None


def quoted(text: str) -> str:
    """Write a text so that front matter reads it back as it is."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
