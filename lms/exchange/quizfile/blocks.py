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
    Description,
    Essay,
    Gap,
    Gaps,
    Grouping,
    Matching,
    Number,
    Option,
    Ordering,
    Pair,
    ShortText,
    Text,
    TrueFalse,
)
from lms.exchange.moodle import percent
from lms.exchange.quizfile import spans
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
    arrow: str = "->"


@dataclass(frozen=True, slots=True)
class Block:
    """The heading's attributes, the lines, what is lost, and whether a body read back is the same.

    `gaps` are to stand in the prompt.
    """

    attributes: tuple[str, ...]
    lines: tuple[Line, ...]
    same: Test
    losses: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    refusal: str = "exchange.unwritable"


def of(answer: Answer, lang: str) -> Block | None:
    """Return the block of an answer; None for what none of our kinds can ask."""
    match answer:
        case TrueFalse():
            return _choice(_spoken(answer, lang))
        case Number():
            return _number(answer, lang)
        case Gaps():
            return _gaps(answer, lang)
    write = WRITERS.get(type(answer))
    return write(answer) if write else None


def size(answer: Answer) -> int:
    """Return how many options, answers, pairs, items or gaps there are."""
    names = ("options", "answers", "spans", "pairs", "items", "gaps", "rubric")
    return max((len(getattr(answer, name)) for name in names if hasattr(answer, name)), default=0)


def _spoken(answer: TrueFalse, lang: str) -> Choice:
    true, false = (Text(word) for word in WORDS[lang])
    return Choice(
        (
            Option(true, Fraction(answer.right), answer.if_true),
            Option(false, Fraction(not answer.right), answer.if_false),
        )
    )


def _choice(answer: Choice) -> Block:
    if answer.several and answer.rule in {"all", "each"}:
        return _whole(answer)
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


def _whole(answer: Choice) -> Block:
    """Right is whoever chooses exactly the options that weigh something; by `each` they count one by one."""
    keys = [option.weight > 0 for option in answer.options]
    lines = tuple(
        Line(f"- [{'x' if key else ' '}]", option.text, option.feedback)
        for key, option in zip(keys, answer.options, strict=True)
    )

    def same(kind: str, body: Mapping[str, Any]) -> bool:
        found = [option["right"] for option in body.get("options", ())]
        return (
            kind == "choice" and body["mode"] == "multiple" and body["rule"] == answer.rule and found == keys
        )

    return Block((f"score={answer.rule}",), lines, same)


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
        return kind == "shorttext" and found == wanted and body["case"] == answer.case

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
    lines = tuple(
        Line(_equals(max(span.weight, Fraction(0))), spans.written(span, lang), span.feedback)
        for span in answer.spans
    )

    def same(kind: str, body: Mapping[str, Any]) -> bool:
        return kind == "number" and spans.same(answer, body)

    losses = (*_lowered(answer.spans), *(("exchange.otherwise",) if answer.otherwise else ()))
    return Block(tuple(spans.attributes(answer, lang)), lines, same, losses)


def _matching(answer: Matching) -> Block:
    lines = tuple(Line("-", pair.left, partner=Text(_spaced(pair.right))) for pair in answer.pairs)
    return Block((), lines, _assigned("pairs", answer.pairs))


def _grouping(answer: Grouping) -> Block:
    lines = tuple(
        Line("-", pair.left, partner=Text(_spaced(pair.right)), arrow="=>")
        for pair in answer.items
        if pair.left
    )
    # A group without an item cannot be written; the test of the labels then fails.
    return Block((), lines, _assigned("grouping", answer.items))


def _assigned(name: str, pairs: Sequence[Pair]) -> Test:
    wanted = [fold(pair.right, case=True) for pair in pairs if pair.left]
    labels = {fold(pair.right, case=True) for pair in pairs}

    def same(kind: str, body: Mapping[str, Any]) -> bool:
        words = {label["id"]: fold(label["text"], case=True) for label in body.get("labels", ())}
        found = [words[item["label"]] for item in body.get("items", ())]
        return kind == name and found == wanted and set(words.values()) == labels

    return same


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _ordering(answer: Ordering) -> Block:
    lines = tuple(Line(f"{place}.", item) for place, item in enumerate(answer.items, start=1))
    attributes = ("order",) if answer.rule == "position" else ("order", f"score={answer.rule}")

    def same(kind: str, body: Mapping[str, Any]) -> bool:
        return kind == "ordering" and body["rule"] == answer.rule and len(body["items"]) == len(answer.items)

    return Block(attributes, lines, same)


def _essay(answer: Essay) -> Block:
    attributes = ["essay"]
    if answer.words:
        least, most = answer.words
        attributes.append(f"words={f'{least}-' if least else ''}{most or ''}")
    lines = tuple(Line(f"- [{decimal(one.points)}]", one.text) for one in answer.rubric)

    def same(kind: str, body: Mapping[str, Any]) -> bool:
        return kind == "essay" and len(body["rubric"]) == len(answer.rubric)

    return Block(tuple(attributes), lines, same)


def decimal(points: Fraction) -> str:
    return f"{float(points):.4f}".rstrip("0").rstrip(".")


def _description(answer: Description) -> Block:  # noqa: ARG001 # the signature that WRITERS share
    return Block(("text",), (), lambda kind, _: kind == "text")


def _gaps(answer: Gaps, lang: str) -> Block:
    """All gaps share the heading's attributes, so whether case counts must be the same in all."""
    inner = [(gap, of(gap.answer, lang)) for gap in answer.gaps]
    attributes = dict.fromkeys(
        name for _, block in inner if block for name in block.attributes if name != "shorttext"
    )

    def same(kind: str, body: Mapping[str, Any]) -> bool:
        found = body.get("gaps", ())
        return (
            kind == "gaps"
            and len(found) == len(inner)
            and all(
                block is not None
                and Fraction(one["weight"]) == gap.weight
                and block.same(one["kind"], one["body"])
                for (gap, block), one in zip(inner, found, strict=True)
            )
        )

    losses = dict.fromkeys(code for _, block in inner if block for code in block.losses)
    several = any(isinstance(gap.answer, Choice) and gap.answer.several for gap in answer.gaps)
    refusal = "exchange.gap-several" if several else "exchange.unwritable"
    return Block(("gaps", *attributes), (), same, tuple(losses), answer.gaps, refusal)


WRITERS: dict[type[Any], Callable[[Any], Block]] = {
    Choice: _choice,
    ShortText: _shorttext,
    Matching: _matching,
    Grouping: _grouping,
    Ordering: _ordering,
    Essay: _essay,
    Description: _description,
}
