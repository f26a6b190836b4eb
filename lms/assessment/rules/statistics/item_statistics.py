"""One question, or one version of it: how hard, how sharp, how heavy."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import sqrt

import numpy as np

from lms.assessment.rules.statistics import moments
from lms.assessment.rules.statistics.figures import ENOUGH, Figure, Floats, Why, figure, wilson, within
from lms.assessment.rules.statistics.resampling import Pairs
from lms.assessment.rules.statistics.scores import Column, Item, Scores, Whole

HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """All in percent.

    `guess` is what a blind guess earns, None where that cannot be said; `rest` is how those who got the
    question fared with everything else.
    """

    column: Column
    n: int
    facility: Figure
    deviation: Figure
    discrimination: Figure
    efficiency: Figure
    intended: float
    effective: Figure
    guess: Fraction | None
    rest: float | None


def figures(found: Scores, guesses: Sequence[Fraction | None], *, seed: int) -> list[ItemFigures]:
    """Weigh every item of a sheet that somebody got; `guesses` stand in the order of the items."""
    dice = np.random.default_rng(seed)
    got = [(item, guess) for item, guess in zip(found.items, guesses, strict=True) if len(item.who)]
    pulls = [moments.pair(item.earned, found.totals[item.who]).covariance for item, _ in got]
    # Those who were not dealt a question are not weighed by it: each part counts by how many got it.
    whole = sum(
        len(item.who) / found.attempts * sqrt(pull)
        for (item, _), pull in zip(got, pulls, strict=True)
        if pull > 0
    )
    sheet = _worth(found)
    return [
        _weighed(found, item, guess, _Weight(pull, whole, sheet), dice)
        for (item, guess), pull in zip(got, pulls, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Weight:
    """The covariance with the whole, the sum of all roots of such, and the range of the whole."""

    pull: Fraction
    whole: float
    sheet: Fraction


def _worth(found: Scores) -> Fraction:
    """Return the range of points of an attempt, on average: of every one when nothing is drawn."""
    ranges = ((item.column.most - item.column.least) * len(item.who) for item in found.items)
    return sum(ranges, Fraction(0)) / found.attempts


def _weighed(
    found: Scores, item: Item, guess: Fraction | None, weight: _Weight, dice: np.random.Generator
) -> ItemFigures:
    column, n = item.column, len(item.who)
    rest = found.rest(item)
    sums = moments.pair(item.earned, rest)
    reach = (column.most - column.least) * found.unit
    mean = (Fraction(sums.x, n) - column.least * found.unit) / reach if reach else Fraction(0)
    low, high = wilson(float(min(max(mean, Fraction(0)), Fraction(1))), n)
    facility = Figure(float(HUNDRED * mean), 100 * low, 100 * high)
    cells = Pairs(item.earned, rest, dice)
    spread = 100 * moments.root(sums.variance_x) / float(reach) if reach else 0.0
    share = n / found.attempts
    return ItemFigures(
        column,
        n,
        facility if n >= ENOUGH else Figure(facility.value, why=Why.FEW),
        within(figure(Why.ONE if n == 1 else spread), 100 * cells.deviations() / float(reach or 1), n),
        within(figure(_discrimination(sums)), 100 * cells.correlations(), n),
        within(figure(_efficiency(sums, item.earned, rest)), 100 * cells.efficiencies(), n),
        float(HUNDRED * (column.most - column.least) / weight.sheet) if weight.sheet else 0.0,
        within(figure(_effective(weight, n)), _effectives(cells.pulls(), weight, share), n),
        None if guess is None else guess * HUNDRED,
        _others(found.unit, item.column, sums, weight.sheet),
    )


def _others(unit: int, column: Column, sums: moments.Pair, sheet: Fraction) -> float | None:
    most = sheet - (column.most - column.least)
    return float(HUNDRED * Fraction(sums.y, sums.n) / (most * unit)) if most > 0 else None


def _discrimination(sums: moments.Pair) -> float | Why:
    """Return the correlation of the item with the rest of the test, in percent."""
    missing = _flat(sums)
    if missing:
        return missing
    return 100 * float(sums.covariance) / (sqrt(sums.variance_x) * sqrt(sums.variance_y))


def _efficiency(sums: moments.Pair, earned: Whole, rest: Whole) -> float | Why:
    """Return the covariance beside the greatest that the same marks could have, in percent."""
    missing = _flat(sums)
    if missing:
        return missing
    ordered = replace(sums, xy=moments.dot(np.sort(earned), np.sort(rest)))
    return float(HUNDRED * sums.covariance / ordered.covariance)


def _effective(weight: _Weight, n: int) -> float | Why:
    if n == 1:
        return Why.ONE
    if weight.pull < 0:
        return Why.NEGATIVE
    return 100 * sqrt(weight.pull) / weight.whole if weight.whole else Why.SAME


def _effectives(pulls: Floats, weight: _Weight, share: float) -> Floats:
    """Return the weight in each resample, what all others contribute being held as it is."""
    own = np.sqrt(np.maximum(pulls, 0))
    others = weight.whole - share * sqrt(max(weight.pull, Fraction(0)))
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = 100 * own / (others + share * own)
    return found


def _flat(sums: moments.Pair) -> Why | None:
    if sums.n == 1:
        return Why.ONE
    if not sums.variance_x:
        return Why.SAME
    return None if sums.variance_y else Why.REST
