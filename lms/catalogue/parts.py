"""Parts of a content folder that somebody names: a path, a course, a quiz; no database is needed."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from lms.content.findings import Finding
from lms.content.reader import COURSES, QUIZZES
from lms.errors import Message, NotFound, Refused

NO_SHELF = Message(
    "{path} tidak berada di folder courses atau quizzes.",
    "{path} does not lie in a folder courses or quizzes.",
    "Sebut folder yang memuat courses dan quizzes, satu kursus, atau satu berkas di dalamnya.",
    "Name the folder that holds courses and quizzes, a course, or a file in it.",
)
NOT_THERE = Message(
    "“{name}” tidak ada di sini, dan tidak ada di {root}.",
    "There is no “{name}” here, nor in {root}.",
    "Sebut nama kursus, kuis, atau berkasnya, misalnya courses/dasar-spbe.",
    "Name a course, a quiz or a file, such as courses/dasar-spbe.",
)
SHELVES = (COURSES, QUIZZES)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a shelf that somebody asks about: `prefix` is a path under the root, empty for all of it.

    To a whole course belong the quizzes in the folder of its name.
    """

    root: Path
    prefix: str

    def holds(self, finding: Finding) -> bool:
        prefixes = [self.prefix]
        if PurePosixPath(self.prefix).parent == PurePosixPath(COURSES):
            prefixes.append(f"{QUIZZES}/{PurePosixPath(self.prefix).name}")
        return any(not one or finding.path == one or finding.path.startswith(f"{one}/") for one in prefixes)

    def touches(self, path: str) -> bool:
        """Tell whether a course, named by its course.md, is this part or has it."""
        home = path.rpartition("/")[0]
        return (
            not self.prefix or f"{home}/".startswith(f"{self.prefix}/") or self.prefix.startswith(f"{home}/")
        )

    def course(self) -> "Part":
        """Return the course that it belongs to, with its quizzes; itself when it belongs to none."""
        parts = PurePosixPath(self.prefix).parts
        if len(parts) < 2 or not (self.root / COURSES / parts[1]).is_dir():
            return self
        return Part(self.root, f"{COURSES}/{parts[1]}")


def part(path: Path) -> Part:
    """Find the shelf that a path belongs to: the folder above `courses` or `quizzes`, or the path itself."""
    whole = path.resolve()
    if any((whole / shelf).is_dir() for shelf in SHELVES):
        return Part(whole, "")
    for folder in (whole, *whole.parents):
        if folder.name in SHELVES:
            return Part(folder.parent, whole.relative_to(folder.parent).as_posix())
    raise Refused(NO_SHELF, "draft.no-shelf", path=str(path))


def named(name: str, root: Path) -> Part:
    """Find what an author means: a path from here or from the shelf's folder, a course, a quiz."""
    places = (Path(name), root / name, root / COURSES / name, root / QUIZZES / f"{name}.md")
    found = next((path for path in places if path.exists()), None)
    if found is None:
        raise NotFound(NOT_THERE, "draft.not-there", name=name, root=str(root))
    return part(found)


def texts(root: Path) -> int:
    """Count the text files of a shelf."""
    return sum(1 for shelf in SHELVES for _file in (root / shelf).rglob("*.md"))


def near(root: Path) -> Path:
    """Return the shelf's folder as one writes it from where one stands, when it lies beneath."""
    whole, here = root.resolve(), Path.cwd()
    return whole.relative_to(here) if whole.is_relative_to(here) else root
