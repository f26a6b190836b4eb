r"""GIFT's control signs, and how they are written when they are meant as text: `\=`, `\#`, `\n`."""

import re

from lms.exchange.model import EMPTY, Markup, Text
from lms.exchange.moodle import SPACES

SIGNS = ":#={}~"
# A meant sign waits in the private range, which no text from outside holds, until everything is split.
BASE = 0xE000
ESCAPED = re.compile(rf"\\([\\n{re.escape(SIGNS)}])")
HIDDEN = {BASE + ord(sign): sign for sign in [*SIGNS, "\n"]}
MARKUP = re.compile(r"\[(moodle|html|plain|markdown)\]")


def hidden(text: str) -> str:
    """Put meant signs out of the way of the splitting; a backslash before any other letter stays."""
    return ESCAPED.sub(lambda found: _hidden(found[1]), text)


def _hidden(sign: str) -> str:
    return "\\" if sign == "\\" else chr(BASE + ord("\n" if sign == "n" else sign))


def shown(text: str) -> str:
    """Bring the meant signs back, and trim."""
    return text.translate(HIDDEN).strip(SPACES)


def formatted(text: str, default: Markup) -> Text:
    """Read a text that may begin with the name of its markup."""
    text = text.strip(SPACES)
    found = MARKUP.match(text)
    plain = shown(text[found.end() :] if found else text)
    return Text(plain, Markup(found[1]) if found else default) if plain else EMPTY


def escaped(text: str) -> str:
    """Write a text on one line so that reading it gives the same."""
    return re.sub(rf"[\\{re.escape(SIGNS)}]", r"\\\g<0>", text).replace("\n", "\\n")
