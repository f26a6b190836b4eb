"""Boxes around Markdown: call-outs made of quotations, and `<details>` that fold."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from lms.content.markdown import callouts
from lms.content.markdown.dialect import job

OPENS = re.compile(r"<(details|div|section)((?:\s[^<>]*)?)>", re.IGNORECASE)
TAG = re.compile(r"<(/?)(details|div|section)(?=[\s>])[^<>]*>", re.IGNORECASE)
SUMMARY = re.compile(r"\s*<summary>(.{0,1000}?)</summary>[ \t]*", re.IGNORECASE | re.DOTALL)
# What is longer is rarely a title: a text that was joined to its sign.
LONGEST_TITLE = 60
FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})")


def plugin(tools: MarkdownIt) -> None:
    tools.block.ruler.before(
        "html_block", "details", _details, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    tools.core.ruler.after("block", "callouts", _callouts)


def _callouts(state: StateCore) -> None:
    """Make a box of each quotation that begins with `[!NOTE]`; an unknown name stays as it is typed."""
    opened: list[bool] = []
    tokens: list[Token] = []
    for place, token in enumerate(state.tokens):
        tokens.append(token)
        if token.type == "blockquote_open":
            inline = state.tokens[place + 2] if place + 2 < len(state.tokens) else token
            title = _opening(inline, state) if state.tokens[place + 1].type == "paragraph_open" else None
            opened.append(title is not None)
            if title:
                tokens[-1] = _raw(f'<div class="admonition {title[0]}">\n', token)
                tokens += _titled(title[1], token)
        elif token.type == "blockquote_close" and opened.pop():
            tokens[-1] = _raw("</div>\n", token)
    state.tokens = [one for one in tokens if one.type != "nothing"]


def _opening(inline: Token, state: StateCore) -> tuple[str, str] | None:
    first, _, rest = inline.content.partition("\n")
    found = callouts.MARK.fullmatch(first.strip())
    if found is None:
        return None
    title = callouts.opening(found[1], found[2], job.of(state.env).language)
    if title is None:
        job.of(state.env).error("markdown.callout", (inline.map or [0])[0], name=found[1])
        return None
    if len(found[2]) > LONGEST_TITLE:
        job.of(state.env).warning("markdown.callout-title", (inline.map or [0])[0], size=len(found[2]))
    inline.content = rest
    if not rest.strip():
        at = state.tokens.index(inline)
        for token in state.tokens[at - 1 : at + 2]:
            token.type = "nothing"
    return title


def _titled(title: str, token: Token) -> list[Token]:
    opening = Token("paragraph_open", "p", 1, attrs={"class": "admonition-title"}, block=True)
    inline = Token(
        "inline", "", 0, content=title, children=[], map=token.map, level=token.level + 2, block=True
    )
    return [opening, inline, Token("paragraph_close", "p", -1, block=True)]


def _raw(html: str, token: Token) -> Token:
    return Token("box", "", 0, content=html, map=token.map, level=token.level, block=True)


def _details(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read what stands between `<details>` and its end as Markdown; so for others marked `markdown`."""
    begin = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or state.src[begin : begin + 1] != "<":
        return False
    found = OPENS.match(state.src, begin, state.eMarks[start])
    if found is None or (found[1].lower() != "details" and "markdown" not in found[2]):
        return False
    stop = _closings(state).get((found[1].lower(), start), end)
    if stop >= end:
        return False
    if not silent:
        _read(state, found, start, stop)
    return True


def _read(state: StateBlock, found: re.Match[str], start: int, stop: int) -> None:
    job.of(state.env).raw.append((start, found[0]))
    _push(state, found[0] + "\n", start)
    at = found.end()
    closing = state.src.rindex("</", at, state.eMarks[stop])
    summary = SUMMARY.match(state.src, at, closing)
    if summary:
        _push(state, "<summary>", start)
        inline = state.push("inline", "", 0)
        inline.content, inline.children, inline.map = summary[1].strip(), [], [start, start + 1]
        _push(state, "</summary>\n", start)
        at = summary.end()
    _inside(state, at, closing, start, stop)
    _push(state, f"</{found[1].lower()}>\n", stop)
    state.line = stop + 1


def _inside(state: StateBlock, at: int, closing: int, start: int, stop: int) -> None:
    """Tokenize from the sign `at` to the closing tag, lines that hold both a tag and a text included."""
    first = start
    while first < stop and state.eMarks[first] <= at:
        first += 1
    kept = (state.bMarks[first], state.tShift[first], state.sCount[first], state.eMarks[stop], state.lineMax)
    if state.bMarks[first] < at:
        state.bMarks[first], state.tShift[first] = at, 0
        state.sCount[first] = state.blkIndent
    last = stop + 1 if state.src[max(state.bMarks[stop], at) : closing].strip() else stop
    state.eMarks[stop] = closing
    state.lineMax = last
    parent, state.parentType = state.parentType, "details"
    state.level += 1
    if first < last:
        state.md.block.tokenize(state, first, last)
    state.level -= 1
    state.parentType = parent
    state.bMarks[first], state.tShift[first], state.sCount[first], state.eMarks[stop], state.lineMax = kept


def _push(state: StateBlock, html: str, row: int) -> None:
    token = state.push("box", "", 0)
    token.content, token.map = html, [row, row + 1]


def _closings(state: StateBlock) -> dict[tuple[str, int], int]:
    """Return, of each box by its tag and line, the line on which it ends; found once in one pass."""
    work = job.of(state.env)
    if work.closings is None:
        work.closings = _paired(state.src.split("\n"))
    return work.closings


def _paired(lines: list[str]) -> dict[tuple[str, int], int]:
    pairs: dict[tuple[str, int], int] = {}
    waiting: dict[str, list[int]] = {}
    fence = ""
    for row, line in enumerate(lines):
        mark = FENCE.match(line)
        if mark:
            fence = "" if mark[1].startswith(fence) and fence else fence or mark[1]
        if fence or "<" not in line:
            continue
        for tag in TAG.finditer(line):
            opened = waiting.setdefault(tag[2].lower(), [])
            if not tag[1]:
                opened.append(row)
            elif opened:
                begun = opened.pop()
                if not line[tag.end() :].strip():
                    pairs[(tag[2].lower(), begun)] = row
    return pairs
