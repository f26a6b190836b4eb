"""What a course has taught: the normalised gain from a test before to a test after."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from lms.assessment.rules.statistics.figures import ENOUGH, Figure, Floats, Why, within
from lms.assessment.rules.statistics.resampling import weights

FULL = Fraction(100)
# Hake (1998): gains of whole classes from 0.3 are medium, from 0.7 high.
MEDIUM, HIGH = 0.3, 0.7


@dataclass(frozen=True, slots=True)
class Gain:
    """Of `n` learners with both marks (0..100): the gain of the class, and the mean of the single gains.

    Who had everything right before can gain nothing, so `singles` may be fewer than `n`.
    """

    n: int
    before: float | None
    after: float | None
    of_class: Figure
    of_each: Figure
    singles: int

    @property
    def grade(self) -> str:
        """Name the gain of the class: low, medium or high; empty when there is none or too few learners."""
        value = self.of_class.value
        if value is None or self.n < ENOUGH:
            return ""
        return "high" if value >= HIGH else "medium" if value >= MEDIUM else "low"


def gain(pairs: Sequence[tuple[Fraction, Fraction]], *, seed: int) -> Gain:
    """Compare each learner's mark before and after; exact, with a bootstrap of learners for the intervals."""
    n = len(pairs)
    if not n:
        return Gain(0, None, None, Figure(None, why=Why.FEW), Figure(None, why=Why.FEW), 0)
    before = sum((one for one, _ in pairs), Fraction(0)) / n
    after = sum((two for _, two in pairs), Fraction(0)) / n
    single = [(two - one) / (FULL - one) for one, two in pairs if one < FULL]
    of_class = Figure(None, why=Why.SAME)
    if before < FULL:
        of_class = Figure(float((after - before) / (FULL - before)))
    of_each = Figure(None, why=Why.SAME)
    if single:
        of_each = Figure(float(sum(single, Fraction(0)) / len(single)))
    classes, singles = _resampled(pairs, seed)
    return Gain(
        n,
        float(before),
        float(after),
        within(of_class, classes, n),
        within(of_each, singles, len(single)),
        len(single),
    )


def _resampled(pairs: Sequence[tuple[Fraction, Fraction]], seed: int) -> tuple[Floats, Floats]:
    marks = np.array([[float(before), float(after)] for before, after in pairs])
    full = float(FULL)
    could = marks[:, 0] < full
    left = np.where(could, full - marks[:, 0], 1.0)
    parts = np.column_stack([marks, np.where(could, (marks[:, 1] - marks[:, 0]) / left, 0.0), could])
    drawn = [counts @ parts for counts in weights(len(pairs), np.random.default_rng(seed))]
    before, after, gained, counted = np.concatenate([np.zeros((0, 4)), *drawn]).T
    with np.errstate(divide="ignore", invalid="ignore"):
        return (after - before) / (full * len(pairs) - before), gained / counted
