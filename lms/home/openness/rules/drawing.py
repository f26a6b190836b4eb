"""Where the lines and bars of the public figures stand; drawn as SVG by the templates, without scripts."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A value at its place in a drawing, in the drawing's units, y downwards."""

    x: float
    y: float
    value: float


def points(
    values: Sequence[float | None], *, low: float, high: float, width: float, height: float
) -> list[Point | None]:
    """Spread values evenly from left to right between `low` at the foot and `high` at the head.

    One value stands in the middle; a missing one stays None and leaves a gap. Values beyond are cut.
    """
    step = width / (len(values) - 1) if len(values) > 1 else 0.0
    first = 0.0 if len(values) > 1 else width / 2
    return [
        None
        if value is None
        else Point(round(first + step * place, 1), round(_down(value, low, high, height), 1), value)
        for place, value in enumerate(values)
    ]


def runs(found: Sequence[Point | None]) -> list[str]:
    """Return the `points` of one polyline for each run of neighbours; a lone point has no line."""
    lines: list[list[Point]] = [[]]
    for point in found:
        if point is None:
            lines.append([])
        else:
            lines[-1].append(point)
    return [" ".join(f"{one.x},{one.y}" for one in line) for line in lines if len(line) > 1]


def height_of(value: float, *, low: float, high: float, height: float) -> float:
    """Return how far from the head a value stands: where a hairline is drawn."""
    return round(_down(value, low, high, height), 1)


def _down(value: float, low: float, high: float, height: float) -> float:
    share = (min(max(value, low), high) - low) / (high - low)
    return height * (1 - share)


@dataclass(frozen=True, slots=True)
class Bar:
    """A column made of parts, each its distance from the head and its height, the lowest part first."""

    x: float
    width: float
    parts: tuple[tuple[float, float], ...]

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def head(self) -> float:
        return self.parts[-1][0]


def bars(columns: Sequence[Sequence[int]], *, width: float, height: float, gap: float = 0.35) -> list[Bar]:
    """Stack each column's numbers; the highest fills the height; `gap` is a share of its place."""
    highest = max((sum(column) for column in columns), default=0) or 1
    place = width / max(len(columns), 1)
    found = []
    for number, column in enumerate(columns):
        below, parts = 0, []
        for part in column:
            below += part
            parts.append((round(height * (1 - below / highest), 1), round(height * part / highest, 1)))
        found.append(Bar(round(place * (number + gap / 2), 1), round(place * (1 - gap), 1), tuple(parts)))
    return found
