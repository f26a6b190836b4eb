"""Moodle's list of weights, and patterns in both tongues."""

from fractions import Fraction

import pytest

from lms.exchange import moodle, patterns
from lms.exchange.gift import numbers


@pytest.mark.parametrize(
    ("percent", "weight"),
    [
        ("100", Fraction(1)),
        ("33.33333", Fraction(1, 3)),
        ("-14.28571", Fraction(-1, 7)),
        ("66.667", Fraction(2, 3)),
        ("33.33", None),
        ("45", None),
        ("0", Fraction(0)),
    ],
)
def test_only_listed_weights_are_weights(percent: str, weight: Fraction | None) -> None:
    assert moodle.grade(Fraction(percent)) == weight


@pytest.mark.parametrize("weight", moodle.GRADES)
def test_each_listed_weight_is_written_so_that_it_is_read_back(weight: Fraction) -> None:
    assert moodle.grade(Fraction(moodle.percent(weight))) == weight


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("kata", "kata"),
        ("*kata**", "*kata*"),
        (r"2\*3", r"2\*3"),
        (r"a\b*", r"a\\b*"),
        (r"\**", r"\**"),
        ("dua\nbaris", "dua baris"),
    ],
)
def test_their_pattern_is_ours_with_backslashes_doubled(theirs: str, ours: str) -> None:
    assert patterns.ours(theirs) == ours


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("*kata", "*kata"), (r"2\*3", r"2\*3"), (r"a\\b\c", r"a\b\c"), ("a**b", "a**b"), (r"x\\*", None)],
)
def test_our_pattern_is_theirs_unless_a_backslash_stands_before_a_star(ours: str, theirs: str | None) -> None:
    assert patterns.theirs(ours) == theirs


def test_numbers_are_written_in_full() -> None:
    assert [numbers.write(Fraction(text)) for text in ("20", "-1/4", "1/1000")] == ["20", "-0.25", "0.001"]
