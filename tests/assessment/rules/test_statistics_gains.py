from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.assessment.rules.statistics.figures import Why
from lms.assessment.rules.statistics.gains import gain

MARKS = st.fractions(0, 100, max_denominator=6)


def pairs(*marks: tuple[int, int], times: int = 1) -> list[tuple[Fraction, Fraction]]:
    return [(Fraction(before), Fraction(after)) for before, after in marks] * times


def test_the_gain_of_a_class_is_what_it_won_of_what_it_could_win() -> None:
    found = gain(pairs((40, 70), (60, 90)), seed=1)

    assert (found.n, found.before, found.after) == (2, 50, 80)
    assert found.of_class.value == pytest.approx(0.6)
    assert found.of_each.value == pytest.approx((0.5 + 0.75) / 2)
    assert found.of_class.why == Why.FEW


def test_who_had_everything_right_before_has_no_gain_of_his_own() -> None:
    found = gain(pairs((100, 90), (50, 100)), seed=1)

    assert (found.n, found.singles) == (2, 1)
    assert found.of_each.value == 1
    assert found.of_class.value == pytest.approx(20 / 25)


@pytest.mark.parametrize("marks", [[], pairs((100, 100))])
def test_without_anything_to_win_there_is_a_reason(marks: list[tuple[Fraction, Fraction]]) -> None:
    found = gain(marks, seed=1)

    assert found.of_class.value is None
    assert found.of_class.why
    assert found.grade == ""


@pytest.mark.parametrize(
    ("after", "grade"), [((50, 60), "low"), ((50, 65), "medium"), ((50, 85), "high"), ((50, 40), "low")]
)
def test_a_gain_is_called_by_the_bounds_of_the_literature(after: tuple[int, int], grade: str) -> None:
    assert gain(pairs(after, times=20), seed=1).grade == grade
    assert gain(pairs(after, times=19), seed=1).grade == ""


@given(st.lists(st.tuples(MARKS, MARKS), min_size=20, max_size=40))
def test_the_interval_holds_the_gain(marks: list[tuple[Fraction, Fraction]]) -> None:
    found = gain(marks, seed=1)

    if found.of_class.low is not None and found.of_class.high is not None:
        assert found.of_class.low <= (found.of_class.value or 0) + 0.5
        assert found.of_class.high >= (found.of_class.value or 0) - 0.5
