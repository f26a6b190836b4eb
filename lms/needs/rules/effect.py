"""What came of a training: the change of the trained against that of the others, with its interval.

Difference in differences takes off what moved everywhere (a season, a new queue system, the mood of a year).
But units are trained because their figure was low, and a figure that is low partly by chance rises by itself
(regression to the mean): against that, what happened is also compared with what untrained units with such a
figure came to. The truth lies between the two (Ding and Li 2019, on their bracketing), so the interval spans
both, and a verdict holds only where both agree. Of a hundred trainings without any effect, five at most are
called improved (tests/needs/test_effect_chosen.py draws them).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, variance

from lms.needs.rules import regression
from lms.needs.rules.regression import LEVEL, Counted, Moved, together
from lms.needs.rules.tails import student
from lms.voice.rules.satisfaction_index import Counts

# Below so many answers in either period a mean of four steps is not yet near the normal distribution.
FEWEST_ANSWERS = 30
# Fewer other units cannot tell how far units drift apart by themselves.
FEWEST_OTHERS = 5
# Complaints before and after together, of who was trained and of the others.
FEWEST_COMPLAINTS = 10


class Verdict(StrEnum):
    """What may be said, and never more."""

    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    WORSE = "worse"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Scored:
    """One unit and element: how many chose 1 to 4 in the period before and in the one after."""

    before: Counts
    after: Counts


@dataclass(frozen=True, slots=True)
class Effect:
    """The verdict and what it rests on; figures are None where there are too few to reckon.

    Of scores, changes and `estimate` are points of the scale of 4 and 0 is no effect. Of rates they are
    factors and 1 is no effect: 0.8 says a fifth fewer complaints than elsewhere. `trained` and `others` are
    units that had enough answers to count.
    """

    verdict: Verdict
    trained: int
    others: int
    trained_change: float | None = None
    others_change: float | None = None
    estimate: float | None = None
    low: float | None = None
    high: float | None = None


def of_scores(trained: Sequence[Scored], others: Sequence[Scored]) -> Effect:
    """Compare an element's mean before and after with units that were not trained; more is better.

    A unit's change has the sampling error of its answers, which is known, and a drift of its own, whose
    variance is what the others' changes spread beyond their sampling error (method of moments). Intervals
    are Student's, with Satterthwaite's degrees of freedom. `estimate` is the difference in differences.
    """
    known = [_moved(one) for one in trained if _enough(one)]
    rest = [_moved(one) for one in others if _enough(one)]
    if not known or len(rest) < FEWEST_OTHERS:
        return Effect(Verdict.TOO_FEW, len(known), len(rest))
    ours, theirs = (fmean(one.change for one in units) for units in (known, rest))
    limits = (*_difference(known, rest), *regression.of_means(known, rest))
    low, high = min(limits), max(limits)
    verdict = _verdict(better=low > 0, worse=high < 0)
    return Effect(verdict, len(known), len(rest), ours, theirs, ours - theirs, low, high)


def of_rates(trained: Sequence[Counted], others: Sequence[Counted]) -> Effect:
    """Compare complaints per people served, as a ratio of ratios, with units not trained; fewer is better.

    Counts are Poisson; where the others' ratios spread wider than that (Pearson's chi-square over its
    degrees of freedom above 1), every variance is widened by as much.
    """
    known = [one for one in trained if one.served_before > 0 and one.served_after > 0]
    rest = [one for one in others if one.served_before > 0 and one.served_after > 0]
    ours, theirs = together(known), together(rest)
    if not known or len(rest) < FEWEST_OTHERS or min(map(_complaints, (ours, theirs))) < FEWEST_COMPLAINTS:
        return Effect(Verdict.TOO_FEW, len(known), len(rest))
    dispersion = _dispersion(rest, theirs)
    counts = (ours.before, ours.after, theirs.before, theirs.after)
    error = math.sqrt(dispersion * sum(1 / (number + 0.5) for number in counts))
    reach = student(LEVEL, len(rest) - 1 if dispersion > 1 else math.inf) * error
    change, drift = _factor(ours), _factor(theirs)
    plain = (change / drift * math.exp(side * reach) for side in (-1, 1))
    limits = (*plain, *regression.of_rates(ours, rest, dispersion))
    low, high = min(limits), max(limits)
    verdict = _verdict(better=high < 1, worse=low > 1)
    return Effect(verdict, len(known), len(rest), change, drift, change / drift, low, high)


def _difference(known: Sequence[Moved], rest: Sequence[Moved]) -> tuple[float, float]:
    """Return the interval of the difference in differences."""
    spread = variance(one.change for one in rest)
    drift = max(0.0, spread - fmean(one.error for one in rest))
    own = sum(one.error for one in known) / len(known) ** 2
    between = drift / len(known) + spread / len(rest)
    degrees = (own + between) ** 2 / (between**2 / (len(rest) - 1)) if between > 0 else math.inf
    reach = student(LEVEL, degrees) * math.sqrt(own + between)
    middle = fmean(one.change for one in known) - fmean(one.change for one in rest)
    return middle - reach, middle + reach


def _verdict(*, better: bool, worse: bool) -> Verdict:
    if better:
        return Verdict.IMPROVED
    return Verdict.WORSE if worse else Verdict.UNCHANGED


def _enough(one: Scored) -> bool:
    return min(sum(one.before), sum(one.after)) >= FEWEST_ANSWERS


def _moved(one: Scored) -> Moved:
    (before, error_before), (after, error_after) = _mean(one.before), _mean(one.after)
    return Moved(before, error_before, after, error_after)


def _mean(counts: Counts) -> tuple[float, float]:
    """Return the mean and its variance from sampling alone."""
    number = sum(counts)
    mean = sum(score * count for score, count in enumerate(counts, start=1)) / number
    squares = sum(count * (score - mean) ** 2 for score, count in enumerate(counts, start=1))
    return mean, squares / (number - 1) / number


def _complaints(one: Counted) -> int:
    return one.before + one.after


def _factor(one: Counted) -> float:
    """Return the rate after over the rate before; half an event is added so that none is not nothing."""
    return (one.after + 0.5) / one.served_after / ((one.before + 0.5) / one.served_before)


def _dispersion(units: Sequence[Counted], together: Counted) -> float:
    """Return how much wider units spread round their common ratio than counts alone would, at least 1."""
    factor = together.after / together.served_after * together.served_before / max(together.before, 0.5)
    chi_square, told = 0.0, 0
    for one in units:
        number = _complaints(one)
        share = factor * one.served_after / (factor * one.served_after + one.served_before)
        if number and 0 < share < 1:
            told += 1
            chi_square += (one.after - number * share) ** 2 / (number * share * (1 - share))
    return max(1.0, chi_square / (told - 1)) if told > 1 else 1.0
