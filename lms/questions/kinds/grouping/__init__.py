"""Sorting: items, each put into one of a few groups."""

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from lms.errors import Message
from lms.questions import assignments
from lms.questions.block import Block
from lms.questions.kind import Body, Kind, Marker, ResponseClass, Specimens
from lms.questions.kinds.grouping import syntax
from lms.questions.problem import Problem
from lms.questions.response import Form, Response
from lms.questions.score import Score
from lms.questions.text import plain


class Grouping:
    """Lines `- butir => kelompok`; the items are mixed, for authors write them group by group."""

    name = "grouping"
    folder = Path(__file__).parent
    called_by = ""
    marked_by = Marker.MACHINE
    holds_prompt = False
    attributes: Mapping[str, tuple[str, ...]] = {}
    messages: Mapping[str, Message] = syntax.MESSAGES

    def opens(self, line: str) -> bool:
        return syntax.ARROW.opens(line)

    def claims(self, block: Block) -> bool:
        return any(self.opens(line) for _, line in block.lines)

    def parse(self, block: Block) -> tuple[Body | None, list[Problem]]:
        return syntax.parse(block)

    def shuffled(self, body: Body, rng: random.Random) -> list[int]:
        order = list(range(len(body["items"])))
        rng.shuffle(order)
        return order

    def show(self, body: Body, order: Sequence[int]) -> dict[str, Any]:
        items = body["items"]
        return {
            "rows": [
                {"id": items[place]["id"], "text": items[place]["text"]} for place in _order(body, order)
            ],
            "labels": list(body["labels"]),
        }

    def accept(self, body: Body, form: Form) -> Response | None:
        return assignments.accept(body, form)

    def read_as(self, body: Body, response: Response | None, *, language: str) -> str:  # noqa: ARG002 # Kind's signature
        return ""

    def score(self, body: Body, response: Response | None, *, language: str) -> Score:  # noqa: ARG002 # Kind's signature
        return assignments.score(body, response)

    def reveal(
        self,
        body: Body,
        order: Sequence[int],
        response: Response | None,
        *,
        language: str = "id",  # noqa: ARG002 # Kind's signature
    ) -> dict[str, Any]:
        rows = assignments.revealed(body, response)
        return {
            "state": str(assignments.score(body, response).state),
            "rows": [rows[place] for place in _order(body, order)],
        }

    def describe(self, body: Body) -> str:
        groups = {label["id"]: label["text"] for label in body["labels"]}
        return "; ".join(
            f"{text}: {', '.join(plain(item['text']) for item in body['items'] if item['label'] == id_)}"
            for id_, text in groups.items()
        )

    def specimens(self, body: Body) -> Specimens:
        return assignments.specimens(body)

    def classes(self, body: Body) -> tuple[ResponseClass, ...]:
        return assignments.classes(body)

    def classed(
        self,
        body: Body,
        response: Response | None,
        *,
        language: str,  # noqa: ARG002 # Kind's signature
    ) -> Mapping[str, tuple[str, ...]]:
        return assignments.classed(body, response)

    def carried(self, old: Body, new: Body, response: Response | None) -> Response | None:
        return assignments.carried(old, new, response)

    def guessed(self, body: Body) -> Fraction | None:
        return assignments.guessed(body)


def _order(body: Body, order: Sequence[int]) -> Sequence[int]:
    """Where nothing is shuffled the items go by name, which owes nothing to the groups."""
    items = body["items"]
    return order or sorted(range(len(items)), key=lambda place: str(items[place]["id"]))


GROUPING: Kind = Grouping()
