"""Texts in another language: `01-x.en.md` beside `01-x.md`, `course.en.md` beside `course.md`.

A translation gives the words; hours, quiz, laws and the addresses of headings are those of the base.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

from lms.content import course, frontmatter
from lms.content.course import CourseTranslation, Module
from lms.content.findings import Findings, shortened
from lms.content.frontmatter import CourseMatter, Front, Matter, ModuleMatter, Text, Texts
from lms.content.markdown import renderer
from lms.content.markdown.document import Setting, TocEntry
from lms.content.source import Source, Span

MARK = "translates"
DIGITS = 12
FINGERPRINT = f"[0-9a-f]{{{DIGITS}}}"
# Figures alone are a number to an editor.
PRINTED = {"type": ["string", "number"], "pattern": f"^{FINGERPRINT}$"}
WORDS = frozenset({"title", "outcomes", MARK})


class CourseWords(Front):
    """What course.en.md may say."""

    title: Text
    translates: Annotated[str, Field(pattern=rf"^{FINGERPRINT}\z"), WithJsonSchema(PRINTED)] | None = None


class ModuleWords(CourseWords):
    outcomes: Texts = ()


@dataclass(frozen=True, slots=True)
class Base:
    """What is translated: its text, and the level and the id of each of its headings."""

    text: str
    headings: tuple[tuple[int, str], ...] = ()

    @property
    def matter(self) -> Matter:
        return frontmatter.split(Source.of("", self.text), Findings(""))

    @property
    def fingerprint(self) -> str:
        """Return the print of what a translator translates; hours and quizzes are not part of it."""
        matter = self.matter
        words = [matter.values.get("title"), matter.values.get("outcomes"), matter.body.strip()]
        return hashlib.sha256(repr(words).encode()).hexdigest()[:DIGITS]


def read_module(setting: Setting, name: str, base: Base) -> Module | None:
    """Read a module's translation; None when it, or what it translates, cannot be read."""
    found = setting.findings
    matter = frontmatter.split(setting.source, found)
    kept = frontmatter.checked(base.matter, ModuleMatter, Findings(""))
    front = frontmatter.checked(_own(matter, base.matter, ModuleMatter, found), ModuleWords, found)
    setting = replace(setting, module=name, headings=base.headings)
    document = renderer.render(setting, matter.body, matter.body_line)
    if front is None or kept is None:
        return None
    _headings(document.toc, base, found)
    if len(front.outcomes) != len(kept.outcomes):
        found.notice("translation.outcomes", 1, count=len(front.outcomes), base=len(kept.outcomes))
    _age(front.translates, matter, base, found)
    return course.made(
        kept.model_copy(update={"title": front.title, "outcomes": front.outcomes}),
        document,
        setting,
        name,
        matter.places,
    )


def read_course(setting: Setting, base: Base) -> CourseTranslation | None:
    """Read the title and the introduction of a course in another language."""
    matter = frontmatter.split(setting.source, setting.findings)
    own = _own(matter, base.matter, CourseMatter, setting.findings)
    front = frontmatter.checked(own, CourseWords, setting.findings)
    document = renderer.render(setting, matter.body, matter.body_line)
    if front is None:
        return None
    _age(front.translates, matter, base, setting.findings)
    return CourseTranslation(setting.language, front.title, document.html, Span(setting.source.path, 1))


def marked(text: str, base: str) -> str:
    """Return a translation that says which text it translates, if it did not yet."""
    matter = frontmatter.split(Source.of("", text), Findings(""))
    if not matter.readable or MARK in matter.places or "title" not in matter.places:
        return text
    lines = text.splitlines(keepends=True)
    end = lines[0][len(lines[0].rstrip("\r\n")) :]
    lines.insert(1, f"{MARK}: {Base(base).fingerprint}{end}")
    return "".join(lines)


def _own(matter: Matter, base: Matter, model: type[Front], findings: Findings) -> Matter:
    """Take out what is the base's to say; what says otherwise is an error."""
    theirs = model.model_fields.keys() - WORDS
    for key in theirs & matter.values.keys():
        if not _same(matter.values[key], base.values.get(key)):
            shown = shortened(base.values.get(key, "–"))
            findings.error("translation.contradicts", *matter.places[key], key=key, base=shown)
    kept: Mapping[str, Any] = {key: value for key, value in matter.values.items() if key not in theirs}
    return replace(matter, values=kept)


def _same(one: object, other: object) -> bool:
    """Compare as front matter does: a single text is a list of one."""
    return _listed(one) == _listed(other)


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _headings(toc: tuple[TocEntry, ...], base: Base, findings: Findings) -> None:
    """Compare the headings, by which links and reading places find their way, in order."""
    for entry, (level, name) in zip(toc, base.headings, strict=False):
        if entry.level != level or entry.id != name:
            findings.warning("translation.heading", 1, title=shortened(entry.title), anchor=name)
            return
    if len(toc) != len(base.headings):
        findings.warning("translation.headings", 1, count=len(toc), base=len(base.headings))


def _age(mark: str | None, matter: Matter, base: Base, findings: Findings) -> None:
    if mark is None:
        findings.notice("translation.unmarked", 1)
    elif mark != base.fingerprint:
        findings.notice("translation.stale", *matter.places[MARK])
