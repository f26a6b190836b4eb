"""What statistics and a regrade ask of a number: an accepted answer is a class, the rest is one more."""

from fractions import Fraction

from lms.questions.kind import OTHER, Body, ResponseClass
from lms.questions.kinds.number.scoring import blank, match
from lms.questions.response import Malformed, Response
from lms.questions.score import NOTHING


def classes(body: Body) -> tuple[ResponseClass, ...]:
    accepted = (
        ResponseClass("", str(place), answer["text"], Fraction(answer["weight"]))
        for place, answer in enumerate(body["answers"])
    )
    return (*accepted, ResponseClass("", OTHER, "", NOTHING))


def classed(body: Body, response: Response | None, language: str) -> dict[str, tuple[str, ...]]:
    if blank(response):
        return {}
    place = match(body, response, language)
    return {"": (OTHER if place is None else str(place),)}


def carried(new: Body, response: Response | None) -> Response | None:
    """Keep what was typed, unless it has a unit and none is asked for any more."""
    if blank(response):
        return None
    try:
        match(new, response, "id")
    except Malformed:
        raise Malformed("response.not-carried") from None
    return response


def guessed(body: Body) -> Fraction:  # noqa: ARG001 # Kind's signature
    """Nobody hits upon a number by chance."""
    return NOTHING
