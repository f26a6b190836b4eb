"""Quizzes of other courses that a course may use: a key in a text opens no exam that is not one's own."""

import re
import shutil
from pathlib import Path

from sqlalchemy.orm import Session

from lms.catalogue import courses
from lms.catalogue.models import Course, Release
from lms.studio.copies import arriving
from lms.studio.rules import names

QUIZ = re.compile(r"^(?:quiz|exam):[ \t]*[\"']?([a-z0-9/-]+)", re.MULTILINE)


def borrow(session: Session, root: Path, made: Path, slug: str) -> None:
    """Lay quizzes of other folders beside, when the course names them: they are read, never changed.

    Whoever writes here sees their keys. So they are those that the course uses already, by its release or by
    its texts in the content folder, and those of courses that are given to each of its own trainers.
    """
    named = {key for key in _named(made / "courses" / slug) if key.split("/", 1)[0] != slug}
    if not named:
        return
    used, course = _used(session, root, slug), courses.row(session, slug)
    for key in sorted(named):
        path, other = f"quizzes/{key}.md", key.split("/", 1)[0]
        lent = key in used or _shared(session, course, other)
        good = lent and names.is_text(other, path) and arriving.inside(root, path)
        if good and (root / path).is_file():
            (made / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / path, made / path)


def _named(home: Path) -> set[str]:
    named: set[str] = set()
    for file in home.glob("*.md"):
        named |= set(QUIZ.findall(file.read_text(encoding="utf-8", errors="replace")))
    return named


def _used(session: Session, root: Path, slug: str) -> set[str]:
    used = _named(root / "courses" / slug) if arriving.inside(root, f"courses/{slug}") else set()
    course = courses.row(session, slug)
    if course is not None and course.release_id is not None:
        used |= set(session.get_one(Release, course.release_id).manifest["quizzes"])
    return used


def _shared(session: Session, course: Course | None, other: str) -> bool:
    """Tell whether everybody who writes this course writes the other one too."""
    theirs = courses.row(session, other)
    mine = {one.id for one in courses.trainers_of(session, course.id)} if course else set()
    # Where no trainer writes, only an administrator does, who sees every course.
    return mine <= ({one.id for one in courses.trainers_of(session, theirs.id)} if theirs else set())
