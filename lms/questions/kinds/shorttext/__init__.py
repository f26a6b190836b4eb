"""Short text: a word or a phrase, compared with the author's patterns."""

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from lms.errors import Message
from lms.questions import answers
from lms.questions.block import Block
from lms.questions.kind import Body, Kind, Marker, ResponseClass, Specimens
from lms.questions.kinds.shorttext import classes, scoring, syntax
from lms.questions.problem import Problem
from lms.questions.response import Form, Response, text_of
from lms.questions.score import Score


class ShortText:
    r"""Lines `= jawaban`; `*` stands for anything, `\*` for a star."""

    name = "shorttext"
    folder = Path(__file__).parent
    called_by = ""
    marked_by = Marker.MACHINE
    holds_prompt = False
    # `shorttext` keeps answers such as `= 17 Agustus` from being read as a number with a unit.
    # `spaces` lets two spaces differ from one, as in the programs that questions are brought in from.
    attributes: Mapping[str, tuple[str, ...]] = {"case": (), "spaces": (), "shorttext": ()}
    messages: Mapping[str, Message] = syntax.MESSAGES

    def opens(self, line: str) -> bool:
        return answers.opens(line)

    def claims(self, block: Block) -> bool:
        return any(self.opens(line) for _, line in block.lines)

    def parse(self, block: Block) -> tuple[Body | None, list[Problem]]:
        return syntax.parse(block)

    def shuffled(self, body: Body, rng: random.Random) -> list[int]:  # noqa: ARG002 # nothing to shuffle
        return []

    def show(self, body: Body, order: Sequence[int]) -> dict[str, Any]:  # noqa: ARG002 # Kind's signature
        return {"case": body["case"]}

    def accept(self, body: Body, form: Form) -> Response | None:  # noqa: ARG002 # any text is an answer
        return text_of(form)

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
        mark = scoring.score(body, response)
        return {
            "state": str(mark.state),
            "given": response or "",
            "answer": self.describe(body),
            "case": body["case"],
            "spaces": body.get("spaces", False),
            "feedback": list(mark.feedback),
        }

    def describe(self, body: Body) -> str:
        return scoring.describe(body)

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

    def carried(self, old: Body, new: Body, response: Response | None) -> Response | None:  # noqa: ARG002 # Kind's signature
        return classes.carried(response)

    def guessed(self, body: Body) -> Fraction | None:
        return classes.guessed(body)


SHORTTEXT: Kind = ShortText()
