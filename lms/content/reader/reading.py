"""Reads a content folder: each course with its modules, each quiz, then what stands between them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from lms.content import checks, course, frontmatter, quiz
from lms.content.checks.shelf import Shelf
from lms.content.course import Course, Module
from lms.content.findings import Finding, Findings, in_order
from lms.content.markdown.assets import Asset
from lms.content.markdown.document import Setting
from lms.content.quiz import Quiz
from lms.content.reader import files
from lms.content.reader.files import Folder
from lms.content.reader.library import Library, narrowed
from lms.content.reader.listing import COURSES, QUIZZES, Beside, Listing
from lms.content.reader.memory import Kept, Memory, print_of, state
from lms.content.source import Source

# The least that a quiz says of itself.
BARE = "---\ntitle: Kuis\nkind: practice\n---\n"
# Kinds of quiz that a course offers without being named by it, in the order in which learners meet them.
OFFERED = ("pretest", "practice", "scenario", "survey")
Made = TypeVar("Made", Course, Module, Quiz)


def read(
    root: Path,
    only: Sequence[str] | None = None,
    *,
    told: Callable[[Path], object] | None = None,
    memory: Memory | None = None,
    beside: Beside = Beside(),  # noqa: B008 # frozen
) -> Library:
    """Read courses/ and quizzes/ under `root`; never raises for what an author wrote.

    `only` names courses (`dasar-spbe`), quizzes (`dasar-spbe/konsep`) or paths of either; everything is
    still read, for courses name each other, but only what belongs to these is returned. `told` is
    called with each text file as it is read, for whoever shows how far the reading is. `memory` spares
    the reading of what has not changed, `beside` names what exists though it is not in this folder.
    """
    library = _Reading(root, told, memory).library(beside)
    return library if only is None else narrowed(library, only)


def quiz_file(file: Path) -> tuple[Quiz | None, tuple[Finding, ...]]:
    """Read one quiz file wherever it lies; beside a course in a content folder it finds that one's pictures.

    A file whose front matter is wrong is read all the same, as practice: its questions are what is asked for.
    """
    file = file.absolute()
    home = next((folder for folder in file.parents if folder.name == QUIZZES), file.parent)
    reading = _Reading(home.parent if home.name == QUIZZES else home)
    made = reading.lone_quiz(file, home)
    # What is wrong with its course's pictures is not asked.
    return made, in_order(one for one in reading.found if one.path.endswith(".md"))


@dataclass(frozen=True, slots=True)
class _Place:
    """What the reading of a text depends on besides the text."""

    folder: Folder
    names: tuple[str, ...] = ()
    language: str = "id"

    def setting(self, source: Source, notes: Findings) -> Setting:
        refused = frozenset(self.folder.refused)
        return Setting(source, notes, self.language, self.folder.assets, self.names, "", refused)


class _Reading:
    def __init__(
        self, root: Path, told: Callable[[Path], object] | None = None, memory: Memory | None = None
    ) -> None:
        self.root = root
        self.told = told
        self.memory = memory
        self.found: list[Finding] = []
        self.listing = Listing(root, self.found)
        self.folders: dict[str, Folder] = {}
        self.texts: dict[str, str] = {}

    def library(self, beside: Beside) -> Library:
        slugs = self.listing.slugs()
        courses = tuple(one for slug in slugs if (one := self._course(slug)))
        keys = self.listing.quizzes()
        read_quizzes = {key: self._quiz(key, file) for key, file in keys.items()}
        quizzes = {key: made for key, made in read_quizzes.items() if made}
        named = {key for one in courses for key in one.required}
        courses = tuple(
            replace(one, assets=self._kept_assets(one.slug), extras=_extras(one.slug, quizzes, named))
            for one in courses
        )
        shelf = Shelf(
            courses,
            quizzes,
            beside.slugs.union(slugs),
            beside.keys.union(keys),
            beside.designs | self.listing.designs(),
            frozenset(finding.path for finding in self.found if finding.is_error),
        )
        self.found += checks.all_of(shelf)
        findings = in_order(self._with_excerpts())
        return Library(courses, quizzes, findings, shelf.broken(findings))

    def _with_excerpts(self) -> Iterable[Finding]:
        sources: dict[str, Source] = {}
        for finding in self.found:
            path = finding.path
            if path in self.texts and path not in sources:
                sources[path] = Source.of(path, self.texts[path])
            yield replace(finding, excerpt=sources[path].line(finding.line)[:200] if path in sources else "")

    def _course(self, slug: str) -> Course | None:
        home = self.root / COURSES / slug
        folder = self.folders[slug] = files.folder(home, self.listing)
        names = self.listing.modules(slug)
        made = self._made(
            home / "course.md", home, _Place(folder, names), lambda given: course.read(given, slug)
        )
        language = made.language if made else "id"
        modules = [self._module(home, name, names, language) for name in names]
        return replace(made, modules=tuple(one for one in modules if one)) if made else None

    def _module(self, home: Path, name: str, names: tuple[str, ...], language: str) -> Module | None:
        place = _Place(self.folders[home.name], names, language)

        def make(given: Setting) -> Module | None:
            return course.read_module(given, name)

        return self._made(home / f"{name}.md", home, place, make)

    def _quiz(self, key: str, file: Path) -> Quiz | None:
        """Read a quiz; its pictures are those of the course that its folder is named after."""
        folder = self.folders.get(key.split("/", maxsplit=1)[0], Folder())
        return self._made(file, self.root / QUIZZES, _Place(folder), lambda given: quiz.read(given, key))

    def lone_quiz(self, file: Path, home: Path) -> Quiz | None:
        slug = file.relative_to(home).parts[0]
        under = self.root / COURSES / slug if home.name == QUIZZES else home
        place = _Place(files.folder(under, self.listing))
        key = file.relative_to(home).with_suffix("").as_posix()
        made = self._made(file, home, place, lambda given: quiz.read(given, key))
        path = self.listing.path(file)
        if made is None and path in self.texts:
            # What is wrong with its questions has been said already.
            unheard = Findings(path)
            body = frontmatter.split(Source.of(path, self.texts[path]), unheard).body
            made = quiz.read(place.setting(Source.of(path, BARE + body), unheard), key)
        return made

    def _made(
        self, file: Path, home: Path, place: "_Place", make: Callable[[Setting], Made | None]
    ) -> Made | None:
        """Make of a file what it holds, or remember what was made of it."""
        path = self.listing.path(file)
        text = files.text(file, home, Findings(path, self.found))
        if self.told:
            self.told(file)
        if text is None:
            return None
        self.texts[path] = text
        key = (path, print_of(text), place.names, place.language)
        kept = self.memory.recall(key, place.folder) if self.memory else None
        if kept is None:
            setting = place.setting(Source.of(path, text), Findings(path))
            made = make(setting)
            states = {one: state(place.folder, one) for one in setting.used}
            kept = Kept(made, tuple(setting.findings.found), states, len(text))
            if self.memory:
                self.memory.keep(key, kept)
        self.found += kept.findings
        place.folder.used |= kept.assets.keys()
        # The path is part of the key, and says which of the three a file holds.
        return kept.made  # type: ignore[return-value]

    def _kept_assets(self, slug: str) -> tuple[Asset, ...]:
        """Return the assets that a module or a quiz uses; the others are named as unused."""
        folder = self.folders[slug]
        for path in sorted(set(folder.assets) - folder.used):
            Findings(f"{COURSES}/{slug}/{path}", self.found).warning("asset.unused")
        return tuple(asset for path, asset in sorted(folder.assets.items()) if path in folder.used)


def _extras(slug: str, quizzes: Mapping[str, Quiz], named: set[str]) -> tuple[str, ...]:
    """Return the quizzes of a course's folder that are offered although no module needs them."""
    mine = [one for key, one in quizzes.items() if key.startswith(f"{slug}/") and key not in named]
    offered = [one for one in mine if one.kind in OFFERED]
    return tuple(one.key for one in sorted(offered, key=lambda one: (OFFERED.index(one.kind), one.key)))
