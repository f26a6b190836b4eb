"""Marks: one letter of Unicode's private area stands in a page for each value that differs by person."""

import re
from collections.abc import Callable, Sequence

from markupsafe import escape

from lms.press.pictures import Picture

FIRST = 0xE000
MARK = re.compile("[\ue000-\uf8ff]")
# Letters that lines break or vanish at in ways of their own: such a value goes the slow way.
HARD = re.compile("[^ \u00a0!-~\u00a1-\u00ac\u00ae-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e]|  |^ | $")
DAY = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")

Value = str | Picture


class Unforeseen(Exception):
    """This page or these values are not for the fast way; the reason is for the log."""


def mark(number: int) -> str:
    return chr(FIRST + number)


def of_each(html: str) -> tuple[str, tuple[int, ...]]:
    """Give every place a mark of its own; return the page and the value's number for each place."""
    owners: list[int] = []

    def next_mark(found: re.Match[str]) -> str:
        owners.append(ord(found[0]) - FIRST)
        return mark(len(owners) - 1)

    return MARK.sub(next_mark, html), tuple(owners)


def filled(text: str, values: Sequence[Value], as_text: Callable[[Value], str]) -> str:
    """Put the values where their marks stand."""
    return MARK.sub(lambda found: as_text(values[ord(found[0]) - FIRST]), text)


def plain(value: Value) -> str:
    if isinstance(value, Picture):
        raise Unforeseen("a picture stands in the text")
    return value


def in_html(value: Value) -> str:
    """Write a value as the page's own environment does, which escapes what HTML reads."""
    return str(escape(value.address() if isinstance(value, Picture) else value))


def in_xml(value: Value) -> str:
    text = plain(value)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def refuse_hard(values: Sequence[Value]) -> None:
    """Raise `Unforeseen` for a value whose letters or spaces a page treats in a way of their own."""
    for value in values:
        if isinstance(value, str) and (not value or HARD.search(value)):
            raise Unforeseen("a value has letters that only the slow way sets")
