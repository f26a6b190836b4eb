from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.assessment.rules.marking import kept, passes, percent, shown

MARKS = st.lists(st.fractions(0, 100), min_size=1, max_size=8)


def test_the_pass_mark_itself_is_passed() -> None:
    seven_of_ten = percent(Fraction(7), Fraction(10))

    assert passes(seven_of_ten, Fraction(70))
    assert not passes(seven_of_ten - Fraction(1, 10**30), Fraction(70))


def test_thirds_add_up_exactly() -> None:
    points = sum([Fraction(1, 3)] * 3, Fraction(0))

    assert percent(points, Fraction(1)) == 100


def test_where_nothing_can_be_earned_all_is() -> None:
    assert percent(Fraction(0), Fraction(0)) == 100


@given(st.fractions(0, 50), st.fractions(0, 50))
def test_a_mark_is_between_none_and_all(points: Fraction, rest: Fraction) -> None:
    assert 0 <= percent(points, points + rest) <= 100


@pytest.mark.parametrize(
    ("keep", "mark"), [("highest", 90), ("latest", 60), ("first", 75), ("mean", Fraction(75))]
)
def test_what_is_kept_of_three(keep: str, mark: Fraction) -> None:
    assert kept([Fraction(75), Fraction(90), Fraction(60)], keep) == mark


@pytest.mark.parametrize("keep", ["highest", "latest", "first", "mean"])
def test_of_no_attempt_nothing_is_kept(keep: str) -> None:
    assert kept([], keep) is None


@given(MARKS)
def test_the_mean_is_exact_and_the_highest_never_less(marks: list[Fraction]) -> None:
    mean = kept(marks, "mean")

    assert mean is not None
    assert mean * len(marks) == sum(marks)
    assert kept(marks, "highest") >= mean


@given(MARKS, st.fractions(0, 100))
def test_another_try_never_lowers_the_highest(marks: list[Fraction], another: Fraction) -> None:
    assert kept([*marks, another], "highest") >= kept(marks, "highest")


def test_an_unknown_rule_is_a_bug() -> None:
    with pytest.raises(ValueError, match="median"):
        kept([Fraction(1)], "median")


@pytest.mark.parametrize(
    ("mark", "as_shown"),
    [("69.996", "69.99"), ("69.99", "69.99"), ("70", "70"), ("200/3", "200/3"), ("69.994", "69.994")],
)
def test_a_mark_just_short_never_looks_passed(mark: str, as_shown: str) -> None:
    assert shown(Fraction(mark), Fraction(70)) == Fraction(as_shown)
