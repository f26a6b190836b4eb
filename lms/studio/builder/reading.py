"""From the lines of a question to the form; None where the form could not hold all that they say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lms.content import canonical, question, quiz
from lms.content.findings import Finding, Findings
from lms.content.markdown.assets import Asset
from lms.content.markdown.document import Setting
from lms.content.question import Lines, Parts, Question
from lms.content.source import Source
from lms.questions import answers
from lms.questions.assignments import Arrow
from lms.questions.block import Block, Entry, entries
from lms.questions.kinds.choice.syntax import OPTION
from lms.questions.kinds.essay.syntax import CRITERION
from lms.questions.kinds.ordering.syntax import NUMBERED
from lms.questions.kinds.rating.syntax import ENDS, SCALE
from lms.studio.builder import sorts, writing
from lms.studio.builder.asked import Asked, Row
from lms.studio.builder.sorts import Mark, Sort

HEAD = "---\ntitle: x\nkind: {kind}\nlanguage: {language}\nfeedback: after-each\n---\n"
ARROWS = {"->": Arrow("->", "→"), "=>": Arrow("=>", "⇒")}


class _Raw:
    """Leaves Markdown as it is, where a kind would have it turned into HTML."""

    def inline(self, text: str, line: int) -> str:  # noqa: ARG002 # Writer's signature
        return text

    def block(self, text: str, line: int) -> str:  # noqa: ARG002 # Writer's signature
        return text


class _Everything(dict[str, Asset]):
    """Has every picture: whether one is there is not what a form asks."""

    def get(self, path: str, default: Any = None) -> Any:  # noqa: ARG002 # dict's signature
        return Asset(path, canonical.digest({"path": path}), "image/png", 1, writing.NOWHERE)

    def __contains__(self, path: object) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Manner:
    """What of the file decides how its questions are read."""

    language: str = "id"
    survey: bool = False


PLAIN = Manner()


@dataclass(frozen=True, slots=True)
class Verdict:
    """How what was filled in will be read: the question, None when it is none, and what is wrong with it."""

    asked: Asked | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.is_error)


def asked(section: str, manner: Manner = PLAIN) -> Asked | None:
    """Return the form of a question whose writing reads back as the very same question."""
    meant, _ = _read(section, manner)
    found = _taken(section, meant, manner) if meant else None
    if meant is None or found is None:
        return None
    again, _ = _read(writing.section(found, survey=manner.survey), manner)
    return found if again is not None and _digest(again) == _digest(meant) else None


def same(wanted: Asked, manner: Manner = PLAIN) -> bool:
    """Tell whether what was filled in is read back as it was filled in, and not as something else."""
    return judged(wanted, manner).asked == wanted


def judged(wanted: Asked, manner: Manner = PLAIN) -> Verdict:
    """Read what the form would write."""
    section = writing.section(wanted, survey=manner.survey)
    meant, findings = _read(section, manner)
    return Verdict(_taken(section, meant, manner) if meant else None, findings)


def _read(section: str, manner: Manner) -> tuple[Question | None, tuple[Finding, ...]]:
    head = HEAD.format(kind="survey" if manner.survey else "practice", language=manner.language)
    findings = Findings("")
    made = quiz.read(Setting(Source.of("", head + section), findings, assets=_Everything()), "x")
    alone = made is not None and len(made.questions) == 1 and len(made.pools) == 1
    return made.questions[0] if made and alone else None, tuple(findings.found)


def _digest(one: Question) -> str:
    """Cover what learners see, and the author's label, identity and points."""
    name = one.id or quiz.slug(one.label)
    form = canonical.question(one) | {"label": one.label, "id": name, "points": str(one.points)}
    return canonical.digest(form)


def _taken(section: str, meant: Question, manner: Manner) -> Asked | None:
    source = Source.of("", section)
    lines: Lines = list(enumerate(source.lines[1:], start=2))
    findings = Findings("")
    heading = question.heading(source.line(1).lstrip("#"), 1, findings)
    parts = question.parted(lines, heading.attributes)
    sort = sorts.of(meant.kind, several=meant.body.get("mode") == "multiple")
    if sort is None or findings.found or parts.stray:
        return None
    if meant.kind == "text":
        parts = Parts(lines, [], [], [])
    attributes = dict(heading.attributes)
    points = attributes.pop("points", "1")
    attributes.pop(sort.call, None)
    rows = _rows(parts, sort, manner)
    if rows is None:
        return None
    return Asked(
        sort=sort.name,
        label=heading.text,
        id=heading.id or quiz.slug(heading.text),
        points="" if points == "1" else points,
        attributes=tuple(attributes.items()),
        prompt=question.joined(parts.prompt).rstrip(),
        rows=rows,
        explanation=question.unquoted(parts.explanation).strip(),
        hints=tuple(one for hint in parts.hints if (one := question.unquoted(hint).strip())),
    )


def _rows(parts: Parts, sort: Sort, manner: Manner) -> tuple[Row, ...] | None:
    block = Block(tuple(parts.block), {}, manner.language, _Raw())
    if sort.mark is Mark.NONE:
        return None if parts.block else ()
    found = entries(block)
    if sort.mark is Mark.SCALE:
        return tuple(_steps(found[0])) if len(found) == 1 else None
    rows = [_row(entry, sort) for entry in found]
    return None if None in rows else tuple(row for row in rows if row)


def _row(entry: Entry, sort: Sort) -> Row | None:
    feedback = entry.feedback.strip()
    if sort.arrow:
        parts = ARROWS[sort.arrow].parts(entry)
        return Row("", parts[0], parts[1], feedback) if len(parts) == ENDS else None
    match sort.mark:
        case Mark.ROUND | Mark.SQUARE:
            found = OPTION.match(entry.head)
            mark = found and (found["square"] if found["square"] is not None else found["round"])
        case Mark.EQUALS:
            found = answers.LINE.fullmatch(entry.head)
            mark = found and (found["weight"] or "")
        case Mark.POINTS:
            found = CRITERION.fullmatch(entry.head)
            mark = found and found["points"]
        case _:
            found, mark = NUMBERED.match(entry.head), ""
    if found is None:
        return None
    text = "\n".join(part for part in ((found["text"] or "").strip(), entry.more) if part)
    return Row((mark or "").strip().lower().replace(" ", ""), text, "", feedback)


def _steps(entry: Entry) -> Iterator[Row]:
    found = SCALE.fullmatch(entry.head)
    if found is None:
        return
    low, high, text = int(found["low"]), int(found["high"]), found["labels"] or ""
    words = [one.strip() for one in text.split(";" if ";" in text else ",")] if text else []
    if len(words) == ENDS < high - low + 1:
        words = [words[0], *[""] * (high - low - 1), words[1]]
    for place, step in enumerate(range(low, high + 1)):
        yield Row(str(step), re.sub(r"\s+", " ", words[place]) if place < len(words) else "")
