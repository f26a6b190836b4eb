"""Answers as the lines of our kinds: what to write, and how to tell that it was read as meant."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lms.exchange import patterns
from lms.exchange.model import (
    EMPTY,
    Answer,
    Choice,
    Matching,
    Number,
    Option,
    ShortText,
    Text,
    TrueFalse,
)
from lms.exchange.moodle import percent
from lms.questions.kinds.number.reading import write
from lms.questions.text import fold

WORDS = {"id": ("Benar", "Salah"), "en": ("True", "False")}
Test = Callable[[str, Mapping[str, Any]], bool]


@dataclass(frozen=True, slots=True)
class Line:
    """One answer: its mark, its words (a Text is still to be written as Markdown), its feedback."""

    mark: str
    text: Text | str
    feedback: Text = EMPTY
    partner: Text | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """The heading's attributes, the lines, what is lost, and whether a body read back is the same."""

    attributes: tuple[str, ...]
    lines: tuple[Line, ...]
    same: Test
    losses: tuple[str, ...] = ()


def of(answer: Answer, lang: str) -> Block | None:
    """Return the block of an answer; None for what none of our kinds can ask."""
    match answer:
        case TrueFalse():
            return _choice(_spoken(answer, lang))
        case Choice():
            return _choice(answer)
        case ShortText():
            return _shorttext(answer)
        case Number():
            return _number(answer, lang)
        case Matching():
            return _matching(answer)
    return None


def _spoken(answer: TrueFalse, lang: str) -> Choice:
    true, false = (Text(word) for word in WORDS[lang])
    return Choice(
        (
            Option(true, Fraction(answer.right), answer.if_true),
            Option(false, Fraction(not answer.right), answer.if_false),
        )
    )


def _choice(answer: Choice) -> Block:
    left, right = "[]" if answer.several else "()"
    keys = sum(option.weight == 1 for option in answer.options)
    lines = tuple(
        Line(f"- {left}{_mark(option.weight, answer, keys)}{right}", option.text, option.feedback)
        for option in answer.options
    )
    wanted = [max(option.weight, Fraction(-1)) for option in answer.options]
    mode = "multiple" if answer.several else "single"

    def same(kind: str, body: Mapping[str, Any]) -> bool:
        found = [Fraction(option["weight"]) for option in body.get("options", ())]
        return kind == "choice" and body["mode"] == mode and found == wanted

    negative = not answer.several and any(weight < 0 for weight in wanted)
    return Block((), lines, same, ("exchange.negative",) if negative else ())


def _mark(weight: Fraction, answer: Choice, keys: int) -> str:
    if not weight:
        return " "
    if weight == 1 and not answer.several and keys == 1:
        return "x"
    return f"{percent(weight)}%"


def _shorttext(answer: ShortText) -> Block:
    lines, wanted = [], []
    for accepted in answer.answers:
        weight = max(accepted.weight, Fraction(0))
        pattern = patterns.ours(accepted.pattern)
        lines.append(Line(_equals(weight, pattern), pattern, accepted.feedback))
        wanted.append((pattern, weight))

    def same(kind: str, body: Mapping[str, Any]) -> bool:
        found = [(one["text"], Fraction(one["weight"])) for one in body.get("answers", ())]
        return kind == "shorttext" and found == wanted

    letters = "".join(pattern for pattern, _ in wanted)
    attributes = ["case"] if answer.case else []
    if " " in letters or "*" in letters:
        attributes.append("spaces")
    elif any(letter.isdigit() for letter in letters):
        # Bare numbers would be a number question.
        attributes.append("shorttext")
    return Block(tuple(attributes), tuple(lines), same, _lowered(answer.answers))


def _lowered(answers: Sequence[Any]) -> tuple[str, ...]:
    return ("exchange.negative",) if any(one.weight < 0 for one in answers) else ()


def _equals(weight: Fraction, pattern: str = "") -> str:
    return "=" if weight == 1 and not pattern.startswith("(") else f"= ({percent(weight)}%)"


def _number(answer: Number, lang: str) -> Block:
    lines, wanted = [], []
    for span in answer.spans:
        weight = max(span.weight, Fraction(0))
        lines.append(Line(_equals(weight), _span(span.low, span.high, lang), span.feedback))
        wanted.append((span.low, span.high, weight))

    def same(kind: str, body: Mapping[str, Any]) -> bool:
        found = [
            (Fraction(one["low"]), Fraction(one["high"]), Fraction(one["weight"]))
            for one in body.get("answers", ())
        ]
        return kind == "number" and found == wanted

    attributes = ["unit=ignored"]
    # In English a comma never is a decimal mark; Moodle reads it so, and so does whoever learns in English.
    attributes += ["decimal=point"] if lang == "en" else []
    attributes += ["signed"] if any(span.low < 0 for span in answer.spans) else []
    losses = (*_lowered(answer.spans), *(("exchange.otherwise",) if answer.otherwise else ()))
    return Block(tuple(attributes), tuple(lines), same, losses)


def _span(low: Fraction, high: Fraction, lang: str) -> str:
    if low == high:
        return write(low, lang)
    middle, width = (low + high) / 2, (high - low) / 2
    return f"{write(middle, lang)} ± {write(width, lang)}"


def _matching(answer: Matching) -> Block:
    lines = tuple(Line("-", pair.left, partner=Text(" ".join(pair.right.split()))) for pair in answer.pairs)
    stems = [pair for pair in answer.pairs if pair.left]
    wanted = [fold(" ".join(pair.right.split()), case=True) for pair in stems]
    labels = {fold(" ".join(pair.right.split()), case=True) for pair in answer.pairs}

    def same(kind: str, body: Mapping[str, Any]) -> bool:
        words = {label["id"]: fold(label["text"], case=True) for label in body.get("labels", ())}
        found = [words[item["label"]] for item in body.get("items", ())]
        return kind == "pairs" and found == wanted and set(words.values()) == labels

    return Block((), lines, same)
