"""Courses and their modules."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from lms.bahasa.readability import Measure
from lms.content import frontmatter
from lms.content.frontmatter import CourseMatter, ModuleMatter
from lms.content.markdown import renderer
from lms.content.markdown.assets import Asset
from lms.content.markdown.document import Document, Link, Setting, TocEntry
from lms.content.source import Span

# What an adult reads carefully in a minute; each picture, formula or self-check takes half a minute more.
WORDS_A_MINUTE = 180


@dataclass(frozen=True, slots=True)
class Module:
    """`name` is the file's without .md; `minutes` is the time it takes to read, not its credit hours."""

    name: str
    title: str
    jp: Decimal
    outcomes: tuple[str, ...]
    quiz: str | None
    cites: tuple[str, ...]
    html: str
    toc: tuple[TocEntry, ...]
    sections: tuple[str, ...]
    words: int
    minutes: int
    language: str
    links: tuple[Link, ...]
    measure: Measure
    span: Span
    places: Mapping[str, tuple[int, int]]
    translations: tuple["Module", ...] = ()


@dataclass(frozen=True, slots=True)
class CourseTranslation:
    """What course.en.md says: the title and the introduction in another language."""

    language: str
    title: str
    intro_html: str
    span: Span


@dataclass(frozen=True, slots=True)
class Course:
    """`exam` and a module's `quiz` are keys of quizzes; `requires` are slugs of courses.

    `extras` are the quizzes of its folder that are offered without being required.
    """

    slug: str
    title: str
    field: str
    kind: str
    level: int
    competencies: tuple[str, ...]
    trainers: tuple[str, ...]
    requires: tuple[str, ...]
    certificate: str | None
    exam: str | None
    addresses: tuple[str, ...]
    valid: str | None
    language: str
    intro_html: str
    modules: tuple[Module, ...]
    assets: tuple[Asset, ...]
    span: Span
    places: Mapping[str, tuple[int, int]]
    extras: tuple[str, ...] = ()
    translations: tuple[CourseTranslation, ...] = ()

    @property
    def jp(self) -> Decimal:
        return sum((module.jp for module in self.modules), Decimal(0))

    @property
    def minutes(self) -> int:
        return sum(module.minutes for module in self.modules)

    @property
    def quizzes(self) -> tuple[str, ...]:
        """Every quiz it uses: those required in the order in which learners meet them, then the others."""
        return tuple(dict.fromkeys([*self.required, *self.extras]))

    @property
    def required(self) -> tuple[str, ...]:
        """The quizzes of its modules and its exam, without which it is not complete."""
        keys = [module.quiz for module in self.modules if module.quiz] + ([self.exam] if self.exam else [])
        return tuple(dict.fromkeys(keys))


def read(setting: Setting, slug: str) -> Course | None:
    """Read course.md; its modules and assets are added by who has read them."""
    matter = frontmatter.split(setting.source, setting.findings)
    front = frontmatter.checked(matter, CourseMatter, setting.findings)
    if front:
        setting = replace(setting, language=front.language)
    document = renderer.render(setting, matter.body, matter.body_line)
    if front is None:
        return None
    return Course(
        slug=slug,
        intro_html=document.html,
        modules=(),
        assets=(),
        span=Span(setting.source.path, 1),
        places=matter.places,
        **{name: getattr(front, name) for name in CourseMatter.model_fields},
    )


def read_module(setting: Setting, name: str) -> Module | None:
    matter = frontmatter.split(setting.source, setting.findings)
    front = frontmatter.checked(matter, ModuleMatter, setting.findings)
    document = renderer.render(replace(setting, module=name), matter.body, matter.body_line)
    return None if front is None else made(front, document, setting, name, matter.places)


def made(
    front: ModuleMatter,
    document: Document,
    setting: Setting,
    name: str,
    places: Mapping[str, tuple[int, int]],
) -> Module:
    """Put together a module from what its front matter says and what its text became."""
    return Module(
        name=name,
        title=front.title,
        jp=front.jp,
        outcomes=front.outcomes,
        quiz=front.quiz,
        cites=front.cites,
        html=document.html,
        toc=document.toc,
        sections=tuple(entry.id for entry in document.toc if entry.level == 2),
        words=document.words,
        minutes=_minutes(document),
        language=setting.language,
        links=document.links,
        measure=document.measure,
        span=Span(setting.source.path, 1),
        places=places,
    )


def _minutes(document: Document) -> int:
    return max(1, -(-(document.words * 2 + document.pauses * WORDS_A_MINUTE) // (2 * WORDS_A_MINUTE)))
