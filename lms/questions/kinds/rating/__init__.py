"""Rating: a step on a scale; of a survey, so nobody marks it."""

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from lms.errors import Message
from lms.questions.block import Block
from lms.questions.kind import Body, Kind, Marker, ResponseClass, Specimens
from lms.questions.kinds.rating import syntax
from lms.questions.problem import Problem
from lms.questions.response import FIELD, Form, Malformed, Response, text_of
from lms.questions.score import BLANK, NOTHING, Score, State


class Rating:
    """One line `- 1..4: …` with a label for each step, for both ends, or for none."""

    name = "rating"
    folder = Path(__file__).parent
    called_by = ""
    marked_by = Marker.NOBODY
    holds_prompt = False
    attributes: Mapping[str, tuple[str, ...]] = {}
    messages: Mapping[str, Message] = syntax.MESSAGES

    def opens(self, line: str) -> bool:
        return syntax.SCALE.match(line) is not None

    def claims(self, block: Block) -> bool:
        return any(self.opens(line) for _, line in block.lines)

    def parse(self, block: Block) -> tuple[Body | None, list[Problem]]:
        return syntax.parse(block)

    def shuffled(self, body: Body, rng: random.Random) -> list[int]:  # noqa: ARG002 # a scale has its order
        return []

    def show(self, body: Body, order: Sequence[int]) -> dict[str, Any]:  # noqa: ARG002 # Kind's signature
        return {"steps": [{"value": value, "label": label} for value, label in _steps(body)]}

    def accept(self, body: Body, form: Form) -> Response | None:
        text = text_of(form)
        if text is not None and text not in {str(value) for value, _ in _steps(body)}:
            raise Malformed("response.form")
        return text

    def read_as(self, body: Body, response: Response | None, *, language: str) -> str:  # noqa: ARG002 # Kind's signature
        return ""

    def score(self, body: Body, response: Response | None, *, language: str) -> Score:  # noqa: ARG002 # Kind's signature
        return BLANK if _value(body, response) is None else Score(State.UNSCORED, NOTHING)

    def reveal(
        self,
        body: Body,
        order: Sequence[int],
        response: Response | None,
        *,
        language: str = "id",
    ) -> dict[str, Any]:
        return {
            "state": str(self.score(body, response, language=language).state),
            "given": _value(body, response),
            **self.show(body, order),
        }

    def describe(self, body: Body) -> str:
        """Return the scale; none of its steps is the right one."""
        return "; ".join(_words(value, label) for value, label in _steps(body))

    def specimens(self, body: Body) -> Specimens:
        given: tuple[Response, ...] = tuple(str(value) for value, _ in _steps(body))
        malformed: tuple[Form, ...] = (
            {FIELD: [str(body["high"] + 1)]},
            {FIELD: ["x"]},
            {FIELD: [str(body["low"]), str(body["high"])]},
        )
        return Specimens(given, (), malformed)

    def classes(self, body: Body) -> tuple[ResponseClass, ...]:
        return tuple(
            ResponseClass("", str(value), _words(value, label), None) for value, label in _steps(body)
        )

    def classed(
        self,
        body: Body,
        response: Response | None,
        *,
        language: str,  # noqa: ARG002 # Kind's signature
    ) -> Mapping[str, tuple[str, ...]]:
        value = _value(body, response)
        return {} if value is None else {"": (str(value),)}

    def carried(self, old: Body, new: Body, response: Response | None) -> Response | None:
        value = _value(old, response)
        if value is not None and not new["low"] <= value <= new["high"]:
            raise Malformed("response.not-carried")
        return response

    def guessed(self, body: Body) -> Fraction | None:  # noqa: ARG002 # Kind's signature
        return None


def _steps(body: Body) -> list[tuple[int, str]]:
    return list(zip(range(body["low"], body["high"] + 1), body["labels"], strict=True))


def _words(value: int, label: str) -> str:
    return f"{value} – {label}" if label else str(value)


def _value(body: Body, response: Response | None) -> int | None:
    if response is None:
        return None
    known = {str(value): value for value, _ in _steps(body)}
    if not isinstance(response, str) or response not in known:
        raise Malformed("response.form")
    return known[response]


RATING: Kind = Rating()
