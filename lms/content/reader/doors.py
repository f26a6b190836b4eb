"""The ways in: a library to publish or to show, findings to tell an author, one quiz by itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lms.content import frontmatter, quiz
from lms.content.checks.cards import CourseCard
from lms.content.findings import Finding, Findings, in_order
from lms.content.quiz import Quiz
from lms.content.reader import files, halves
from lms.content.reader.files import Folder
from lms.content.reader.library import Library, narrowed
from lms.content.reader.listing import COURSES, QUIZZES, Beside
from lms.content.reader.memory import Memory
from lms.content.reader.reading import Place, Reading, made_of
from lms.content.source import Source

# The least that a quiz says of itself.
BARE = "---\ntitle: Kuis\nkind: practice\n---\n"
Told = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a folder, and the cards of its courses."""

    findings: tuple[Finding, ...]
    courses: tuple[CourseCard, ...]


def read(
    root: Path,
    only: Sequence[str] | None = None,
    *,
    told: Told | None = None,
    memory: Memory | None = None,
    beside: Beside = Beside(),  # noqa: B008 # frozen
) -> Library:
    """Read courses/ and quizzes/ under `root`; never raises for what an author wrote.

    `only` names courses (`dasar-spbe`), quizzes (`dasar-spbe/konsep`) or paths of either; everything is
    still read, for courses name each other, but only what belongs to these is returned. `told` is
    called with each text file as it is read, for whoever shows how far the reading is. `memory` spares
    the reading of what has not changed, `beside` names what exists though it is not in this folder.
    """
    reading = Reading(root, told, memory)
    slugs, keys = reading.listing.slugs(), reading.listing.quizzes()
    mine = _by_course(keys)
    for slug in slugs:
        reading.course(slug, mine.pop(slug, {}))
    _without_course(reading, mine)
    library = reading.library(reading.shelf(beside, keys, slugs))
    return library if only is None else narrowed(library, only)


def check(
    root: Path,
    *,
    told: Told | None = None,
    memory: Memory | None = None,
    beside: Beside = Beside(),  # noqa: B008 # frozen
) -> Checked:
    """Find what `read` finds without keeping what is made: a large folder is checked on two processors.

    `memory` with a path is brought up to date on disk.
    """
    memory = memory or Memory(cards=True)
    reading = Reading(root, told, memory, whole=False)
    slugs, keys = reading.listing.slugs(), reading.listing.quizzes()
    mine = _by_course(keys)
    with halves.ahead(root, [(slug, mine.pop(slug, {})) for slug in slugs], memory) as (first, second):
        for slug, quizzes in first:
            reading.course(slug, quizzes)
        for slug, quizzes in second.joined():
            reading.course(slug, quizzes)
    _without_course(reading, mine)
    shelf = reading.shelf(beside, keys, slugs)
    memory.save()
    return Checked(reading.findings(), shelf.courses)


def quiz_file(file: Path) -> tuple[Quiz | None, tuple[Finding, ...]]:
    """Read one quiz file wherever it lies; beside a course in a content folder it finds that one's pictures.

    A file whose front matter is wrong is read all the same, as practice: its questions are what is asked for.
    """
    file = file.absolute()
    home = next((folder for folder in file.parents if folder.name == QUIZZES), file.parent)
    reading = Reading(home.parent if home.name == QUIZZES else home)
    made = _lone(reading, file, home)
    # What is wrong with its course's pictures is not asked.
    return made, in_order(one for one in reading.found if one.path.endswith(".md"))


def _lone(reading: Reading, file: Path, home: Path) -> Quiz | None:
    under = reading.root / COURSES / file.relative_to(home).parts[0] if home.name == QUIZZES else home
    place = Place(files.folder(under, reading.listing))
    key = file.relative_to(home).with_suffix("").as_posix()
    path = reading.listing.path(file)
    text = files.text(file, home, Findings(path, reading.found))
    if text is None:
        return None
    kept = made_of(text, path, place, lambda given: quiz.read(given, key))
    reading.found += kept.findings
    if kept.made is None:
        # What is wrong with its questions has been said already.
        unheard = Findings(path)
        body = frontmatter.split(Source.of(path, text), unheard).body
        return quiz.read(place.setting(Source.of(path, BARE + body), unheard), key)
    return kept.made if isinstance(kept.made, Quiz) else None


def _by_course(keys: Mapping[str, Path]) -> dict[str, dict[str, Path]]:
    found: dict[str, dict[str, Path]] = {}
    for key, file in keys.items():
        found.setdefault(key.split("/", maxsplit=1)[0], {})[key] = file
    return found


def _without_course(reading: Reading, rest: Mapping[str, Mapping[str, Path]]) -> None:
    for quizzes in rest.values():
        for key, file in quizzes.items():
            reading.quiz(key, file, Folder())
