"""The marks of many attempts as whole numbers: exact sums, whatever the number of learners."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]

# Marks are counted in the smallest unit that makes them whole, and never in smaller ones than this.
FINEST = 1_000_000
NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Column:
    """One question in one version: what it can earn at most and at least, and the pool it is drawn from.

    Who has it in the paper has it in every paper when `pool` is empty.
    """

    question: str
    most: Fraction
    least: Fraction = NOTHING
    version: str = ""
    pool: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A column with its marks: `who` are places of attempts, `earned` is in units of the sheet."""

    column: Column
    who: Whole
    earned: Whole


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """All marks of `attempts` attempts; one point is `unit` units. `totals` holds the sum of each attempt."""

    attempts: int
    unit: int
    items: tuple[Item, ...]
    totals: Whole

    def rest(self, item: Item) -> Whole:
        """Return what those who got the item earned with everything else."""
        return self.totals[item.who] - item.earned


def scores(attempts: int, unit: int, items: Sequence[Item]) -> Scores:
    totals = np.zeros(attempts, dtype=np.int64)
    for item in items:
        # Nobody gets a question twice, so no place is named twice.
        totals[item.who] += item.earned
    return Scores(attempts, unit, tuple(items), totals)


def table(columns: Sequence[Column], rows: Sequence[Sequence[Fraction | None]]) -> Scores:
    """Build from a table of points, a row an attempt; None where the question was not in the paper."""
    unit = unit_of(points for row in rows for points in row if points is not None)
    items = []
    for place, column in enumerate(columns):
        got = [(who, row[place]) for who, row in enumerate(rows)]
        kept = [(who, whole(points, unit)) for who, points in got if points is not None]
        items.append(
            Item(
                column,
                np.array([who for who, _ in kept], dtype=np.int64),
                np.array([earned for _, earned in kept], dtype=np.int64),
            )
        )
    return scores(len(rows), unit, items)


def unit_of(points: Iterable[Fraction]) -> int:
    """Return into how many parts a point is cut, so that all these are whole numbers of parts."""
    unit = 1
    for denominator in {one.denominator for one in points}:
        unit = lcm(unit, denominator)
        if unit > FINEST:
            return FINEST
    return unit


def whole(points: Fraction, unit: int) -> int:
    """Return points in parts; exact, unless the parts would have been finer than a millionth."""
    return round(points * unit)
