"""Checks of a whole library: what no single file can tell, and what makes good questions."""

from collections.abc import Callable, Iterable

from lms.content.checks import hours, items, links, readability, selftests, shelf
from lms.content.checks.shelf import Shelf
from lms.content.findings import Finding

FAMILIES: tuple[Callable[[Shelf], Iterable[Finding]], ...] = (
    shelf.check,
    links.check,
    hours.check,
    items.check,
    readability.check,
    selftests.check,
)


def all_of(given: Shelf) -> list[Finding]:
    return [finding for family in FAMILIES for finding in family(given)]
