"""What an author has to mend, ready to be shown: place, words, the line with a caret under it."""

from collections.abc import Iterable
from dataclasses import dataclass

from lms.content.findings import Finding
from lms.web.i18n import language

# Of a long line, what stands before the caret and after it.
BEFORE, AFTER = 48, 72


@dataclass(frozen=True, slots=True)
class Mend:
    """One finding in the reader's language; `caret` is what stands under the excerpt."""

    path: str
    line: int
    column: int
    is_error: bool
    text: str
    remedy: str
    excerpt: str
    caret: str


def mends(findings: Iterable[Finding]) -> list[Mend]:
    """Return findings as they are shown."""
    return [mend(one) for one in in_turn(findings)]


def in_turn(findings: Iterable[Finding]) -> list[Finding]:
    """Put errors before hints, each in the order of its file."""
    return sorted(findings, key=lambda one: not one.is_error)


def mend(finding: Finding) -> Mend:
    start = max(finding.column - 1 - BEFORE, 0)
    end = finding.column - 1 + AFTER
    line = finding.excerpt
    shown = ("…" if start else "") + line[start:end] + ("…" if len(line) > end else "")
    before = ("…" if start else "") + line[start : finding.column - 1]
    # A tab is as wide under the line as in it.
    caret = "".join("\t" if letter == "\t" else " " for letter in before) + "^"
    return Mend(
        finding.path,
        finding.line,
        finding.column,
        finding.is_error,
        finding.text(language()),
        finding.remedy(language()),
        shown if line.strip() else "",
        caret,
    )
