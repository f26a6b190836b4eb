"""Boxes to tick: a list item that begins with `[ ]` or `[x]`."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

MARK = re.compile(r"\[([ xX])\][ \t\n]+(?=\S)")


def plugin(tools: MarkdownIt) -> None:
    tools.core.ruler.before("inline", "ticks", _marked)
    tools.core.ruler.after("text_join", "ticked", _put)


def _marked(state: StateCore) -> None:
    """Take the mark off before the brackets are read as a link."""
    tokens = state.tokens
    for item, paragraph, inline in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if item.type != "list_item_open" or paragraph.type != "paragraph_open" or inline.type != "inline":
            continue
        found = MARK.match(inline.content)
        if found:
            inline.content = inline.content[found.end() :]
            inline.meta = {"ticked": found[1] != " "}


def _put(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and "ticked" in token.meta and token.children is not None:
            checked = ' checked=""' if token.meta["ticked"] else ""
            box = f'<input{checked} disabled="" type="checkbox"> '
            token.children.insert(0, Token("tick", "", 0, content=box))
