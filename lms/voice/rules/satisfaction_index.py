"""The index of satisfaction (IKM) of PermenPANRB 14/2017, exactly: means, weights, rounding, grades.

An answer counts only when every element that is asked has a score; one that leaves an element out is put
aside and counted apart. That rule is stated on every report.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

# How many chose 1, 2, 3 and 4.
Counts = tuple[int, int, int, int]

FACTOR = 25
PLACES = Decimal("0.01")
# The weight that old reports rounded 1/9 to; a perfect service then reaches 99.00 only.
OLD_WEIGHT = Fraction(11, 100)
FEWEST = 5


class Grade(StrEnum):
    """Mutu pelayanan: A sangat baik, B baik, C kurang baik, D tidak baik."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


# The lowest rounded index of each grade; below the last it is D.
CUTS = ((Decimal("88.31"), Grade.A), (Decimal("76.61"), Grade.B), (Decimal("65.00"), Grade.C))


class Weighting(StrEnum):
    """How elements weigh: `exact` is one over their number, `old` is the 0.11 of old reports (nine only)."""

    EXACT = "exact"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Index:
    """The index of one service or unit: `value` rounded to two places, `exact` before rounding."""

    exact: Fraction
    value: Decimal
    grade: Grade
    weighting: Weighting = Weighting.EXACT


def mean(counts: Counts) -> Fraction | None:
    """Return the mean score (nilai rata-rata per unsur); None without an answer."""
    number = sum(counts)
    if number == 0:
        return None
    return Fraction(sum(score * count for score, count in enumerate(counts, start=1)), number)


def index(means: Sequence[Fraction], weighting: Weighting = Weighting.EXACT) -> Index | None:
    """Return the index from the means of the elements that are asked; None where there is no mean.

    Sum of mean times weight, times 25. The old weight holds for nine elements and raises `ValueError` for
    another number.
    """
    if not means:
        return None
    if weighting is Weighting.OLD:
        if len(means) != 9:
            raise ValueError(f"the weight 0.11 is for nine elements, not {len(means)}")
        weight = OLD_WEIGHT
    else:
        weight = Fraction(1, len(means))
    exact = sum(means, Fraction()) * weight * FACTOR
    value = rounded(exact)
    return Index(exact, value, grade(value), weighting)


def rounded(value: Fraction, places: Decimal = PLACES) -> Decimal:
    """Round half up, as the regulation's tables are made; exact, without a binary float between."""
    steps = value / Fraction(places)
    whole = (2 * steps.numerator + steps.denominator) // (2 * steps.denominator)
    return (whole * places).quantize(places, ROUND_HALF_UP)


def grade(value: Decimal) -> Grade:
    """Return the grade of an index that is rounded to two places: only then do the cuts leave no gap."""
    return next((found for lowest, found in CUTS if value >= lowest), Grade.D)


def complete(scores: Mapping[str, int | None], asked: Sequence[str]) -> bool:
    """Tell whether an answer counts: each element that is asked has a score."""
    return all(scores.get(key) is not None for key in asked)
