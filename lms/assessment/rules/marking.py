"""From marks of questions to the mark of an attempt, and of several attempts; exact in fractions."""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from math import floor

FULL = Fraction(100)


class Keep(StrEnum):
    """Which of several attempts counts."""

    HIGHEST = "highest"
    LATEST = "latest"
    FIRST = "first"
    MEAN = "mean"


def percent(points: Fraction, most: Fraction) -> Fraction:
    """Return 0..100. Where there was nothing to earn, as in a survey, all of it is earned."""
    return points / most * FULL if most else FULL


def passes(mark: Fraction, pass_mark: Fraction) -> bool:
    """Tell whether a mark reaches the pass mark; exactly on it is passed."""
    return mark >= pass_mark


def shown(mark: Fraction, pass_mark: Fraction) -> Fraction:
    """Return a mark for two decimals: one just short of the pass mark is never rounded up to it."""
    rounded = Fraction(floor(mark * 100 + Fraction(1, 2)), 100)
    if mark < pass_mark <= rounded:
        return Fraction(floor(mark * 100), 100)
    return mark


def kept(marks: Sequence[Fraction], keep: str) -> Fraction | None:
    """Return the mark that counts of those earned, in the order of the attempts; None without any."""
    if not marks:
        return None
    match Keep(keep):
        case Keep.HIGHEST:
            return max(marks)
        case Keep.LATEST:
            return marks[-1]
        case Keep.FIRST:
            return marks[0]
        case Keep.MEAN:
            return sum(marks, Fraction(0)) / len(marks)
