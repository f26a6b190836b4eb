"""The part of a change that chance alone explains: what untrained units with such a figure came to.

The others' figures after are regressed on theirs before; a slope below 1 says how much of a low (or high)
figure was chance. Trained units are compared with that line. That units were chosen by their figure before
does no harm here, for it stands in the line (Vickers and Altman 2001). A unit far from all others is not
expected to come all the way back to them: chance moved it by two standard errors of its own figure at most
(limited translation, Efron and Morris 1972).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from lms.needs.rules.tails import student

LEVEL = 0.95
# Standard errors of a unit's own figure that chance may have moved it by.
FURTHEST = 2.0
# The shape of rates that differ by a hundredth part: no data of ours tell it from being alike.
ALIKE = 10_000.0


@dataclass(frozen=True, slots=True)
class Moved:
    """A unit's mean before and after, and the variances of both from sampling alone."""

    before: float
    error_before: float
    after: float
    error_after: float

    @property
    def change(self) -> float:
        return self.after - self.before

    @property
    def error(self) -> float:
        return self.error_before + self.error_after


@dataclass(frozen=True, slots=True)
class Counted:
    """One unit and category: complaints and people served, before and after."""

    before: int
    served_before: int
    after: int
    served_after: int


@dataclass(frozen=True, slots=True)
class _Line:
    """The others' line: its middle, slope, residual variance, and how far the figures before spread."""

    x: float
    y: float
    slope: float
    residual: float
    spread: float
    units: int

    @property
    def slope_error(self) -> float:
        return math.sqrt(self.residual / self.spread) if self.spread > 0 else 0.0

    def rebound(self, off: float, slope: float, error: float, quantile: float) -> "_Rebound":
        """Say how far a unit `off` the middle comes back by itself, its figure's standard error given."""
        most = FURTHEST * error
        whole = -(1 - slope) * off
        size = max(-most, min(most, whole))
        unsure = min(self.slope_error * abs(off), (most - abs(size)) / quantile)
        return _Rebound(size, unsure, abs(size) / abs(whole) if whole else 1.0)


@dataclass(frozen=True, slots=True)
class _Rebound:
    """How far chance alone brings a unit back, how unsure that is, and which share of the line's own word."""

    size: float
    unsure: float
    share: float


def of_means(known: Sequence[Moved], rest: Sequence[Moved]) -> tuple[float, float]:
    """Return the interval of how far the trained are above the line of the others; at least three others."""
    line = _fitted([(one.before, one.after) for one in rest])
    usual = fmean(one.error_before for one in rest)
    drift = max(0.0, line.residual - fmean(one.error_after for one in rest))
    quantile = student(LEVEL, line.units - 2)
    back = [
        line.rebound(
            one.before - line.x,
            _weaker(line.slope, one.error_before, usual),
            math.sqrt(one.error_before + drift / 2),
            quantile,
        )
        for one in known
    ]
    above = fmean(
        (one.after - line.y) - (one.before - line.x) - it.size for one, it in zip(known, back, strict=True)
    )
    # Where the line's word is cut short, the figure before counts as it is, with its own error.
    own = (
        sum(one.error_after + (1 - it.share) * one.error_before for one, it in zip(known, back, strict=True))
        / len(known) ** 2
    )
    between = drift / len(known) + line.residual / line.units + fmean(it.unsure for it in back) ** 2
    degrees = (own + between) ** 2 / (between**2 / (line.units - 2)) if between > 0 else math.inf
    reach = student(LEVEL, degrees) * math.sqrt(own + between)
    return above - reach, above + reach


def of_rates(ours: Counted, rest: Sequence[Counted], dispersion: float) -> tuple[float, float]:
    """Return the interval of the trained units' rate after over what such a count before lets expect.

    Rates of units are Gamma round their common one, counts are Poisson: a count of 4 is mostly chance, a
    count of 80 hardly (empirical Bayes; Gamma-Poisson, by what the others' two periods share). The others'
    common change is taken off; `dispersion` widens counts as it does in the plain comparison.
    """
    every = together(rest)
    common = (every.before + 0.5) / every.served_before
    change = (every.after + 0.5) / every.served_after / common
    shape = _shape(rest, every)
    expected = (ours.before + shape) / (ours.served_before + shape / common) * change
    after = (ours.after + 0.5) / ours.served_after
    counts = (ours.after + 0.5, ours.before + shape, every.before + 0.5, every.after + 0.5)
    error = dispersion * sum(1 / count for count in counts)
    reach = student(LEVEL, len(rest) - 1 if dispersion > 1 else math.inf) * math.sqrt(error)
    return after / expected * math.exp(-reach), after / expected * math.exp(reach)


def _shape(rest: Sequence[Counted], every: Counted) -> float:
    """Return how alike units lastingly are: the shape of the Gamma distribution of their rates, by moments.

    What two periods share beyond their common rates is no chance and no whim of one of them. Units that
    share nothing are as good as alike.
    """
    before, after = every.before / every.served_before, every.after / every.served_after
    pairs = [(one.served_before * before, one.served_after * after, one) for one in rest]
    shared = sum((one.before - was) * (one.after - now) for was, now, one in pairs)
    squares = sum(was * now for was, now, _ in pairs)
    return min(squares / shared, ALIKE) if shared > 0 else ALIKE


def together(units: Sequence[Counted]) -> Counted:
    return Counted(
        sum(one.before for one in units),
        sum(one.served_before for one in units),
        sum(one.after for one in units),
        sum(one.served_after for one in units),
    )


def _weaker(slope: float, error: float, usual: float) -> float:
    """Return the slope of a unit whose figure before was less sure than the others' usually are.

    The slope is true variance over true variance and error: odds of chance grow as the error does.
    """
    if slope <= 0 or usual <= 0 or error <= usual:
        return slope
    return 1 / (1 + (1 - slope) / slope * error / usual)


def _fitted(rows: Sequence[tuple[float, float]]) -> _Line:
    """Fit a line to figures before and after; its slope is kept between 0 and 1."""
    x, y = fmean(one for one, _ in rows), fmean(other for _, other in rows)
    spread = sum((one - x) ** 2 for one, _ in rows)
    shared = sum((one - x) * (other - y) for one, other in rows)
    slope = min(1.0, max(0.0, shared / spread)) if spread > 0 else 1.0
    left = sum((other - y - slope * (one - x)) ** 2 for one, other in rows)
    return _Line(x, y, slope, left / (len(rows) - 2), spread, len(rows))
