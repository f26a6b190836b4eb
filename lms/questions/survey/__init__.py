"""What a survey asks and nobody marks: a choice without a key, a comment."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from lms.errors import Message
from lms.questions.block import Block
from lms.questions.kind import ANY, Body, Kind, Marker, ResponseClass, Specimens
from lms.questions.kinds.choice import Choice
from lms.questions.kinds.choice.scoring import chosen
from lms.questions.kinds.essay import Essay
from lms.questions.problem import Problem, Severity
from lms.questions.response import FIELD, Form, Response
from lms.questions.score import BLANK, NOTHING, Score, State
from lms.questions.survey import syntax
from lms.questions.text import plain


class Poll(Choice):
    """Options of which none is right: of a survey, or under a heading that says `poll`."""

    name = "poll"
    folder = Path(__file__).parent
    called_by = "poll"
    marked_by = Marker.NOBODY
    attributes: Mapping[str, tuple[str, ...]] = {"poll": ()}
    messages: Mapping[str, Message] = syntax.MESSAGES

    def parse(self, block: Block) -> tuple[Body | None, list[Problem]]:
        return syntax.parse(block)

    def score(self, body: Body, response: Response | None, *, language: str) -> Score:  # noqa: ARG002 # Kind's signature
        return Score(State.UNSCORED, NOTHING) if chosen(body, response) else BLANK

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
            "chosen": chosen(body, response),
            **self.show(body, order),
        }

    def describe(self, body: Body) -> str:
        """Return the options; none of them is the right one."""
        return "; ".join(plain(option["text"]) for option in body["options"])

    def specimens(self, body: Body) -> Specimens:
        beyond = str(len(body["options"]))
        malformed: list[Form] = [{FIELD: [beyond]}, {FIELD: ["x"]}, {FIELD: ["0", "0"]}]
        if body["mode"] == "single":
            malformed.append({FIELD: ["0", "1"]})
        return Specimens(tuple([at] for at in range(len(body["options"]))), (), tuple(malformed))

    def classes(self, body: Body) -> tuple[ResponseClass, ...]:
        return tuple(
            ResponseClass("", str(at), plain(option["text"]), None)
            for at, option in enumerate(body["options"])
        )

    def guessed(self, body: Body) -> Fraction | None:  # noqa: ARG002 # Kind's signature
        return None


class Comment(Essay):
    """A text that nobody marks: an essay of a survey, or a heading that says `comment`."""

    name = "comment"
    called_by = "comment"
    marked_by = Marker.NOBODY
    marked = False
    attributes: Mapping[str, tuple[str, ...]] = {"comment": (), "essay": (), "words": ANY}
    messages: Mapping[str, Message] = {}

    def parse(self, block: Block) -> tuple[Body | None, list[Problem]]:
        body, problems = super().parse(block)
        if body is not None and body["rubric"]:
            line = block.lines[0][0]
            return {**body, "rubric": []}, [Problem(line, "survey.rubric", severity=Severity.WARNING)]
        return body, problems

    def score(self, body: Body, response: Response | None, *, language: str) -> Score:
        mark = super().score(body, response, language=language)
        return replace(mark, state=State.UNSCORED) if mark.state is State.UNMARKED else mark


POLL: Kind = Poll()
COMMENT: Kind = Comment()
