"""What stands between files: quizzes, exams, requirements and designs that a course names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from lms.content.checks.cards import CourseCard, QuizCard
from lms.content.findings import Finding
from lms.questions.problem import Severity


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything that was read. `slugs` and `keys` also name what could not be; `in_error` are its files."""

    courses: tuple[CourseCard, ...]
    quizzes: Mapping[str, QuizCard]
    slugs: frozenset[str]
    keys: frozenset[str]
    designs: frozenset[str]
    in_error: frozenset[str]

    def broken(self, findings: Iterable[Finding]) -> frozenset[str]:
        """Return the slugs of courses of which a file, or a quiz that they use, holds an error."""
        paths = {finding.path for finding in findings if finding.is_error}
        users = {f"quizzes/{key}.md": one.slug for one in self.courses for key in one.quizzes}
        inside = {path.split("/")[1] for path in paths if path.startswith("courses/") and path.count("/")}
        return frozenset(inside | {slug for path, slug in users.items() if path in paths})


def check(shelf: Shelf) -> Iterator[Finding]:
    circles = _circles(shelf.courses)
    for course in shelf.courses:
        if not _unread(shelf, course):
            yield from _hours(course)
        yield from _named(shelf, course)
        yield from _required(shelf, course)
        if course.slug in circles:
            yield at(course, "requires", "course.requires-cycle", path=" → ".join(circles[course.slug]))
    used = {key for course in shelf.courses for key in course.quizzes}
    unread = shelf.slugs - {course.slug for course in shelf.courses}
    for key in sorted(set(shelf.quizzes) - used):
        if key.split("/", maxsplit=1)[0] in unread:
            # Its course may well name it: one mistake is one finding.
            continue
        yield Finding(f"quizzes/{key}.md", 1, 1, "quiz.unused", {}, Severity.WARNING)


def at(course: CourseCard, key: str, code: str, /, **values: str | int) -> Finding:
    """Return an error at a key of course.md."""
    return Finding(course.path, *course.places.get(key, (1, 1)), code, values)


def _unread(shelf: Shelf, course: CourseCard) -> set[str]:
    """Return the module files of which nothing could be read: without them nothing adds up."""
    read = {course.path, *(module.path for module in course.modules)}
    home = f"courses/{course.slug}/"
    return {path for path in shelf.in_error - read if path.startswith(home) and path.endswith(".md")}


def _hours(course: CourseCard) -> Iterator[Finding]:
    if course.kind == "manual":
        for module in course.modules:
            if module.jp:
                yield Finding(module.path, *module.places["jp"], "course.manual-jp")
        for key in ("exam", "certificate"):
            if getattr(course, key):
                yield at(course, key, "course.manual-exam", key=key)
    if not course.modules:
        yield at(course, "title", "course.no-modules")
    elif course.kind != "manual" and (course.jp < 1 or course.jp != int(course.jp)):
        yield at(course, "title", "course.jp", total=str(course.jp).replace(".", ","))


def _named(shelf: Shelf, course: CourseCard) -> Iterator[Finding]:
    """Check the quizzes and the certificate's design."""
    uses = [(module.path, module.places.get("quiz", (1, 1)), module.quiz) for module in course.modules]
    uses.append((course.path, course.places.get("exam", (1, 1)), course.exam))
    for path, place, key in uses:
        if key and key not in shelf.keys:
            nearest = _nearest(key, shelf.keys)
            yield Finding(path, *place, "course.quiz-unknown", {"key": key, "nearest": nearest})
        elif key and f"quizzes/{key}.md" in shelf.in_error:
            yield Finding(path, *place, "course.quiz-broken", {"key": key})
    exam = shelf.quizzes.get(course.exam or "")
    if exam and exam.kind != "exam":
        yield at(course, "exam", "course.exam-kind", key=exam.key, kind=exam.kind)
    if course.certificate and course.certificate not in shelf.designs:
        yield at(course, "certificate", "course.certificate-unknown", name=course.certificate)


def _required(shelf: Shelf, course: CourseCard) -> Iterator[Finding]:
    for slug in course.requires:
        if slug not in shelf.slugs:
            nearest = _nearest(slug, shelf.slugs - {course.slug})
            yield at(course, "requires", "course.requires-unknown", slug=slug, nearest=nearest)


def _nearest(name: str, names: Iterable[str]) -> str:
    return next(iter(get_close_matches(name, sorted(names), 1, 0)), name)


def _circles(courses: tuple[CourseCard, ...]) -> dict[str, list[str]]:
    """Return, for each course that in the end requires itself, the way around."""
    requires = {course.slug: course.requires for course in courses}
    return {slug: way for slug in requires if (way := _way_back(slug, requires))}


def _way_back(start: str, requires: Mapping[str, tuple[str, ...]]) -> list[str] | None:
    """Search breadth first: the shortest way from a course back to itself."""
    ways, seen = [[start]], {start}
    while ways:
        way = ways.pop(0)
        for following in requires.get(way[-1], ()):
            if following == start:
                return [*way, start]
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return None
