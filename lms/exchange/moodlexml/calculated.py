"""Calculated questions: of their sets of random values the first is taken, and the question asked for it."""

import math
import re
from dataclasses import replace
from fractions import Fraction

from lms.exchange.gift import numbers
from lms.exchange.model import EMPTY, Answer, Choice, Number, Option, Span, Text
from lms.exchange.moodlexml import formulas
from lms.exchange.moodlexml.answers import words
from lms.exchange.moodlexml.fields import Form, Unreadable
from lms.exchange.moodlexml.formulas import Unsound
from lms.exchange.moodlexml.numerical import with_units
from lms.exchange.xml import Node

NAME = re.compile(r"\{([^{}=<>]{1,60})\}")
FORMULA = re.compile(r"\{=([^{}]*(?:\{[^{}=]*\}[^{}]*){0,40})\}")
RELATIVE, NOMINAL = "1", "2"
SIGNIFICANT = "2"
Values = dict[str, Fraction]


def number(form: Form, prompt: Text) -> tuple[Text, Answer]:
    values = _values(form)
    spans = [_span(form, node, values) for node in form.node.children("answer")]
    if not any(span.weight == 1 for span in spans):
        raise Unreadable("exchange.no-full-mark" if spans else "gift.no-number")
    form.warn("exchange.calculated", values=_said(values))
    return _filled(prompt, values), with_units(form, Number(tuple(spans)))


def choice(form: Form, prompt: Text) -> tuple[Text, Answer]:
    values = _values(form)
    options = tuple(
        Option(
            _filled(form.text(node), values, node),
            form.weight(node),
            _filled(form.text(node.child("feedback")), values),
        )
        for node in form.node.children("answer")
        if form.text(node)
    )
    if len(options) < 2:
        raise Unreadable("exchange.few-options")
    form.warn("exchange.calculated", values=_said(values))
    return _filled(prompt, values), Choice(options, several=not form.flag("single", default=True))


def _values(form: Form) -> Values:
    """Return the first item of each data set."""
    found: Values = {}
    for definition in form.node.iter("dataset_definition"):
        name = (definition.findtext("name/text") or "").strip()
        items = sorted(
            (int(numbers.read(item.findtext("number") or "0") or 0), item.findtext("value") or "")
            for item in definition.iter("dataset_item")
        )
        value = numbers.read(items[0][1]) if items else None
        if not name or value is None:
            raise Unreadable("exchange.dataset", name=name[:40] or "?")
        found[name] = value
    return found


def _said(values: Values) -> str:
    return ", ".join(f"{name} = {numbers.write(value)}" for name, value in values.items())[:120]


def _span(form: Form, node: Node, values: Values) -> Span:
    value = _reckoned(words(node), values)
    tolerance = abs(numbers.read((node.findtext("tolerance") or "0").strip()) or Fraction(0))
    low, high = _bounds(value, tolerance, (node.findtext("tolerancetype") or NOMINAL).strip())
    feedback = _filled(form.text(node.child("feedback")), values)
    return Span(low, high, form.weight(node), feedback)


def _bounds(value: Fraction, tolerance: Fraction, sort: str) -> tuple[Fraction, Fraction]:
    """Return what a relative, a nominal or a geometric tolerance allows."""
    if sort == RELATIVE:
        return value - abs(value) * tolerance, value + abs(value) * tolerance
    if sort == NOMINAL:
        return value - tolerance, value + tolerance
    ends = sorted((value / (1 + tolerance), value * (1 + tolerance)))
    return _short(ends[0]), _short(ends[1])


def _short(value: Fraction) -> Fraction:
    """Return a quotient with as many decimals as can be written."""
    return round(value, 20)


def _reckoned(formula: str, values: Values) -> Fraction:
    try:
        return _short(formulas.reckoned(formula, values))
    except Unsound:
        raise Unreadable("exchange.formula", formula=formula[:60]) from None


def _filled(text: Text, values: Values, answer: Node | None = None) -> Text:
    """Write the values into a text, and what its formulas give."""
    if not text:
        return EMPTY
    done = FORMULA.sub(lambda found: _shown(_reckoned(found[1], values), answer), text.text)
    done = NAME.sub(lambda found: numbers.write(values[found[1]]) if found[1] in values else found[0], done)
    return replace(text, text=done)


def _shown(value: Fraction, answer: Node | None) -> str:
    """Round as the answer says: to decimals, or to significant figures; else to fifteen of them."""
    length = (
        int(numbers.read((answer.findtext("correctanswerlength") or "2").strip()) or 0)
        if answer is not None
        else 15
    )
    figures = answer is None or (answer.findtext("correctanswerformat") or "1").strip() == SIGNIFICANT
    places = length
    if figures and value:
        places = max(length, 1) - 1 - math.floor(math.log10(abs(value)))
    return numbers.write(formulas.rounded(value, max(-30, min(30, places))))
