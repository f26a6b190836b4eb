"""Marks of a short text: the first pattern that matches decides."""

from fractions import Fraction

from lms.questions.kind import Body, Specimens
from lms.questions.kinds.shorttext.pattern import ESCAPE, STAR, example, matches, pieces
from lms.questions.response import FIELD, LONGEST, Form, Malformed, Response
from lms.questions.score import BLANK, NOTHING, ONE, Score, scored
from lms.questions.text import fold


def score(body: Body, response: Response | None) -> Score:
    if response is None:
        return BLANK
    if not isinstance(response, str):
        raise Malformed("response.form")
    folding: dict[str, bool] = {"case": body["case"], "spaces": body.get("spaces", False)}
    text = fold(response, **folding)
    if not text:
        return BLANK
    for answer in body["answers"]:
        if matches(pieces(answer["text"], **folding), text):
            return scored(Fraction(answer["weight"]), (answer["feedback"],))
    return scored(NOTHING)


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
