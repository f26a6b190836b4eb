"""What was meant to become something and stayed as it was typed: bold text, links, tables.

Judged on the parser's own words, so that code and what is escaped are never taken for a mistake.
"""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from lms.content.findings import shortened
from lms.content.markdown.dialect.job import Job

CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
BOLD = re.compile(r"(?<![\\*])\*\*(?!\*)")
# Two stars between figures are a power.
POWER = re.compile(r"\d\*\*\d")
LINK = re.compile(r"(?<!\\)\[[^\[\]]{0,200}\]\((?=([^\s)]{1,40}))")
CELL = re.compile(r"(?<!\\)\|")
RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
ROW = re.compile(r"\s*\|.*\|\s*")


def named(tokens: Sequence[Token], work: Job, rows: Sequence[str]) -> None:
    """Warn of what the tokens of a whole text left as it was typed."""
    for place, token in enumerate(tokens):
        row = (token.map or [0])[0]
        if token.type == "inline" and token.children:
            _inline(token, row, work, rows)
            if place and tokens[place - 1].type == "paragraph_open":
                _no_table(token.content.split("\n"), row, work)
        elif token.type == "table_open" and token.map:
            _lost_cells(token.map, work, rows)


def _inline(token: Token, row: int, work: Job, rows: Sequence[str]) -> None:
    typed = [child.content for child in token.children or () if child.type == "text"]
    raw = CODE.sub("", token.content)
    for text in typed:
        if "**" in text and BOLD.search(raw) and not POWER.search(text):
            at = text.index("**")
            work.findings.warning("markdown.bold-open", *_place(text[at : at + 20], row, work, rows))
            break
    found = LINK.search(raw)
    if found and any("](" in text for text in typed):
        target = next((one[1] for one in LINK.finditer(raw) if f"]({one[1]})" not in raw), found[1])
        place = _place(f"]({target}", row, work, rows)
        work.findings.warning("markdown.link-open", *place, text=shortened(target, 40))


def _place(snippet: str, row: int, work: Job, rows: Sequence[str]) -> tuple[int, int]:
    """Return the line and column of what was typed; the start of its block when a line end parts it."""
    for at in range(row, len(rows)):
        if (column := rows[at].find(snippet.split("\n", maxsplit=1)[0])) >= 0:
            return work.first + at, column + 1
    return work.first + row, 1


def _no_table(lines: Sequence[str], row: int, work: Job) -> None:
    for at in range(len(lines) - 1):
        head, rule = lines[at], lines[at + 1]
        if "|" in head and "|" in rule and RULE.fullmatch(rule):
            values = {"heads": _cells(head), "rules": _cells(rule)}
            work.warning("markdown.table-rule", row + at + 1, **values)
            return
    if len(lines) > 1 and all(ROW.fullmatch(line) for line in lines):
        work.warning("markdown.table-no-rule", row, columns=" | ".join(["---"] * _cells(lines[0])))


def _lost_cells(lines: Sequence[int], work: Job, rows: Sequence[str]) -> None:
    """Cells beyond the last column are dropped by the parser."""
    columns = _cells(rows[lines[0]])
    for at in range(lines[0] + 2, min(lines[1], len(rows))):
        count = _cells(rows[at])
        if count > columns:
            work.warning("markdown.table-row", at, cells=count, columns=columns)


def _cells(line: str) -> int:
    line = line.strip()
    inner = line.removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return len(CELL.findall(inner)) + 1
