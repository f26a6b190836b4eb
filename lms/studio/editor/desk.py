"""What lies on a trainer's desk: the files of a course in order, and what is to be mended in each."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from lms.content.findings import Finding
from lms.content.reader import Library
from lms.studio.copies import File

COURSE, MODULE, QUIZ, PICTURE = "course", "module", "quiz", "picture"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file as the tree shows it; `name` is how its folder calls it."""

    path: str
    sort: str
    title: str
    name: str
    size: int
    errors: int = 0
    warnings: int = 0


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files of a course by sort, in the order in which learners meet them."""

    course: tuple[Entry, ...]
    modules: tuple[Entry, ...]
    quizzes: tuple[Entry, ...]
    pictures: tuple[Entry, ...]

    @property
    def texts(self) -> tuple[Entry, ...]:
        return (*self.course, *self.modules, *self.quizzes)

    def entry(self, path: str) -> Entry | None:
        return next((one for one in (*self.texts, *self.pictures) if one.path == path), None)


def sort_of(path: str) -> str:
    if path.startswith("quizzes/"):
        return QUIZ
    if "/assets/" in path:
        return PICTURE
    return COURSE if path.endswith("/course.md") else MODULE


def shelf(files: Sequence[File], library: Library, slug: str, findings: Iterable[Finding]) -> Shelf:
    """Arrange the files; titles come from what was read of them, as far as it could be read."""
    titles = _titles(library, slug)
    counted = Counter((one.path, one.is_error) for one in findings)
    entries = [_entry(one, titles, counted) for one in files]
    by_sort = {
        sort: tuple(one for one in sorted(entries, key=lambda one: one.path) if one.sort == sort)
        for sort in (COURSE, MODULE, QUIZ, PICTURE)
    }
    return Shelf(by_sort[COURSE], by_sort[MODULE], by_sort[QUIZ], by_sort[PICTURE])


def told(findings: Iterable[Finding], path: str, language: str) -> list[dict[str, Any]]:
    """Return what is to be mended in one file, as the page shows it and the editor marks it."""
    return [
        {
            "line": one.line,
            "column": one.column,
            "error": one.is_error,
            "code": one.code,
            "text": one.text(language),
            "remedy": one.remedy(language),
        }
        for one in findings
        if one.path == path
    ]


def counts(shelf: Shelf) -> dict[str, list[int]]:
    """Return errors and warnings by path, for a tree that is open already."""
    return {one.path: [one.errors, one.warnings] for one in (*shelf.texts, *shelf.pictures)}


def _titles(library: Library, slug: str) -> dict[str, str]:
    titles = {f"quizzes/{key}.md": quiz.title for key, quiz in library.quizzes.items()}
    for course in library.courses:
        if course.slug == slug:
            titles[f"courses/{slug}/course.md"] = course.title
            titles |= {f"courses/{slug}/{module.name}.md": module.title for module in course.modules}
    return titles


def _entry(one: File, titles: Mapping[str, str], counted: Counter[tuple[str, bool]]) -> Entry:
    sort, name = sort_of(one.path), PurePosixPath(one.path).name
    errors, warnings = counted[one.path, True], counted[one.path, False]
    return Entry(one.path, sort, titles.get(one.path) or name, name, one.size, errors, warnings)
