"""Footnotes: numbered marks in the text, the notes at its end, each with the way back in words."""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from lms.content.markdown.dialect import job

BACK = {"id": "Kembali ke rujukan {} dalam teks", "en": "Back to reference {} in the text"}
NAME = re.compile(r"[\w-]+")


def plugin(tools: MarkdownIt) -> None:
    footnote_plugin(tools, inline=False)
    tools.core.ruler.before("footnote_tail", "footnotes_unused", _unused)
    tools.add_render_rule("footnote_ref", _reference)
    tools.add_render_rule("footnote_block_open", _block_open)
    tools.add_render_rule("footnote_block_close", _block_close)
    tools.add_render_rule("footnote_open", _open)
    tools.add_render_rule("footnote_anchor", _anchor)


def _unused(state: StateCore) -> None:
    """A note that nothing refers to is shown all the same, and named."""
    notes = state.env.get("footnotes", {})
    for key, number in notes.get("refs", {}).items():
        if number >= 0:
            continue
        name = key.removeprefix(":")
        notes["refs"][key] = len(notes["list"])
        notes["list"][len(notes["list"])] = {"label": name, "count": 0}
        work = job.of(state.env)
        row = work.text.count("\n", 0, max(work.text.find(f"[^{name}]:"), 0))
        work.warning("markdown.footnote-unused", row, name=name)


def _name(token: Token) -> str:
    label = str(token.meta["label"])
    return label if NAME.fullmatch(label) else f"{token.meta['id'] + 1}-"


def _mark(token: Token) -> str:
    again = token.meta["subId"]
    return f"fnref{again + 1 if again else ''}:{_name(token)}"


def _reference(_self: Any, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    token = tokens[at]
    link = f'<a class="footnote-ref" href="#fn:{_name(token)}">{token.meta["id"] + 1}</a>'
    return f'<sup id="{_mark(token)}">{link}</sup>'


def _block_open(_self: Any, _tokens: Sequence[Token], _at: int, _options: Any, _env: Any) -> str:
    return '<div class="footnote">\n<hr>\n<ol>\n'


def _block_close(_self: Any, _tokens: Sequence[Token], _at: int, _options: Any, _env: Any) -> str:
    return "</ol>\n</div>\n"


def _open(_self: Any, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    return f'<li id="fn:{_name(tokens[at])}">\n'


def _anchor(_self: Any, tokens: Sequence[Token], at: int, _options: Any, env: Any) -> str:
    token = tokens[at]
    title = BACK[job.of(env).language].format(token.meta["id"] + 1)
    return f'&#160;<a class="footnote-backref" href="#{_mark(token)}" title="{title}">&#8617;</a>'
