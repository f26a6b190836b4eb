"""What is wrong in a content file and where: collected as values, never raised, worded in both languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lms.content.messages import MESSAGES as OWN
from lms.errors import Message
from lms.questions import registry
from lms.questions.problem import Problem, Severity

MESSAGES: dict[str, Message] = {**registry.messages(), **OWN}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend at one place; `MESSAGES[code]` words it with `values`. Line 0 is the whole file."""

    path: str
    line: int
    column: int
    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
    excerpt: str = field(default="", compare=False)

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    def text(self, lang: str) -> str:
        return MESSAGES[self.code].text(lang, self.values)

    def remedy(self, lang: str) -> str:
        return MESSAGES[self.code].remedy(lang, self.values)


# A line is shown up to here; of a longer one, what stands around the column.
SHOWN, AROUND = 200, 90


def excerpt(line: str, column: int) -> str:
    """Return what is shown of a line: all of a short one, of a long one the part around the column."""
    if column <= SHOWN - AROUND // 2:
        return line[:SHOWN]
    return f"…{line[column - 1 - AROUND : column - 1 + AROUND]}"


def mark(finding: Finding) -> int:
    """Return the column of the excerpt under which the sign belongs; 0 when there is no line to show."""
    # The line that opens the front matter stands for the whole of it, or of the file.
    if not finding.line or finding.excerpt.strip() in {"", "---"}:
        return 0
    return finding.column if finding.column <= SHOWN - AROUND // 2 else AROUND + 2


class Findings:
    """Gathers the findings of one file, into a list that may be shared with other files' gatherers."""

    def __init__(self, path: str, found: list[Finding] | None = None) -> None:
        self.path = path
        self.found: list[Finding] = [] if found is None else found

    def error(self, code: str, line: int = 0, column: int = 1, **values: str | int) -> None:
        self.found.append(Finding(self.path, line, column, code, values))

    def warning(self, code: str, line: int = 0, column: int = 1, **values: str | int) -> None:
        self.found.append(Finding(self.path, line, column, code, values, Severity.WARNING))

    def notice(self, code: str, line: int = 0, column: int = 1, **values: str | int) -> None:
        self.found.append(Finding(self.path, line, column, code, values, Severity.NOTICE))

    def problems(self, problems: Iterable[Problem]) -> None:
        """Take over what a kind of question reports."""
        self.found += [
            Finding(self.path, item.line, item.column, item.code, item.values, item.severity)
            for item in problems
        ]


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort by place, each finding once."""
    unique = {
        (one.path, one.line, one.column, one.code, tuple(sorted(one.values.items()))): one for one in findings
    }
    return tuple(
        sorted(unique.values(), key=lambda one: (one.path, one.line, one.column, one.severity, one.code))
    )


def shortened(text: object, most: int = 60) -> str:
    """Return one line of a value for a message."""
    line = " ".join(str(text).split())
    return line if len(line) <= most else line[: most - 1] + "…"
