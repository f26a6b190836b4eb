"""Gaps in a text: `[[…]]` on one line, not in code or a formula; private letters stand for them meanwhile."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lms.questions.block import fenced

OPEN, CLOSE = "\ue010", "\ue011"
SIGN = re.compile(f"{OPEN}(\\d+){CLOSE}")
TAG = re.compile(r"<[^>]*>")
# Where nothing can be filled in: a press would follow the link or fold the text, code is not to be changed.
CLOSED = re.compile(r"<(a|summary|code|pre|math)\b[^>]*>.*?</\1>", re.DOTALL)
ELLIPSIS = "…"
TOKEN = re.compile(
    r"\\[^\n]"
    r"|(?<!`)(?P<ticks>`+)(?!`)(?:[^\n]|\n(?![ \t]*\n))*?(?<!`)(?P=ticks)(?!`)"
    r"|\$\$(?:[^$]|\$(?!\$))*\$\$"
    r"|\$(?!\s)(?:\\.|[^\\$\n])+?(?<!\s)\$"
    r"|\[\[(?P<gap>(?:\\[^\n]|(?!\[\[|\]\])[^\n\\])*)\]\]"
    r"|(?P<open>\[\[)"
)


@dataclass(slots=True)
class Taken:
    """A text with signs in it, what stood where they are, and the lines where a gap was not closed."""

    text: str = ""
    gaps: list[tuple[int, str]] = field(default_factory=list)
    unclosed: list[int] = field(default_factory=list)


def taken(lines: Sequence[tuple[int, str]]) -> Taken:
    """Take the gaps out of numbered lines; what is fenced stays."""
    found = Taken()
    found.text = "\n".join(_signed(first, text, found) for first, text in _runs(lines))
    return found


def holds(lines: Sequence[tuple[int, str]]) -> bool:
    return any("[[" in line for _, line in lines) and bool(taken(lines).gaps)


def _runs(lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield stretches outside of fences with their first line's number, and fenced lines with 0."""
    run: list[str] = []
    first = 0
    for (number, line), code in zip(lines, fenced([line for _, line in lines]), strict=True):
        if code and run:
            yield first, "\n".join(run)
            run = []
        if code:
            yield 0, line
        else:
            first = first if run else number
            run.append(line)
    if run:
        yield first, "\n".join(run)


def _signed(first: int, text: str, found: Taken) -> str:
    if not first or "[[" not in text:
        return text

    ends = [at for at, letter in enumerate(text) if letter == "\n"]

    def sign(match: re.Match[str]) -> str:
        line = first + bisect_left(ends, match.start())
        if match["gap"] is not None:
            found.gaps.append((line, match["gap"]))
            return f"{OPEN}{len(found.gaps) - 1}{CLOSE}"
        if match["open"]:
            found.unclosed.append(line)
        return match[0]

    return TOKEN.sub(sign, text)


def lost(html: str, count: int) -> list[int]:
    """Return the gaps that a page could not show: gone, repeated, closed in, or a sign somebody forged."""
    shown = [int(place) for place in SIGN.findall(TAG.sub("", CLOSED.sub("", html)))]
    forged = [0] if len(SIGN.findall(html)) > count or any(place >= count for place in shown) else []
    return [place for place in range(count) if shown.count(place) != 1] or forged


def settled(html: str) -> str:
    """Write an ellipsis for a sign that the renderer has copied into a tag, such as a table's label."""
    return TAG.sub(lambda tag: elided(tag[0]), html)


def elided(html: str) -> str:
    return SIGN.sub(ELLIPSIS, html)
