"""Yes or no: is the prompt true? Heading attribute `yesno`, answer `! ya` or `! tidak`."""

import random
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from lms.errors import Message
from lms.questions.block import Block, entries
from lms.questions.kind import Body, Kind, Marker, ResponseClass, Specimens
from lms.questions.problem import Problem
from lms.questions.response import FIELD, Form, Malformed, Response, text_of
from lms.questions.score import BLANK, Score, scored

ANSWER = re.compile(r"!\s+(.*)")
WORDS = {"ya": "yes", "yes": "yes", "tidak": "no", "no": "no"}

MESSAGES = {
    "yesno.unreadable": Message(
        "“{text}” bukan ya dan bukan tidak.",
        "“{text}” is neither yes nor no.",
        "Tulis ! ya atau ! tidak.",
        "Write ! yes or ! no.",
    )
}


class YesNo:
    """One line that says whether the prompt is true."""

    name = "yesno"
    folder = Path(__file__).parent
    called_by = "yesno"
    marked_by = Marker.MACHINE
    holds_prompt = False
    attributes: Mapping[str, tuple[str, ...]] = {"yesno": ()}
    messages: Mapping[str, Message] = MESSAGES

    def opens(self, line: str) -> bool:
        return ANSWER.match(line) is not None

    def claims(self, block: Block) -> bool:
        return any(self.opens(line) for _, line in block.lines)

    def parse(self, block: Block) -> tuple[Body | None, list[Problem]]:
        entry = entries(block)[0]
        found = ANSWER.fullmatch(entry.head)
        word = WORDS.get(found[1].strip().lower()) if found else None
        if word is None:
            return None, [Problem(entry.line, "yesno.unreadable", {"text": entry.head[:60]})]
        return {"answer": word, "feedback": entry.feedback}, []

    def shuffled(self, body: Body, rng: random.Random) -> list[int]:
        return []

    def show(self, body: Body, order: Sequence[int]) -> dict[str, Any]:
        return {"values": ["yes", "no"]}

    def accept(self, body: Body, form: Form) -> Response | None:
        return _checked(text_of(form))

    def read_as(self, body: Body, response: Response | None, *, language: str) -> str:
        return ""

    def score(self, body: Body, response: Response | None, *, language: str) -> Score:
        if _checked(response) is None:
            return BLANK
        return scored(Fraction(int(response == body["answer"])), (body["feedback"],))

    def reveal(
        self, body: Body, order: Sequence[int], response: Response | None, *, language: str = "id"
    ) -> dict[str, Any]:
        mark = self.score(body, response, language=language)
        return {"state": str(mark.state), "given": response or "", "feedback": list(mark.feedback)}

    def describe(self, body: Body) -> str:
        return str(body["answer"])

    def specimens(self, body: Body) -> Specimens:
        other = "no" if body["answer"] == "yes" else "yes"
        return Specimens((body["answer"],), (other,), ({FIELD: ["maybe"]}, {FIELD: ["yes", "no"]}))

    def classes(self, body: Body) -> tuple[ResponseClass, ...]:
        return tuple(
            ResponseClass("", word, word, Fraction(int(word == body["answer"]))) for word in ("yes", "no")
        )

    def classed(
        self, body: Body, response: Response | None, *, language: str
    ) -> Mapping[str, tuple[str, ...]]:
        word = _checked(response)
        return {} if word is None else {"": (word,)}

    def carried(self, old: Body, new: Body, response: Response | None) -> Response | None:
        return _checked(response)

    def guessed(self, body: Body) -> Fraction | None:
        return Fraction(1, 2)


def _checked(response: Response | None) -> str | None:
    if response is None or response in ("yes", "no"):
        return response
    raise Malformed("response.form")


YESNO: Kind = YesNo()
