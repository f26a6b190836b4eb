"""Matching: terms, each with its partner among several."""

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from lms.errors import Message
from lms.questions import assignments
from lms.questions.block import Block
from lms.questions.kind import Body, Kind, Marker, ResponseClass, Specimens
from lms.questions.kinds.pairs import syntax
from lms.questions.problem import Problem
from lms.questions.response import Form, Response
from lms.questions.score import Score
from lms.questions.text import plain


class Pairs:
    """Lines `- istilah -> arti`; the partners are shuffled, the terms stay in the author's order."""

    name = "pairs"
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
        order = list(range(len(body["labels"])))
        rng.shuffle(order)
        return order

    def show(self, body: Body, order: Sequence[int]) -> dict[str, Any]:
        labels = body["labels"]
        return {
            "rows": [{"id": item["id"], "text": item["text"]} for item in body["items"]],
            "labels": [labels[place] for place in order or assignments.order_of_labels(body)],
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
        order: Sequence[int],  # noqa: ARG002 # Kind's signature
        response: Response | None,
        *,
        language: str = "id",  # noqa: ARG002 # Kind's signature
    ) -> dict[str, Any]:
        return {
            "state": str(assignments.score(body, response).state),
            "rows": assignments.revealed(body, response),
        }

    def describe(self, body: Body) -> str:
        words = {label["id"]: label["text"] for label in body["labels"]}
        return "; ".join(f"{plain(item['text'])} → {words[item['label']]}" for item in body["items"])

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


PAIRS: Kind = Pairs()
