"""Marks of a short text: the first pattern that matches decides."""

from fractions import Fraction

from lms.questions.kind import Body, Specimens
from lms.questions.kinds.shorttext.pattern import ESCAPE, STAR, example, matches, pieces
from lms.questions.response import FIELD, LONGEST, Form, Malformed, Response
from lms.questions.score import BLANK, NOTHING, ONE, Score, scored
from lms.questions.text import fold


def score(body: Body, response: Response | None) -> Score:
    if blank(response):
        return BLANK
    place = match(body, response)
    if place is None:
        return scored(NOTHING)
    answer = body["answers"][place]
    return scored(Fraction(answer["weight"]), (answer["feedback"],))


def blank(response: Response | None) -> bool:
    if response is not None and not isinstance(response, str):
        raise Malformed("response.form")
    return not (response or "").strip()


def match(body: Body, response: Response | None) -> int | None:
    """Return the place of the first answer that accepts the text."""
    folding: dict[str, bool] = {"case": body["case"], "spaces": body.get("spaces", False)}
    text = fold(str(response), **folding)
    return next(
        (
            place
            for place, answer in enumerate(body["answers"])
            if matches(pieces(answer["text"], **folding), text)
        ),
        None,
    )


def describe(body: Body) -> str:
    """Return the first full answer as one reads it: a wildcard as an ellipsis, an escaped star as a star."""
    text = next(answer["text"] for answer in body["answers"] if Fraction(answer["weight"]) == ONE)
    return "…".join(pieces(text, case=True))


def specimens(body: Body) -> Specimens:
    """Answer each full pattern in its shortest form, and with letters that no pattern asks for."""
    full = [answer["text"] for answer in body["answers"] if Fraction(answer["weight"]) == ONE]
    right = tuple(
        text
        for pattern in full
        if (text := example(pieces(pattern, case=True)))
        # A narrower answer with less weight may stand above a wide one.
        and score(body, text).fraction == ONE
    )
    wrong = tuple(text for text in _unlikely(body) if not score(body, text).fraction)
    malformed: tuple[Form, ...] = ({FIELD: ["a", "b"]}, {FIELD: ["a" * (LONGEST + 1)]}, {FIELD: ["a\0b"]})
    return Specimens(right, wrong, malformed)


def _unlikely(body: Body) -> tuple[str, ...]:
    first = body["answers"][0]["text"].replace(ESCAPE, "").replace(STAR, "")
    return ("¬", f"¬{first}¬")
