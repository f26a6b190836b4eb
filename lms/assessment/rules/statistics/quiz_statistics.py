"""A whole quiz: where the marks lie, and how far they can be trusted."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

import numpy as np

from lms.assessment.rules.statistics import moments
from lms.assessment.rules.statistics.figures import Figure, Floats, Why, figure, within
from lms.assessment.rules.statistics.resampling import weights
from lms.assessment.rules.statistics.scores import Item, Scores, Whole

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class QuizFigures:
    """Mean, median, deviation and standard error are in points, of `most`; the last three in percent."""

    n: int
    most: Fraction
    mean: Figure
    median: Figure
    deviation: Figure
    skewness: Figure
    kurtosis: Figure
    standard_error: Figure
    consistency: Figure
    error_ratio: Figure


@dataclass(frozen=True, slots=True, eq=False)
class _Places:
    """The places of a paper: each question that all get, and as many of a pool as are drawn of it.

    Which of the drawn questions stands in which of its pool's places is chance, so a place's variance is
    what is to be expected over all ways to seat them: it needs each attempt's mean and spread in the pool.
    `squares` is each attempt's sum of squares; `means` has a column for each question that all get, then for
    each pool, as `spreads` has for pools alone; `seats` are the places behind each column of `means`.
    """

    count: int
    squares: Floats
    means: Floats
    spreads: Floats
    seats: Floats

    def variances(self, drawn: Floats, n: int) -> Floats:
        """Return the sum of the places' variances in each resample."""
        pools = self.spreads.shape[1]
        sums = drawn @ self.means
        found: Floats = drawn @ self.squares - sums**2 @ self.seats / n
        if pools:
            found -= drawn @ self.spreads @ self.seats[-pools:] / n
        return found / (n - 1)


def figures(found: Scores, most: Fraction, *, seed: int) -> QuizFigures:
    """Describe at least one attempt; all of them at papers of the same form, worth `most` points."""
    n, unit = found.attempts, found.unit
    shape = moments.shape(found.totals)
    places = _places(found)
    exact = _exact_consistency(found, places)
    ratio = exact if isinstance(exact, Why) else sqrt(max(0.0, 1 - exact))
    deviation = shape.deviation if isinstance(shape.deviation, Why) else shape.deviation / unit
    missing = next((one for one in (ratio, deviation) if isinstance(one, Why)), None)
    drawn = _Drawn(found, places, seed)
    return QuizFigures(
        n,
        most,
        within(figure(float(shape.mean / unit)), drawn.means / unit, n),
        within(figure(float(shape.median / unit)), drawn.medians / unit, n),
        within(figure(deviation), drawn.deviations / unit, n),
        within(figure(shape.skewness), drawn.skewness, n),
        within(figure(shape.kurtosis), drawn.kurtosis, n),
        within(figure(missing or _number(ratio) * _number(deviation)), drawn.errors / unit, n),
        within(figure(exact if isinstance(exact, Why) else HUNDRED * exact), HUNDRED * drawn.consistency, n),
        within(
            figure(ratio if isinstance(ratio, Why) else HUNDRED * ratio),
            HUNDRED * np.sqrt(np.maximum(1 - drawn.consistency, 0)),
            n,
        ),
    )


def _number(value: float | Why) -> float:
    return 0.0 if isinstance(value, Why) else value


def _exact_consistency(found: Scores, places: _Places) -> float | Why:
    """Return Cronbach's alpha; its parts are exact where nothing is drawn."""
    if found.attempts == 1:
        return Why.ONE
    whole = moments.variance(found.totals)
    if not whole:
        return Why.SAME
    if places.count < 2:
        return Why.ALONE
    if any(item.column.pool for item in found.items):
        one = np.ones((1, found.attempts))
        parts = float(places.variances(one, found.attempts)[0])
    else:
        parts = float(sum((moments.variance(marks) for marks in _fixed(found).values()), Fraction(0)))
    return places.count / (places.count - 1) * (1 - parts / float(whole))


def _fixed(found: Scores) -> dict[str, Whole]:
    """Return, by question, each attempt's mark at it: everybody has it, in one version or another."""
    columns: dict[str, Whole] = {}
    for item in found.items:
        if not item.column.pool:
            marks = columns.setdefault(item.column.question, np.zeros(found.attempts, dtype=np.int64))
            marks[item.who] += item.earned
    return columns


def _places(found: Scores) -> _Places:
    fixed = [marks.astype(np.float64) for marks in _fixed(found).values()]
    pools: dict[str, list[Item]] = {}
    for item in found.items:
        if item.column.pool:
            pools.setdefault(item.column.pool, []).append(item)
    seats, means = [1.0] * len(fixed), list(fixed)
    spreads: list[Floats] = []
    squares = sum((marks**2 for marks in fixed), np.zeros(found.attempts))
    for items in pools.values():
        got, first, second = _pooled(found.attempts, items)
        seats.append(float(got.max()))
        many = np.maximum(got, 1)
        means.append(first / many)
        spreads.append(second / many - (first / many) ** 2)
        squares = squares + second
    empty = np.zeros((found.attempts, 0))
    return _Places(
        int(sum(seats)),
        squares,
        np.column_stack(means) if means else empty,
        np.column_stack(spreads) if spreads else empty,
        np.array(seats),
    )


def _pooled(attempts: int, items: Sequence[Item]) -> tuple[Floats, Floats, Floats]:
    """Return how many of a pool each attempt has, their sum and the sum of their squares."""
    who = np.concatenate([item.who for item in items])
    marks = np.concatenate([item.earned for item in items]).astype(np.float64)
    return (
        np.bincount(who, minlength=attempts).astype(np.float64),
        np.bincount(who, weights=marks, minlength=attempts).astype(np.float64),
        np.bincount(who, weights=marks**2, minlength=attempts).astype(np.float64),
    )


class _Drawn:
    """Every figure of the quiz in every resample."""

    def __init__(self, found: Scores, places: _Places, seed: int) -> None:
        n = found.attempts
        centred = found.totals - found.totals.mean()
        powers = np.column_stack([centred, centred**2, centred**3, centred**4])
        order = np.argsort(found.totals)
        parts = [
            (drawn @ powers / n, _medians(found.totals[order], drawn[:, order]), places.variances(drawn, n))
            for drawn in weights(n, np.random.default_rng(seed))
        ]
        raw = np.concatenate([part[0] for part in parts]) if parts else np.zeros((0, 4))
        self.means: Floats = raw[:, 0] + found.totals.mean()
        self.medians: Floats = np.concatenate([part[1] for part in parts]) if parts else np.zeros(0)
        summed = np.concatenate([part[2] for part in parts]) if parts else np.zeros(0)
        m1, m2, m3, m4 = raw.T
        second = np.maximum(m2 - m1**2, 0)
        third = m3 - 3 * m1 * m2 + 2 * m1**3
        fourth = m4 - 4 * m1 * m3 + 6 * m1**2 * m2 - 3 * m1**4
        k2 = second * n / max(n - 1, 1)
        self.deviations: Floats = np.sqrt(k2)
        with np.errstate(divide="ignore", invalid="ignore"):
            self.skewness: Floats = third * n * n / ((n - 1) * (n - 2)) / k2**1.5 if n > 2 else m1
            inner = (n + 1) * fourth - 3 * (n - 1) * second**2
            self.kurtosis: Floats = inner * n * n / ((n - 1) * (n - 2) * (n - 3)) / k2**2 if n > 3 else m1
            count = places.count
            self.consistency: Floats = count / max(count - 1, 1) * (1 - summed / k2)
        self.errors: Floats = self.deviations * np.sqrt(np.maximum(1 - self.consistency, 0))


def _medians(ordered: Whole, drawn: Floats) -> Floats:
    """Return the middle of each resample; of two middles their mean."""
    n = int(drawn[0].sum())
    heaped = np.cumsum(drawn, axis=1)
    low = np.array([np.searchsorted(row, (n - 1) // 2, side="right") for row in heaped])
    high = np.array([np.searchsorted(row, n // 2, side="right") for row in heaped])
    found: Floats = (ordered[low] + ordered[high]) / 2
    return found
