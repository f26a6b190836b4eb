"""Bare addresses become links: `https://…`, `www.…` and e-mail, as GitHub reads them."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

ADDRESS = re.compile(
    r"(?<![^\s*_~(\[“‘\"'])(?:"
    r"(?P<site>https?://[A-Za-z0-9][^\s<>]{0,2000}|www\.[A-Za-z0-9-][^\s<>]{0,2000})"
    r"|(?P<mail>[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}))",
)
SURE = ("://", "www.", "@")
ENTITY = re.compile(r"&[A-Za-z0-9]+;$")


def plugin(tools: MarkdownIt) -> None:
    tools.core.ruler.after("text_join", "addresses", _linked)


def _linked(state: StateCore) -> None:
    for token in state.tokens:
        if token.children and any(sign in token.content for sign in SURE):
            token.children = _children(token.children, state.md)


def _children(children: list[Token], tools: MarkdownIt) -> list[Token]:
    found: list[Token] = []
    within = 0
    for child in children:
        if child.type in {"link_open", "link_close"}:
            within += child.nesting
        plain = child.type == "text" and not within
        found += _pieces(child, tools) if plain else [child]
    return found


def _pieces(text: Token, tools: MarkdownIt) -> list[Token]:
    content, done, pieces = text.content, 0, list[Token]()
    for match in ADDRESS.finditer(content):
        shown = _trimmed(match[0]) if match["site"] else match[0].rstrip("-_.")
        if match.start() < done or not shown:
            continue
        if match.start() > done:
            pieces.append(Token("text", "", 0, content=content[done : match.start()]))
        target = tools.normalizeLink(_scheme(match["mail"], shown) + shown)
        link = Token("link_open", "a", 1, attrs={"href": target}, info="auto")
        pieces += [link, Token("text", "", 0, content=shown), Token("link_close", "a", -1)]
        done = match.start() + len(shown)
    if not done:
        return [text]
    return [*pieces, Token("text", "", 0, content=content[done:])] if done < len(content) else pieces


def _scheme(mail: str | None, shown: str) -> str:
    if mail:
        return "mailto:"
    return "" if "://" in shown else "http://"


def _trimmed(address: str) -> str:
    """Leave the sentence its full stop, and its bracket when that was opened before the address."""
    spare = address.count(")") - address.count("(")
    while address:
        last = address[-1]
        if last in "?!.,:*_~'\"”’;" or (last == ")" and spare > 0):
            spare -= last == ")"
            entity = ENTITY.search(address) if last == ";" else None
            address = address[: entity.start()] if entity else address[:-1]
        else:
            break
    return address if "." in address.partition("://")[2] or address.startswith("www.") else ""
