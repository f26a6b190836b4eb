"""Where an effect's interval lies on a drawing: better is right of the middle, for both figures."""

import math
from dataclasses import dataclass

from lms.needs.rules.effect import Effect

WIDTH, MIDDLE = 160, 80
# From the middle to the edge: points of the scale of 4, and how often a rate halves.
POINTS, HALVINGS = 1.5, 4.0


@dataclass(frozen=True, slots=True)
class Reach:
    """The interval and the estimate in it, in units of the drawing; what goes beyond the edge ends there."""

    low: float
    high: float
    estimate: float


def reach(found: Effect, *, points: bool) -> Reach | None:
    """Return the place of an effect in points, or of a ratio by its logarithm; None without an interval."""
    if found.low is None or found.high is None or found.estimate is None:
        return None
    worst, best = (found.low, found.high) if points else (found.high, found.low)
    return Reach(*(_place(one, points=points) for one in (worst, best, found.estimate)))


def _place(value: float, *, points: bool) -> float:
    share = value / POINTS if points else -math.log2(max(value, 1e-9)) / HALVINGS
    return round(MIDDLE + max(-1.0, min(1.0, share)) * MIDDLE, 1)
