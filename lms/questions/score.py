"""The mark of one answer, exact in fractions."""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

ONE = Fraction(1)
NOTHING = Fraction(0)
ROUNDED = Fraction(1, 10**6)
WEIGHT = re.compile(r"([+\-−]?)\s*(\d{1,3}(?:[.,]\d{1,7})?)\s*%")


class State(StrEnum):
    """UNMARKED waits for a trainer; UNSCORED was answered and earns nothing, as in a survey."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    BLANK = "blank"
    UNMARKED = "unmarked"
    UNSCORED = "unscored"


@dataclass(frozen=True, slots=True)
class Score:
    """A state, a fraction from 0 to 1, and the author's feedback (HTML) on what was answered."""

    state: State
    fraction: Fraction
    feedback: tuple[str, ...] = ()


BLANK = Score(State.BLANK, NOTHING)


def scored(fraction: Fraction, feedback: tuple[str, ...] = ()) -> Score:
    """Clamp to 0..1 and name the state."""
    said = tuple(text for text in feedback if text)
    # Whole numbers are compared many times faster than fractions.
    if fraction.numerator <= 0:
        return Score(State.WRONG, NOTHING, said)
    if fraction.numerator >= fraction.denominator:
        return Score(State.RIGHT, ONE, said)
    return Score(State.PARTLY, fraction, said)


def weight_of(text: str) -> Fraction | None:
    """Read `50%` or `-33,33333%`; None when it is no weight from -100 % to 100 %.

    Thirds and their like are meant exactly although they are written with five decimals or more.
    """
    found = WEIGHT.fullmatch(text.strip())
    if found is None:
        return None
    share = Fraction(found[2].replace(",", ".")) / 100
    decimals = len(found[2]) - max(found[2].find("."), found[2].find(",")) - 1
    nearest = share.limit_denominator(20)
    if decimals >= 5 and decimals < len(found[2]) and abs(nearest - share) < ROUNDED:
        share = nearest
    return None if share > ONE else -share if found[1] in {"-", "−"} else share
