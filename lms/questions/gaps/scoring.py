"""Marks of gaps: each gap by its own kind, the whole by their weights."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from lms.questions.gaps.syntax import KINDS
from lms.questions.kind import Body, Kind, Specimens
from lms.questions.kinds.choice import CHOICE
from lms.questions.response import FIELD, PART, Form, Malformed, Response, parts_of
from lms.questions.score import BLANK, NOTHING, Score, State, scored

Gap = Mapping[str, Any]


def kind_of(gap: Gap) -> Kind:
    return KINDS[gap["kind"]]


def accept(body: Body, form: Form) -> Response | None:
    """Read each gap as its kind does; what was chosen is kept as its author position."""
    parts = parts_of(form)
    found = {}
    for gap in body["gaps"]:
        value = parts.pop(gap["id"], "")
        response = kind_of(gap).accept(gap["body"], {FIELD: [value]}) if value else None
        if response is not None:
            found[gap["id"]] = stored(response)
    if parts:
        raise Malformed("response.form")
    return found or None


def stored(response: Response) -> str:
    """Return a gap's response as the text that a response of several parts keeps."""
    return response if isinstance(response, str) else str(next(iter(response)))


def part(gap: Gap, found: Mapping[str, str]) -> Response | None:
    """Return what a gap's own kind takes for its response."""
    value = found.get(gap["id"])
    if value is None or gap["kind"] != CHOICE.name:
        return value
    if not (value.isascii() and value.isdigit() and len(value) <= 4):
        raise Malformed("response.form")
    return [int(value)]


def given(body: Body, response: Response | None) -> dict[str, str]:
    """Return what each gap got; what stayed blank is missing."""
    if response is None:
        return {}
    known = {gap["id"] for gap in body["gaps"]}
    if not isinstance(response, dict) or not response.keys() <= known:
        raise Malformed("response.form")
    if not all(isinstance(value, str) for value in response.values()):
        raise Malformed("response.form")
    return response


def marks(body: Body, response: Response | None, language: str) -> list[Score]:
    found = given(body, response)
    return [kind_of(gap).score(gap["body"], part(gap, found), language=language) for gap in body["gaps"]]


def score(body: Body, response: Response | None, language: str) -> Score:
    """Average by weight; a gap left blank earns nothing."""
    found = marks(body, response, language)
    if all(mark.state is State.BLANK for mark in found):
        return BLANK
    weights = [Fraction(gap["weight"]) for gap in body["gaps"]]
    earned = sum((weight * mark.fraction for weight, mark in zip(weights, found, strict=True)), NOTHING)
    return scored(earned / sum(weights), tuple(text for mark in found for text in mark.feedback))


def specimens(body: Body) -> Specimens:
    """Fill every gap right, every gap wrong, and the first one as no form of ours does."""
    tried = [(gap["id"], kind_of(gap).specimens(gap["body"])) for gap in body["gaps"]]
    right = {id_: stored(one.right[0]) for id_, one in tried if one.right}
    wrong = {id_: stored(one.wrong[0]) for id_, one in tried if one.wrong}
    first, own = tried[0]
    malformed: list[Form] = [{FIELD: ["0"]}, {f"{PART}0": ["0"]}]
    malformed += [{PART + first: form[FIELD]} for form in own.malformed]
    return Specimens(
        (right,) if len(right) == len(tried) else (),
        (wrong,) if len(wrong) == len(tried) else (),
        tuple(malformed),
    )
