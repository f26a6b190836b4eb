"""Abbreviations: `*[SPBE]: Sistem …` on a line of its own; every SPBE then says what it stands for."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from lms.content.markdown.dialect import job

DEFINITION = re.compile(r"\*\[([^\[\]\\]{1,60})\][ ]?:[ \t]*(\S[^\n]*)")
HEAD = re.compile(r"\w+|\S")
# Terms by their first word, then by length: a word costs as many looks as its terms have lengths.
Terms = dict[str, dict[int, dict[str, str]]]


def plugin(tools: MarkdownIt) -> None:
    tools.block.ruler.before("reference", "abbreviation", _definition, {"alt": ["paragraph", "reference"]})
    tools.core.ruler.after("text_join", "abbreviations", _marked)


def _definition(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    found = DEFINITION.fullmatch(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    if found is None:
        return False
    if not silent:
        job.of(state.env).titles[found[1].strip()] = found[2].strip()
        state.line = start + 1
    return True


def _marked(state: StateCore) -> None:
    terms = _terms(job.of(state.env).titles)
    if not terms:
        return
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = [
                piece
                for child in token.children
                for piece in (_pieces(child, terms) if child.type == "text" else [child])
            ]


def _terms(titles: dict[str, str]) -> Terms:
    terms: Terms = {}
    for name, title in titles.items():
        head = HEAD.match(name)
        if head:
            terms.setdefault(head[0], {}).setdefault(len(name), {})[name] = title
    return terms


def _pieces(text: Token, terms: Terms) -> list[Token]:
    content, done, pieces = text.content, 0, list[Token]()
    for word in HEAD.finditer(content):
        found = _term(content, word, terms) if word.start() >= done and word[0] in terms else None
        if found is None:
            continue
        name, title = found
        pieces += [*_text(content[done : word.start()]), *_abbreviation(name, title)]
        done = word.start() + len(name)
    return [*pieces, *_text(content[done:])] if done else [text]


def _term(content: str, word: re.Match[str], terms: Terms) -> tuple[str, str] | None:
    """Return the longest term that stands here as a whole word."""
    by_length = terms[word[0]]
    for length in sorted(by_length, reverse=True):
        end = word.start() + length
        name = content[word.start() : end]
        whole = end >= len(content) or not (content[end].isalnum() and name[-1].isalnum())
        if whole and name in by_length[length]:
            return name, by_length[length][name]
    return None


def _text(content: str) -> list[Token]:
    return [Token("text", "", 0, content=content)] if content else []


def _abbreviation(name: str, title: str) -> list[Token]:
    opening = Token("abbr_open", "abbr", 1, attrs={"title": title})
    return [opening, Token("text", "", 0, content=name), Token("abbr_close", "abbr", -1)]
