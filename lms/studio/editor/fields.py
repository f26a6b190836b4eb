"""The front matter as a small form: which fields a file has, what they hold, what somebody changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from werkzeug.datastructures import MultiDict

from lms.studio.editor import matter
from lms.studio.editor.matter import Value
from lms.web.i18n import Lazy, lazy

LINE, LINES, LIST, CHOICE, TICKS = "line", "lines", "list", "choice", "ticks"
PREFIX, BEFORE = "depan-", "semula-"


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: Lazy | str


@dataclass(frozen=True, slots=True)
class Field:
    """One key: a line, lines (one value each), a list with commas, a choice, or ticks."""

    key: str
    label: Lazy
    sort: str = LINE
    hint: Lazy | str = ""
    options: tuple[Option, ...] = ()
    short: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """A field with what the file says, as the form shows it."""

    field: Field
    value: str
    ticked: frozenset[str] = frozenset()


_LANGUAGES = (Option("", lazy("Indonesian")), Option("en", lazy("English")))
_TITLE = Field("title", lazy("Title"))
_CITES = Field(
    "cites", lazy("Sources of law"), LINES, lazy("One on each line, for instance Perpres 95/2018.")
)
MODULE = (
    _TITLE,
    Field("jp", lazy("Credit hours (JP)"), hint=lazy("In steps of a half, for instance 1.5."), short=True),
    Field("outcomes", lazy("Learning outcomes"), LINES, lazy("One on each line; begin with a verb.")),
    Field("quiz", lazy("Quiz at the end"), CHOICE, lazy("The module is done when it is passed.")),
    _CITES,
)
COURSE = (
    _TITLE,
    Field("field", lazy("Field"), hint=lazy("e-government, communication or management")),
    Field(
        "kind",
        lazy("What it is"),
        CHOICE,
        options=(
            Option("", lazy("A course")),
            Option("manual", lazy("A manual, without JP and certificate")),
        ),
    ),
    Field("level", lazy("Level"), CHOICE, options=tuple(Option(str(one), str(one)) for one in range(1, 6))),
    Field("trainers", lazy("Trainers"), LINES, lazy("One on each line, as on the certificate.")),
    Field("competencies", lazy("Competencies"), LIST, "spbe/1, pelayanan-publik/1"),
    Field("requires", lazy("Courses to finish first"), LIST, lazy("Short names, parted by commas.")),
    Field("certificate", lazy("Certificate design"), hint="standar", short=True),
    Field("exam", lazy("Final exam"), CHOICE),
    Field("valid", lazy("How long the certificate is valid"), hint="2y", short=True),
    Field("language", lazy("Language"), CHOICE, options=_LANGUAGES),
)
QUIZ = (
    _TITLE,
    Field(
        "kind",
        lazy("What it is"),
        CHOICE,
        options=(
            Option("module", lazy("Quiz of a module")),
            Option("pretest", lazy("Test before the course")),
            Option("exam", lazy("Final exam")),
            Option("practice", lazy("Practice")),
            Option("survey", lazy("Survey, not marked")),
            Option("scenario", lazy("Scenario")),
        ),
    ),
    Field("pass", lazy("Pass mark (percent)"), hint="70", short=True),
    Field("attempts", lazy("How many attempts"), hint=lazy("0 is without limit."), short=True),
    Field("wait", lazy("Wait between attempts"), hint=lazy("For instance 30m, 1h or 1d."), short=True),
    Field("minutes", lazy("Minutes to answer"), hint=lazy("Empty is without limit."), short=True),
    Field(
        "shuffle",
        lazy("Shuffle"),
        TICKS,
        options=(Option("questions", lazy("the questions")), Option("options", lazy("the options"))),
    ),
    Field(
        "feedback",
        lazy("When answers are explained"),
        CHOICE,
        options=(
            Option("", lazy("After the attempt")),
            Option("after-each", lazy("After each question")),
            Option("after-pass", lazy("After passing")),
            Option("never", lazy("Never")),
        ),
    ),
    Field(
        "keep",
        lazy("Which mark counts"),
        CHOICE,
        options=(
            Option("", lazy("The highest")),
            Option("latest", lazy("The latest")),
            Option("first", lazy("The first")),
            Option("mean", lazy("The mean")),
        ),
    ),
    Field("penalty", lazy("What a wrong try costs (percent)"), short=True),
    Field("language", lazy("Language"), CHOICE, options=_LANGUAGES),
)


def of(path: str) -> tuple[Field, ...]:
    """Return the fields of a file, by what it is."""
    if path.startswith("quizzes/"):
        return QUIZ
    return COURSE if path.endswith("/course.md") else MODULE


def filled(path: str, text: str, quizzes: Mapping[str, str] = MappingProxyType({})) -> list[Filled] | None:
    """Return the form of a text; None while its front matter cannot be read. `quizzes`: titles by key."""
    found = matter.read(text)
    if not found.readable:
        return None
    return [_filled(one, found.values.get(one.key, ""), quizzes) for one in of(path)]


def changes(path: str, form: MultiDict[str, str]) -> dict[str, Value]:
    """Return what somebody changed in the form: what differs from what it showed."""
    wanted: dict[str, Value] = {}
    for one in of(path):
        name, before = PREFIX + one.key, form.get(BEFORE + one.key)
        if before is None:
            continue
        given = ",".join(form.getlist(name)) if one.sort == TICKS else form.get(name, before)
        if _same(given) != _same(before):
            wanted[one.key] = _value(one, given)
    return wanted


def _filled(one: Field, value: Any, quizzes: Mapping[str, str]) -> Filled:
    texts = [str(item) for item in value] if isinstance(value, list) else [str(value)] if value else []
    if one.sort == TICKS:
        return Filled(one, ",".join(texts), frozenset(texts))
    joined = {LINES: "\n", LIST: ", "}.get(one.sort, " ").join(texts)
    if one.key in ("quiz", "exam"):
        named = tuple(dict.fromkeys([*quizzes, *([joined] if joined else [])]))
        named_so = (Option(key, quizzes.get(key, key)) for key in named)
        one = Field(one.key, one.label, CHOICE, one.hint, (Option("", "–"), *named_so))
    elif one.sort == CHOICE and joined not in {option.value for option in one.options}:
        # What stands there is shown, also the value that the first choice stands for.
        one = Field(one.key, one.label, CHOICE, one.hint, (*one.options, Option(joined, joined or "–")))
    return Filled(one, joined)


def _value(one: Field, given: str) -> Value:
    if one.sort == LINES:
        return [line for line in _same(given).split("\n") if line.strip()]
    if one.sort in (LIST, TICKS):
        return [item.strip() for item in given.split(",") if item.strip()]
    return given.strip()


def _same(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def shown(form: Iterable[Filled]) -> Mapping[str, str]:
    """Return the values by key, for a page that is open already."""
    return {one.field.key: one.value for one in form}
