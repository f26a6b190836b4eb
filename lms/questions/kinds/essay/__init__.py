"""Essay: a text of the learner's own, which a trainer marks by a rubric."""

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from lms.errors import Message
from lms.questions.block import Block
from lms.questions.kind import ANY, Body, Kind, Marker, ResponseClass, Specimens
from lms.questions.kinds.essay import syntax
from lms.questions.problem import Problem
from lms.questions.response import FIELD, Form, Malformed, Response, text_of
from lms.questions.score import BLANK, NOTHING, Score, State
from lms.questions.text import plain

LONGEST = 60_000


class Essay:
    """A heading that says `essay`, perhaps `words=100-300`; lines `- [2] …` are the rubric."""

    name = "essay"
    folder = Path(__file__).parent
    called_by = "essay"
    marked_by = Marker.TRAINER
    holds_prompt = False
    marked = True
    attributes: Mapping[str, tuple[str, ...]] = {"essay": (), "words": ANY}
    messages: Mapping[str, Message] = syntax.MESSAGES

    def opens(self, line: str) -> bool:
        return syntax.CRITERION.match(line) is not None

    def claims(self, block: Block) -> bool:
        return self.called_by in block.attributes

    def parse(self, block: Block) -> tuple[Body | None, list[Problem]]:
        return syntax.parse(block)

    def shuffled(self, body: Body, rng: random.Random) -> list[int]:  # noqa: ARG002 # nothing to shuffle
        return []

    def show(self, body: Body, order: Sequence[int]) -> dict[str, Any]:  # noqa: ARG002 # Kind's signature
        """Show the rubric too: who is told what counts writes about it."""
        low, high = body["words"] or (0, 0)
        return {
            "low": low,
            "high": high,
            "longest": LONGEST,
            "rubric": _rubric(body),
            "marked": self.marked,
        }

    def accept(self, body: Body, form: Form) -> Response | None:  # noqa: ARG002 # any text is an answer
        """Keep the paragraphs as they were typed, whatever the browser ends a line with."""
        ends = {name: [text.replace("\r\n", "\n") for text in values] for name, values in form.items()}
        return text_of(ends, LONGEST)

    def read_as(self, body: Body, response: Response | None, *, language: str) -> str:  # noqa: ARG002 # Kind's signature
        return ""

    def score(self, body: Body, response: Response | None, *, language: str) -> Score:  # noqa: ARG002 # Kind's signature
        return Score(State.UNMARKED, NOTHING) if _text(response) else BLANK

    def reveal(
        self,
        body: Body,
        order: Sequence[int],  # noqa: ARG002 # Kind's signature
        response: Response | None,
        *,
        language: str = "id",
    ) -> dict[str, Any]:
        """Tell what was written and how long it is; points are with the trainer's mark."""
        low, high = body["words"] or (0, 0)
        text = _text(response)
        return {
            "state": str(self.score(body, response, language=language).state),
            "given": text,
            "words": words(text),
            "low": low,
            "high": high,
            "rubric": _rubric(body),
        }

    def describe(self, body: Body) -> str:
        return "; ".join(f"{plain(one['text'])} ({one['points']})" for one in body["rubric"])

    def specimens(self, body: Body) -> Specimens:  # noqa: ARG002 # Kind's signature
        """Write two paragraphs; a trainer alone knows whether they are right."""
        malformed: tuple[Form, ...] = ({FIELD: ["a", "b"]}, {FIELD: ["a" * (LONGEST + 1)]}, {FIELD: ["a\0b"]})
        return Specimens(("Paragraf pertama.\n\nParagraf kedua.",), (), malformed)

    def classes(self, body: Body) -> tuple[ResponseClass, ...]:  # noqa: ARG002 # no two texts are alike
        return ()

    def classed(
        self,
        body: Body,  # noqa: ARG002 # Kind's signature
        response: Response | None,
        *,
        language: str,  # noqa: ARG002 # Kind's signature
    ) -> Mapping[str, tuple[str, ...]]:
        _text(response)
        return {}

    def carried(self, old: Body, new: Body, response: Response | None) -> Response | None:  # noqa: ARG002 # Kind's signature
        return _text(response) or None

    def guessed(self, body: Body) -> Fraction | None:  # noqa: ARG002 # Kind's signature
        return None


def words(text: str) -> int:
    """Count what holds a letter or a digit, as the page's own counter does."""
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def _text(response: Response | None) -> str:
    if response is not None and not isinstance(response, str):
        raise Malformed("response.form")
    return response or ""


def _rubric(body: Body) -> list[dict[str, str]]:
    return [dict(one) for one in body["rubric"]]


ESSAY: Kind = Essay()
