"""What of a course is not translated, once something is: a note, for the base text is shown instead."""

from collections.abc import Iterator

from lms.content.checks.cards import CourseCard
from lms.content.checks.shelf import Shelf
from lms.content.findings import Finding
from lms.content.frontmatter import LANGUAGES
from lms.questions.problem import Severity


def check(shelf: Shelf) -> Iterator[Finding]:
    for course in shelf.courses:
        spoken = {
            *course.translations,
            *(one.language for part in course.modules for one in part.translations),
        }
        for language in sorted(spoken):
            missing = list(_missing(course, language))
            if missing:
                values: dict[str, str | int] = {
                    "language": LANGUAGES[language],
                    "count": len(missing),
                    "all": len(course.modules) + 1,
                    "names": ", ".join(missing),
                }
                yield Finding(course.path, 1, 1, "translation.missing", values, Severity.NOTICE)


def _missing(course: CourseCard, language: str) -> Iterator[str]:
    if language not in course.translations:
        yield f"course.{language}.md"
    for module in course.modules:
        if all(one.language != language for one in module.translations):
            yield f"{module.name}.{language}.md"
