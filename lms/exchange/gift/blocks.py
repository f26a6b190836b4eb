"""The outermost layer of GIFT: blocks between blank lines, comments with identities and tags, categories."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lms.exchange.moodle import SPACES

ID = re.compile(r"\[id:((?:\\\]|[^\]\x00-\x1f]){1,100})\]")
TAG = re.compile(r"\[tag:((?:\\\]|[^\]\x00-\x1f<>`]){1,100})\]")
CATEGORY = "$CATEGORY:"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, without their comments; `line` is the number of the first that is none."""

    line: int
    text: str
    id: str = ""
    tags: tuple[str, ...] = ()


def parted(text: str) -> Iterator[Block]:
    """Yield the blocks of a file whose lines end in line feeds."""
    gathered: list[tuple[int, str]] = []
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.strip(SPACES)
        if line:
            gathered.append((number, line))
        elif gathered:
            yield from _blocks(gathered)
            gathered = []
    if gathered:
        yield from _blocks(gathered)


def _blocks(lines: list[tuple[int, str]]) -> Iterator[Block]:
    """A category's line is a block of its own, also where no blank line follows it."""
    comments = "\n".join(line for _, line in lines if line.startswith("//"))
    text = [(number, line) for number, line in lines if not line.startswith("//")]
    while text and text[0][1].startswith(CATEGORY):
        yield Block(*text.pop(0))
    if text:
        found = ID.search(comments)
        name = _unescaped(found[1]) if found else ""
        # A comment between two lines leaves a space, as in Moodle.
        first, last = text[0][0], text[-1][0]
        joined = "\n".join(
            " " if line.startswith("//") else line for number, line in lines if first <= number <= last
        )
        tags = tuple(dict.fromkeys(_unescaped(tag) for tag in TAG.findall(comments)))
        yield Block(first, joined, name, tags)


def _unescaped(text: str) -> str:
    return text.replace("\\]", "]").strip()
