"""What an author has to mend, ready to be shown: place, words, the line with a caret under it."""

from collections.abc import Iterable
from dataclasses import dataclass

from lms.content import findings
from lms.content.findings import Finding
from lms.questions.problem import Severity
from lms.web.i18n import language

# Of a long line, what stands before the caret and after it: the caret is seen on a phone too.
BEFORE, AFTER = 24, 76
TURN = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)


@dataclass(frozen=True, slots=True)
class Mend:
    """One finding in the reader's language; `caret` is what stands under the excerpt."""

    path: str
    line: int
    column: int
    severity: Severity
    text: str
    remedy: str
    excerpt: str
    caret: str

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


def mends(found: Iterable[Finding]) -> list[Mend]:
    """Return findings as they are shown."""
    return [mend(one) for one in in_turn(found)]


def in_turn(found: Iterable[Finding]) -> list[Finding]:
    """Put errors first, then hints, then what is merely told; each in the order of its file."""
    return sorted(found, key=lambda one: TURN.index(one.severity))


def mend(finding: Finding) -> Mend:
    at = findings.mark(finding)
    start, end = max(at - 1 - BEFORE, 0), max(at - 1, 0) + AFTER
    line = finding.excerpt if at else ""
    head = "…" if start else ""
    # A tab is as wide under the line as in it.
    before = "".join("\t" if letter == "\t" else " " for letter in head + line[start : at - 1])
    return Mend(
        finding.path,
        finding.line,
        finding.column,
        finding.severity,
        finding.text(language()),
        finding.remedy(language()),
        head + line[start:end] + ("…" if len(line) > end else "") if line else "",
        f"{before}^",
    )
