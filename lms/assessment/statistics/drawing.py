"""Where the lines, bars and points of a report's drawings lie; the page gives them colour and words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lms.assessment.rules.statistics.advice import WEAK, Need

WIDTH = 360
LEFT, RIGHT, TOP = 34, 342, 12
TALL, DEEP = 150, 236
# The lowest discrimination that has a place of its own; what is worse lies on the edge.
LOWEST = -40.0
GAP = 1.5
STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the histogram: attempts from `low` to `high` percent."""

    x: float
    y: float
    width: float
    height: float
    low: int
    high: int
    count: int
    passes: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line across a drawing, and what is written at it."""

    at: float
    label: float


@dataclass(frozen=True, slots=True)
class Histogram:
    bars: tuple[Bar, ...]
    levels: tuple[Line, ...]
    percents: tuple[Line, ...]
    pass_at: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Point:
    """One version of a question; `shape` is a circle, a square or a triangle by how soon it needs a look."""

    x: float
    y: float
    shape: str
    label: str


@dataclass(frozen=True, slots=True)
class Map:
    points: tuple[Point, ...]
    levels: tuple[Line, ...]
    percents: tuple[Line, ...]
    weak: float
    nought: float
    bottom: float


def histogram(counts: Sequence[int], pass_mark: float) -> Histogram:
    """Draw how many attempts earned how much."""
    step, bottom = 100 // len(counts), TOP + TALL
    ceiling, levels = _scale(max(counts))
    wide = (RIGHT - LEFT) / len(counts)
    bars = []
    for place, count in enumerate(counts):
        height = TALL * count / ceiling
        low, high = place * step, (place + 1) * step
        x = LEFT + place * wide + GAP / 2
        bars.append(
            Bar(
                _tidy(x),
                _tidy(bottom - height),
                _tidy(wide - GAP),
                _tidy(height),
                low,
                high,
                count,
                low >= pass_mark,
            )
        )
    return Histogram(
        tuple(bars),
        tuple(Line(_tidy(bottom - TALL * level / ceiling), level) for level in levels),
        _percents(),
        _tidy(_across(pass_mark)),
        bottom,
    )


def plot(questions: Sequence[Mapping[str, Any]], labels: Sequence[str]) -> Map:
    """Draw facility across and discrimination upwards; a question without either is left out."""
    points = tuple(
        Point(
            _tidy(_across(one["facility"]["value"])),
            _tidy(_up(one["discrimination"]["value"])),
            _shape(one["need"]),
            label,
        )
        for one, label in zip(questions, labels, strict=True)
        if one["facility"]["value"] is not None and one["discrimination"]["value"] is not None
    )
    levels = tuple(Line(_tidy(_up(level)), level) for level in (-40, -20, 0, 20, 40, 60, 80, 100))
    return Map(points, levels, _percents(), _tidy(_up(WEAK)), _tidy(_up(0)), TOP + DEEP)


def _shape(need: int) -> str:
    urgency = need // 100
    return "triangle" if urgency == Need.NOW else "square" if urgency == Need.SOON else "circle"


def _across(percent: float) -> float:
    return LEFT + (RIGHT - LEFT) * min(max(percent, 0), 100) / 100


def _up(percent: float) -> float:
    return TOP + DEEP * (100 - min(max(percent, LOWEST), 100)) / (100 - LOWEST)


def _percents() -> tuple[Line, ...]:
    return tuple(Line(_tidy(_across(percent)), percent) for percent in (0, 25, 50, 75, 100))


def _scale(most: int) -> tuple[float, tuple[int, ...]]:
    """Return a ceiling at or above the highest bar, and up to five round levels up to it."""
    size = 1
    while True:
        for step in STEPS:
            if step * size * 4 >= most:
                levels = tuple(range(0, step * size * 4 + 1, step * size))
                return float(levels[-1]), levels
        size *= 10


def _tidy(value: float) -> float:
    return round(value, 2)
