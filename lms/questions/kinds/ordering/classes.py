"""What statistics and a regrade ask of an order: at each place, numbered from 1, each item is a class."""

from fractions import Fraction
from math import factorial

from lms.questions.kind import Body, ResponseClass
from lms.questions.kinds.ordering.scoring import given, key
from lms.questions.response import Malformed, Response
from lms.questions.text import plain


def classes(body: Body) -> tuple[ResponseClass, ...]:
    items = [(item["id"], plain(item["text"])) for item in body["items"]]
    return tuple(
        ResponseClass(str(place), id_, text, Fraction(int(id_ == right)), f"{place}.")
        for place, (right, _) in enumerate(items, start=1)
        for id_, text in items
    )


def classed(body: Body, response: Response | None) -> dict[str, tuple[str, ...]]:
    return {str(place): (id_,) for place, id_ in enumerate(given(body, response), start=1) if id_}


def carried(old: Body, new: Body, response: Response | None) -> Response | None:
    """Keep an order of the very same items, whatever their right order is now."""
    places = given(old, response)
    if set(key(old)) != set(key(new)):
        raise Malformed("response.not-carried")
    return places or None


def guessed(body: Body) -> Fraction | None:
    """Of n items one stands at its place by chance, and each follows its forerunner once in n times."""
    count = len(body["items"])
    match body["rule"]:
        case "all":
            return Fraction(1, factorial(count))
        case "longest":
            return None
        case _:
            return Fraction(1, count)
