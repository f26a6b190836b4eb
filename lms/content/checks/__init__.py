"""Checks beyond reading: what makes good modules and questions, and what no single file can tell."""

from collections.abc import Callable, Iterable

from lms.content.checks import hours, items, links, readability, selftests, shelf, translations
from lms.content.checks.shelf import Shelf
from lms.content.course import Course, CourseTranslation, Module
from lms.content.findings import Finding
from lms.content.quiz import Quiz

OF_MODULE: tuple[Callable[[Module], Iterable[Finding]], ...] = (hours.check, readability.of_module)
OF_QUIZ: tuple[Callable[[Quiz], Iterable[Finding]], ...] = (items.check, selftests.check)
OF_SHELF: tuple[Callable[[Shelf], Iterable[Finding]], ...] = (
    shelf.check,
    links.check,
    readability.of_prompts,
    translations.check,
)


def of_file(made: Course | CourseTranslation | Module | Quiz) -> list[Finding]:
    """Check what one file tells alone: its findings may be kept with it."""
    if isinstance(made, Module):
        return [finding for family in OF_MODULE for finding in family(made)]
    if isinstance(made, Quiz):
        return [finding for family in OF_QUIZ for finding in family(made)]
    return []


def of_shelf(given: Shelf) -> list[Finding]:
    return [finding for family in OF_SHELF for finding in family(given)]
