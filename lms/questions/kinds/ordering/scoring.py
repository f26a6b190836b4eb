"""Marks of an order, by one of four rules; a place left blank holds an empty text."""

from bisect import bisect_left
from fractions import Fraction
from itertools import pairwise

from lms.questions.kind import Body, Specimens
from lms.questions.response import FIELD, PART, Form, Malformed, Response, parts_of
from lms.questions.score import BLANK, NOTHING, ONE, Score, scored


def key(body: Body) -> list[str]:
    return [item["id"] for item in body["items"]]


def accept(body: Body, form: Form) -> Response | None:
    """Read the number that each item got; two items cannot have the same."""
    ids = set(key(body))
    places = [""] * len(body["items"])
    for id_, number in parts_of(form).items():
        known = id_ in ids and number.isascii() and number.isdigit() and len(number) <= 4
        if not known or not 1 <= int(number) <= len(places):
            raise Malformed("response.form")
        if places[int(number) - 1]:
            raise Malformed("response.place-repeated", place=int(number))
        places[int(number) - 1] = id_
    return places if any(places) else None


def given(body: Body, response: Response | None) -> list[str]:
    """Return the item at each place; nothing at all when the answer is blank."""
    if response is None:
        return []
    ids = key(body)
    if not isinstance(response, list) or len(response) != len(ids):
        raise Malformed("response.form")
    places = [id_ for id_ in response if isinstance(id_, str)]
    named = [id_ for id_ in places if id_]
    if len(places) != len(ids) or len(set(named)) != len(named) or not set(named) <= set(ids):
        raise Malformed("response.form")
    return places if named else []


def score(body: Body, response: Response | None) -> Score:
    places = given(body, response)
    return scored(_fraction(body, places)) if places else BLANK


def _fraction(body: Body, places: list[str]) -> Fraction:
    ids = key(body)
    match body["rule"]:
        case "all":
            return ONE if places == ids else NOTHING
        case "relative":
            followed = set(pairwise(ids))
            return Fraction(sum(pair in followed for pair in pairwise(places)), len(ids) - 1)
        case "longest":
            right = {id_: place for place, id_ in enumerate(ids)}
            length = _longest([right[id_] for id_ in places if id_])
            # Any one item is in order with itself: that earns nothing.
            return Fraction(length, len(ids)) if length > 1 else NOTHING
        case _:
            return Fraction(sum(one == other for one, other in zip(places, ids, strict=True)), len(ids))


def _longest(numbers: list[int]) -> int:
    """Return the length of the longest run that rises, with gaps allowed, in n log n."""
    ends: list[int] = []
    for number in numbers:
        at = bisect_left(ends, number)
        ends[at : at + 1] = [number]
    return len(ends)


def specimens(body: Body) -> Specimens:
    """Give the right order, orders that earn nothing, and numbers that no form of ours can send."""
    ids = key(body)
    orders = (ids[::-1], [*ids[1:], ids[0]])
    wrong = tuple(order for order in orders if not _fraction(body, order))
    first, second = (PART + id_ for id_ in ids[:2])
    malformed: tuple[Form, ...] = (
        {first: ["1"], second: ["1"]},
        {first: ["0"]},
        {first: [str(len(ids) + 1)]},
        {first: ["1", "2"]},
        {f"{PART}0": ["1"]},
        {FIELD: ids},
    )
    return Specimens((ids,), wrong, malformed)
