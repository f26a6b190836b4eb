"""Number: exact, within a tolerance or a range, perhaps with a unit."""

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from lms.errors import Message
from lms.questions import answers
from lms.questions.block import Block
from lms.questions.kind import Body, Kind, Marker, ResponseClass, Specimens
from lms.questions.kinds.number import classes, scoring, syntax
from lms.questions.kinds.number.reading import echo
from lms.questions.problem import Problem
from lms.questions.response import Form, Response
from lms.questions.score import Score


class Number:
    """Lines `= 20`, `= 91,475 ± 0,005`, `= 80 ± 5%`, `= 80 ×/ 1,05`, `= 15..16`, perhaps with a unit."""

    name = "number"
    folder = Path(__file__).parent
    called_by = ""
    marked_by = Marker.MACHINE
    holds_prompt = False
    # `signed` gives phones a keyboard with a minus; the author says so, lest the keyboard betray the answer.
    attributes: Mapping[str, tuple[str, ...]] = {
        "unit": syntax.UNITS,
        "signed": (),
        "decimal": tuple(syntax.DECIMALS),
    }
    messages: Mapping[str, Message] = syntax.MESSAGES

    def opens(self, line: str) -> bool:
        return answers.opens(line)

    def claims(self, block: Block) -> bool:
        return syntax.claims(block)

    def parse(self, block: Block) -> tuple[Body | None, list[Problem]]:
        return syntax.parse(block)

    def shuffled(self, body: Body, rng: random.Random) -> list[int]:  # noqa: ARG002 # nothing to shuffle
        return []

    def show(self, body: Body, order: Sequence[int]) -> dict[str, Any]:  # noqa: ARG002 # Kind's signature
        # A unit that must be given is part of the answer.
        unit = body["answers"][0]["unit"] if body["unit"] == syntax.OPTIONAL else ""
        return {"asks": body["unit"], "unit": unit, "signed": body["signed"]}

    def accept(self, body: Body, form: Form) -> Response | None:
        return scoring.accept(body, form)

    def read_as(self, body: Body, response: Response | None, *, language: str) -> str:
        return echo(response, language, body.get("decimal", "")) if isinstance(response, str) else ""

    def score(self, body: Body, response: Response | None, *, language: str) -> Score:
        return scoring.score(body, response, language)

    def reveal(
        self,
        body: Body,
        order: Sequence[int],  # noqa: ARG002 # Kind's signature
        response: Response | None,
        *,
        language: str = "id",
    ) -> dict[str, Any]:
        mark = scoring.score(body, response, language)
        return {
            "state": str(mark.state),
            "given": response or "",
            "read_as": self.read_as(body, response, language=language),
            "answer": self.describe(body),
            "asks": body["unit"],
            "feedback": list(mark.feedback),
        }

    def describe(self, body: Body) -> str:
        return next(str(answer["text"]) for answer in body["answers"] if answer["weight"] == "1")

    def specimens(self, body: Body) -> Specimens:
        return scoring.specimens(body)

    def classes(self, body: Body) -> tuple[ResponseClass, ...]:
        return classes.classes(body)

    def classed(
        self,
        body: Body,
        response: Response | None,
        *,
        language: str,
    ) -> Mapping[str, tuple[str, ...]]:
        return classes.classed(body, response, language)

    def carried(self, old: Body, new: Body, response: Response | None) -> Response | None:  # noqa: ARG002 # Kind's signature
        return classes.carried(new, response)

    def guessed(self, body: Body) -> Fraction | None:
        return classes.guessed(body)


NUMBER: Kind = Number()
