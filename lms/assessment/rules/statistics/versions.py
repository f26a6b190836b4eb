"""Versions of one question beside each other: whether it is harder than it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import sqrt

from lms.assessment.rules.statistics import moments
from lms.assessment.rules.statistics.figures import ENOUGH, Z
from lms.assessment.rules.statistics.scores import Item, Scores

# Two versions differ when chance alone would do so less than once in a hundred times, and it matters.
STRONG = 2.576
MATTERS = 5.0


@dataclass(frozen=True, slots=True)
class Drift:
    """How much easier (in points of percent) `new` is than `old`, with the interval of Welch.

    `others` is how much better those who got `new` fared with the rest of the paper: when that differs as
    much, the learners have changed and not the question.
    """

    question: str
    old: str
    new: str
    difference: float
    low: float
    high: float
    others: float
    differs: bool


def drifts(found: Scores, order: Mapping[str, Sequence[str]]) -> list[Drift]:
    """Compare each two versions that enough learners got; `order` has a question's versions, oldest first."""
    items = {(item.column.question, item.column.version): item for item in found.items}
    return [
        _drift(found, items[question, old], items[question, new])
        for question, versions in order.items()
        for old, new in combinations(versions, 2)
        if all(len(items[question, one].who) >= ENOUGH for one in (old, new))
    ]


def _drift(found: Scores, old: Item, new: Item) -> Drift:
    before, after = _share(found, old), _share(found, new)
    difference = 100 * float(after[0] - before[0])
    error = 100 * sqrt(before[1] + after[1])
    reach = Z * error
    return Drift(
        old.column.question,
        old.column.version,
        new.column.version,
        difference,
        difference - reach,
        difference + reach,
        100 * float(_others(found, new) - _others(found, old)),
        differs=abs(difference) >= MATTERS and abs(difference) > STRONG * error,
    )


def _share(found: Scores, item: Item) -> tuple[Fraction, Fraction]:
    """Return the mean share of the points that was earned, and the squared error of that mean."""
    reach = (item.column.most - item.column.least) * found.unit
    if not reach:
        return Fraction(0), Fraction(0)
    n = len(item.who)
    mean = (Fraction(int(item.earned.sum()), n) - item.column.least * found.unit) / reach
    return mean, moments.variance(item.earned) / reach**2 / n


def _others(found: Scores, item: Item) -> Fraction:
    """Return the mean of the rest as a share of the best that anybody has."""
    best = int(found.totals.max())
    return Fraction(int(found.rest(item).sum()), len(item.who) * best) if best > 0 else Fraction(0)
