"""A trainer's mark: points for each line of the rubric, exact in fractions."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lms.questions.score import Score, scored

POINTS = re.compile(r"\d{1,4}(?:[.,]\d{1,4})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a rubric: what is looked for (HTML), and the most that it earns."""

    text: str
    points: Fraction


def lines(body: Mapping[str, Any], worth: Fraction) -> tuple[Line, ...]:
    """Return a question's rubric; without one a single nameless line, worth what the question is.

    A question that is worth nothing is marked out of one, for the learner to know.
    """
    found = tuple(Line(one["text"], Fraction(one["points"])) for one in body.get("rubric", ()))
    return found or (Line("", worth or Fraction(1)),)


def read(text: str, line: Line) -> Fraction | None:
    """Read what was given for a line, `1,5` or `1.5`; None when it is no number from 0 to its points."""
    found = POINTS.fullmatch(text.strip())
    given = Fraction(found[0].replace(",", ".")) if found else None
    return given if given is not None and given <= line.points else None


def mark(rubric: Sequence[Line], given: Sequence[Fraction]) -> Score:
    """Return given points as a part of all that the rubric holds."""
    return scored(sum(given, Fraction(0)) / sum((line.points for line in rubric), Fraction(0)))
