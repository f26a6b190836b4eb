"""Findings as text for people, as JSON for programs, as annotations for a code forge."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lms.content.findings import Finding, mark
from lms.errors import Message
from lms.questions.problem import Severity

FORMATS = ("text", "json", "github")
GOOD = Message("Tidak ada yang perlu diperbaiki.", "Nothing needs mending.")
COUNT = Message("{errors} kesalahan, {warnings} saran.", "{errors} errors, {warnings} hints.")
COUNT_NOTES = Message(
    "{errors} kesalahan, {warnings} saran, {notices} catatan.",
    "{errors} errors, {warnings} hints, {notices} notes.",
)
MARKS = {
    Severity.WARNING: Message("saran: {text}", "hint: {text}"),
    Severity.NOTICE: Message("catatan: {text}", "note: {text}"),
}
# The colours of a terminal.
BOLD, RED, GREEN, YELLOW, BLUE = "1", "31", "32", "33", "34"
DYES = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.NOTICE: BLUE}


@dataclass(frozen=True, slots=True)
class Manner:
    """How it is told: in which language, with what before the paths, in colour for a terminal."""

    lang: str = "id"
    root: Path = Path()
    colour: bool = False

    def path(self, finding: Finding) -> str:
        return finding.path if self.root == Path() else (self.root / finding.path).as_posix()

    def dyed(self, text: str, dye: str) -> str:
        return f"\x1b[{dye}m{text}\x1b[0m" if self.colour and text else text


def render(
    findings: Iterable[Finding], form: str, lang: str, root: Path = Path(), *, colour: bool = False
) -> str:
    """Return the whole report, ending in a line feed; `root` goes before the paths."""
    found, manner = list(findings), Manner(lang, root, colour)
    if form == "json":
        return written(rows(found, lang, root))
    if form == "github":
        return "".join(_annotation(one, manner) + "\n" for one in found)
    return _text(found, manner)


def failed(findings: Iterable[Finding], strict: bool = False) -> bool:
    """Tell whether the check fails: an error, or under `strict` a hint; a note never."""
    return any(
        finding.is_error or (strict and finding.severity is not Severity.NOTICE) for finding in findings
    )


def _text(found: list[Finding], manner: Manner) -> str:
    lines = [line for one in found for line in _lines(one, manner)]
    notices = sum(one.severity is Severity.NOTICE for one in found)
    errors = sum(one.is_error for one in found)
    values = {"errors": errors, "warnings": len(found) - errors - notices, "notices": notices}
    words = COUNT_NOTES if notices else COUNT if found else GOOD
    lines.append(manner.dyed(words.text(manner.lang, values), RED if errors else GREEN))
    return "\n".join(lines) + "\n"


def _lines(finding: Finding, manner: Manner) -> Iterator[str]:
    """Yield the finding in one line, and beneath it the line that it is about, with a sign at the column."""
    text, dye = finding.text(manner.lang), DYES[finding.severity]
    if finding.severity in MARKS:
        text = MARKS[finding.severity].text(manner.lang, {"text": text})
    where = f"{manner.path(finding)}:{max(finding.line, 1)}:{finding.column}"
    yield f"{manner.dyed(where, BOLD)}: {manner.dyed(text, dye)} — {finding.remedy(manner.lang)}"
    at = mark(finding)
    if at:
        number, shown = str(finding.line), finding.excerpt.replace("\t", " ").rstrip()
        yield f"{number:>6} | {shown}"
        yield f"{'':>6} | {' ' * (min(at, len(shown) + 1) - 1)}{manner.dyed('^', dye)}"


def rows(findings: Iterable[Finding], lang: str, root: Path = Path()) -> list[dict[str, str | int]]:
    """Return the findings as a program reads them."""
    manner = Manner(lang, root)
    return [
        {
            "path": manner.path(one),
            "line": one.line,
            "column": one.column,
            "code": one.code,
            "severity": str(one.severity),
            "message": one.text(lang),
            "remedy": one.remedy(lang),
            "excerpt": one.excerpt,
        }
        for one in findings
    ]


def written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _annotation(finding: Finding, manner: Manner) -> str:
    """Return one workflow command; GitHub reads %, line ends, colons and commas as signs of its own."""
    path = _escaped(manner.path(finding)).replace(":", "%3A").replace(",", "%2C")
    place = f"file={path},line={max(finding.line, 1)},col={finding.column},title={finding.code}"
    words = _escaped(f"{finding.text(manner.lang)} {finding.remedy(manner.lang)}")
    return f"::{finding.severity} {place}::{words}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
