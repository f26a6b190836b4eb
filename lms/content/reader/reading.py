"""Reads a content folder: each course with its modules and quizzes, then what stands between them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lms.content import checks, course, quiz, translations
from lms.content.checks import cards
from lms.content.checks.cards import CourseCard, ModuleCard, QuizCard
from lms.content.checks.shelf import Shelf
from lms.content.course import Course, CourseTranslation, Module
from lms.content.findings import Finding, Findings, excerpt, in_order
from lms.content.markdown.document import Setting
from lms.content.quiz import Quiz
from lms.content.reader import files
from lms.content.reader.files import Folder
from lms.content.reader.library import Library
from lms.content.reader.listing import COURSES, QUIZZES, Beside, Listing
from lms.content.reader.memory import Kept, Key, Memory, print_of, state
from lms.content.source import Source
from lms.content.translations import Base

# Kinds of quiz that a course offers without being named by it, in the order in which learners meet them.
OFFERED = ("pretest", "practice", "scenario", "survey")
Made = Course | CourseTranslation | Module | Quiz
Make = Callable[[Setting], Made | None]


@dataclass(frozen=True, slots=True)
class Place:
    """What the reading of a text depends on besides the text."""

    folder: Folder
    names: tuple[str, ...] = ()
    language: str = "id"
    base: Base | None = None

    @property
    def told(self) -> tuple[str, ...]:
        """Name what the text is read against: the modules it may link to, the text that it translates."""
        if self.base is None:
            return self.names
        return *self.names, print_of(self.base.text), repr(self.base.headings)

    def setting(self, source: Source, notes: Findings) -> Setting:
        refused = frozenset(self.folder.refused)
        return Setting(source, notes, self.language, self.folder.assets, self.names, "", refused)


class Reading:
    """One pass over a folder; `whole` keeps what was made of each file, else the cards are enough."""

    def __init__(
        self,
        root: Path,
        told: Callable[[Path], object] | None = None,
        memory: Memory | None = None,
        *,
        whole: bool = True,
    ) -> None:
        self.root = root
        self.told = told
        self.memory = memory
        self.whole = whole
        self.found: list[Finding] = []
        self.listing = Listing(root, self.found)
        self.folders: dict[str, Folder] = {}
        self.texts: dict[str, str] = {}
        self.made: dict[str, Made] = {}
        self.courses: dict[str, CourseCard] = {}
        self.quizzes: dict[str, QuizCard] = {}

    def course(self, slug: str, keys: Mapping[str, Path]) -> None:
        """Read a course, its modules and the quizzes of its name, which `keys` are."""
        home = self.root / COURSES / slug
        folder = self.folders[slug] = files.folder(
            home, self.listing, self.memory.judge if self.memory else None
        )
        names = self.listing.modules(slug)
        card = self._read(
            home / "course.md", home, Place(folder, names), lambda given: course.read(given, slug)
        )
        language = card.language if isinstance(card, CourseCard) else "id"
        others = self.listing.translations(slug, names, language)
        modules = [
            self._module(home, name, Place(folder, names, language), others.get(name, {})) for name in names
        ]
        if isinstance(card, CourseCard):
            self._course_translations(card, home, Place(folder, names), others.get("course", {}))
            self.courses[slug] = replace(
                card,
                modules=tuple(one for one in modules if one),
                translations=tuple(others.get("course", {})),
            )
        for key, file in keys.items():
            self.quiz(key, file, folder)

    def quiz(self, key: str, file: Path, folder: Folder) -> None:
        """Read a quiz; its pictures are those of the course that its folder is named after."""
        card = self._read(file, self.root / QUIZZES, Place(folder), lambda given: quiz.read(given, key))
        if isinstance(card, QuizCard):
            self.quizzes[key] = card

    def shelf(self, beside: Beside, keys: Mapping[str, Path], slugs: Iterable[str]) -> Shelf:
        """Put the cards together, when every file has been read; note what the whole of them shows."""
        named = {key for one in self.courses.values() for key in one.required}
        offered = _offered(self.quizzes[key] for key in self.quizzes.keys() - named)
        for slug in self.courses:
            self._note_unused(slug)
        shelf = Shelf(
            tuple(replace(one, extras=tuple(offered.get(one.slug, ()))) for one in self.courses.values()),
            dict(sorted(self.quizzes.items())),
            beside.slugs.union(slugs),
            beside.keys.union(keys),
            beside.designs | self.listing.designs(),
            frozenset(finding.path for finding in self.found if finding.is_error),
        )
        self.found += checks.of_shelf(shelf)
        return shelf

    def findings(self) -> tuple[Finding, ...]:
        return in_order(self._with_excerpts())

    def library(self, shelf: Shelf) -> Library:
        """Put together what was made; the reading must be whole."""
        findings = self.findings()
        courses = tuple(whole for card in shelf.courses if (whole := self._whole(card)))
        quizzes = {
            key: made for key, card in shelf.quizzes.items() if isinstance(made := self.made[card.path], Quiz)
        }
        return Library(courses, quizzes, findings, shelf.broken(findings))

    def _whole(self, card: CourseCard) -> Course | None:
        made = self.made[card.path]
        modules = tuple(one for part in card.modules if (one := self._whole_module(part)))
        paths = (card.path.removesuffix("md") + f"{language}.md" for language in card.translations)
        others = tuple(said for path in paths if isinstance(said := self.made.get(path), CourseTranslation))
        folder = self.folders[card.slug]
        kept = tuple(asset for path, asset in sorted(folder.assets.items()) if path in folder.used)
        if not isinstance(made, Course):
            return None
        return replace(made, modules=modules, assets=kept, extras=card.extras, translations=others)

    def _whole_module(self, card: ModuleCard) -> Module | None:
        made = self.made[card.path]
        if not isinstance(made, Module):
            return None
        others = (self.made[part.path] for part in card.translations)
        return replace(made, translations=tuple(one for one in others if isinstance(one, Module)))

    def _module(self, home: Path, name: str, place: Place, others: Mapping[str, Path]) -> ModuleCard | None:
        """Read a module, and what it is in other languages."""
        card = self._read(home / f"{name}.md", home, place, lambda given: course.read_module(given, name))
        if not isinstance(card, ModuleCard):
            return None
        base = Base(self.texts[card.path], tuple(zip(card.levels, card.anchors, strict=True)))
        read = [
            self._read(
                file,
                home,
                replace(place, language=language, base=base),
                lambda given: translations.read_module(given, name, base),
            )
            for language, file in others.items()
        ]
        return replace(card, translations=tuple(one for one in read if isinstance(one, ModuleCard)))

    def _course_translations(
        self, card: CourseCard, home: Path, place: Place, others: Mapping[str, Path]
    ) -> None:
        base = Base(self.texts[card.path])
        for language, file in others.items():
            there = replace(place, language=language, base=base)
            self._read(file, home, there, lambda given: translations.read_course(given, base))

    def _read(self, file: Path, home: Path, place: Place, make: Make) -> cards.Card | None:
        """Make of a file what it holds, or remember what was made of it."""
        path = self.listing.path(file)
        text = files.text(file, home, Findings(path, self.found))
        if self.told:
            self.told(file)
        if text is None:
            return None
        self.texts[path] = text
        key = Key(path, print_of(text), place.told, place.language)
        kept = self.memory.recall(key, place.folder, whole=self.whole) if self.memory else None
        if kept is None:
            kept = made_of(text, path, place, make)
            kept = kept if self.whole else replace(kept, made=None)
            if self.memory:
                self.memory.keep(key, kept)
        self.found += kept.findings
        place.folder.used |= kept.assets.keys()
        if kept.made is not None:
            self.made[path] = kept.made
        return kept.card

    def _with_excerpts(self) -> Iterator[Finding]:
        sources: dict[str, Source] = {}
        for finding in self.found:
            path = finding.path
            if path in self.texts and path not in sources:
                sources[path] = Source.of(path, self.texts[path])
            line = sources[path].line(finding.line) if path in sources else ""
            yield replace(finding, excerpt=excerpt(line, finding.column))

    def _note_unused(self, slug: str) -> None:
        folder = self.folders[slug]
        for path in sorted(set(folder.assets) - folder.used):
            Findings(f"{COURSES}/{slug}/{path}", self.found).warning("asset.unused")


def made_of(text: str, path: str, place: Place, make: Make) -> Kept:
    """Read one text and check what it tells alone."""
    setting = place.setting(Source.of(path, text), Findings(path))
    made = make(setting)
    # A translation has the hours of its base, and is written in another language's sentences.
    told = [] if made is None or place.base else checks.of_file(made)
    found = [*setting.findings.found, *told]
    states = {one: state(place.folder, one) for one in sorted(setting.used)}
    return Kept(made, cards.of(made) if made else None, tuple(found), states, len(text))


def _offered(quizzes: Iterable[QuizCard]) -> dict[str, list[str]]:
    """Return, by course, the quizzes of its folder that are offered although no module needs them."""
    found: dict[str, list[str]] = {}
    chosen = [one for one in quizzes if one.kind in OFFERED]
    for one in sorted(chosen, key=lambda one: (OFFERED.index(one.kind), one.key)):
        found.setdefault(one.key.split("/", maxsplit=1)[0], []).append(one.key)
    return found
