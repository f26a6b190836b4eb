"""The pages of a course in the preview: which there are, where they stand, what is wrong in their files."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, urlencode

from lms.catalogue import drafts
from lms.content.course import Course
from lms.content.findings import Finding
from lms.content.reader import Library
from lms.preview.addresses import Addresses, View

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

    @property
    def path(self) -> str:
        """The file that it is made of."""
        if self.quiz:
            return f"quizzes/{self.quiz}.md"
        return f"courses/{self.slug}/{self.module or 'course'}.md"


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the list of a course's pages, with the errors of its file."""

    leaf: Leaf
    title: str
    errors: int


def addresses(slug: str, sight: Sight) -> Addresses:
    """Return where the pages of a course stand in the frames of one sight."""
    base = f"{FRAMES}/{sight}/{slug}"
    return Addresses(
        module=lambda name: f"{base}/{MODULE}{quote(name)}",
        quiz=lambda key: f"{base}/{QUIZ}{quote(key)}",
        course=lambda: base,
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
    wrong = [finding.path for finding in found if finding.is_error]
    titles = dict(_pages(library, slug))
    lost = sorted({name for path in wrong if (name := _name(path, slug)) is not None} - titles.keys())
    leaves = [(Leaf(slug, name), title) for name, title in titles.items()]
    leaves += [(Leaf(slug, name), name) for name in lost]
    return [Entry(leaf, title, wrong.count(leaf.path)) for leaf, title in leaves]


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
    if plain == f"courses/{slug}/course":
        return ""
    return MODULE + plain.removeprefix(f"courses/{slug}/") if plain.startswith(f"courses/{slug}/") else None
