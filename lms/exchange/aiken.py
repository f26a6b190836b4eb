"""Aiken: one question a line, options A) to Z), and ANSWER: B; written only for what it can hold."""

import re
from dataclasses import dataclass, field
from fractions import Fraction

from lms.content.findings import shortened
from lms.content.source import Source
from lms.exchange.model import Bank, Choice, Item, Markup, Option, Text, TrueFalse, Written, retexted
from lms.exchange.moodle import default_name
from lms.exchange.quizfile import language, rich
from lms.exchange.quizfile.blocks import WORDS
from lms.exchange.remarks import Remarks

OPTION = re.compile(r"([A-Z])[).][ \t]*(.*)")
ANSWER = re.compile(r"ANSWER:\s*([A-Za-z])?")
MOST = 26


@dataclass(slots=True)
class _Draft:
    line: int
    prompt: str
    options: list[str] = field(default_factory=list)
    broken: bool = False
    last: int = 0

    @property
    def title(self) -> str:
        return shortened(self.prompt)


class _Reading:
    def __init__(self, path: str) -> None:
        self.remarks = Remarks(path)
        self.items: list[Item] = []
        self.draft: _Draft | None = None

    def bank(self, text: str) -> Bank:
        for number, raw in enumerate(text.split("\n"), start=1):
            self._line(number, raw.strip())
        self._drop()
        if not self.items and not self.remarks.found:
            self.remarks.refuse("exchange.empty", 0)
        return Bank(tuple(self.items), tuple(self.remarks.found))

    def _line(self, number: int, line: str) -> None:
        option, answer = OPTION.fullmatch(line), ANSWER.match(line)
        if line and not option and not answer:
            self._ask(number, line)
        elif line and self.draft is None:
            self.remarks.refuse("aiken.no-question", number)
        elif option and self.draft:
            _add(self.draft, option[1], option[2], number, self.remarks)
        elif answer and self.draft:
            item = _item(self.draft, answer[1] or "", number, self.remarks)
            self.items += [item] if item else []
            self.draft = None

    def _ask(self, number: int, line: str) -> None:
        """Begin a question, or go on with one whose prompt takes several lines."""
        if self.draft and not self.draft.options and number == self.draft.last + 1:
            self.draft.prompt += f"\n{line}"
        else:
            self._drop()
            self.draft = _Draft(number, line)
        self.draft.last = number

    def _drop(self) -> None:
        if self.draft:
            self.remarks.refuse("aiken.no-answer", self.draft.line, title=self.draft.title)


def read(text: str, path: str = "") -> Bank:
    """Read a file; a question with an error is named by its line and left out, the others come in."""
    return _Reading(path).bank(Source.of(path, text).text)


def write(bank: Bank, path: str = "") -> Written:
    """Write the questions with one right option; the remarks name the others and what is lost."""
    remarks = Remarks(path)
    parts = []
    lang = language.guess(bank)
    for item in bank.items:
        title = shortened(item.title)
        options = _options(item, lang)
        if options is None:
            remarks.refuse("exchange.kind", item.line, title=title, kind=type(item.answer).__name__.lower())
        elif len(options) > MOST:
            remarks.refuse("aiken.too-many", item.line, title=title)
        else:
            bare = retexted(item, lambda text: rich.unpictured(text)[0])
            parts.append(_written(bare, _options(bare, lang) or options))
            _note_losses(item, options, remarks)
    return Written("\n".join(parts).encode(errors="replace"), tuple(remarks.found))


def _options(item: Item, lang: str) -> tuple[Option, ...] | None:
    """Return the options of a question that has one full mark and nothing in between."""
    if isinstance(item.answer, TrueFalse):
        true, false = (Text(word) for word in WORDS[lang])
        right = item.answer.right
        return (
            Option(true, Fraction(int(right)), item.answer.if_true),
            Option(false, Fraction(int(not right)), item.answer.if_false),
        )
    if not isinstance(item.answer, Choice) or item.answer.several:
        return None
    weights = sorted(option.weight for option in item.answer.options)
    return item.answer.options if weights[-1] == 1 and weights[-2] <= 0 else None


def _written(item: Item, options: tuple[Option, ...]) -> str:
    letters = [chr(ord("A") + place) for place in range(len(options))]
    key = next(letter for letter, option in zip(letters, options, strict=True) if option.weight == 1)
    lines = [f"{letter}) {rich.words(option.text)}" for letter, option in zip(letters, options, strict=True)]
    return "\n".join([rich.words(item.prompt), *lines, f"ANSWER: {key}\n"])


def _note_losses(item: Item, options: tuple[Option, ...], remarks: Remarks) -> None:
    title = shortened(item.title)
    if item.points != 1:
        remarks.warn("exchange.points", item.line, title=title, points=str(item.points))
    if item.hints:
        remarks.warn("exchange.hints", item.line, title=title)
    texts = (item.prompt, *(one.text for one in options))
    for name in dict.fromkeys(name for text in texts for name in rich.unpictured(text)[1]):
        remarks.warn("exchange.picture", item.line, title=title, name=name)
    if item.explanation:
        remarks.warn("exchange.explanation", item.line, title=title)
    if any(option.feedback for option in options):
        remarks.warn("exchange.feedback", item.line, title=title)
    if any(_laid_out(text) for text in (item.prompt, *(one.text for one in options))):
        remarks.warn("exchange.layout", item.line, title=title)


def _laid_out(text: Text) -> bool:
    return text.markup is Markup.MARKDOWN or rich.words(text) != " ".join(text.text.split())


def _add(draft: _Draft, letter: str, text: str, line: int, remarks: Remarks) -> None:
    if ord(letter) - ord("A") != len(draft.options) and not draft.broken:
        draft.broken = True
        remarks.refuse("aiken.order", line, title=draft.title, letter=letter)
    draft.options.append(text)


def _item(draft: _Draft, letter: str, line: int, remarks: Remarks) -> Item | None:
    if draft.broken:
        return None
    key = ord(letter.upper()) - ord("A") if letter else -1
    if len(draft.options) < 2:
        remarks.refuse("exchange.few-options", draft.line, title=draft.title)
        return None
    if not 0 <= key < len(draft.options):
        remarks.refuse("aiken.answer", line, title=draft.title, letter=letter.upper() or "?")
        return None
    options = tuple(Option(Text(text), Fraction(place == key)) for place, text in enumerate(draft.options))
    return Item(default_name(draft.prompt), Text(draft.prompt), Choice(options), line=draft.line)
