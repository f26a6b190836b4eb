"""The one door to the disk: a content folder becomes a library, and findings about what is wrong in it."""

import hashlib
import mimetypes
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from lms.content import course, quiz
from lms.content.course import Course, Module
from lms.content.findings import Finding, Findings, in_order
from lms.content.markdown.assets import Asset
from lms.content.markdown.document import Setting
from lms.content.quiz import Quiz
from lms.content.source import Source

LARGEST_TEXT = 512 * 1024


@dataclass(frozen=True, slots=True)
class Library:
    """What could be read without an error, and everything that was found; `broken` slugs are not published."""

    courses: tuple[Course, ...] = ()
    quizzes: Mapping[str, Quiz] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    broken: frozenset[str] = frozenset()


def read(root: Path, only: Sequence[str] | None = None) -> Library:
    """Read courses/ and quizzes/ under `root`; never raises for what an author wrote.

    `only` names courses (`dasar-spbe`), quizzes (`dasar-spbe/konsep`) or paths of either.
    """
    findings: list[Finding] = []
    quizzes: dict[str, Quiz] = {}
    courses: list[Course] = []
    for folder in sorted(one for one in (root / "courses").glob("*/") if one.is_dir()):
        found = _course(root, folder, findings)
        if found:
            courses.append(found)
    for file in sorted((root / "quizzes").rglob("*.md")):
        key = file.relative_to(root / "quizzes").with_suffix("").as_posix()
        setting = _setting(root, file, findings)
        one = quiz.read(setting, key) if setting else None
        findings += setting.findings.found if setting else []
        if one:
            quizzes[key] = one
    return Library(tuple(courses), quizzes, in_order(findings))


def _setting(root: Path, file: Path, findings: list[Finding]) -> Setting | None:
    path = file.relative_to(root).as_posix()
    notes = Findings(path)
    try:
        text = file.read_bytes().decode()
    except UnicodeDecodeError:
        notes.error("file.encoding")
        findings += notes.found
        return None
    return Setting(Source.of(path, text), notes)


def _course(root: Path, folder: Path, findings: list[Finding]) -> Course | None:
    setting = _setting(root, folder / "course.md", findings)
    if setting is None:
        return None
    read_course = course.read(setting, folder.name)
    findings += setting.findings.found
    if read_course is None:
        return None
    modules: list[Module] = []
    for file in sorted(folder.glob("*.md")):
        if file.name in {"course.md", "README.md"}:
            continue
        inner = _setting(root, file, findings)
        module = course.read_module(inner, file.stem) if inner else None
        findings += inner.findings.found if inner else []
        if module:
            modules.append(module)
    assets = tuple(_assets(folder))
    return replace(read_course, modules=tuple(modules), assets=assets)


def _assets(folder: Path) -> Iterator[Asset]:
    for base, _, names in os.walk(folder / "assets"):
        for name in sorted(names):
            file = Path(base) / name
            data = file.read_bytes()
            media = mimetypes.guess_type(name)[0] or "application/octet-stream"
            yield Asset(
                file.relative_to(folder).as_posix(), hashlib.sha256(data).hexdigest(), media, len(data), file
            )
