"""The names in a content folder: courses, their modules, quizzes, designs; no file is opened."""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lms.content.findings import Finding, Findings, shortened
from lms.content.frontmatter import LANGUAGES, SLUG

COURSES, QUIZZES, CERTIFICATES = "courses", "quizzes", "certificates"
# Notes to people who look at the folder; no content.
APART = frozenset({"course.md", "README.md"})
# A module or course.md in another language: 01-x.en.md.
TRANSLATION = re.compile(r"([^.]+)\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)")


@dataclass(frozen=True, slots=True)
class Beside:
    """Names that exist elsewhere: a folder that holds one course is not told that others are unknown."""

    slugs: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    designs: frozenset[str] = frozenset()


def beside(root: Path) -> Beside:
    """Return what a content folder offers to courses that are read elsewhere."""
    names = Listing(root, [])
    return Beside(frozenset(names.slugs()), frozenset(names.quizzes()), names.designs())


class Listing:
    """Lists one content folder; names that cannot be content are put into `found`."""

    def __init__(self, root: Path, found: list[Finding]) -> None:
        self.root = root
        self.found = found

    def path(self, file: Path) -> str:
        """Return the path under the root as it is shown."""
        return shown(file.relative_to(self.root).as_posix())

    def slugs(self) -> list[str]:
        """Return the folders of courses/ that may be courses."""
        slugs = []
        for folder in _listed(self.root / COURSES):
            if not folder.is_dir():
                continue
            if not re.fullmatch(SLUG, folder.name):
                self._misnamed(folder, "dasar-spbe")
            elif not (folder / "course.md").exists():
                Findings(self.path(folder), self.found).error("course.no-file")
            else:
                slugs.append(folder.name)
        return slugs

    def modules(self, slug: str) -> tuple[str, ...]:
        """Return the names of a course's modules, in their order; translations are not among them."""
        return tuple(
            file.stem
            for file in self._texts(slug)
            if file.name not in APART and not TRANSLATION.fullmatch(file.stem) and self._module(file)
        )

    def translations(self, slug: str, names: Iterable[str], language: str) -> dict[str, dict[str, Path]]:
        """Return the translations of course.md (under `course`) and of the modules named, by language."""
        found: dict[str, dict[str, Path]] = {}
        bases = {*names, "course"}
        for file in self._texts(slug):
            parts = TRANSLATION.fullmatch(file.stem)
            if parts is None or parts[1] == "README":
                continue
            name, tag = parts.groups()
            notes = Findings(self.path(file), self.found)
            if tag not in LANGUAGES:
                notes.error("translation.language", tag=shortened(tag, 20), known=", ".join(LANGUAGES))
            elif name not in bases:
                notes.error("translation.no-base", base=shown(f"{name}.md"))
            elif tag == language:
                notes.error("translation.own-language", tag=tag)
            else:
                found.setdefault(name, {})[tag] = file
        return found

    def quizzes(self) -> dict[str, Path]:
        """Return the quiz files by their keys."""
        keys: dict[str, Path] = {}
        for file in walked(self.root / QUIZZES):
            parts = file.relative_to(self.root / QUIZZES).with_suffix("").parts
            if file.suffix != ".md" or file.name == "README.md":
                continue
            if all(re.fullmatch(SLUG, part) for part in parts):
                keys["/".join(parts)] = file
            else:
                self._misnamed(file, "ujian-akhir.md")
        return keys

    def designs(self) -> frozenset[str]:
        return frozenset(path.name for path in _listed(self.root / CERTIFICATES) if path.is_dir())

    def _texts(self, slug: str) -> list[Path]:
        return [file for file in _listed(self.root / COURSES / slug) if file.suffix == ".md"]

    def _module(self, file: Path) -> bool:
        good = re.fullmatch(SLUG, file.stem) is not None
        if not good:
            self._misnamed(file, "01-pendahuluan.md")
        return good

    def _misnamed(self, file: Path, example: str) -> None:
        Findings(self.path(file), self.found).error("file.name", name=shown(file.name), example=example)


def walked(folder: Path) -> Iterable[Path]:
    """Yield the files beneath, folders in order; links to folders are not followed."""
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            yield Path(base) / name


def shown(name: str) -> str:
    """Write a file name that is no UTF-8 so that it can be printed."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\n", "�")


def _listed(folder: Path) -> list[Path]:
    """Return what a folder holds in order of name; hidden files are nobody's."""
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith((".", "_")))
    except OSError:
        return []
