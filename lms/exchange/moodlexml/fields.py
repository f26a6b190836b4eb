"""The fields of a question in Moodle XML: texts with their markup and files, weights, numbers, flags."""

import base64
import binascii
import re
from dataclasses import dataclass, field
from fractions import Fraction
from urllib.parse import quote, unquote

from lms.exchange import moodle
from lms.exchange.gift import numbers
from lms.exchange.model import EMPTY, Markup, Text
from lms.exchange.moodle import SPACES
from lms.exchange.remarks import Remarks
from lms.exchange.xml import Node

MARKUPS = {
    "html": Markup.HTML,
    "moodle_auto_format": Markup.AUTO,
    "plain_text": Markup.PLAIN,
    "markdown": Markup.MARKDOWN,
    "wiki_like": Markup.PLAIN,
}
PLACE = "@@PLUGINFILE@@/"
ADDRESS = re.compile(r"""@@PLUGINFILE@@/([^"'\s<>()?#]+)(?:\?[^"'\s<>()]*)?""")
FOLDER = "files/"
# A range that stands for every number.
ALL = Fraction(10**30)


class Unreadable(Exception):
    """A question that cannot come in; the code and values say why."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(slots=True)
class Files:
    """The pictures of a whole bank; the same name for another picture becomes a name of its own."""

    data: dict[str, bytes] = field(default_factory=dict)

    def add(self, name: str, content: bytes) -> str:
        stem, dot, ending = name.replace("/", "-").strip("-").rpartition(".")
        chosen, number = f"{stem}{dot}{ending}", 1
        while self.data.get(chosen, content) != content:
            number += 1
            chosen = f"{stem}-{number}{dot}{ending}"
        self.data[chosen] = content
        return chosen


@dataclass(frozen=True, slots=True)
class Form:
    """One `<question>`, its markup, and where its files and remarks go."""

    node: Node
    title: str
    markup: Markup
    files: Files
    remarks: Remarks

    def warn(self, code: str, **values: str | int) -> None:
        self.remarks.warn(code, self.node.line, title=self.title, **values)

    def value(self, name: str, default: str = "") -> str:
        """Return the words of a field, also where they stand in a `<text>` of their own."""
        found = self.node.child(name)
        if found is None:
            return default
        inner = found.child("text")
        return (found.text or "" if inner is None else inner.text or "").strip(SPACES)

    def flag(self, name: str, *, default: bool) -> bool:
        return self.value(name, str(default).lower()).lower() not in {"false", "0", ""}

    def text(self, node: Node | None, default: Markup | None = None) -> Text:
        """Read a text with its files."""
        return text(node, default or self.markup, self.files)

    def named(self, name: str) -> Text:
        return self.text(self.node.child(name))

    def weight(self, answer: Node) -> Fraction:
        """Read a weight that must stand on Moodle's list."""
        given = answer.get("fraction") or _old(answer) or "0"
        share = numbers.read(given)
        weight = None if share is None else moodle.grade(share)
        if weight is None:
            raise Unreadable("exchange.weight", weight=f"{given[:20]}%")
        return weight


def _old(answer: Node) -> str:
    """Old files keep the weight in an element, and not in percent."""
    share = numbers.read((answer.findtext("fraction") or "").strip())
    return "" if share is None else numbers.write(share * 100)


def text(node: Node | None, markup: Markup, files: Files) -> Text:
    """Read `<x format="html"><text>…</text><file …>…</file></x>`; without a `<text>` the words themselves."""
    if node is None:
        return EMPTY
    inner = node.child("text")
    words = ((node.text if inner is None else inner.text) or "").strip(SPACES)
    if not words:
        return EMPTY
    names = {
        _full(file): files.add(_full(file), content)
        for file in node.children("file")
        if (content := _content(file)) is not None and _full(file)
    }
    words = ADDRESS.sub(lambda found: _address(found, names), words) if PLACE in words else words
    return Text(words, MARKUPS.get(node.get("format") or "", markup))


def _full(file: Node) -> str:
    return ((file.get("path") or "/") + (file.get("name") or "")).strip("/")


def _content(file: Node) -> bytes | None:
    try:
        return base64.b64decode("".join((file.text or "").split()))
    except (binascii.Error, ValueError):
        return None


def _address(found: re.Match[str], names: dict[str, str]) -> str:
    name = names.get(unquote(found[1])) or names.get(found[1])
    return FOLDER + quote(name) if name else found[0]


def number(words: str) -> Fraction:
    """Read a number as Moodle keeps it, with a point."""
    found = numbers.read(words)
    if found is None:
        raise Unreadable("gift.number", text=words[:40])
    return found
