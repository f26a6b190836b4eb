"""What each kind adds to a question in Moodle XML: its type, its prompt, and the elements of its answers."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from html import escape
from math import lcm
from typing import Any, Protocol

from lms.exchange import moodle
from lms.exchange.gift.numbers import write as number
from lms.exchange.model import (
    EMPTY,
    Choice,
    Description,
    Essay,
    Gaps,
    Grouping,
    Item,
    Markup,
    Matching,
    Number,
    Ordering,
    Pair,
    ShortText,
    Span,
    Text,
    TrueFalse,
    gap_sign,
)
from lms.exchange.moodlexml import cloze
from lms.exchange.moodlexml.fields import ALL

RULES = {ours: theirs for theirs, ours in moodle.ORDERS.items() if ours}
# Its type, its prompt, its lines.
Body = tuple[str, Text, list[str]]


class Desk(Protocol):
    """Who writes texts and answers."""

    @property
    def item(self) -> Item: ...

    def text(self, name: str, text: Text, attributes: str = "", more: str = "") -> str: ...

    def answer(self, text: Text | str, weight: Fraction, feedback: Text, more: str = "") -> str: ...

    def note(self, code: str, **values: str) -> None: ...


def of(desk: Desk) -> Body | None:
    write = WRITERS.get(type(desk.item.answer))
    return write(desk, desk.item.answer) if write else None


def _flag(name: str, *, value: bool) -> str:
    return f"<{name}>{str(value).lower()}</{name}>\n"


def _shuffle(desk: Desk) -> str:
    return _flag("shuffleanswers", value=desk.item.shuffle is not False)


def _choice(desk: Desk, answer: Choice) -> Body:
    lines = [
        _flag("single", value=not answer.several),
        _shuffle(desk),
        "<answernumbering>abc</answernumbering>\n",
        *(desk.answer(one.text, one.weight, one.feedback) for one in answer.options),
    ]
    return "multichoice", desk.item.prompt, lines


def _truefalse(desk: Desk, answer: TrueFalse) -> Body:
    rows = (("true", answer.right, answer.if_true), ("false", not answer.right, answer.if_false))
    lines = [desk.answer(word, Fraction(int(right)), told) for word, right, told in rows]
    return "truefalse", desk.item.prompt, lines


def _shorttext(desk: Desk, answer: ShortText) -> Body:
    lines = [
        f"<usecase>{int(answer.case)}</usecase>\n",
        *(desk.answer(one.pattern, one.weight, one.feedback) for one in answer.answers),
    ]
    return "shortanswer", desk.item.prompt, lines


def _number(desk: Desk, answer: Number) -> Body:
    units, spans, left = _units(answer)
    lines = [desk.answer(*_span(one)) for one in spans]
    if answer.otherwise:
        lines.append(desk.answer("*", Fraction(0), answer.otherwise, "<tolerance>0</tolerance>"))
    graded = int(answer.units == "required" and left < 1)
    lines += [
        f"<unitgradingtype>{graded}</unitgradingtype>\n",
        f"<unitpenalty>{number(1 - left if graded else Fraction(1, 10))}</unitpenalty>\n",
        f"<showunits>{0 if units else 3}</showunits>\n<unitsleft>0</unitsleft>\n",
    ]
    if units:
        rows = (
            f"<unit><multiplier>{number(factor)}</multiplier>"
            f"<unit_name>{escape(name, quote=False)}</unit_name></unit>"
            for name, factor in units.items()
        )
        lines.append(f"<units>{''.join(rows)}</units>\n")
    return "numerical", desk.item.prompt, lines


def _span(span: Span) -> tuple[str, Fraction, Text, str]:
    if span.high - span.low >= 2 * ALL:
        return "*", span.weight, span.feedback, "<tolerance>0</tolerance>"
    middle, width = (span.low + span.high) / 2, (span.high - span.low) / 2
    return number(middle), span.weight, span.feedback, f"<tolerance>{number(width)}</tolerance>"


def _units(answer: Number) -> tuple[Mapping[str, Fraction], tuple[Span, ...], Fraction]:
    """Return each unit's factor, the spans of the first, and what a number without its unit still earns.

    What is no factor, or no one share for all, shows when it is read back.
    """
    if answer.units == "ignored":
        return {}, answer.spans, Fraction(0)
    names = list(dict.fromkeys(span.unit for span in answer.spans if span.unit))
    base = tuple(span for span in answer.spans if span.unit == names[0]) if names else answer.spans
    factors: dict[str, Fraction] = {}
    for name in names:
        first = next(span for span in answer.spans if span.unit == name)
        factors[name] = first.high / base[0].high if base[0].high else Fraction(1)
    bare = next((span.weight for span in answer.spans if not span.unit), Fraction(0))
    return factors, base, bare / base[0].weight if base[0].weight else Fraction(0)


def _pairs(desk: Desk, pairs: tuple[Pair, ...]) -> Body:
    lines = [
        _shuffle(desk),
        *(desk.text("subquestion", pair.left, more=_partner(pair)) for pair in pairs),
    ]
    return "matching", desk.item.prompt, lines


def _partner(pair: Pair) -> str:
    return f"<answer><text>{escape(pair.right, quote=False)}</text></answer>"


def _matching(desk: Desk, answer: Matching) -> Body:
    return _pairs(desk, answer.pairs)


def _grouping(desk: Desk, answer: Grouping) -> Body:
    return _pairs(desk, answer.items)


def _ordering(desk: Desk, answer: Ordering) -> Body:
    lines = [
        "<layouttype>VERTICAL</layouttype>\n<selecttype>ALL</selecttype>\n<selectcount>0</selectcount>\n",
        f"<gradingtype>{RULES[answer.rule]}</gradingtype>\n<showgrading>SHOW</showgrading>\n",
        *(desk.answer(text, Fraction(1, 100), EMPTY) for text in answer.items),
    ]
    return "ordering", desk.item.prompt, lines


def _essay(desk: Desk, answer: Essay) -> Body:
    lines = ["<responseformat>editor</responseformat>\n<responserequired>1</responserequired>\n"]
    lines.append("<responsefieldlines>15</responsefieldlines>\n<attachments>0</attachments>\n")
    if answer.words:
        least, most = answer.words
        lines.append(f"<minwordlimit>{least or ''}</minwordlimit>\n<maxwordlimit>{most}</maxwordlimit>\n")
    rows = [f"<li>[{number(one.points)}] {_inner(one.text)}</li>" for one in answer.rubric]
    info = Text(f"<ul>{''.join(rows)}</ul>", Markup.HTML) if rows else EMPTY
    lines.append(desk.text("graderinfo", info))
    return "essay", desk.item.prompt, lines


def _description(desk: Desk, answer: Description) -> Body:  # noqa: ARG001 # WRITERS share a signature
    return "description", desk.item.prompt, []


def _gaps(desk: Desk, answer: Gaps) -> Body:
    """A gap's weight is a whole number, and the question is worth their sum."""
    words = _inner(desk.item.prompt)
    whole = sum(gap.weight for gap in answer.gaps)
    weights = [gap.weight * desk.item.points / whole for gap in answer.gaps]
    if any(weight.denominator != 1 for weight in weights):
        times = lcm(*(gap.weight.denominator for gap in answer.gaps))
        weights = [gap.weight * times for gap in answer.gaps]
        desk.note("exchange.points", points=number(desk.item.points))
    for place, (gap, weight) in enumerate(zip(answer.gaps, weights, strict=True)):
        words = words.replace(gap_sign(place), cloze.write(replace(gap, weight=weight)))
    markup = desk.item.prompt.markup
    return "multianswer", Text(words, markup if markup is Markup.MARKDOWN else Markup.HTML), []


def _inner(text: Text) -> str:
    """Return a text as HTML, for what Moodle keeps in HTML only."""
    if text.markup in {Markup.HTML, Markup.MARKDOWN}:
        return text.text
    words = escape(text.text, quote=False) if text.markup is Markup.PLAIN else text.text
    return words.replace("\n", "<br>")


WRITERS: dict[type[Any], Callable[[Desk, Any], Body]] = {
    Choice: _choice,
    TrueFalse: _truefalse,
    ShortText: _shorttext,
    Number: _number,
    Matching: _matching,
    Grouping: _grouping,
    Ordering: _ordering,
    Essay: _essay,
    Description: _description,
    Gaps: _gaps,
}
