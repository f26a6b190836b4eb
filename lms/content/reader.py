"""The one door to the disk: a content folder becomes a library, and findings about what is wrong in it."""

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from lms.content import checks, course, frontmatter, quiz
from lms.content.checks.shelf import Shelf
from lms.content.course import Course, Module
from lms.content.findings import Finding, Findings, in_order
from lms.content.frontmatter import SLUG
from lms.content.markdown import assets
from lms.content.markdown.assets import Asset
from lms.content.markdown.document import Setting
from lms.content.quiz import Quiz
from lms.content.source import Source

LARGEST = 512 * 1024
COURSES, QUIZZES, CERTIFICATES = "courses", "quizzes", "certificates"
# The least that a quiz says of itself.
BARE = "---\ntitle: Kuis\nkind: practice\n---\n"
# Kinds of quiz that a course offers without being named by it, in the order in which learners meet them.
OFFERED = ("pretest", "practice", "scenario", "survey")
# Notes to people who look at the folder; no content.
APART = frozenset({"course.md", "README.md"})


@dataclass(frozen=True, slots=True)
class Library:
    """What could be read, and everything that was found; `broken` names courses not to be published."""

    courses: tuple[Course, ...] = ()
    quizzes: Mapping[str, Quiz] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    broken: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Folder:
    """A course's assets, read once for its modules and its quizzes."""

    assets: dict[str, Asset] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)


def read(
    root: Path, only: Sequence[str] | None = None, *, told: Callable[[Path], object] | None = None
) -> Library:
    """Read courses/ and quizzes/ under `root`; never raises for what an author wrote.

    `only` names courses (`dasar-spbe`), quizzes (`dasar-spbe/konsep`) or paths of either; everything is
    still read, for courses name each other, but only what belongs to these is returned. `told` is
    called with each text file as it is read, for whoever shows how far the reading is.
    """
    library = _Reading(root, told).library()
    return library if only is None else _narrowed(library, [_asked(name) for name in only])


def quiz_file(file: Path) -> tuple[Quiz | None, tuple[Finding, ...]]:
    """Read one quiz file wherever it lies; beside a course in a content folder it finds that one's pictures.

    A file whose front matter is wrong is read all the same, as practice: its questions are what is asked for.
    """
    file = file.absolute()
    home = next((folder for folder in file.parents if folder.name == QUIZZES), file.parent)
    reading = _Reading(home.parent if home.name == QUIZZES else home, None)
    made = reading.lone_quiz(file, home)
    # What is wrong with its course's pictures is not asked.
    return made, in_order(one for one in reading.found if one.path.endswith(".md"))


class _Reading:
    def __init__(self, root: Path, told: Callable[[Path], object] | None) -> None:
        self.root = root
        self.told = told
        self.found: list[Finding] = []
        self.folders: dict[str, _Folder] = {}
        self.sources: dict[str, Source] = {}

    def library(self) -> Library:
        slugs = self._slugs()
        courses = tuple(one for slug in slugs if (one := self._course(slug)))
        keys = self._quiz_files()
        read_quizzes = {key: self._quiz(key, file) for key, file in keys.items()}
        quizzes = {key: made for key, made in read_quizzes.items() if made}
        named = {key for one in courses for key in one.required}
        courses = tuple(
            replace(one, assets=self._kept_assets(one.slug), extras=_extras(one.slug, quizzes, named))
            for one in courses
        )
        designs = frozenset(path.name for path in _listed(self.root / CERTIFICATES) if path.is_dir())
        shelf = Shelf(courses, quizzes, frozenset(slugs), frozenset(keys), designs, self._files_in_error())
        self.found += checks.all_of(shelf)
        findings = in_order(self._with_excerpt(finding) for finding in self.found)
        return Library(courses, quizzes, findings, shelf.broken(findings))

    def _notes(self, path: str) -> Findings:
        return Findings(path, self.found)

    def _files_in_error(self) -> frozenset[str]:
        return frozenset(finding.path for finding in self.found if finding.is_error)

    def _with_excerpt(self, finding: Finding) -> Finding:
        source = self.sources.get(finding.path)
        return replace(finding, excerpt=source.line(finding.line)[:200] if source else "")

    def _slugs(self) -> list[str]:
        """Return the folders of courses/ that may be courses."""
        slugs = []
        for folder in _listed(self.root / COURSES):
            if not folder.is_dir():
                continue
            notes = self._notes(f"{COURSES}/{_shown(folder.name)}")
            if not re.fullmatch(SLUG, folder.name):
                notes.error("file.name", name=_shown(folder.name), example="dasar-spbe")
            elif not (folder / "course.md").exists():
                notes.error("course.no-file")
            else:
                slugs.append(folder.name)
        return slugs

    def _course(self, slug: str) -> Course | None:
        folder = self.root / COURSES / slug
        shelf = self.folders[slug] = self._folder(folder)
        files = [file for file in _listed(folder) if file.suffix == ".md" and file.name not in APART]
        names = tuple(file.stem for file in files if self._named_well(file))
        setting = self._setting(folder / "course.md", folder, shelf, names)
        made = course.read(setting, slug) if setting else None
        language = made.language if made else "id"
        modules: list[Module] = []
        for name in names:
            inner = self._setting(folder / f"{name}.md", folder, shelf, names)
            module = course.read_module(replace(inner, language=language), name) if inner else None
            if module:
                modules.append(module)
        return replace(made, modules=tuple(modules)) if made else None

    def _named_well(self, file: Path) -> bool:
        good = re.fullmatch(SLUG, file.stem) is not None
        if not good:
            self._misnamed(file, "01-pendahuluan.md")
        return good

    def _misnamed(self, file: Path, example: str) -> None:
        self._notes(self._path(file)).error("file.name", name=_shown(file.name), example=example)

    def _quiz_files(self) -> dict[str, Path]:
        keys: dict[str, Path] = {}
        for file in _walked(self.root / QUIZZES):
            parts = file.relative_to(self.root / QUIZZES).with_suffix("").parts
            if file.suffix != ".md" or file.name == "README.md":
                continue
            if all(re.fullmatch(SLUG, part) for part in parts):
                keys["/".join(parts)] = file
            else:
                self._misnamed(file, "ujian-akhir.md")
        return keys

    def _quiz(self, key: str, file: Path) -> Quiz | None:
        """Read a quiz; its pictures are those of the course that its folder is named after."""
        slug = key.split("/", maxsplit=1)[0]
        shelf = self.folders.get(slug, _Folder())
        setting = self._setting(file, self.root / QUIZZES, shelf, ())
        return quiz.read(setting, key) if setting else None

    def lone_quiz(self, file: Path, home: Path) -> Quiz | None:
        slug = file.relative_to(home).parts[0]
        shelf = self._folder(self.root / COURSES / slug) if home.name == QUIZZES else self._folder(home)
        setting = self._setting(file, home, shelf, ())
        if setting is None:
            return None
        key = file.relative_to(home).with_suffix("").as_posix()
        made = quiz.read(setting, key)
        if made is None:
            # What is wrong with its questions has been said already.
            unheard = Findings(setting.source.path)
            body = frontmatter.split(setting.source, unheard).body
            source = Source.of(setting.source.path, BARE + body)
            made = quiz.read(replace(setting, source=source, findings=unheard), key)
        return made

    def _setting(self, file: Path, home: Path, shelf: _Folder, names: tuple[str, ...]) -> Setting | None:
        notes = self._notes(self._path(file))
        text = self._text(file, home, notes)
        if self.told:
            self.told(file)
        if text is None:
            return None
        source = self.sources[notes.path] = Source.of(notes.path, text)
        return Setting(source, notes, "id", shelf.assets, names, "", frozenset(shelf.refused), shelf.used)

    def _text(self, file: Path, home: Path, notes: Findings) -> str | None:
        try:
            if not file.resolve().is_relative_to(home.resolve()):
                notes.error("file.outside", name=_shown(file.name))
                return None
            size = file.stat().st_size
            if size > LARGEST:
                notes.error("file.too-large", size=-(-size // 1024), most=LARGEST // 1024)
                return None
            return file.read_bytes().decode()
        except UnicodeDecodeError:
            notes.error("file.encoding")
        except (OSError, RuntimeError):
            notes.error("file.unreadable")
        return None

    def _folder(self, folder: Path) -> _Folder:
        made = _Folder()
        for file in _walked(folder / "assets"):
            path = file.relative_to(folder).as_posix()
            asset = self._asset(file, folder, path)
            if asset:
                made.assets[path] = asset
            else:
                made.refused.add(path)
        return made

    def _asset(self, file: Path, folder: Path, path: str) -> Asset | None:
        notes = self._notes(self._path(file))
        try:
            if not file.resolve().is_relative_to(folder.resolve()):
                notes.error("file.outside", name=_shown(path))
                return None
            sort = assets.sort_of(_shown(path), file.stat().st_size, notes)
            if sort is None:
                return None
            data = file.read_bytes()
            if not assets.sound(_shown(path), data, sort, notes):
                return None
            return Asset(path, hashlib.sha256(data).hexdigest(), sort.media_type, len(data), file)
        except (OSError, RuntimeError):
            notes.error("file.unreadable")
            return None

    def _kept_assets(self, slug: str) -> tuple[Asset, ...]:
        """Return the assets that a module or a quiz uses; the others are named as unused."""
        shelf = self.folders[slug]
        for path in sorted(set(shelf.assets) - shelf.used):
            self._notes(f"{COURSES}/{slug}/{path}").warning("asset.unused")
        return tuple(asset for path, asset in sorted(shelf.assets.items()) if path in shelf.used)

    def _path(self, file: Path) -> str:
        return _shown(file.relative_to(self.root).as_posix())


def _listed(folder: Path) -> list[Path]:
    """Return what a folder holds in order of name; hidden files are nobody's."""
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith((".", "_")))
    except OSError:
        return []


def _walked(folder: Path) -> Iterable[Path]:
    """Yield the files beneath, folders in order; links to folders are not followed."""
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            yield Path(base) / name


def _shown(name: str) -> str:
    """Write a file name that is no UTF-8 so that it can be printed."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\n", "�")


def _extras(slug: str, quizzes: Mapping[str, Quiz], named: set[str]) -> tuple[str, ...]:
    """Return the quizzes of a course's folder that are offered although no module needs them."""
    mine = [one for key, one in quizzes.items() if key.startswith(f"{slug}/") and key not in named]
    offered = [one for one in mine if one.kind in OFFERED]
    return tuple(one.key for one in sorted(offered, key=lambda one: (OFFERED.index(one.kind), one.key)))


def _asked(name: str) -> PurePosixPath:
    return PurePosixPath(name.strip("/").removesuffix(".md"))


def _narrowed(library: Library, asked: Sequence[PurePosixPath]) -> Library:
    """Keep the courses and quizzes asked for, and the quizzes that these courses use."""

    def wanted(path: str) -> bool:
        plain = PurePosixPath(path.removesuffix(".md"))
        inner = PurePosixPath(*plain.parts[1:])
        return any(plain.is_relative_to(one) or inner.is_relative_to(one) for one in asked)

    courses = tuple(one for one in library.courses if wanted(f"courses/{one.slug}/course"))
    used = {key for one in courses for key in one.quizzes}
    quizzes = {key: one for key, one in library.quizzes.items() if key in used or wanted(f"quizzes/{key}")}
    # A quiz that could not be read is named by its course all the same, and is what keeps it back.
    paths = {f"quizzes/{key}.md" for key in used | quizzes.keys()}
    findings = tuple(one for one in library.findings if one.path in paths or wanted(one.path))
    return Library(courses, quizzes, findings, library.broken & {one.slug for one in courses})
