"""Marks of a number: read exactly by the attempt's language, the first answer that holds it decides."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from lms.questions.kind import Body, Specimens
from lms.questions.kinds.number.reading import Reading, read
from lms.questions.response import FIELD, Form, Malformed, Response, text_of
from lms.questions.score import BLANK, NOTHING, ONE, Score, scored
from lms.questions.text import fold

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
    if reading.unit and body["unit"] == NONE:
        raise Malformed("response.unit-unasked", unit=reading.unit)
    return reading


def _holds(answer: Mapping[str, Any], reading: Reading, asks: str) -> bool:
    differs = fold(reading.unit) != fold(answer["unit"]) and (reading.unit or asks == REQUIRED)
    if differs and asks != IGNORED:
        return False
    return Fraction(answer["low"]) <= reading.value <= Fraction(answer["high"])


def specimens(body: Body) -> Specimens:
    """Answer with the middle of each full span, and with what lies beyond all of them."""
    answers = body["answers"]
    middles = [
        _typed((Fraction(answer["low"]) + Fraction(answer["high"])) / 2, answer["unit"]) for answer in answers
    ]
    right = tuple(text for text in middles if score(body, text, "id").fraction == ONE)
    beyond = max(Fraction(answer["high"]) for answer in answers) + 1
    malformed: list[Form] = [{FIELD: ["dua puluh"]}, {FIELD: ["1.2.3"]}, {FIELD: ["1", "2"]}]
    if body["unit"] == NONE:
        malformed.append({FIELD: ["1 kg"]})
    return Specimens(right, (_typed(beyond, answers[0]["unit"]),), tuple(malformed))


def _typed(value: Fraction, unit: str) -> str:
    """Write a number that every language reads alike: digits and a power of ten."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    power = f"e-{places}" if places else ""
    return f"{(value * 10**places).numerator}{power} {unit}".strip()
