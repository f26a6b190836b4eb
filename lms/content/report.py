"""Findings as text for people, as JSON for programs, as annotations for a code forge."""

import json
from collections.abc import Iterable
from pathlib import Path

from lms.content.findings import Finding
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


def render(findings: Iterable[Finding], form: str, lang: str, root: Path = Path()) -> str:
    """Return the whole report, ending in a line feed; `root` goes before the paths."""
    found = list(findings)
    if form == "json":
        return _json(found, lang, root)
    if form == "github":
        return "".join(_annotation(one, lang, root) + "\n" for one in found)
    return _text(found, lang, root)


def failed(findings: Iterable[Finding], strict: bool = False) -> bool:
    """Tell whether the check fails: an error, or under `strict` a hint; a note never."""
    return any(
        finding.is_error or (strict and finding.severity is not Severity.NOTICE) for finding in findings
    )


def _path(finding: Finding, root: Path) -> str:
    return finding.path if root == Path() else (root / finding.path).as_posix()


def _text(found: list[Finding], lang: str, root: Path) -> str:
    lines = [_line(one, lang, root) for one in found]
    notices = sum(one.severity is Severity.NOTICE for one in found)
    errors = sum(one.is_error for one in found)
    values = {"errors": errors, "warnings": len(found) - errors - notices, "notices": notices}
    words = COUNT_NOTES if notices else COUNT if found else GOOD
    lines.append(words.text(lang, values))
    return "\n".join(lines) + "\n"


def _line(finding: Finding, lang: str, root: Path) -> str:
    text = finding.text(lang)
    if finding.severity in MARKS:
        text = MARKS[finding.severity].text(lang, {"text": text})
    where = f"{_path(finding, root)}:{max(finding.line, 1)}:{finding.column}"
    return f"{where}: {text} — {finding.remedy(lang)}"


def _json(found: list[Finding], lang: str, root: Path) -> str:
    rows = [
        {
            "path": _path(one, root),
            "line": one.line,
            "column": one.column,
            "code": one.code,
            "severity": str(one.severity),
            "message": one.text(lang),
            "remedy": one.remedy(lang),
            "excerpt": one.excerpt,
        }
        for one in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _annotation(finding: Finding, lang: str, root: Path) -> str:
    """Return one workflow command; GitHub reads %, line ends, colons and commas as signs of its own."""
    path = _escaped(_path(finding, root)).replace(":", "%3A").replace(",", "%2C")
    place = f"file={path},line={max(finding.line, 1)},col={finding.column},title={finding.code}"
    return f"::{finding.severity} {place}::{_escaped(f'{finding.text(lang)} {finding.remedy(lang)}')}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
