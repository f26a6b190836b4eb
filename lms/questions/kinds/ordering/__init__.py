"""Ordering: steps to be put in their right order."""

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from lms.errors import Message
from lms.questions.block import Block
from lms.questions.kind import Body, Kind, Marker, ResponseClass, Specimens
from lms.questions.kinds.ordering import classes, scoring, syntax
from lms.questions.problem import Problem
from lms.questions.response import Form, Response
from lms.questions.score import Score
from lms.questions.text import plain


class Ordering:
    """A numbered list under a heading that says `order`; never shown in its right order."""

    name = "ordering"
    folder = Path(__file__).parent
    called_by = "order"
    marked_by = Marker.MACHINE
    holds_prompt = False
    attributes: Mapping[str, tuple[str, ...]] = {"order": (), "score": syntax.RULES}
    messages: Mapping[str, Message] = syntax.MESSAGES

    def opens(self, line: str) -> bool:
        return syntax.NUMBERED.match(line) is not None

    def claims(self, block: Block) -> bool:
        return any(self.opens(line) for _, line in block.lines)

    def parse(self, block: Block) -> tuple[Body | None, list[Problem]]:
        return syntax.parse(block)

    def shuffled(self, body: Body, rng: random.Random) -> list[int]:
        right = list(range(len(body["items"])))
        order = right.copy()
        rng.shuffle(order)
        # Of two items the other order would tell the answer.
        while order == right and len(right) > 2:
            rng.shuffle(order)
        return order

    def show(self, body: Body, order: Sequence[int]) -> dict[str, Any]:
        return {"rows": [dict(body["items"][place]) for place in order or _neutral(body)]}

    def accept(self, body: Body, form: Form) -> Response | None:
        return scoring.accept(body, form)

    def read_as(self, body: Body, response: Response | None, *, language: str) -> str:  # noqa: ARG002 # Kind's signature
        return ""

    def score(self, body: Body, response: Response | None, *, language: str) -> Score:  # noqa: ARG002 # Kind's signature
        return scoring.score(body, response)

    def reveal(
        self,
        body: Body,
        order: Sequence[int],  # noqa: ARG002 # Kind's signature
        response: Response | None,
        *,
        language: str = "id",  # noqa: ARG002 # Kind's signature
    ) -> dict[str, Any]:
        places = scoring.given(body, response)
        return {
            "state": str(scoring.score(body, response).state),
            "rule": body["rule"],
            "rows": [
                {"text": item["text"], "given": places.index(item["id"]) + 1 if item["id"] in places else 0}
                for item in body["items"]
            ],
        }

    def describe(self, body: Body) -> str:
        return "; ".join(
            f"{place}. {plain(item['text'])}" for place, item in enumerate(body["items"], start=1)
        )

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


def _neutral(body: Body) -> list[int]:
    """Return the order where nothing is shuffled: by name, which owes nothing to the key."""
    ids = scoring.key(body)
    order = sorted(range(len(ids)), key=ids.__getitem__)
    return order[::-1] if order == sorted(order) and len(order) > 2 else order


ORDERING: Kind = Ordering()
