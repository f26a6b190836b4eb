"""Neutral questions to Moodle XML; one that would not be read as it was meant is left out, and named."""

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from html import escape, unescape
from urllib.parse import quote, unquote

from lms.content.findings import shortened
from lms.errors import Refused
from lms.exchange import essence, moodle
from lms.exchange.gift.numbers import write as number
from lms.exchange.model import Bank, Choice, Grouping, Item, Text, Written
from lms.exchange.moodlexml import bodies
from lms.exchange.moodlexml.fields import FOLDER, MARKUPS
from lms.exchange.moodlexml.reader import read
from lms.exchange.remarks import Remarks

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
FORMATS = {markup: name for name, markup in reversed(MARKUPS.items())}
PICTURE = re.compile(r"""\bfiles/([^"'\s<>()?#]+)""")
# What XML cannot hold at all.
UNSPEAKABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NAMED = re.compile(r"^(?:\$[a-z]+\$/)?top(?:/|$)")


def write(bank: Bank, path: str = "") -> Written:
    """Write every question that Moodle can ask; the remarks name the others and what others lose."""
    remarks = Remarks(path)
    parts = [HEAD]
    category = ""
    for item in bank.items:
        desk = Desk(item, bank.files, remarks)
        text = desk.question()
        if text is None or not _same(text, item):
            desk.refuse(desk.reason(), rule=item.answer.rule if isinstance(item.answer, Choice) else "")
            continue
        desk.note_losses()
        if item.category != category:
            category = item.category
            parts.append(_category(category))
        parts.append(text)
    parts.append("</quiz>\n")
    return Written("".join(parts).encode(), tuple(remarks.found))


def _category(name: str) -> str:
    full = name if NAMED.match(name) else f"top/{name.replace('/', '//')}".rstrip("/")
    full = full if full.startswith("$") else f"$course$/{full}"
    return f'<question type="category"><category><text>{_clean(full)}</text></category></question>\n'


def _same(text: str, item: Item) -> bool:
    """Read the text back: the one question in it must mark as the one that was given."""
    try:
        found = read(f"{HEAD}{text}</quiz>").items
    except Refused:
        return False
    return len(found) == 1 and essence.of(found[0].answer) == essence.of(item.answer)


def _clean(text: str) -> str:
    return escape(UNSPEAKABLE.sub("\ufffd", text), quote=False)


@dataclass(frozen=True, slots=True)
class Desk:
    """One question while it is written."""

    item: Item
    files: Mapping[str, bytes]
    remarks: Remarks
    notes: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def refuse(self, code: str, **values: str) -> None:
        self.remarks.refuse(code, self.item.line, title=shortened(self.item.title), **values)

    def note(self, code: str, **values: str) -> None:
        """Keep what is lost until the question is known to go out."""
        self.notes.append((code, values))

    def note_losses(self) -> None:
        for code, values in self.notes:
            self.remarks.warn(code, self.item.line, title=shortened(self.item.title), **values)

    def reason(self) -> str:
        """Return the code of what keeps a question from being written."""
        answer = self.item.answer
        if isinstance(answer, Choice) and answer.rule != "weights":
            return "exchange.rule"
        options = answer.options if isinstance(answer, Choice) else ()
        off_list = any(moodle.grade(one.weight * 100) is None for one in options)
        return "exchange.weight-off" if off_list else "exchange.unwritable"

    def question(self) -> str | None:
        """Return the element; None for a question that Moodle has no kind for."""
        body = bodies.of(self)
        if body is None:
            return None
        kind, prompt, lines = body
        item = self.item
        if isinstance(item.answer, Grouping):
            self.note("exchange.as-matching")
        return "".join(
            [
                f'<question type="{kind}">\n',
                f"<name><text>{_clean(item.title)}</text></name>\n",
                self.text("questiontext", prompt),
                self.text("generalfeedback", item.explanation),
                f"<defaultgrade>{decimal(item.points)}</defaultgrade>\n",
                f"<penalty>{decimal(Fraction(1, 3) if item.penalty is None else item.penalty)}</penalty>\n",
                "<hidden>0</hidden>\n",
                f"<idnumber>{_clean(item.id)}</idnumber>\n",
                *lines,
                *(self.text("hint", hint) for hint in item.hints),
                *self._tags(),
                "</question>\n",
            ]
        )

    def _tags(self) -> Iterator[str]:
        if self.item.tags:
            yield "<tags>"
            yield from (f"<tag><text>{_clean(tag)}</text></tag>" for tag in self.item.tags)
            yield "</tags>\n"

    def text(self, name: str, text: Text, attributes: str = "", more: str = "") -> str:
        """Write a text with its pictures, and what else its element holds."""
        words, files = self._with_files(text.text)
        head = f'<{name} format="{FORMATS[text.markup]}"{attributes}>'
        return f"{head}<text>{_clean(words)}</text>{files}{more}</{name}>\n"

    def answer(self, text: Text | str, weight: Fraction, feedback: Text, more: str = "") -> str:
        shown = Text(text) if isinstance(text, str) else text
        told = more + (self.text("feedback", feedback) if feedback else "")
        return self.text("answer", shown, f' fraction="{decimal(weight * 100)}"', told)

    def _with_files(self, text: str) -> tuple[str, str]:
        used: dict[str, bytes] = {}

        def placed(found: re.Match[str]) -> str:
            name = unquote(unescape(found[1]))
            if name not in self.files:
                return found[0]
            used[name] = self.files[name]
            return f"@@PLUGINFILE@@/{quote(name)}"

        words = PICTURE.sub(placed, text) if FOLDER in text else text
        files = [
            f'<file name="{escape(name)}" path="/" encoding="base64">{base64.b64encode(data).decode()}</file>'
            for name, data in used.items()
        ]
        return words, "".join(files)


def decimal(value: Fraction) -> str:
    """Write a share with seven decimals at most, as Moodle keeps it."""
    return number(round(value, 7))
