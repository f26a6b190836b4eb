"""Numbers of Moodle XML: tolerances, any other number, units, their factors and what a wrong one costs."""

from fractions import Fraction

from lms.exchange.gift import numbers
from lms.exchange.model import EMPTY, Answer, Number, Span, Text
from lms.exchange.moodlexml.answers import words
from lms.exchange.moodlexml.fields import ALL, Form, Unreadable, number
from lms.questions.kinds.number.units import factor

NONE = "3"
OPTIONAL = "0"


def read(form: Form, prompt: Text) -> tuple[Text, Answer]:
    spans: list[Span] = []
    otherwise = EMPTY
    for node in form.node.children("answer"):
        weight, feedback = form.weight(node), form.text(node.child("feedback"))
        value = words(node)
        if value in {"*", ""}:
            otherwise = feedback
            spans += [Span(-ALL, ALL, weight, feedback)] if weight > 0 else []
            break
        middle = number(value)
        width = abs(number((node.findtext("tolerance") or "").strip() or "0"))
        spans.append(Span(middle - width, middle + width, weight, feedback))
    if not any(span.weight == 1 for span in spans):
        raise Unreadable("exchange.no-full-mark" if spans else "gift.no-number")
    return prompt, with_units(form, Number(tuple(spans), otherwise))


def with_units(form: Form, plain: Number) -> Number:
    """Write each span once for each unit; without the unit it still earns what the penalty leaves."""
    units = _units(form)
    if not units or form.value("showunits", OPTIONAL) == NONE:
        return plain
    optional = form.value("unitgradingtype", OPTIONAL) == OPTIONAL
    units = _unknown(units)
    if optional and len(units) == 1:
        (unit,) = units
        return Number(
            tuple(_in(span, unit, units[unit]) for span in plain.spans), plain.otherwise, "optional"
        )
    left = Fraction(1) if optional else 1 - (numbers.read(form.value("unitpenalty", "0.1")) or Fraction(0))
    spans = [_in(span, unit, factor) for span in plain.spans for unit, factor in units.items()]
    if left > 0:
        spans += [
            Span(span.low, span.high, max(span.weight, Fraction(0)) * left, span.feedback)
            for span in plain.spans
        ]
        if not optional:
            form.warn("exchange.unit-penalty")
    return Number(tuple(spans), plain.otherwise, "required")


def _units(form: Form) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for group in form.node.children("units"):
        for unit in group.children("unit"):
            name = " ".join((unit.findtext("unit_name") or "").split())
            factor = numbers.read((unit.findtext("multiplier") or "1").strip())
            if name and factor:
                found.setdefault(name, factor)
    return found


def _unknown(units: dict[str, Fraction]) -> dict[str, Fraction]:
    """Leave out what our own table of units turns into the first one."""
    first, times = next(iter(units.items()))
    return {name: by for name, by in units.items() if name == first or factor(name, first) != times / by}


def _in(span: Span, unit: str, factor: Fraction) -> Span:
    ends = sorted((span.low * factor, span.high * factor))
    return Span(ends[0], ends[1], span.weight, span.feedback, unit)
