"""What a content folder holds, once it has been read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lms.content.course import Course
from lms.content.findings import Finding
from lms.content.quiz import Quiz


@dataclass(frozen=True, slots=True)
class Library:
    """What could be read, and everything that was found; `broken` names courses not to be published."""

    courses: tuple[Course, ...] = ()
    quizzes: Mapping[str, Quiz] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    broken: frozenset[str] = frozenset()


def narrowed(library: Library, only: Sequence[str]) -> Library:
    """Keep the courses and quizzes asked for, and the quizzes that these courses use."""
    asked = [PurePosixPath(name.strip("/").removesuffix(".md")) for name in only]

    def wanted(path: str) -> bool:
        plain = PurePosixPath(path.removesuffix(".md"))
        inner = PurePosixPath(*plain.parts[1:])
        return any(plain.is_relative_to(one) or inner.is_relative_to(one) for one in asked)

    courses = tuple(one for one in library.courses if wanted(f"courses/{one.slug}/course"))
    used = {key for one in courses for key in one.quizzes}
    quizzes = {key: one for key, one in library.quizzes.items() if key in used or wanted(f"quizzes/{key}")}
    # A quiz that could not be read is named by its course all the same, and is what keeps it back.
    paths = {f"quizzes/{key}.md" for key in used | quizzes.keys()}
    findings = tuple(one for one in library.findings if one.path in paths or wanted(one.path))
    return Library(courses, quizzes, findings, library.broken & {one.slug for one in courses})
