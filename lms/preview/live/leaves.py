"""The pages of a course in the preview: which there are, where they stand, what is wrong in their files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, urlencode

from lms.catalogue import drafts
from lms.content.course import Course
from lms.content.findings import Finding
from lms.content.reader import Library
from lms.preview.addresses import Addresses, View
from lms.web.i18n import ASKED

MODULE, QUIZ = "modul/", "kuis/"
FRAMES, DESK, FILES = "/bingkai", "/kursus", "berkas"


class Sight(StrEnum):
    """How views are called in addresses."""

    LEARNER = "peserta"
    TRAINER = "pengajar"
    PRINTED = "cetak"

    @property
    def view(self) -> View:
        return View[self.name]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a course, named as in its address: empty, `modul/<name>` or `kuis/<key>`."""

    slug: str
    name: str

    @property
    def module(self) -> str:
        return self.name.removeprefix(MODULE) if self.name.startswith(MODULE) else ""

    @property
    def quiz(self) -> str:
        return self.name.removeprefix(QUIZ) if self.name.startswith(QUIZ) else ""

    def made_of(self, path: str) -> bool:
        """Tell whether a file is this page's, in whatever language."""
        return _name(path, self.slug) == self.name


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the list of a course, with the errors of its file; one that is not `made` cannot be shown."""

    leaf: Leaf
    title: str
    errors: int
    made: bool


def addresses(slug: str, sight: Sight, language: str = "") -> Addresses:
    """Return where the pages of a course stand in the frames of one sight; a language is taken along."""
    base = f"{FRAMES}/{sight}/{slug}"
    wish = f"?{urlencode({ASKED: language})}" if language else ""
    return Addresses(
        module=lambda name: f"{base}/{MODULE}{quote(name)}{wish}",
        quiz=lambda key: f"{base}/{QUIZ}{quote(key)}{wish}",
        course=lambda: f"{base}{wish}",
        asset=lambda path: f"{base}/{FILES}/{quote(path)}",
    )


def framed(leaf: Leaf, sight: Sight) -> str:
    """Return the address of a page in its frame."""
    base = f"{FRAMES}/{sight}/{leaf.slug}"
    return f"{base}/{quote(leaf.name)}" if leaf.name else base


def on_desk(leaf: Leaf, sight: Sight = Sight.LEARNER) -> str:
    """Return the address of the desk that shows a page."""
    asked = {"halaman": leaf.name, "tampilan": "" if sight is Sight.LEARNER else str(sight)}
    query = urlencode({name: value for name, value in asked.items() if value}, safe="/")
    return f"{DESK}/{leaf.slug}" + (f"?{query}" if query else "")


def course_of(library: Library, slug: str) -> Course | None:
    return next((course for course in library.courses if course.slug == slug), None)


def entries(library: Library, slug: str, found: list[Finding]) -> list[Entry]:
    """Return the pages of a course in the order in which learners meet them, broken ones at their end."""
    wrong = [_name(finding.path, slug) for finding in found if finding.is_error]
    made = dict(_pages(library, slug))
    titles = made | {name: name for name in wrong if name is not None and name not in made}
    return [Entry(Leaf(slug, name), title, wrong.count(name), name in made) for name, title in titles.items()]


def lost(library: Library) -> list[str]:
    """Return the files of which no page can be made as they are now."""
    read = {module.span.path for course in library.courses for module in course.modules}
    read |= {course.span.path for course in library.courses}
    read |= {quiz.span.path for quiz in library.quizzes.values()}
    return sorted({one.path for one in library.findings if one.is_error and one.path.endswith(".md")} - read)


def findings(library: Library, slug: str) -> list[Finding]:
    """Return what was found in a course and the quizzes that it uses."""
    course = course_of(library, slug)
    return [finding for finding in library.findings if drafts.belongs(finding, slug, course)]


def leaf_of(finding: Finding, slug: str) -> Leaf | None:
    """Return the page that a finding is about; None when it is a picture, say."""
    name = _name(finding.path, slug)
    return None if name is None else Leaf(slug, name)


def _pages(library: Library, slug: str) -> Iterator[tuple[str, str]]:
    course = course_of(library, slug)
    yield "", course.title if course else slug
    if course is None:
        return
    for module in course.modules:
        yield MODULE + module.name, module.title
    own = [key for key in library.quizzes if key.startswith(f"{slug}/")]
    for key in dict.fromkeys([*course.quizzes, *own]):
        if key in library.quizzes:
            yield QUIZ + key, library.quizzes[key].title


def _name(path: str, slug: str) -> str | None:
    """Return the page that a file makes."""
    if not path.endswith(".md"):
        return None
    plain = path.removesuffix(".md")
    if plain.startswith("quizzes/"):
        return QUIZ + plain.removeprefix("quizzes/")
    # A translation, `01-x.en.md`, is the same page.
    plain = re.sub(r"\.[a-z]{2}$", "", plain)
    if plain == f"courses/{slug}/course":
        return ""
    return MODULE + plain.removeprefix(f"courses/{slug}/") if plain.startswith(f"courses/{slug}/") else None
