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
    line = _fitted([(one.before, one.after, 1.0) for one in rest])
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


def of_rates(ours: Counted, rest: Sequence[Counted]) -> tuple[float, float]:
    """Return the interval of the trained units' rate after over what the others' line expects of it.

    Beside Poisson's error stands a drift of rates by themselves, relative to their height: what the others
    spread round the line beyond Poisson. The rebound is that of the rate's logarithm.
    """
    line = _fitted(
        [(one.before / one.served_before, one.after / one.served_after, _weight(one)) for one in rest]
    )
    every = together(rest)
    quantile = student(LEVEL, line.units - 2)
    before, after = ((one + 0.5) / many for one, many in _periods(ours))
    usual_before, usual = ((one + 0.5) / many for one, many in _periods(every))
    drift = max(0.0, line.residual / usual**2 - len(rest) / (every.after + 0.5))
    slope = _weaker(line.slope, 1 / ours.served_before, fmean(1 / one.served_before for one in rest))
    unmoved = usual * before / usual_before
    expected = max(line.y + slope * (before - line.x), 0.5 / every.served_after)
    most = FURTHEST * math.sqrt(1 / (ours.before + 0.5) + drift / 2)
    whole = math.log(expected / unmoved)
    size = max(-most, min(most, whole))
    far = line.slope_error * abs(before - line.x) / expected
    unsure = min(far, (most - abs(size)) / quantile)
    share = abs(size) / abs(whole) if whole else 1.0
    error = (
        1 / (ours.after + 0.5)
        + (1 - share) / (ours.before + 0.5)
        + drift
        + line.residual / line.units / usual**2
        + unsure**2
    )
    reach = quantile * math.sqrt(error)
    ratio = after / unmoved * math.exp(-size)
    return ratio * math.exp(-reach), ratio * math.exp(reach)


def _periods(one: Counted) -> tuple[tuple[int, int], tuple[int, int]]:
    return (one.before, one.served_before), (one.after, one.served_after)


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


def _weight(one: Counted) -> float:
    """A rate is the surer the more were served; both periods' people, as a harmonic mean."""
    return 2 / (1 / one.served_before + 1 / one.served_after)


def _fitted(rows: Sequence[tuple[float, float, float]]) -> _Line:
    """Fit a weighted line to before, after and weight; its slope is kept between 0 and 1."""
    total = sum(weight for _, _, weight in rows)
    x = sum(one * weight for one, _, weight in rows) / total
    y = sum(one * weight for _, one, weight in rows) / total
    # Weights of mean 1, so that the residual variance is that of a usual unit.
    scaled = [(one - x, other - y, weight * len(rows) / total) for one, other, weight in rows]
    spread = sum(weight * one**2 for one, _, weight in scaled)
    shared = sum(weight * one * other for one, other, weight in scaled)
    slope = min(1.0, max(0.0, shared / spread)) if spread > 0 else 1.0
    left = sum(weight * (other - slope * one) ** 2 for one, other, weight in scaled)
    return _Line(x, y, slope, left / (len(rows) - 2), spread, len(rows))
