"""Bounds on what costs time or depth: beyond them a text is shown as it was typed, and named."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote, table
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from lms.content.markdown.dialect import job

# Levels of lists and quotations (a list counts two), of quotations alone, of emphasis.
DEEPEST, DEEPEST_QUOTATION, DEEPEST_INLINE = 20, 6, 20
# Cells that a table may lack and still get, and opening signs in one paragraph.
LACKING = 10_000
RULE = re.compile(r"[|:\- \t]+")
CROWDED = {"[": 2_000, "<": 2_000, "`": 10_000, "$": 10_000, "*": 10_000, "_": 10_000, "~": 10_000}


def plugin(tools: MarkdownIt) -> None:
    tools.block.ruler.before("table", "too_deep", _too_deep)
    tools.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    tools.block.ruler.at("blockquote", _quotation, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    tools.core.ruler.before("inline", "crowded", _crowded)
    tools.core.ruler.after("text_join", "flattened", _flattened)


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.level < DEEPEST or silent:
        return False
    _show_as_typed(state, start, end)
    return True


def _quotation(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if silent:
        return blockquote(state, start, end, silent)
    work = job.of(state.env)
    work.quotations += 1
    if work.quotations <= DEEPEST_QUOTATION:
        found = blockquote(state, start, end, silent)
    else:
        found = state.src.startswith(">", state.bMarks[start] + state.tShift[start])
        if found:
            _show_as_typed(state, start, end)
    work.quotations -= 1
    return found


def _show_as_typed(state: StateBlock, start: int, end: int) -> None:
    row = start + 1
    while row < end and (state.isEmpty(row) or state.sCount[row] >= state.blkIndent):
        row += 1
    job.of(state.env).error("markdown.too-deep", start)
    state.push("paragraph_open", "p", 1)
    state.push("text", "", 0).content = state.getLines(start, row, state.blkIndent, False)
    state.push("paragraph_close", "p", -1)
    state.line = row


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Refuse a table whose rows lack far more cells than they have: a short text would make a huge page."""
    if start + 1 < end and RULE.fullmatch(state.src, state.bMarks[start + 1], state.eMarks[start + 1]):
        row = start
        while row < end and not state.isEmpty(row):
            row += 1
        columns = state.src.count("|", state.bMarks[start], state.eMarks[start])
        given = state.src.count("|", state.bMarks[start], state.eMarks[row - 1])
        if columns * (row - start) - given > LACKING:
            return False
    return table(state, start, end, silent)


def _crowded(state: StateCore) -> None:
    for token in state.tokens:
        if token.type != "inline" or len(token.content) < min(CROWDED.values()):
            continue
        if any(token.content.count(sign) > most for sign, most in CROWDED.items()):
            token.type = "text"
            job.of(state.env).error("markdown.too-deep", (token.map or [0])[0])


def _flattened(state: StateCore) -> None:
    """Write the marks of emphasis within emphasis beyond any sense as they were typed."""
    for token in state.tokens:
        depth, deep = 0, False
        for child in token.children or ():
            depth += child.nesting
            if depth - min(child.nesting, 0) > DEEPEST_INLINE and child.nesting and child.markup:
                _as_typed(child)
                deep = True
        if deep:
            job.of(state.env).error("markdown.too-deep", (token.map or [0])[0])


def _as_typed(token: Token) -> None:
    token.type, token.tag, token.content, token.nesting = "text", "", token.markup, 0
