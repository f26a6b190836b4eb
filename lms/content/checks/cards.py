"""What a shelf must know of each file: a card as in a library's drawer, small enough to be kept on disk."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from lms.bahasa import readability
from lms.bahasa.readability import Measure
from lms.content.course import Course, CourseTranslation, Module
from lms.content.markdown.document import Link
from lms.content.quiz import Quiz
from lms.questions.text import plain

Places = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class ModuleCard:
    """`anchors` are the ids of its headings; `words` and `minutes` are those of all that is read."""

    name: str
    path: str
    title: str
    jp: Decimal
    quiz: str | None
    places: Places
    anchors: tuple[str, ...]
    links: tuple[Link, ...]
    words: int
    minutes: int
    measure: Measure
    language: str = "id"
    levels: tuple[int, ...] = ()
    translations: tuple["ModuleCard", ...] = ()


@dataclass(frozen=True, slots=True)
class CourseCard:
    slug: str
    path: str
    kind: str
    language: str
    requires: tuple[str, ...]
    certificate: str | None
    exam: str | None
    places: Places
    modules: tuple[ModuleCard, ...] = ()
    extras: tuple[str, ...] = ()
    translations: tuple[str, ...] = ()

    @property
    def jp(self) -> Decimal:
        return sum((module.jp for module in self.modules), Decimal(0))

    @property
    def required(self) -> tuple[str, ...]:
        keys = [module.quiz for module in self.modules if module.quiz] + ([self.exam] if self.exam else [])
        return tuple(dict.fromkeys(keys))

    @property
    def quizzes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([*self.required, *self.extras]))


@dataclass(frozen=True, slots=True)
class Prompt:
    line: int
    measure: Measure


@dataclass(frozen=True, slots=True)
class QuizCard:
    key: str
    path: str
    kind: str
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True)
class TranslationCard:
    """course.md in another language."""

    path: str
    language: str


Card = CourseCard | ModuleCard | QuizCard | TranslationCard


def of(made: Course | CourseTranslation | Module | Quiz) -> Card:
    """Write the card of one file."""
    if isinstance(made, CourseTranslation):
        return TranslationCard(made.span.path, made.language)
    if isinstance(made, Quiz):
        return QuizCard(made.key, made.span.path, made.kind, tuple(_prompts(made)))
    if isinstance(made, Course):
        return CourseCard(
            made.slug,
            made.span.path,
            made.kind,
            made.language,
            made.requires,
            made.certificate,
            made.exam,
            made.places,
        )
    return ModuleCard(
        made.name,
        made.span.path,
        made.title,
        made.jp,
        made.quiz,
        made.places,
        tuple(entry.id for entry in made.toc),
        made.links,
        made.words,
        made.minutes,
        made.measure,
        made.language,
        tuple(entry.level for entry in made.toc),
    )


def _prompts(quiz: Quiz) -> list[Prompt]:
    return [
        Prompt(one.span.line, readability.measured([plain(one.prompt)]))
        for one in quiz.questions
        if one.kind != "scenario"
    ]
