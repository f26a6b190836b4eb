"""The answer block of a question: its lines, and the entries they make."""

import html
import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

QUOTE = re.compile(r"\s*>\s?(.*)")
FENCE = re.compile(r"\s*(?:>\s?)*(?:[-*+]\s+|\d{1,9}[.)]\s+)?(`{3,}(?=[^`]*$)|~{3,})\s*(.*)$")


class Writer(Protocol):
    """Turns an author's Markdown into sanitised HTML; content lends it, for kinds stand below content."""

    def inline(self, text: str, line: int) -> str:
        """Return one phrase, without a paragraph around it."""

    def block(self, text: str, line: int) -> str:
        """Return paragraphs."""


class PlainWriter:
    """Shows the text as it was typed."""

    def inline(self, text: str, line: int) -> str:  # noqa: ARG002 # Writer's signature
        return html.escape(text.strip())

    def block(self, text: str, line: int) -> str:
        return f"<p>{self.inline(text, line)}</p>"


PLAIN: Writer = PlainWriter()


@dataclass(frozen=True, slots=True)
class Block:
    """Numbered lines after the prompt, with the heading's attributes and the quiz's language.

    A kind that holds its prompt gets the lines of the prompt; `line` is the heading's.
    """

    lines: tuple[tuple[int, str], ...]
    attributes: Mapping[str, str] = field(default_factory=dict)
    language: str = "id"
    writer: Writer = PLAIN
    line: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer as written: its first line, what continues it (dedented), and its feedback (HTML)."""

    line: int
    head: str
    more: str
    feedback: str


@dataclass(slots=True)
class _Draft:
    line: int
    head: str
    more: list[str] = field(default_factory=list)
    quote: list[str] = field(default_factory=list)
    quote_line: int = 0


def fenced(lines: list[str]) -> list[bool]:
    """Tell of each line whether it belongs to a fenced block, its fences included."""
    inside: list[bool] = []
    closing: re.Pattern[str] | None = None
    for line in lines:
        if closing is not None:
            inside.append(True)
            closing = None if closing.fullmatch(line) else closing
            continue
        found = FENCE.match(line)
        inside.append(found is not None)
        if found:
            closing = re.compile(rf"\s*(?:>\s?)*{re.escape(found[1][0])}{{{len(found[1])},}}\s*")
    return inside


def entries(block: Block) -> list[Entry]:
    """Gather lines: unindented ones begin an entry, indented ones go on, quotations are feedback."""
    drafts: list[_Draft] = []
    for number, line in block.lines:
        _place(drafts, number, line)
    return [_entry(draft, block.writer.block) for draft in drafts]


def _place(drafts: list[_Draft], number: int, line: str) -> None:
    quoted = QUOTE.fullmatch(line)
    if drafts and quoted:
        drafts[-1].quote_line = drafts[-1].quote_line or number
        drafts[-1].quote.append(quoted[1])
    elif drafts and (not line.strip() or line[0].isspace()):
        drafts[-1].more.append(line)
    elif line.strip():
        drafts.append(_Draft(number, line.rstrip()))


def _entry(draft: _Draft, write: Callable[[str, int], str]) -> Entry:
    feedback = write("\n".join(draft.quote), draft.quote_line) if any(draft.quote) else ""
    more = textwrap.dedent("\n".join(draft.more)).strip("\n")
    return Entry(draft.line, draft.head, more, feedback)
