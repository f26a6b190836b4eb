"""Single and multiple choice."""

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from lms.errors import Message
from lms.questions.block import Block
from lms.questions.kind import Body, Kind, Marker, ResponseClass, Specimens
from lms.questions.kinds.choice import classes, scoring, syntax
from lms.questions.problem import Problem
from lms.questions.response import Form, Response
from lms.questions.score import Score
from lms.questions.text import plain


class Choice:
    """Options of which one (round marks) or several (square marks) are chosen."""

    name = "choice"
    folder = Path(__file__).parent
    called_by = ""
    marked_by = Marker.MACHINE
    holds_prompt = False
    attributes: Mapping[str, tuple[str, ...]] = {"score": syntax.RULES}
    messages: Mapping[str, Message] = syntax.MESSAGES

    def opens(self, line: str) -> bool:
        return syntax.OPTION.match(line) is not None

    def claims(self, block: Block) -> bool:
        return any(self.opens(line) for _, line in block.lines)

    def parse(self, block: Block) -> tuple[Body | None, list[Problem]]:
        return syntax.parse(block)

    def shuffled(self, body: Body, rng: random.Random) -> list[int]:
        order = list(range(len(body["options"])))
        rng.shuffle(order)
        return order

    def show(self, body: Body, order: Sequence[int]) -> dict[str, Any]:
        options = body["options"]
        return {
            "mode": body["mode"],
            "options": [{"value": place, "text": options[place]["text"]} for place in _order(body, order)],
        }

    def accept(self, body: Body, form: Form) -> Response | None:
        return scoring.accept(body, form)

    def read_as(self, body: Body, response: Response | None, *, language: str) -> str:  # noqa: ARG002 # Kind's signature
        return ""

    def score(self, body: Body, response: Response | None, *, language: str) -> Score:  # noqa: ARG002 # Kind's signature
        return scoring.score(body, response)

    def reveal(
        self,
        body: Body,
        order: Sequence[int],
        response: Response | None,
        *,
        language: str = "id",  # noqa: ARG002 # Kind's signature
    ) -> dict[str, Any]:
        options, chosen = body["options"], scoring.chosen(body, response)
        return {
            "mode": body["mode"],
            "rule": body["rule"],
            "state": str(scoring.score(body, response).state),
            "options": [
                {
                    "text": options[place]["text"],
                    "right": options[place]["right"],
                    "partly": 0 < Fraction(options[place]["weight"]) < 1,
                    "chosen": place in chosen,
                    "weight": options[place].get("shown", ""),
                    "feedback": options[place]["feedback"] if place in chosen else "",
                }
                for place in _order(body, order)
            ],
        }

    def describe(self, body: Body) -> str:
        return "; ".join(plain(option["text"]) for option in body["options"] if option["right"])

    def specimens(self, body: Body) -> Specimens:
        return scoring.specimens(body)

    def classes(self, body: Body) -> tuple[ResponseClass, ...]:
        return classes.classes(body)

    def classed(
        self,
        body: Body,
        response: Response | None,
        *,
        language: str,  # noqa: ARG002 # Kind's signature
    ) -> Mapping[str, tuple[str, ...]]:
        return classes.classed(body, response)

    def carried(self, old: Body, new: Body, response: Response | None) -> Response | None:
        return classes.carried(old, new, response)

    def guessed(self, body: Body) -> Fraction | None:
        return classes.guessed(body)


def _order(body: Body, order: Sequence[int]) -> Sequence[int]:
    return order or range(len(body["options"]))


CHOICE: Kind = Choice()
