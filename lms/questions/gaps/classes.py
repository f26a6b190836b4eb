"""What statistics and a regrade ask of gaps: every gap is a part, its classes are its own kind's."""

from dataclasses import replace
from fractions import Fraction

from lms.questions.gaps.scoring import given, kind_of, part, stored
from lms.questions.kind import Body, ResponseClass
from lms.questions.kinds.choice import CHOICE
from lms.questions.response import Malformed, Response
from lms.questions.score import NOTHING


def classes(body: Body) -> tuple[ResponseClass, ...]:
    return tuple(
        replace(one, part=gap["id"], part_text=f"{number}.")
        for number, gap in enumerate(body["gaps"], start=1)
        for one in kind_of(gap).classes(gap["body"])
    )


def classed(body: Body, response: Response | None, language: str) -> dict[str, tuple[str, ...]]:
    found = given(body, response)
    return {
        gap["id"]: ids
        for gap in body["gaps"]
        for ids in kind_of(gap).classed(gap["body"], part(gap, found), language=language).values()
    }


def carried(old: Body, new: Body, response: Response | None) -> Response | None:
    """Keep what each gap got, by the gap's place in the text."""
    found, now = given(old, response), {gap["id"]: gap for gap in new["gaps"]}
    kept = {}
    for gap in old["gaps"]:
        if gap["id"] not in found:
            continue
        target = now.get(gap["id"])
        if target is None or (gap["kind"] == CHOICE.name) != (target["kind"] == CHOICE.name):
            raise Malformed("response.not-carried")
        same = kind_of(target).carried(gap["body"], target["body"], part(gap, found))
        if same is not None:
            kept[gap["id"]] = stored(same)
    return kept or None


def guessed(body: Body) -> Fraction:
    """Average by weight what a blind guess earns of each gap; every kind of gap can say it."""
    guesses = [(Fraction(gap["weight"]), kind_of(gap).guessed(gap["body"])) for gap in body["gaps"]]
    earned = sum((weight * (guess or NOTHING) for weight, guess in guesses), NOTHING)
    return earned / sum(weight for weight, _ in guesses)
