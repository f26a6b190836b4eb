"""Courses as they lie in the working folder: read, checked, weighed against what stands, published."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from sqlalchemy.orm import Session

from lms.catalogue import courses, releases
from lms.catalogue.models import Release
from lms.catalogue.rules import edition, impact
from lms.catalogue.rules.edition import Draft
from lms.catalogue.rules.impact import Impact, Touched
from lms.content import reader
from lms.content.course import Course
from lms.content.findings import Finding
from lms.content.reader import Library
from lms.db.files import FileStore
from lms.errors import Conflict, Message, NotFound, Refused
from lms.events import CoursePublished, emit

NO_FOLDER = Message(
    "Tidak ada kursus “{course}” di folder courses.",
    "There is no course “{course}” in the folder courses.",
    "Periksa namanya, atau buat courses/{course}/course.md.",
    "Check its name, or make courses/{course}/course.md.",
)
BROKEN = Message(
    "Kursus “{course}” belum dapat terbit: {count} kesalahan.",
    "Course “{course}” cannot be published yet: {count} errors.",
    "Perbaiki yang ditunjukkan lms check; terbitan yang sekarang tetap berlaku.",
    "Mend what lms check shows; the release that stands stays as it is.",
)
CHANGED = Message(
    "Folder kursus berubah sejak dampaknya ditampilkan.",
    "The folder of the course changed since its impact was shown.",
    "Baca lagi dampaknya di bawah, lalu terbitkan.",
    "Read the impact below again, then publish.",
)
# What the rooms above know of who is under way; `flow` puts it into the sessions.
TOUCHED = "touched"
CountTouched = Callable[[Session, int], Touched]


@dataclass(frozen=True, slots=True)
class Working:
    """One course of the working folder; `draft` is None while it has an error."""

    slug: str
    course: Course | None
    draft: Draft | None
    findings: tuple[Finding, ...]
    present: bool = True

    @property
    def warnings(self) -> int:
        return len(self.findings) - self.errors

    @property
    def errors(self) -> int:
        return sum(finding.is_error for finding in self.findings)


def slugs(root: Path) -> list[str]:
    """Return the courses that the folder holds, by name."""
    return sorted(path.parent.name for path in (root / "courses").glob("*/course.md"))


def of(root: Path, slug: str) -> Working:
    """Read and check one course and the quizzes that it names; a folder may be gone."""
    if slug not in slugs(root):
        return Working(slug, None, None, (), present=False)
    return working(reader.read(root, [slug]), slug)


def working(library: Library, slug: str) -> Working:
    """Pick one course and what was found in it out of what was read."""
    course = next((course for course in library.courses if course.slug == slug), None)
    found = tuple(finding for finding in library.findings if belongs(finding, slug, course))
    if course is None or slug in library.broken or any(finding.is_error for finding in found):
        return Working(slug, course, None, found)
    return Working(slug, course, edition.draft(course, library.quizzes), found)


def belongs(finding: Finding, slug: str, course: Course | None) -> bool:
    """Tell whether a finding lies in a course's folder, in its quizzes' folder or in a quiz that it names."""
    if finding.path.startswith((f"courses/{slug}/", f"quizzes/{slug}/")):
        return True
    named = course.quizzes if course else ()
    return finding.path in {f"quizzes/{key}.md" for key in named}


def weigh(session: Session, made: Draft) -> Impact:
    """Say what publishing this draft would change."""
    slug = made.manifest["slug"]
    row = courses.row(session, slug)
    count = cast("CountTouched | None", session.info.get(TOUCHED))
    touched = count(session, row.id) if count and row is not None else None
    return impact.compare(releases.standing(session, slug), made, touched)


def publish(
    session: Session,
    root: Path,
    slug: str,
    files: FileStore,
    *,
    trainer: int | None,
    expected: str,
    by: int | None,
    at: datetime,
) -> Release:
    """Read the folder again and publish it, if it is still what was shown; `trainer` must have the course.

    The folder is read before the first statement: no other writer waits for the parser.
    """
    library = reader.read(root, [slug]) if slug in slugs(root) else None
    if trainer is not None:
        courses.assigned(session, slug, trainer)
    if library is None:
        raise NotFound(NO_FOLDER, "draft.no-folder", course=slug)
    return of_library(session, library, slug, files, expected=expected, root=root, by=by, at=at)


def of_library(
    session: Session,
    library: Library,
    slug: str,
    files: FileStore,
    *,
    by: int | None,
    at: datetime,
    expected: str = "",
    root: Path | None = None,
) -> Release:
    """Publish one course of what was read; broken content never replaces good content.

    `root` is where it was read from: whoever keeps the sources of releases finds them there.
    """
    found = working(library, slug)
    if found.course is None or found.draft is None:
        raise Refused(BROKEN, "draft.broken", course=slug, count=found.errors)
    if expected and found.draft.hash != expected:
        raise Conflict(CHANGED, "draft.changed")
    release = releases.publish(session, found.course, library.quizzes, files, by=by, at=at)
    if root is not None:
        quizzes = found.course.quizzes
        emit(session, CoursePublished(at, release.course_id, slug, release.id, root, quizzes))
    return release


def by_file(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Group findings by the file that they lie in."""
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(finding.path, []).append(finding)
    return grouped
