"""Front matter: the small closed grammar between two lines of `---`, with the line of each key."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from typing import Annotated, Any, Literal, TypeVar, get_args

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
)
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from lms.content.findings import Findings, shortened
from lms.content.source import Source
from lms.questions.score import weight_of

LARGEST = 20_000
DEEPEST = 6
FENCE = re.compile(r"---[ \t]*")
CLOSE = re.compile(r"(?:---|\.\.\.)[ \t]*")
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
KEY = rf"{SLUG}(?:/{SLUG})*"
YES = {"yes": True, "true": True, "ya": True, "no": False, "false": False, "tidak": False}
UNITS = {"m": "minutes", "h": "hours", "d": "days"}
# Quotation marks that a word processor makes, and that are letters like others here.
CURLY = frozenset("“”„‘’")
COLON = "mapping values are not allowed"
UNCLOSED = ("while parsing a flow", "while scanning a quoted")


@dataclass(frozen=True, slots=True)
class Matter:
    """Plain values by key, where each key stands, and the body with its first line."""

    values: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    readable: bool = True

    def line(self, key: str) -> int:
        return self.places.get(key, (1, 1))[0]


class _Loader(yaml.SafeLoader):
    """Composes nodes only: no aliases, bounded depth; values stay texts, so `Yes` and `1:30` do too."""

    depth = 0

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call] # stubs leave it bare
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Unwelcome(event.start_mark)
        self.depth += 1
        if self.depth > DEEPEST:
            raise yaml.MarkedYAMLError(problem="too deep", problem_mark=event.start_mark)
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


class _Unwelcome(yaml.YAMLError):
    def __init__(self, mark: yaml.Mark) -> None:
        self.mark = mark


def split(source: Source, findings: Findings) -> Matter:
    """Part a file into front matter and body; what cannot be read is reported, the body still returned."""
    lines = source.lines
    if not FENCE.fullmatch(lines[0]):
        findings.error("matter.absent", 1)
        return Matter(body=source.text, readable=False)
    end = next((at for at in range(1, len(lines)) if CLOSE.fullmatch(lines[at])), None)
    if end is None:
        findings.error("matter.unclosed", 1)
        return Matter(readable=False)
    body, body_line = "\n".join(lines[end + 1 :]), end + 2
    text = "\n".join(lines[1:end])
    if len(text) > LARGEST:
        findings.error("matter.too-large", 1, most=LARGEST)
        return Matter(body=body, body_line=body_line, readable=False)
    values, places, readable = _mapping(text, findings)
    return Matter(values, places, body, body_line, readable)


def _mapping(text: str, findings: Findings) -> tuple[dict[str, Any], dict[str, tuple[int, int]], bool]:
    values: dict[str, Any] = {}
    places: dict[str, tuple[int, int]] = {}
    node, readable = _composed(text, findings)
    if node is None:
        return values, places, readable
    if not isinstance(node, MappingNode):
        findings.error("matter.not-keys", _line(node.start_mark))
        return values, places, False
    for key_node, value_node in node.value:
        key = str(_plain(key_node))
        place = (_line(key_node.start_mark), key_node.start_mark.column + 1)
        if key in places:
            findings.error("matter.repeated", *place, key=shortened(key))
            continue
        places[key] = place
        values[key] = _plain(value_node)
        _slips(value_node, text.split("\n"), findings)
    return values, places, True


def _slips(node: Node, lines: Sequence[str], findings: Findings) -> None:
    """Name what is read and hardly meant: quotation marks of a word processor, a list that is one text."""
    if isinstance(node, SequenceNode):
        for item in node.value:
            _slips(item, lines, findings)
    elif isinstance(node, ScalarNode) and node.style is None and node.value:
        place = (_line(node.start_mark), node.start_mark.column + 1)
        if node.value[0] in CURLY and node.value[-1] in CURLY:
            findings.warning("matter.curly", *place, value=shortened(node.value, 40))
        after = lines[node.start_mark.line + 1 : node.end_mark.line + 1]
        if any(line.lstrip().startswith("- ") for line in after):
            findings.warning("matter.list", *place)


def _composed(text: str, findings: Findings) -> tuple[Node | None, bool]:
    loader = _Loader(text)
    try:
        node: Node | None = loader.get_single_node()
    except _Unwelcome as error:
        findings.error("matter.alias", _line(error.mark), error.mark.column + 1)
    except yaml.MarkedYAMLError as error:
        complaint = _complaint(error)
        # What is not closed is mended where it was opened.
        opened = error.context_mark if complaint == "matter.unclosed-value" else None
        mark = opened or error.problem_mark
        line, column = (_line(mark), mark.column + 1) if mark else (2, 1)
        findings.error(complaint, line, column)
    except yaml.YAMLError:
        findings.error("matter.unreadable", 2)
    else:
        return node, True
    return None, False


def _complaint(error: yaml.MarkedYAMLError) -> str:
    if COLON in (error.problem or ""):
        return "matter.colon"
    if "'\\t'" in (error.problem or ""):
        return "matter.tab"
    if (error.context or "").startswith(UNCLOSED):
        return "matter.unclosed-value"
    if "alias" in (error.context or "") or "anchor" in (error.context or ""):
        return "matter.alias"
    return "matter.unreadable"


def _line(mark: yaml.Mark) -> int:
    return mark.line + 2


def _plain(node: Node) -> Any:
    if isinstance(node, ScalarNode):
        return node.value.strip()
    if isinstance(node, SequenceNode):
        return [_plain(item) for item in node.value]
    if isinstance(node, MappingNode):
        return {str(_plain(key)): _plain(value) for key, value in node.value}
    return ""  # pragma: no cover # there is no fourth node


def _one_or_more(value: object) -> object:
    """A single text is a list of one."""
    return [value] if isinstance(value, str) else value


def _decimal(value: object) -> object:
    return value.replace(",", ".").removesuffix("%").strip() if isinstance(value, str) else value


def _halves(value: Decimal) -> Decimal:
    if value * 2 != int(value * 2):
        raise ValueError("steps of 0.5")
    return value.normalize() if value != int(value) else Decimal(int(value))


def _duration(value: object) -> object:
    found = re.fullmatch(r"(\d{1,4})\s*([mhd])", value) if isinstance(value, str) else None
    if value == "0":
        return timedelta()
    if found is None:
        raise ValueError("a number and m, h or d")
    return timedelta(**{UNITS[found[2]]: int(found[1])})


def _percent(value: object) -> Fraction:
    """Read a percentage; thirds written with five decimals are meant exactly."""
    share = weight_of(f"{value.removesuffix('%').strip()}%") if isinstance(value, str) else None
    if share is None or share < 0:
        raise ValueError("a percentage from 0 to 100")
    return share * 100


def _yes(value: object) -> bool:
    if not isinstance(value, str) or value.lower() not in YES:
        raise ValueError("yes or no")
    return YES[value.lower()]


def _shown(**schema: Any) -> WithJsonSchema:
    """Say how an editor may see the value (see `schemas`): as YAML types it, not as we read it."""
    return WithJsonSchema(schema)


def _listed(one: Mapping[str, Any]) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [one, {"type": "array", "items": one}]})


def _named(pattern: str, most: int) -> dict[str, Any]:
    return {"type": ["string", "integer"], "pattern": f"^{pattern}$", "maxLength": most}


def _written(most: int) -> dict[str, Any]:
    return {"type": ["string", "number", "boolean"], "minLength": 1, "maxLength": most}


PERCENT = {"type": ["number", "string"], "minimum": 0, "maximum": 100, "pattern": r"^\d{1,3}([.,]\d+)?\s*%?$"}
Text = Annotated[str, Field(min_length=1, max_length=200), _shown(**_written(200))]
Texts = Annotated[
    tuple[Annotated[str, Field(min_length=1, max_length=500)], ...],
    BeforeValidator(_one_or_more),
    _listed(_written(500)),
]
Slug = Annotated[str, Field(pattern=rf"^{SLUG}\z", max_length=100), _shown(**_named(SLUG, 100))]
Key = Annotated[str, Field(pattern=rf"^{KEY}\z", max_length=200), _shown(**_named(KEY, 200))]
Slugs = Annotated[tuple[Slug, ...], BeforeValidator(_one_or_more), _listed(_named(SLUG, 100))]
Keys = Annotated[tuple[Key, ...], BeforeValidator(_one_or_more), _listed(_named(KEY, 200))]
COMPETENCY = rf"{SLUG}/[1-5]"
Competency = Annotated[str, Field(pattern=rf"^{COMPETENCY}\z", max_length=100)]
Language = Literal["id", "en"]
# The languages that the engine's own words exist in, as they call themselves.
LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}


class Front(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


VALID = r"[1-9]\d?[ym]"


class CourseMatter(Front):
    title: Text
    field: Slug
    kind: Literal["course", "manual"] = "course"
    level: Annotated[int, Field(ge=1, le=5)] = 1
    competencies: Annotated[
        tuple[Competency, ...], BeforeValidator(_one_or_more), _listed(_named(COMPETENCY, 100))
    ] = ()
    trainers: Texts = ()
    requires: Slugs = ()
    certificate: Slug | None = None
    exam: Key | None = None
    addresses: Keys = ()
    valid: Annotated[str, Field(pattern=rf"^{VALID}\z"), _shown(**_named(VALID, 3))] | None = None
    language: Language = "id"


class ModuleMatter(Front):
    title: Text
    jp: Annotated[
        Decimal,
        Field(ge=0, le=100, max_digits=5),
        BeforeValidator(_decimal),
        AfterValidator(_halves),
        _shown(
            type=["number", "string"],
            minimum=0,
            maximum=100,
            multipleOf=0.5,
            pattern=r"^\d{1,3}([.,][05]0?)?$",
        ),
    ] = Decimal(0)
    outcomes: Texts = ()
    quiz: Key | None = None
    cites: Texts = ()


class QuizMatter(Front):
    title: Text
    kind: Literal["practice", "module", "pretest", "exam", "survey", "scenario"]
    pass_: Annotated[
        Decimal,
        Field(ge=0, le=100, max_digits=7, alias="pass"),
        BeforeValidator(_decimal),
        _shown(**PERCENT),
    ] = Decimal(70)
    attempts: Annotated[int, Field(ge=0, le=1000)] = 0
    wait: Annotated[
        timedelta,
        BeforeValidator(_duration),
        _shown(type=["string", "integer"], pattern=r"^(0|\d{1,4}\s*[mhd])$", minimum=0, maximum=0),
    ] = timedelta()
    minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    shuffle: Annotated[
        tuple[Literal["questions", "options"], ...],
        BeforeValidator(_one_or_more),
        _listed({"type": "string", "enum": ["questions", "options"]}),
    ] = ()
    feedback: Literal["after-each", "after-attempt", "after-pass", "never"] = "after-attempt"
    keep: Literal["highest", "latest", "first", "mean"] = "highest"
    language: Language = "id"
    penalty: Annotated[Fraction | None, BeforeValidator(_percent), _shown(**PERCENT)] = None
    certainty: Annotated[bool, BeforeValidator(_yes), _shown(enum=[*YES, True, False])] = False

    @property
    def pass_percent(self) -> Fraction:
        return Fraction(self.pass_)


Model = TypeVar("Model", bound=Front)


def checked(matter: Matter, model: type[Model], findings: Findings) -> Model | None:
    """Return the typed values, or None and the reasons at their keys. An empty value counts as not given."""
    if not matter.readable:
        return None
    known = [info.alias or name for name, info in model.model_fields.items()]
    meant = set()
    for key in matter.values:
        if key not in known:
            nearest = next(iter(get_close_matches(key, known, 1, 0.5)), known[0])
            meant.update(get_close_matches(key, known, 1, 0.5))
            listed = ", ".join(known)
            findings.error(
                "matter.unknown", *matter.places[key], key=shortened(key, 30), nearest=nearest, known=listed
            )
    given = {key: value for key, value in matter.values.items() if key in known and value != ""}
    try:
        return model.model_validate(given)
    except ValidationError as error:
        for item in error.errors(include_url=False, include_context=False):
            # A key that is misspelt is not missing as well.
            if item["type"] != "missing" or item["loc"][0] not in meant:
                _report(str(item["loc"][0]), item["type"], matter, model, findings)
        return None


def _report(key: str, reason: str, matter: Matter, model: type[Front], findings: Findings) -> None:
    if reason == "missing":
        findings.error("matter.missing", 1, key=key)
        return
    line, column = matter.places[key]
    choices = get_args(model.model_fields[key].annotation) if key in model.model_fields else ()
    named = [str(choice) for choice in choices] or [""]
    nearest = next(iter(get_close_matches(str(matter.values[key]), named, 1, 0.5)), named[0])
    findings.error(
        f"matter.{key}",
        line,
        column,
        value=shortened(matter.values[key]),
        choices=", ".join(named),
        first=nearest,
    )
