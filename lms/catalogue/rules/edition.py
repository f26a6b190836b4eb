"""What a release holds: the manifest of a course, made from what was read, and read back as an Edition."""

import dataclasses
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from lms.content import canonical
from lms.content.course import Course, Module
from lms.content.quiz import Quiz

Json = Mapping[str, Any]
# 52 bits: exact also where numbers are floating point, as in JSON read by a browser.
ID_DIGITS = 13


@dataclass(frozen=True, slots=True)
class Translation:
    """A module in another language; its text is in the content under `hash`, of the same form."""

    hash: str
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class CourseTranslation:
    """What a course says of itself in another language."""

    title: str
    intro: str


@dataclass(frozen=True, slots=True)
class EditionModule:
    """One module's line in the manifest; the text is in the content under `hash`.

    `language` is empty while it is the course's; `translations` are by language.
    """

    name: str
    hash: str
    title: str
    jp: Decimal
    minutes: int
    quiz: str | None
    translations: Mapping[str, Translation] = dataclasses.field(default_factory=dict)
    language: str = ""

    def in_language(self, language: str) -> "EditionModule":
        """Return the module as it is read in a language; itself where it is not translated."""
        found = self.translations.get(language)
        if found is None:
            return self
        return replace(self, hash=found.hash, title=found.title, minutes=found.minutes, language=language)


@dataclass(frozen=True, slots=True)
class EditionExtra:
    """A quiz that is offered beside the path and not required: a pre-test, practice, a scenario, a survey."""

    key: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class EditionAsset:
    """A picture, sound or download; `path` is where it lies in the course's folder."""

    path: str
    sha256: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Edition:
    """A release as every page reads it: immutable, shared by all threads."""

    id: int
    course_id: int
    slug: str
    number: int
    title: str
    field: str
    kind: str
    level: int
    jp: Decimal
    minutes: int
    intro: str
    language: str
    competencies: tuple[str, ...]
    trainers: tuple[str, ...]
    requires: tuple[str, ...]
    addresses: tuple[str, ...]
    certificate: str | None
    exam: str | None
    valid: str | None
    modules: tuple[EditionModule, ...]
    quizzes: Mapping[str, str]
    assets: tuple[EditionAsset, ...]
    published_at: datetime
    extras: tuple[EditionExtra, ...] = ()
    translations: Mapping[str, CourseTranslation] = dataclasses.field(default_factory=dict)
    written_in: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language that something of it can be read in, the one that it was written in first."""
        own = self.written_in or self.language
        others = {*self.translations, *(key for module in self.modules for key in module.translations)}
        return own, *sorted(others - {own})

    def in_language(self, language: str) -> "Edition":
        """Return the edition as it is read in a language: what is not translated stays as it was written."""
        own = self.language
        if language == own or language not in self.languages:
            return self
        modules = tuple(replace(module, language=own).in_language(language) for module in self.modules)
        said = self.translations.get(language) or CourseTranslation(self.title, self.intro)
        chosen = language if language in self.translations else own
        return replace(
            self, modules=modules, title=said.title, intro=said.intro, language=chosen, written_in=own
        )

    def module(self, name: str) -> EditionModule | None:
        return next((module for module in self.modules if module.name == name), None)


@dataclass(frozen=True, slots=True)
class Draft:
    """A course made ready to be released: its manifest, and every body that it names, by hash."""

    manifest: Json
    hash: str
    bodies: Mapping[str, tuple[str, Json]]

    def count(self, kind: str) -> int:
        return sum(1 for one, _body in self.bodies.values() if one == kind)


def draft(course: Course, quizzes: Mapping[str, Quiz]) -> Draft:
    """Make the manifest of a course and the canonical form of all that it names."""
    bodies: dict[str, tuple[str, Json]] = {}

    def keep(kind: str, body: Json) -> str:
        sha256 = canonical.digest(body)
        bodies[sha256] = (kind, body)
        return sha256

    manifest: dict[str, Any] = {
        **canonical.course(course),
        "modules": [
            {
                "name": module.name,
                "hash": keep("module", canonical.module(module)),
                "title": module.title,
                "jp": str(module.jp),
                "minutes": module.minutes,
                "quiz": module.quiz,
                **_translations(module, keep),
            }
            for module in course.modules
        ],
        "quizzes": {key: keep("quiz", canonical.quiz(quizzes[key])) for key in course.quizzes},
    }
    if course.extras:
        # Only then: the hash of a course without any stays what it was.
        manifest["extras"] = [
            {"key": key, "title": quizzes[key].title, "kind": quizzes[key].kind} for key in course.extras
        ]
    for key in course.quizzes:
        for question in _questions(quizzes[key]):
            keep("question", question)
    # As it will come back from the database: lists, not tuples.
    stored = json.loads(json.dumps(manifest))
    return Draft(stored, canonical.digest(stored), bodies)


def _translations(module: Module, keep: Callable[[str, Json], str]) -> dict[str, Any]:
    """Name the translations of a module, only if it has any: else its line stays what it was."""
    lines = {
        one.language: {
            "hash": keep("module", canonical.module(one)),
            "title": one.title,
            "minutes": one.minutes,
        }
        for one in module.translations
    }
    return {"translations": lines} if lines else {}


def identity(course_id: int, number: int, at: datetime, sha256: str, slug: str) -> int:
    """Return a release's id: the head of a hash over all that makes it."""
    text = json.dumps([course_id, number, at.isoformat(), sha256, slug])
    return int(hashlib.sha256(text.encode()).hexdigest()[:ID_DIGITS], 16)


def read(manifest: Json, *, id: int, course_id: int, number: int, published_at: datetime) -> Edition:  # noqa: A002 # Edition's name for it
    """Read a manifest back."""
    return Edition(
        id=id,
        course_id=course_id,
        number=number,
        published_at=published_at,
        slug=manifest["slug"],
        title=manifest["title"],
        field=manifest["field"],
        kind=manifest["kind"],
        level=manifest["level"],
        jp=Decimal(manifest["jp"]),
        minutes=manifest["minutes"],
        intro=manifest["intro"],
        language=manifest["language"],
        competencies=tuple(manifest["competencies"]),
        trainers=tuple(manifest["trainers"]),
        requires=tuple(manifest["requires"]),
        addresses=tuple(manifest["addresses"]),
        certificate=manifest["certificate"],
        exam=manifest["exam"],
        valid=manifest["valid"],
        modules=tuple(_module(line) for line in manifest["modules"]),
        quizzes=MappingProxyType(dict(manifest["quizzes"])),
        assets=tuple(EditionAsset(**asset) for asset in manifest["assets"]),
        extras=tuple(EditionExtra(**extra) for extra in manifest.get("extras", ())),
        translations=_by_language(manifest, CourseTranslation),
    )


def _module(line: Json) -> EditionModule:
    values = {**line, "jp": Decimal(line["jp"]), "translations": _by_language(line, Translation)}
    return EditionModule(**values)


def _by_language(line: Json, make: Callable[..., Any]) -> Mapping[str, Any]:
    """Read the translations that a line of the manifest names."""
    found = line.get("translations", {})
    return MappingProxyType({key: make(**one) for key, one in found.items()})


def _questions(quiz: Quiz) -> Iterator[Json]:
    for pool in quiz.pools:
        for question in pool.questions:
            yield canonical.question(question)
