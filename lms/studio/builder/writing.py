"""From the form to the lines of a question, as our Markdown has them."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from lms.content import quiz
from lms.studio.builder.asked import Asked, Row
from lms.studio.builder.sorts import Mark

NOWHERE = Path("/nonexistent")
# What begins a block of its own stands on a line of its own, where Markdown sees it.
BLOCKISH = re.compile(r"(?:[-*+]|\d{1,9}[.)]|>|#{1,6}|\|)(?:\s|$)|```|~~~|\$\$|<(?:details|div)\b")
BARE = re.compile(r'[^\s{}"=#]+')
ARROWS = {"->": re.compile("->|→"), "=>": re.compile("=>|⇒")}


def section(asked: Asked, *, survey: bool = False) -> str:
    """Write heading and question; it ends in a line feed."""
    return "\n".join([heading(asked, survey=survey), *body(asked)]) + "\n"


def selfcheck(asked: Asked) -> str:
    """Write a question that a module asks: a fenced block, without a heading."""
    return "\n".join(["```quiz", *body(asked), "```"]) + "\n"


def heading(asked: Asked, *, survey: bool = False) -> str:
    inner = [f"#{asked.id or quiz.slug(asked.label)}"]
    if asked.points.strip() not in ("", "1"):
        inner.append(f"points={asked.points.strip()}")
    attributes = dict(asked.attributes)
    if _calls(asked, survey=survey):
        attributes = {asked.kind.call: ""} | attributes
    inner += [_attribute(name, value) for name, value in attributes.items()]
    return f"## {asked.label.strip()} {{{' '.join(inner)}}}"


def body(asked: Asked) -> list[str]:
    """Return prompt, answers, explanation and hints, a blank line between them."""
    parts = [asked.prompt.strip("\n").rstrip().split("\n")]
    rows = list(_rows(asked))
    if rows:
        parts.append(rows)
    if asked.explanation.strip():
        parts.append(_quoted(asked.explanation, ""))
    # A blank line would end the hint.
    parts += [["> [!HINT]", *_quoted(hint, "")] for hint in asked.hints if hint.strip()]
    lines: list[str] = []
    for part in parts:
        lines += ["", *part] if lines else part
    return lines


def _calls(asked: Asked, *, survey: bool) -> bool:
    """Tell whether the heading needs the word that the sort is called by."""
    call = asked.kind.call
    if not call:
        return False
    if not (survey and asked.kind.surveyed):
        return True
    # A survey makes a poll of every choice; a comment needs a call as an essay does.
    return asked.kind.mark is Mark.NONE and asked.attribute("essay") is None


def _attribute(name: str, value: str) -> str:
    if not value:
        return name
    return f"{name}={value}" if BARE.fullmatch(value) else f'{name}="{value}"'


def _rows(asked: Asked) -> Iterator[str]:
    if asked.kind.mark is Mark.SCALE:
        yield from _scale(asked.rows)
        return
    for place, row in enumerate((row for row in asked.rows if row), start=1):
        text = _partnered(row, asked.kind.arrow) if asked.kind.arrow else row.text.strip()
        head, *more = f"{_mark(row, asked.kind.mark, place)}{_apart(text)}".rstrip().split("\n")
        yield head
        yield from (f"  {line}".rstrip() for line in more)
        if row.feedback.strip():
            yield from _quoted(row.feedback, "  ")


def _mark(row: Row, mark: Mark, place: int) -> str:
    match mark:
        case Mark.ROUND:
            return f"- ({row.mark or ' '})"
        case Mark.SQUARE:
            return f"- [{row.mark or ' '}]"
        case Mark.POINTS:
            return f"- [{row.mark}]"
        case Mark.EQUALS:
            return f"= ({row.mark})" if row.mark else "="
        case Mark.NUMBERED:
            return f"{place}."
        case _:
            return "-"


def _apart(text: str) -> str:
    return f"\n{text}" if BLOCKISH.match(text) else f" {text}"


def _partnered(row: Row, arrow: str) -> str:
    """Write both sides; a sign of this line inside them gets a backslash."""
    signs = ARROWS[arrow]
    sides = [signs.sub(lambda found: "\\" + found[0], side.strip()) for side in (row.text, row.partner)]
    return f" {arrow} ".join(sides).strip()


def _scale(rows: Sequence[Row]) -> Iterator[str]:
    if not rows:
        return
    words = [" ".join(row.text.split()) for row in rows]
    sign = "; " if any("," in word for word in words) else ", "
    ends = len(words) > 2 and words[0] and words[-1] and not any(words[1:-1])
    told = sign.join([words[0], words[-1]] if ends else words) if any(words) else ""
    yield f"- {rows[0].mark}..{rows[-1].mark}{': ' if told else ''}{told}"


def _quoted(text: str, indent: str) -> list[str]:
    return [f"{indent}> {line}".rstrip() for line in text.strip("\n").rstrip().split("\n")]
