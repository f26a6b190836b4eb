"""What one answer earns: its tries, how sure the learner was, and what counts for nothing."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from lms.questions.score import NOTHING, State

# A question that counts no more; beside the states of `questions.score`.
VOID = "void"
WORTHLESS = frozenset({VOID, str(State.UNSCORED)})
# How sure a learner says to be, and what a wrong answer then costs: 1/2/3 and 0/-2/-6 of A. R.
# Gardner-Medwin, "Confidence assessment in the teaching of basic science" (1995), in thirds of the points.
UNSURE, SURE = 1, 3
CERTAINTIES = range(UNSURE, SURE + 1)
COSTS: Mapping[int, Fraction] = {1: Fraction(0), 2: Fraction(-2, 3), 3: Fraction(-2)}
# What one may still change one's mind about: an answer that a machine found not wholly right.
IMPROVABLE = frozenset({State.PARTLY, State.WRONG})


def worth(points: Fraction, state: str) -> Fraction:
    """Return what could be earned: nothing where nobody marks, or where the question was voided."""
    return NOTHING if state in WORTHLESS else points


def tries(question: Mapping[str, Any]) -> int:
    """Return how often a question may be checked: once more than it has hints."""
    return len(question.get("hints", ())) + 1


def closed(used: int, allowed: int, state: State) -> bool:
    """Tell whether a question that was checked so often, the last time with this result, is over."""
    return used >= allowed or (used > 0 and state not in IMPROVABLE)


def penalty(rules: Mapping[str, Any]) -> Fraction:
    """Return the part of a question's points that each wrong try costs."""
    return Fraction(rules.get("penalty") or 0) / 100


def after_tries(fraction: Fraction, used: int, cost: Fraction) -> Fraction:
    """Take off what the tries before the last one cost; never below nothing."""
    return max(NOTHING, fraction - cost * max(used - 1, 0))


def by_certainty(fraction: Fraction, *, right: bool, certainty: int | None) -> Fraction:
    """Weigh an answer by how sure its learner was; to say nothing is to be unsure."""
    sure = certainty or UNSURE
    return fraction * sure / SURE if right else COSTS[sure]
