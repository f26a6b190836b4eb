"""Quantiles that intervals need: Student's t and the exact limits of a count, by bisection."""

import math
from collections.abc import Callable
from functools import lru_cache

STEPS = 200
# Above so many degrees of freedom Student's t is the normal distribution to the third decimal.
MANY = 1000


def student(level: float, degrees: float) -> float:
    """Return t so that a share `level` (0 to 1) of Student's distribution lies within -t and t.

    Degrees of freedom are rounded down to a whole number of at least 1, which never narrows an interval;
    infinity gives the normal quantile.
    """
    return _student(level, MANY if degrees > MANY else max(1, math.floor(degrees)))


@lru_cache(4096)
def _student(level: float, degrees: int) -> float:
    return _solve(lambda t: _within(t, degrees), level)


@lru_cache(4096)
def poisson_limits(count: int, level: float) -> tuple[float, float]:
    """Return the exact limits of a Poisson mean after `count` events (Garwood 1936), a share `level` sure.

    Each limit leaves at most half of the rest beyond it: P(X >= count | low) = P(X <= count | high) = half.
    """
    half = (1 - level) / 2
    low = 0.0 if count == 0 else _solve(lambda mean: _at_least(count, mean), half)
    return low, _solve(lambda mean: _at_least(count + 1, mean), 1 - half)


def _within(t: float, degrees: int) -> float:
    """Share of Student's distribution within -t and t: Abramowitz and Stegun 26.7.3 and 26.7.4."""
    if degrees >= MANY:
        return math.erf(t / math.sqrt(2))
    angle = math.atan(t / math.sqrt(degrees))
    cosine, sine = math.cos(angle) ** 2, math.sin(angle)
    odd = degrees % 2 == 1
    term = total = 1.0
    for step in range(1, (degrees - 1) // 2 if odd else degrees // 2):
        term *= cosine * (2 * step / (2 * step + 1) if odd else (2 * step - 1) / (2 * step))
        total += term
    if not odd:
        return sine * total
    return 2 / math.pi * (angle + (sine * math.cos(angle) * total if degrees > 1 else 0.0))


def _at_least(count: int, mean: float) -> float:
    """P(X >= count) of a Poisson mean: the regularised lower incomplete gamma function of (count, mean)."""
    if mean <= 0:
        return 0.0
    front = math.exp(count * math.log(mean) - mean - math.lgamma(count))
    if mean < count + 1:
        term = total = 1 / count
        step = count
        while term > total * 1e-16:
            step += 1
            term *= mean / step
            total += term
        return front * total
    return 1 - front * _fraction(count, mean)


def _fraction(count: int, mean: float) -> float:
    """Evaluate the continued fraction of the upper incomplete gamma function (Lentz's way)."""
    bottom = mean + 1 - count
    ahead = 1e300
    back = value = 1 / bottom
    for step in range(1, 10_000):
        part = step * (count - step)
        bottom += 2
        back = 1 / (part * back + bottom)
        ahead = bottom + part / ahead
        change = back * ahead
        value *= change
        if abs(change - 1) < 1e-15:
            break
    return value


def _solve(rising: Callable[[float], float], wanted: float) -> float:
    """Return where a rising function of a positive number reaches `wanted`, between 0 and 1."""
    low, high = 0.0, 1.0
    while rising(high) < wanted:
        low, high = high, high * 2
    for _ in range(STEPS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if rising(middle) < wanted else (low, middle)
    return (low + high) / 2
