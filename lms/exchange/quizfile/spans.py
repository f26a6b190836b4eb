"""The numbers that an answer accepts, as we write them: `3,5`, `3,5 ± 0,1`, `80% ± 5`, with a unit."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from lms.exchange.model import Number, Span
from lms.questions.kinds.number.reading import write
from lms.questions.kinds.number.units import spelled


def written(span: Span, lang: str) -> str:
    """The unit stands beside the value: beside a tolerance, % would be one of the value."""
    unit = f" {span.unit}" if span.unit else ""
    if span.low == span.high:
        return f"{write(span.low, lang)}{unit}"
    middle, width = (span.low + span.high) / 2, (span.high - span.low) / 2
    return f"{write(middle, lang)}{unit} ± {write(width, lang)}"


def attributes(number: Number, lang: str) -> list[str]:
    found = [f"unit={number.units}"]
    # In English a comma never is a decimal mark; Moodle reads it so, and so does whoever learns in English.
    found += ["decimal=point"] if lang == "en" else []
    return found + (["signed"] if any(span.low < 0 for span in number.spans) else [])


def same(number: Number, body: Mapping[str, Any]) -> bool:
    """Tell whether a body read back accepts the same numbers for the same shares."""
    found = [
        (Fraction(one["low"]), Fraction(one["high"]), Fraction(one["weight"]), one["unit"])
        for one in body.get("answers", ())
    ]
    wanted = [(one.low, one.high, max(one.weight, Fraction(0)), spelled(one.unit)) for one in number.spans]
    return found == wanted and body["unit"] == number.units
