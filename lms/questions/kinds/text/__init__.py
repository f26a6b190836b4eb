"""Text: information between questions, to which nothing is answered."""

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from lms.errors import Message
from lms.questions.block import Block
from lms.questions.kind import Body, Kind, Marker, ResponseClass, Specimens
from lms.questions.problem import Problem
from lms.questions.response import FIELD, PART, Form, Malformed, Response
from lms.questions.score import NOTHING, Score, State


class Text:
    """A prompt without answers; the heading says `text` where that is meant so."""

    name = "text"
    folder = Path(__file__).parent
    called_by = "text"
    marked_by = Marker.NOBODY
    holds_prompt = False
    attributes: Mapping[str, tuple[str, ...]] = {"text": ()}
    messages: Mapping[str, Message] = {}

    def opens(self, line: str) -> bool:  # noqa: ARG002 # all of it is prompt
        return False

    def claims(self, block: Block) -> bool:
        return self.called_by in block.attributes

    def parse(self, block: Block) -> tuple[Body | None, list[Problem]]:  # noqa: ARG002 # there is no block
        return {}, []

    def shuffled(self, body: Body, rng: random.Random) -> list[int]:  # noqa: ARG002 # Kind's signature
        return []

    def show(self, body: Body, order: Sequence[int]) -> dict[str, Any]:  # noqa: ARG002 # Kind's signature
        return {}

    def accept(self, body: Body, form: Form) -> Response | None:  # noqa: ARG002 # Kind's signature
        if any(any(values) for name, values in form.items() if name == FIELD or name.startswith(PART)):
            raise Malformed("response.form")
        return None

    def read_as(self, body: Body, response: Response | None, *, language: str) -> str:  # noqa: ARG002 # Kind's signature
        return ""

    def score(self, body: Body, response: Response | None, *, language: str) -> Score:  # noqa: ARG002 # Kind's signature
        """Nothing was asked, so nothing is blank."""
        if response is not None:
            raise Malformed("response.form")
        return Score(State.UNSCORED, NOTHING)

    def reveal(
        self,
        body: Body,
        order: Sequence[int],  # noqa: ARG002 # Kind's signature
        response: Response | None,
        *,
        language: str = "id",
    ) -> dict[str, Any]:
        return {"state": str(self.score(body, response, language=language).state)}

    def describe(self, body: Body) -> str:  # noqa: ARG002 # nothing is asked
        return ""

    def specimens(self, body: Body) -> Specimens:  # noqa: ARG002 # Kind's signature
        malformed: tuple[Form, ...] = ({FIELD: ["a"]}, {f"{PART}a": ["a"]})
        return Specimens((), (), malformed)

    def classes(self, body: Body) -> tuple[ResponseClass, ...]:  # noqa: ARG002 # Kind's signature
        return ()

    def classed(
        self,
        body: Body,  # noqa: ARG002 # Kind's signature
        response: Response | None,  # noqa: ARG002 # Kind's signature
        *,
        language: str,  # noqa: ARG002 # Kind's signature
    ) -> Mapping[str, tuple[str, ...]]:
        return {}

    def carried(self, old: Body, new: Body, response: Response | None) -> Response | None:  # noqa: ARG002 # Kind's signature
        """A text that became a question has no answer yet."""
        return None

    def guessed(self, body: Body) -> Fraction | None:  # noqa: ARG002 # Kind's signature
        return None


TEXT: Kind = Text()
