"""Self-checks of a module: fenced blocks that the form of questions reads and writes too."""

import re
from dataclasses import dataclass, replace

from lms.errors import Conflict
from lms.studio.builder import outline, reading, writing
from lms.studio.builder.asked import Asked
from lms.studio.builder.reading import Manner
from lms.studio.builder.sorts import CHECKS

OPENS = re.compile(r"```+quiz[ \t]*$")
HEAD = "## x {#x}\n"


@dataclass(frozen=True, slots=True)
class Check:
    """One block: the line of its fence, and what stands between its fences."""

    line: int
    end: int
    body: str

    @property
    def mark(self) -> str:
        return outline.marked(self.body)

    @property
    def title(self) -> str:
        return next((line.strip() for line in self.body.split("\n") if line.strip()), "")


def read(text: str) -> tuple[Check, ...]:
    found: list[Check] = []
    lines = re.sub(r"\r\n?", "\n", text).split("\n")
    start, fence = 0, ""
    for number, line in enumerate(lines, start=1):
        ticks = re.match(r"`{3,}|~{3,}", line)
        if not fence and ticks:
            start, fence = number, ticks[0]
        elif fence and re.fullmatch(rf"{re.escape(fence[0])}{{{len(fence)},}}[ \t]*", line):
            if OPENS.match(lines[start - 1]):
                found.append(Check(start, number, "\n".join(lines[start : number - 1])))
            fence = ""
    return tuple(found)


def asked(check: Check, manner: Manner) -> Asked | None:
    """Return the form of a self-check; None where it could not hold all of it."""
    form = reading.asked(HEAD + check.body, manner)
    return replace(form, label="", id="") if form and form.sort in CHECKS and not form.hints else None


def judged(wanted: Asked, manner: Manner) -> reading.Verdict:
    """Read what would be written, under the heading that a block has not."""
    verdict = reading.judged(replace(wanted, label="x", id="x"), manner)
    again = verdict.asked
    return replace(verdict, asked=replace(again, label="", id="") if again else None)


def replaced(text: str, mark: str, wanted: Asked) -> str:
    check = next((one for one in read(text) if one.mark == mark), None)
    if check is None:
        raise Conflict(outline.MOVED, "studio.question-moved")
    lines = re.sub(r"\r\n?", "\n", text).split("\n")
    lines[check.line - 1 : check.end] = writing.selfcheck(wanted).rstrip("\n").split("\n")
    return "\n".join(lines)


def added(text: str, line: int, wanted: Asked) -> str:
    """Write a new block behind a line of the text, at its end when there is no such line."""
    lines = re.sub(r"\r\n?", "\n", text).rstrip("\n").split("\n")
    at = line if 0 < line <= len(lines) else len(lines)
    while 0 < at < len(lines) and lines[at - 1].strip() and lines[at].strip():
        # Not into the middle of a paragraph.
        at += 1
    before, after = "\n".join(lines[:at]).rstrip("\n"), "\n".join(lines[at:]).strip("\n")
    parts = [before, writing.selfcheck(wanted).rstrip("\n"), after]
    return "\n\n".join(part for part in parts if part) + "\n"
