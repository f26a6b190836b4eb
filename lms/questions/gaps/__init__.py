"""Gaps: a text with places to fill in or to choose for."""

import random
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from lms.errors import Message
from lms.questions.block import Block
from lms.questions.gaps import classes, scoring, signs, syntax
from lms.questions.kind import Body, Kind, Marker, ResponseClass, Specimens
from lms.questions.kinds.choice import CHOICE
from lms.questions.kinds.number import NUMBER
from lms.questions.kinds.shorttext import SHORTTEXT
from lms.questions.problem import Problem
from lms.questions.response import Form, Response
from lms.questions.score import Score
from lms.questions.text import plain


class Gaps:
    """A prompt that holds `[[…]]`; the heading may say `gaps` where another kind would claim its lines."""

    name = "gaps"
    folder = Path(__file__).parent
    called_by = "gaps"
    marked_by = Marker.MACHINE
    holds_prompt = True
    # Those of the kinds inside, for all gaps alike.
    attributes: Mapping[str, tuple[str, ...]] = {
        "gaps": (),
        "case": SHORTTEXT.attributes["case"],
        "spaces": SHORTTEXT.attributes["spaces"],
        **NUMBER.attributes,
    }
    messages: Mapping[str, Message] = syntax.MESSAGES

    def opens(self, line: str) -> bool:  # noqa: ARG002 # the answers stand in the prompt
        return False

    def claims(self, block: Block) -> bool:
        return self.called_by in block.attributes or signs.holds(block.lines)

    def parse(self, block: Block) -> tuple[Body | None, list[Problem]]:
        return syntax.parse(block)

    def shuffled(self, body: Body, rng: random.Random) -> list[int]:
        """Shuffle the options inside each gap; positions count on from one gap to the next."""
        order: list[int] = []
        for _, start, count in _options(body):
            places = list(range(start, start + count))
            rng.shuffle(places)
            order += places
        return order

    def show(self, body: Body, order: Sequence[int]) -> dict[str, Any]:
        starts = {id_: (start, count) for id_, start, count in _options(body)}
        gaps = [
            {"id": gap["id"], "number": number, **_shown(gap, order, *starts.get(gap["id"], (0, 0)))}
            for number, gap in enumerate(body["gaps"], start=1)
        ]
        return {"pieces": _pieces(body["html"], gaps), "count": len(gaps)}

    def accept(self, body: Body, form: Form) -> Response | None:
        return scoring.accept(body, form)

    def read_as(self, body: Body, response: Response | None, *, language: str) -> str:
        found = scoring.given(body, response)
        read = (
            scoring.kind_of(gap).read_as(gap["body"], scoring.part(gap, found), language=language)
            for gap in body["gaps"]
        )
        return "; ".join(text for text in read if text)

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
        found = scoring.given(body, response)
        marks = scoring.marks(body, response, language)
        gaps = [
            {
                "number": number,
                "state": str(mark.state),
                "given": _said(gap, found),
                "read_as": scoring.kind_of(gap).read_as(
                    gap["body"], scoring.part(gap, found), language=language
                ),
                "answer": scoring.kind_of(gap).describe(gap["body"]),
                "feedback": list(mark.feedback),
            }
            for number, (gap, mark) in enumerate(zip(body["gaps"], marks, strict=True), start=1)
        ]
        return {
            "state": str(scoring.score(body, response, language).state),
            "pieces": _pieces(body["html"], gaps),
            "gaps": gaps,
            "weighed": len({gap["weight"] for gap in body["gaps"]}) > 1,
        }

    def describe(self, body: Body) -> str:
        words = [scoring.kind_of(gap).describe(gap["body"]) for gap in body["gaps"]]
        return (
            words[0] if len(words) == 1 else "; ".join(f"({at}) {text}" for at, text in enumerate(words, 1))
        )

    def specimens(self, body: Body) -> Specimens:
        return scoring.specimens(body)

    def classes(self, body: Body) -> tuple[ResponseClass, ...]:
        return classes.classes(body)

    def classed(
        self, body: Body, response: Response | None, *, language: str
    ) -> Mapping[str, tuple[str, ...]]:
        return classes.classed(body, response, language)

    def carried(self, old: Body, new: Body, response: Response | None) -> Response | None:
        return classes.carried(old, new, response)

    def guessed(self, body: Body) -> Fraction | None:
        return classes.guessed(body)


def _options(body: Body) -> Iterator[tuple[str, int, int]]:
    """Yield each gap that offers options, the position of its first one, and how many there are."""
    start = 0
    for gap in body["gaps"]:
        if gap["kind"] == CHOICE.name:
            count = len(gap["body"]["options"])
            yield gap["id"], start, count
            start += count


def _shown(gap: Mapping[str, Any], order: Sequence[int], start: int, count: int) -> dict[str, Any]:
    shown = scoring.kind_of(gap).show(
        gap["body"], [at - start for at in order if start <= at < start + count]
    )
    options = [{"value": str(one["value"]), "text": plain(one["text"])} for one in shown.get("options", ())]
    bare = shown.get("asks") == "none" and not shown["signed"]
    return {"sort": gap["kind"], "keyboard": "decimal" if bare else "text", "options": options}


def _said(gap: Mapping[str, Any], found: Mapping[str, str]) -> str:
    """Return what was typed or chosen, in plain words."""
    value = found.get(gap["id"], "")
    chosen = value and gap["kind"] == CHOICE.name
    return plain(gap["body"]["options"][int(value)]["text"]) if chosen else value


def _pieces(html: str, gaps: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Part the text at its gaps: HTML, a gap, HTML and so on."""
    parts = signs.SIGN.split(html)
    return [{"gap": gaps[int(one)]} if at % 2 else {"html": one} for at, one in enumerate(parts)]


GAPS: Kind = Gaps()
