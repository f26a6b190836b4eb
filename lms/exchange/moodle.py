"""Moodle's own rules that several of its formats share: its list of weights, its names of questions."""

import re
from fractions import Fraction

# question_bank offers these and their negatives, and nothing between them.
TWENTIETHS = (20, 18, 16, 15, 14, 12, 10, 8, 6, 5, 4, 2, 1, 0)
ODD = (Fraction(5, 6), Fraction(2, 3), *(Fraction(1, parts) for parts in (3, 6, 7, 8, 9)))
GRADES = (*(Fraction(count, 20) for count in TWENTIETHS), *ODD)
# Its rules of an order, by name, and the one of ours that marks the same; None for those we do not have.
ORDERS: dict[str, str | None] = {
    "ALL_OR_NOTHING": "all",
    "ABSOLUTE_POSITION": "position",
    "RELATIVE_NEXT_EXCLUDE_LAST": "relative",
    "RELATIVE_NEXT_INCLUDE_LAST": None,
    "RELATIVE_ONE_PREVIOUS_AND_NEXT": None,
    "RELATIVE_ALL_PREVIOUS_AND_NEXT": None,
    "LONGEST_ORDERED_SUBSET": "longest",
    "LONGEST_CONTIGUOUS_SUBSET": None,
    "RELATIVE_TO_CORRECT": None,
}
NEAR = Fraction(1, 10**5)
NAME_LENGTH = 80
SPACES = " \t\n\r\0\x0b"


def grade(percent: Fraction) -> Fraction | None:
    """Return the weight of Moodle's list that `percent` means (33.33333 is a third); None off the list."""
    share = percent / 100
    for size in GRADES:
        for listed in (size, -size):
            if abs(listed - share) < NEAR:
                return listed
    return None


def percent(weight: Fraction) -> str:
    """Write a weight in percent, with five decimals where it does not end before: `50`, `33.33333`."""
    return f"{float(weight * 100):.5f}".rstrip("0").rstrip(".")


def default_name(text: str) -> str:
    """Return the name that a question without one goes by: its words, cut at a space."""
    words = re.sub(r"<[^<>]*>", "", text).strip(SPACES)
    if len(words) <= NAME_LENGTH:
        return words
    start = words[: NAME_LENGTH - 3]
    end = max(start.rfind(" "), start.rfind(".")) + 1
    return start[: end or len(start)] + "..."
