"""What statistics and a regrade ask of a short text: an accepted answer is a class, the rest is one more."""

from fractions import Fraction

from lms.questions.kind import OTHER, Body, ResponseClass
from lms.questions.kinds.shorttext.pattern import pieces
from lms.questions.kinds.shorttext.scoring import blank, match
from lms.questions.response import Response
from lms.questions.score import NOTHING


def classes(body: Body) -> tuple[ResponseClass, ...]:
    accepted = (
        ResponseClass("", str(place), "…".join(pieces(answer["text"], case=True)), Fraction(answer["weight"]))
        for place, answer in enumerate(body["answers"])
    )
    return (*accepted, ResponseClass("", OTHER, "", NOTHING))


def classed(body: Body, response: Response | None) -> dict[str, tuple[str, ...]]:
    if blank(response):
        return {}
    place = match(body, response)
    return {"": (OTHER if place is None else str(place),)}


def carried(response: Response | None) -> Response | None:
    """What was typed can be said whatever the answers are."""
    return None if blank(response) else response


def guessed(body: Body) -> Fraction:
    """Nobody hits upon a word by chance, unless every word is accepted."""
    anything = (
        Fraction(answer["weight"])
        for answer in body["answers"]
        if not any(pieces(answer["text"], case=True)) and "*" in answer["text"]
    )
    return next(anything, NOTHING)
