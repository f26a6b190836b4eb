"""What a statistic is told as: a value with its interval, or the reason why there is none."""

from dataclasses import dataclass, replace
from enum import StrEnum
from math import isfinite, sqrt
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Below so many answers a figure says more of chance than of the question.
ENOUGH = 20
LEVEL = 0.95
Z = NormalDist().inv_cdf((1 + LEVEL) / 2)
# An interval of which more than this share of the resamples is undefined is not given.
MOST_UNDEFINED = 0.1


class Why(StrEnum):
    """Why a figure, or its interval, is not there."""

    FEW = "too-few"
    ONE = "one-attempt"
    SAME = "all-equal"
    REST = "rest-equal"
    ALONE = "one-question"
    NEGATIVE = "negative-covariance"
    UNSURE = "often-undefined"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value and the 95 % interval around it; `why` says what of the two is missing, and for what reason."""

    value: float | None
    low: float | None = None
    high: float | None = None
    why: str = ""

    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = {"value": self.value, "low": self.low, "high": self.high}
        return found | ({"why": self.why} if self.why else {})


def figure(value: float | Why) -> Figure:
    """Return a figure without an interval yet, or the reason for none."""
    return Figure(None, why=value) if isinstance(value, Why) else Figure(value)


def within(found: Figure, resamples: Floats, n: int) -> Figure:
    """Give the percentile interval of a bootstrap, of the resamples in which the figure is defined."""
    if found.value is None:
        return found
    if n < ENOUGH:
        return replace(found, why=Why.FEW)
    defined = resamples[np.isfinite(resamples)]
    if len(defined) < (1 - MOST_UNDEFINED) * len(resamples):
        return replace(found, why=Why.UNSURE)
    low, high = np.quantile(defined, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return replace(found, low=float(low), high=float(high))


def wilson(share: float, n: int) -> tuple[float, float]:
    """Return the score interval of a share; of a mean between 0 and 1 it is the widest there can be."""
    spread = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    middle = share + Z * Z / (2 * n)
    scale = 1 + Z * Z / n
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def finite(value: float) -> float:
    """Refuse what is no number: a figure that cannot be told has a reason instead."""
    if not isfinite(value):
        raise ArithmeticError(value)
    return value
