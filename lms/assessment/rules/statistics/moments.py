"""Sums and moments of whole numbers: exact, so that “no variance” is a fact and not a matter of rounding."""

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from operator import mul

import numpy as np

from lms.assessment.rules.statistics.figures import Why, finite
from lms.assessment.rules.statistics.scores import Whole

WORD = 1 << 62


@dataclass(frozen=True, slots=True)
class Pair:
    """The sums of two variables over the same attempts, from which every covariance follows."""

    n: int
    x: int
    y: int
    xx: int
    yy: int
    xy: int

    @property
    def covariance(self) -> Fraction:
        return _spread(self.n, self.x, self.y, self.xy)

    @property
    def variance_x(self) -> Fraction:
        return _spread(self.n, self.x, self.x, self.xx)

    @property
    def variance_y(self) -> Fraction:
        return _spread(self.n, self.y, self.y, self.yy)


def pair(x: Whole, y: Whole) -> Pair:
    return Pair(len(x), _sum(x), _sum(y), dot(x, x), dot(y, y), dot(x, y))


def dot(x: Whole, y: Whole) -> int:
    """Return the sum of products, without overflow."""
    if not len(x):
        return 0
    if int(np.abs(x).max()) * int(np.abs(y).max()) * len(x) < WORD:
        return int(np.dot(x, y))
    return sum(map(mul, x.tolist(), y.tolist()))


def variance(x: Whole) -> Fraction:
    return _spread(len(x), _sum(x), _sum(x), dot(x, x))


def root(value: Fraction) -> float:
    return finite(sqrt(value))


@dataclass(frozen=True, slots=True)
class Shape:
    """Mean, middle, spread and form of a distribution, by the unbiased cumulants k2, k3, k4."""

    mean: Fraction
    median: Fraction
    deviation: float | Why
    skewness: float | Why
    kurtosis: float | Why


def shape(x: Whole) -> Shape:
    """Describe at least one number. Equal numbers have a spread of nought, and no form."""
    n = len(x)
    values, counts = np.unique(x, return_counts=True)
    bars = [(int(value), int(count)) for value, count in zip(values, counts, strict=True)]
    mean = Fraction(sum(value * count for value, count in bars), n)
    second, third, fourth = (
        sum(((value - mean) ** power * count for value, count in bars), Fraction(0)) / n
        for power in (2, 3, 4)
    )
    middle = np.sort(x)[[(n - 1) // 2, n // 2]]
    median = Fraction(int(middle.sum()), 2)
    if n == 1:
        return Shape(mean, median, Why.ONE, Why.ONE, Why.ONE)
    k2 = second * n / (n - 1)
    if not second:
        return Shape(mean, median, 0.0, Why.SAME, Why.SAME)
    k3 = third * n * n / ((n - 1) * (n - 2)) if n > 2 else None
    inner = (n + 1) * fourth - 3 * (n - 1) * second**2
    k4 = inner * n * n / ((n - 1) * (n - 2) * (n - 3)) if n > 3 else None
    return Shape(
        mean,
        median,
        root(k2),
        Why.FEW if k3 is None else finite(float(k3) / float(k2) ** 1.5),
        Why.FEW if k4 is None else finite(float(k4 / k2**2)),
    )


def _sum(x: Whole) -> int:
    return int(x.sum())


def _spread(n: int, x: int, y: int, xy: int) -> Fraction:
    """Return the unbiased covariance; of fewer than two there is none, and it counts as nought."""
    return Fraction(n * xy - x * y, n * (n - 1)) if n > 1 else Fraction(0)
