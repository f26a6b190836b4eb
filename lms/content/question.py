"""One question as it is written: prompt, answer block, explanation; its kind reads the block."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from lms.content.findings import Findings, shortened
from lms.content.source import Span
from lms.questions import registry
from lms.questions.block import Block, Writer, fenced
from lms.questions.gaps import signs
from lms.questions.kind import ANY, Kind
from lms.questions.kinds.text import TEXT
from lms.questions.problem import Problem, Severity

Lines = list[tuple[int, str]]
ATTRIBUTE = re.compile(
    r'\s*(?:#(?P<id>[^\s{}]+)|(?P<name>[^\s={}#]+)(?:=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s{}"]*)))?)(?=\s|$)'
)
# An option whose mark no kind knows, such as `- (v) Lima`: a link is none.
MISWRITTEN = re.compile(r"[-*+]\s*(?:\([^()\s]{0,5}\)|\[[^\[\]\s]{0,5}\](?![(\[:]))(?:\s|$)")
HINT = re.compile(r">\s?\[!(?:HINT|PETUNJUK)\][ \t]*(.*)", re.IGNORECASE)
# An option whose bracket is not closed, or not opened: `- (x Lima`, `- x) Lima`.
UNCLOSED = re.compile(
    r"[-*+][ \t]*(?:[(\[][ \t]*[xX][ \t]+(?![^()\[\]]*[)\]])"
    r"|[(\[][ \t]+(?=\w)[^()\[\]]*$|[xX]?[)\]][ \t]+(?=\S))"
)
POINTS = re.compile(r"\d{1,4}(?:[.,]\d{1,4})?|\d{1,4}/[1-9]\d{0,3}")


@dataclass(frozen=True, slots=True)
class Question:
    """`prompt`, `explanation` and `hints` are HTML, `body` is the kind's, `label` and `span` the author's.

    `asked` is where the prompt begins.
    """

    id: str
    label: str
    points: Fraction
    kind: str
    prompt: str
    body: Mapping[str, Any]
    explanation: str
    span: Span
    hints: tuple[str, ...] = ()
    asked: Span | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """The numbered lines of a question; `stray` is what follows the answers and is no explanation."""

    prompt: Lines
    block: Lines
    explanation: Lines
    stray: Lines
    hints: tuple[Lines, ...] = ()


def name_unclosed(lines: Lines, findings: Findings) -> bool:
    """Name the options of which a bracket is missing; what follows from it need not be told as well."""
    code = fenced([line for _, line in lines])
    found = [item for item, inside in zip(lines, code, strict=True) if not inside and UNCLOSED.match(item[1])]
    for number, line in found:
        findings.error("question.bracket", number, 3, text=shortened(line))
    return bool(found)


def parted(lines: Lines, attributes: Collection[str] = ()) -> Parts:
    """Find the last answer block; before it is the prompt, a quotation after it the explanation.

    What opens an answer depends on the heading: a numbered list is the prompt's unless it says `order`.
    """
    code = fenced([line for _, line in lines])
    kinds = registry.called(attributes)
    openers = [
        at for at, (_, line) in enumerate(lines) if not code[at] and any(kind.opens(line) for kind in kinds)
    ]
    if not openers:
        end = _prompt_end(lines, code)
        return Parts(lines[:end], [], *_notes(lines[end:]))
    first, last = _first(lines, set(openers)), openers[-1] + 1
    while last < len(lines) and _goes_on(lines, last):
        last += 1
    rest = lines[last:]
    end = 0
    while end < len(rest) and _quoted(rest, end):
        end += 1
    stray = [item for item in rest[end:] if item[1].strip()]
    explanation, _, hints = _notes(rest[:end])
    return Parts(lines[:first], lines[first:last], explanation, stray, hints)


def _prompt_end(lines: Lines, code: list[bool]) -> int:
    """Return where the quotations begin that end what has no answer block; one with a gap is prompt."""
    end, quoted = len(lines), False
    for at, (number, line) in enumerate(lines):
        if not code[at] and line.startswith(">") and not signs.holds([(number, line)]):
            end, quoted = min(end, at), True
        elif not line.strip():
            quoted = False
        elif code[at] or line.startswith(">") or not quoted:
            end, quoted = len(lines), False
    return end


def _notes(lines: Lines) -> tuple[Lines, Lines, tuple[Lines, ...]]:
    """Part the quotations after the answers: explanation, nothing astray, each hint's lines."""
    explanation: Lines = []
    hints: list[Lines] = []
    target = explanation
    for number, line in lines:
        found = HINT.fullmatch(line)
        if found:
            hints.append([(number, f"> {found[1]}")])
            target = hints[-1]
            continue
        if not line.strip():
            target = explanation
        target.append((number, line))
    return explanation, [], tuple(hints)


def _first(lines: Lines, openers: set[int]) -> int:
    """Walk up from the last answer; a paragraph of its own ends the block."""
    first = max(openers)
    passed_text = False
    for at in range(first - 1, -1, -1):
        line = lines[at][1]
        if at in openers:
            first, passed_text = at, False
        elif not line.strip():
            if passed_text:
                break
        elif not line[0].isspace() and not line.startswith(">"):
            passed_text = True
    while first > 0 and MISWRITTEN.match(lines[first - 1][1]):
        first -= 1
    return first


def _goes_on(lines: Lines, at: int) -> bool:
    """Blank and indented lines continue an answer, and so does text right beneath, for the kind to judge."""
    line = lines[at][1]
    if not line.strip() or line[0].isspace():
        return True
    return not line.startswith(">") and bool(lines[at - 1][1].strip())


def _quoted(rest: Lines, at: int) -> bool:
    line = rest[at][1]
    return not line.strip() or line.startswith(">") or (at > 0 and bool(rest[at - 1][1].strip()))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's text and what its braces say; `refused` when they cannot be read."""

    text: str
    id: str
    attributes: Mapping[str, str]
    line: int = 0


def heading(text: str, line: int, findings: Findings) -> Heading:
    """Part `label {#id points=2 case}`; a heading without braces has neither."""
    text = re.sub(r"(?:^|\s)#+$", "", text.strip()).strip()
    found = re.search(r"\{([^{}]*)\}$", text)
    if found is None:
        return Heading(text, "", {}, line)
    name, attributes = "", {}
    at = 0
    inner = found[1].strip()
    while at < len(inner):
        token = ATTRIBUTE.match(inner, at)
        if token is None:
            findings.error("quiz.attribute", line, name=shortened(inner[at:], 30), known="{#id name=value}")
            break
        at = token.end()
        key = token["name"]
        if key is None:
            name = token["id"]
        elif key in attributes:
            findings.error("quiz.attribute-repeated", line, name=shortened(key, 30))
        else:
            attributes[key] = token["quoted"] if token["quoted"] is not None else token["bare"] or ""
    return Heading(text[: found.start()].strip(), name, attributes, line)


def points_of(attributes: Mapping[str, str], line: int, findings: Findings) -> Fraction:
    text = attributes.get("points", "1")
    points = Fraction(text.replace(",", ".")) if POINTS.fullmatch(text) else Fraction(0)
    if not 0 < points <= 1000:
        findings.error("question.points", line, value=shortened(text, 30))
    return points


def read_block(
    parts: Parts,
    attributes: Mapping[str, str],
    language: str,
    writer: Writer,
    findings: Findings,
    *,
    line: int = 0,
    survey: bool = False,
) -> tuple[Kind | None, Mapping[str, Any] | None]:
    """Let the kind that claims the block read it; no body when nothing is left that could be graded."""
    block = Block(tuple(parts.block), attributes, language, writer, line)
    kind = registry.claimant(block) if parts.block else None
    if kind is None:
        return None, None
    kind = registry.SURVEYED.get(kind.name, kind) if survey else kind
    body, problems = kind.parse(block)
    findings.problems(problems)
    return kind, body


def read(
    lines: Lines, heading: Heading, language: str, writer: Writer, findings: Findings, *, survey: bool
) -> tuple[Parts, Kind | None, Mapping[str, Any] | None]:
    """Part a question under its heading and let its kind read it, with an answer block or without."""
    attributes, line = heading.attributes, heading.line
    parts = parted(lines, attributes)
    if parts.block:
        return parts, *read_block(parts, attributes, language, writer, findings, line=line, survey=survey)
    block = Block(tuple(parts.prompt), attributes, language, writer, line)
    kind = registry.blockless(block)
    if kind is None:
        findings.error("question.no-answers", line)
        return parts, None, None
    kind = registry.SURVEYED.get(kind.name, kind) if survey else kind
    if kind is TEXT:
        # A quotation at its end explains nothing: it is part of the text.
        parts = Parts(lines, [], [], [])
        if kind.called_by not in attributes:
            findings.warning("question.no-answers", line)
        written = [(place, text) for place, text in lines if not text.startswith("    ")]
        for place in signs.taken(written).unclosed:
            findings.problems([Problem(place, "gaps.unclosed", severity=Severity.WARNING)])
    body, problems = kind.parse(block if kind.holds_prompt else replace(block, lines=()))
    findings.problems(problems)
    return parts, kind, body


def check_attributes(kind: Kind, attributes: Mapping[str, str], line: int, findings: Findings) -> None:
    known = kind.attributes
    for name, value in attributes.items():
        if name == "points":
            continue
        if name not in known:
            # Where nothing is asked, the kind that was meant may be called by a misspelt word.
            calls = sorted(one.called_by for one in registry.kinds().values() if one.called_by)
            listed = ", ".join(["points", *known] if kind is not TEXT else ["points", *calls])
            findings.error("quiz.attribute", line, name=shortened(name, 30), known=listed)
        elif known[name] != ANY and value not in (known[name] or ("",)):
            findings.error(
                "quiz.attribute-value",
                line,
                name=name,
                value=shortened(value, 30),
                known=", ".join(f"{name}={one}" for one in known[name]) or name,
            )


def joined(lines: Lines) -> str:
    return "\n".join(line for _, line in lines).strip("\n")


def unquoted(lines: Lines) -> str:
    return joined([(number, re.sub(r"^>\s?", "", line)) for number, line in lines])


def starts(lines: Lines) -> int:
    """Return the number of the first line that says something."""
    return next((number for number, line in lines if line.strip()), lines[0][0] if lines else 0)
