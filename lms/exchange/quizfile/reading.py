"""A quiz of ours as a bank, for other programs to read."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import unescape
from typing import Any
from urllib.parse import quote

from lms.content.findings import shortened
from lms.content.question import Question
from lms.content.quiz import Quiz
from lms.exchange import patterns
from lms.exchange.model import (
    EMPTY,
    Accepted,
    Answer,
    Bank,
    Choice,
    Criterion,
    Description,
    Essay,
    Gap,
    Gaps,
    Grouping,
    Item,
    Markup,
    Matching,
    Number,
    Option,
    Ordering,
    Pair,
    ShortText,
    Span,
    Text,
    TrueFalse,
)
from lms.exchange.quizfile.blocks import WORDS
from lms.exchange.quizfile.pictures import FOLDER
from lms.exchange.remarks import Remarks
from lms.questions.text import plain

PICTURE = re.compile(r"<(?:img|video|audio)\b[^>]*>")
NAME = re.compile(r'\b(alt|src)="([^"]*)"')
MATH = re.compile(r"<math\b([^>]*)>.*?</math>", re.DOTALL)
SOURCE = re.compile(r'\balttext="([^"]*)"')
ADDRESS = re.compile(r'\b(src|href)="lms-asset:([0-9a-f]{64}\.\w+)"')
# The name of a file, and what it holds.
File = tuple[str, bytes]
ALONE = re.compile(r"<p>((?:(?!</?p>).)*)</p>", re.DOTALL)


def bank(quiz: Quiz, files: Mapping[str, File] | None = None) -> Bank:
    """Take over what our kinds ask; the remarks name what other programs cannot ask as we do.

    `files` are the pictures by their addresses, `<sha256>.png`; one that is not there stays behind.
    """
    remarks = Remarks(quiz.span.path)
    items = []
    used: dict[str, bytes] = {}
    for pool in quiz.pools:
        for question in pool.questions:
            desk = _Desk(question, quiz, remarks, files or {}, used)
            answer = desk.answer()
            if answer is not None:
                items.append(desk.item(answer, pool.title))
    draws = {pool.title: pool.draw for pool in quiz.pools if pool.draw}
    intro = _text(quiz.intro_html)
    return Bank(tuple(items), tuple(remarks.found), used, draws, quiz.title, intro)


@dataclass(frozen=True, slots=True)
class _Desk:
    question: Question
    quiz: Quiz
    remarks: Remarks
    files: Mapping[str, File]
    used: dict[str, bytes]

    def item(self, answer: Answer, category: str) -> Item:
        question = self.question
        return Item(
            title=question.label,
            prompt=self.text(question.body["html"] if question.kind == "gaps" else question.prompt),
            answer=answer,
            explanation=self.text(question.explanation),
            category=category,
            id=question.id,
            points=question.points,
            line=question.span.line,
            hints=tuple(self.text(hint) for hint in question.hints),
            penalty=self.quiz.penalty / 100 if self.quiz.penalty is not None else None,
            shuffle="options" in self.quiz.shuffle,
        )

    def answer(self) -> Answer | None:
        read = READERS.get(self.question.kind)
        if read is None:
            self._refuse("exchange.kind", kind=self.question.kind)
            return None
        return read(self, self.question.body)

    def text(self, html: str) -> Text:
        """Keep HTML where there is more than words."""
        html = PICTURE.sub(self._picture, ADDRESS.sub(self._address, html))
        return _text(html)

    def _address(self, found: re.Match[str]) -> str:
        """Turn our address of a file into its name in the bank."""
        if found[2] not in self.files:
            return found[0]
        name, data = self.files[found[2]]
        self.used[name] = data
        return f'{found[1]}="{FOLDER}{quote(name)}"'

    def _picture(self, found: re.Match[str]) -> str:
        given = dict(NAME.findall(found[0]))
        if given.get("src", "").startswith(FOLDER):
            return found[0]
        self._warn("exchange.picture", name=unescape(given.get("alt") or given.get("src") or "?"))
        return plain(found[0])

    def _refuse(self, code: str, **values: str) -> None:
        self.remarks.refuse(code, self.question.span.line, title=shortened(self.question.label), **values)

    def _warn(self, code: str, **values: str) -> None:
        self.remarks.warn(code, self.question.span.line, title=shortened(self.question.label), **values)

    def choice(self, body: Mapping[str, Any]) -> Choice | TrueFalse | None:
        weights = _weights(body)
        if weights is None:
            self._refuse("exchange.rule", rule=body["rule"])
            return None
        options = tuple(
            Option(self.text(option["text"]), weight, self.text(option["feedback"]))
            for option, weight in zip(body["options"], weights, strict=True)
        )
        if body["mode"] == "single" and self.question.kind == "choice" and _spoken(options):
            right = options[0].weight == 1
            return TrueFalse(right, options[0].feedback, options[1].feedback)
        rule = body["rule"] if body["rule"] in {"all", "each"} else "weights"
        return Choice(options, several=body["mode"] == "multiple", rule=rule)

    def shorttext(self, body: Mapping[str, Any]) -> ShortText | None:
        found = []
        for answer in body["answers"]:
            pattern = patterns.theirs(answer["text"])
            if pattern is None:
                self._refuse("exchange.unwritable")
                return None
            found.append(Accepted(pattern, Fraction(answer["weight"]), self.text(answer["feedback"])))
        if not body.get("spaces") and any(" " in one.pattern for one in found):
            self._warn("exchange.spaces")
        return ShortText(tuple(found), case=body["case"])

    def number(self, body: Mapping[str, Any]) -> Number:
        """A unit that nobody asks for counts as ignored: other programs refuse no letters."""
        spans = tuple(
            Span(
                Fraction(answer["low"]),
                Fraction(answer["high"]),
                Fraction(answer["weight"]),
                self.text(answer["feedback"]),
                answer["unit"],
            )
            for answer in body["answers"]
        )
        return Number(spans, units="ignored" if body["unit"] == "none" else body["unit"])

    def gaps(self, body: Mapping[str, Any]) -> Gaps | None:
        found = []
        for gap in body["gaps"]:
            answer = READERS[gap["kind"]](self, gap["body"])
            if not isinstance(answer, Choice | ShortText | Number):
                return None
            found.append(Gap(answer, Fraction(gap["weight"])))
        return Gaps(tuple(found))

    def essay(self, body: Mapping[str, Any]) -> Essay:
        words = body["words"]
        rubric = tuple(Criterion(Fraction(one["points"]), self.text(one["text"])) for one in body["rubric"])
        return Essay((words[0], words[1]) if words else None, rubric)

    def description(self, body: Mapping[str, Any]) -> Description:  # noqa: ARG002 # the signature READERS share
        return Description()

    def matching(self, body: Mapping[str, Any]) -> Matching:
        return Matching(self._pairs(body))

    def grouping(self, body: Mapping[str, Any]) -> Grouping:
        return Grouping(self._pairs(body))

    def ordering(self, body: Mapping[str, Any]) -> Ordering:
        return Ordering(tuple(self.text(item["text"]) for item in body["items"]), body["rule"])

    def _pairs(self, body: Mapping[str, Any]) -> tuple[Pair, ...]:
        named = {label["id"]: label["text"] for label in body["labels"]}
        if any(item["feedback"] for item in body["items"]):
            self._warn("exchange.feedback")
        pairs = [Pair(self.text(item["text"]), named[item["label"]]) for item in body["items"]]
        right = {item["label"] for item in body["items"]}
        others = [Pair(Text(), text) for name, text in named.items() if name not in right]
        return (*pairs, *others)


READERS: dict[str, Callable[[_Desk, Mapping[str, Any]], Answer | None]] = {
    "choice": _Desk.choice,
    "shorttext": _Desk.shorttext,
    "number": _Desk.number,
    "pairs": _Desk.matching,
    "grouping": _Desk.grouping,
    "ordering": _Desk.ordering,
    "gaps": _Desk.gaps,
    "essay": _Desk.essay,
    "text": _Desk.description,
}


def _text(html: str) -> Text:
    """Keep HTML where there is more than words."""
    html = MATH.sub(_formula, html).strip()
    alone = ALONE.fullmatch(html)
    words = alone[1] if alone else html
    if re.search(r"[<>\n]", words):
        return Text(html, Markup.HTML)
    if "&" in words:
        return Text(unescape(words), Markup.PLAIN)
    return Text(words, Markup.AUTO) if words else EMPTY


def _formula(found: re.Match[str]) -> str:
    r"""Write a formula as other programs know it: `\(x^2\)` in a line, `\[x^2\]` on its own."""
    source = SOURCE.search(found[1])
    if source is None:
        return found[0]
    opening, closing = ("\\[", "\\]") if 'display="block"' in found[1] else ("\\(", "\\)")
    return f"{opening}{source[1]}{closing}"


def _weights(body: Mapping[str, Any]) -> list[Fraction] | None:
    """Return each option's share; None for a rule that no sum of shares can follow."""
    options: Sequence[Mapping[str, Any]] = body["options"]
    if body["rule"] in {"single", "weights"}:
        return [Fraction(option["weight"]) for option in options]
    keys = sum(option["right"] for option in options)
    if body["rule"] not in {"net", "all", "each"}:
        return None
    wrong = -1 if body["rule"] == "net" else 0
    return [Fraction(1 if option["right"] else wrong, keys) for option in options]


def _spoken(options: Sequence[Option]) -> bool:
    """Tell whether these are our own words for true and false, with one of them right."""
    texts = tuple(option.text.text for option in options)
    return texts in WORDS.values() and sorted(option.weight for option in options) == [0, 1]
