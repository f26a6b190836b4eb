"""Marks of a number: read exactly by the attempt's language, the first answer that holds it decides."""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil
from typing import Any

from lms.questions.kind import Body, Specimens
from lms.questions.kinds.number.reading import Reading, read
from lms.questions.kinds.number.units import factor
from lms.questions.response import FIELD, Form, Malformed, Response, text_of
from lms.questions.score import BLANK, NOTHING, ONE, Score, scored

NONE, REQUIRED, IGNORED = "none", "required", "ignored"


def accept(body: Body, form: Form) -> Response | None:
    """Keep the number as it was typed; whether it can be read does not depend on the language."""
    text = text_of(form)
    if text is not None:
        _read(body, text, "id")
    return text


def score(body: Body, response: Response | None, language: str) -> Score:
    if blank(response):
        return BLANK
    place = match(body, response, language)
    if place is None:
        return scored(NOTHING)
    answer = body["answers"][place]
    return scored(Fraction(answer["weight"]), (answer["feedback"],))


def blank(response: Response | None) -> bool:
    if response is not None and not isinstance(response, str):
        raise Malformed("response.form")
    return not (response or "").strip()


def match(body: Body, response: Response | None, language: str) -> int | None:
    """Return the place of the first answer that holds the number; raise `Malformed` when it is none."""
    reading = _read(body, str(response), language)
    return next(
        (place for place, answer in enumerate(body["answers"]) if _holds(answer, reading, body["unit"])),
        None,
    )


def _read(body: Body, text: str, language: str) -> Reading:
    reading = read(text, language, body.get("decimal", ""))
    if reading is None:
        raise Malformed("response.not-a-number", text=text[:40])
    # Also a percent sign: where a number alone is asked for, 80% may be meant as 80.
    if reading.unit and body["unit"] == NONE:
        raise Malformed("response.unit-unasked", unit=reading.unit)
    return reading


def _holds(answer: Mapping[str, Any], reading: Reading, asks: str) -> bool:
    scale = _scale(reading.unit, answer["unit"], asks)
    return scale is not None and Fraction(answer["low"]) <= reading.value * scale <= Fraction(answer["high"])


def _scale(given: str, wanted: str, asks: str) -> Fraction | None:
    """Return what turns the number given into the answer's unit; a unit left out is the answer's own."""
    if asks == IGNORED:
        return ONE
    if not given:
        return None if asks == REQUIRED and wanted else ONE
    return factor(given, wanted)


def specimens(body: Body) -> Specimens:
    """Answer with the middle of each full span, and with what lies far beyond all of them."""
    answers = body["answers"]
    spans = [(Fraction(answer["low"]), Fraction(answer["high"])) for answer in answers]
    middles = [_typed(_within(*span), answer["unit"]) for span, answer in zip(spans, answers, strict=True)]
    right = tuple(text for text in middles if _earns(body, text) == ONE)
    power = len(str(ceil(max(high for _, high in spans))))
    far = (_typed(Fraction(10 ** (power + more)), answers[0]["unit"]) for more in range(1, 13, 3))
    wrong = next(((text,) for text in far if _earns(body, text) == NOTHING), ())
    malformed: list[Form] = [{FIELD: ["dua puluh"]}, {FIELD: ["1.2.3"]}, {FIELD: ["1", "2"]}]
    if body["unit"] == NONE:
        malformed.append({FIELD: ["1 kg"]})
    return Specimens(right, wrong, tuple(malformed))


def _earns(body: Body, text: str) -> Fraction | None:
    """Return what an answer earns; None when it is too long to be read."""
    try:
        return score(body, text, "id").fraction
    except Malformed:
        return None


def _within(low: Fraction, high: Fraction) -> Fraction:
    """Return the middle, or what lies near it and can be written in decimals."""
    middle, places = (low + high) / 2, 0
    while not low <= (near := Fraction(round(middle * 10**places), 10**places)) <= high:
        places += 1
    return near


def _typed(value: Fraction, unit: str) -> str:
    """Write a number that every language reads alike: digits and a power of ten."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    digits = str((value * 10**places).numerator)
    short = digits.rstrip("0") or "0"
    power = len(digits) - len(short) - places if value else 0
    written = f"{short}e{power}" if power < 0 or power > 6 else digits
    return f"{written} {unit}".strip()
