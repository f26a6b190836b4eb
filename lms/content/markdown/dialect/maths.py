"""Formulas: `$…$` in a line and `$$…$$` as a block of its own."""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from lms.content.findings import shortened
from lms.content.markdown.dialect import job
from lms.content.markdown.dialect.job import Taken

# A dollar sign before a space, or one with a digit right after the second, is money.
INLINE = re.compile(r"(\$\$?)(?![\s$])((?:\\.|[^\\$])+)(?<!\s)\1(?![\d$])", re.DOTALL)


def plugin(tools: MarkdownIt) -> None:
    tools.inline.ruler.before("escape", "formula", _inline)
    tools.block.ruler.before(
        "fence", "formula_block", _block, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    tools.add_render_rule("formula", _written)
    tools.add_render_rule("formula_block", _laid_aside)


def _inline(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "$":
        return False
    found = INLINE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("formula", "", 0).content = found[2]
    state.pos = found.end()
    return True


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith("$$", begin, state.eMarks[start]):
        return False
    lines = [state.src[begin + 2 : state.eMarks[start]].rstrip()]
    if "$$" in lines[0] and not lines[0].endswith("$$"):
        return False
    row = start
    while not lines[-1].endswith("$$"):
        row += 1
        if row >= end or state.isEmpty(row) or state.sCount[row] < state.blkIndent:
            if not silent:
                job.of(state.env).error("markdown.formula", start, formula=shortened("$$" + lines[0]))
            return False
        lines.append(state.src[state.bMarks[row] + state.tShift[row] : state.eMarks[row]].rstrip())
    if not silent:
        lines[-1] = lines[-1][:-2]
        token = state.push("formula_block", "", 0)
        token.content, token.map = "\n".join(lines), [start, row + 1]
        state.line = row + 1
    return True


def _written(_self: Any, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    return f'<span class="arithmatex">\\({escapeHtml(tokens[at].content)}\\)</span>'


def _laid_aside(_self: Any, tokens: Sequence[Token], at: int, _options: Any, env: Any) -> str:
    work, token = job.of(env), tokens[at]
    first = work.first + (token.map or [0])[0]
    lines = list(enumerate(token.content.split("\n"), start=first))
    return work.shelf.put(Taken("formula", "", lines)) + "\n"
