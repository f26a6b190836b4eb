from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lms.assessment.rules.statistics import item_statistics
from lms.assessment.rules.statistics.figures import Why, finite
from lms.assessment.rules.statistics.scores import FINEST, Column, Scores, table, unit_of

MAXIMA = (1, 1, 2, 1)
LEARNERS = ("1120", "1011", "0121", "1000", "0010", "1121")
FRACTIONS = st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(1)])


def sheet(rows: list[list[Any]], maxima: tuple[int, ...] | None = None, **column: Any) -> Scores:
    maxima = maxima or (1,) * len(rows[0])
    columns = [Column(f"q{n}", Fraction(most), **column) for n, most in enumerate(maxima, start=1)]
    return table(columns, [[None if one is None else Fraction(one) for one in row] for row in rows])


def weighed(found: Scores, seed: int = 1) -> list[item_statistics.ItemFigures]:
    return item_statistics.figures(found, [None] * len(found.items), seed=seed)


def test_the_worked_example_comes_out_to_four_figures() -> None:
    found = weighed(sheet([list(map(int, row)) for row in LEARNERS], MAXIMA))

    assert [round(one.discrimination.value or 0, 2) for one in found] == [-7.91, 74.54, 63.25, 39.74]
    assert [round(one.efficiency.value or 0, 2) for one in found] == [-9.09, 100, 72.73, 42.86]
    assert [round(one.effective.value or 0, 2) for one in found] == [13.92, 27.85, 34.11, 24.12]
    assert [one.intended for one in found] == [20, 20, 40, 20]
    assert [round(one.facility.value or 0, 2) for one in found] == [66.67, 50, 66.67, 50]


def test_six_learners_are_too_few_for_an_interval() -> None:
    first = weighed(sheet([list(map(int, row)) for row in LEARNERS], MAXIMA))[0]

    assert {one.why for one in (first.facility, first.discrimination, first.effective)} == {Why.FEW}
    assert first.facility.low is None


@given(st.lists(st.lists(FRACTIONS, min_size=4, max_size=4), min_size=3, max_size=12))
def test_figures_are_those_of_another_reckoning(rows: list[list[Fraction]]) -> None:
    marks = np.array([[float(one) for one in row] for row in rows])
    rest = marks.sum(axis=1) - marks[:, 0]
    assume(marks[:, 0].std() > 1e-9 and rest.std() > 1e-9)

    first = weighed(sheet(rows))[0]

    assert first.discrimination.value == pytest.approx(100 * np.corrcoef(marks[:, 0], rest)[0, 1], abs=1e-6)
    most = np.cov(np.sort(marks[:, 0]), np.sort(rest))[0, 1]
    assert first.efficiency.value == pytest.approx(100 * np.cov(marks[:, 0], rest)[0, 1] / most, abs=1e-6)
    assert first.deviation.value == pytest.approx(100 * marks[:, 0].std(ddof=1))
    assert first.facility.value == pytest.approx(100 * marks[:, 0].mean())


@given(st.lists(st.lists(FRACTIONS, min_size=3, max_size=3), min_size=2, max_size=12))
def test_weights_add_up_to_a_hundred(rows: list[list[Fraction]]) -> None:
    found = weighed(sheet(rows))
    assume(any(one.effective.value for one in found))

    assert sum(one.effective.value or 0 for one in found) == pytest.approx(100)
    assert sum(one.intended for one in found) == pytest.approx(100)


@given(st.lists(st.lists(FRACTIONS, min_size=3, max_size=3), min_size=2, max_size=12), st.integers(1, 40))
def test_what_a_point_is_worth_changes_no_figure(rows: list[list[Fraction]], times: int) -> None:
    plain = weighed(sheet(rows))
    dear = weighed(sheet([[one * times for one in row] for row in rows], (times,) * 3))

    for one, other in zip(plain, dear, strict=True):
        assert one.discrimination.why == other.discrimination.why
        assert (one.efficiency.value or 0) == pytest.approx(other.efficiency.value or 0)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([[1, 1]], Why.ONE),
        ([[1, 0], [1, 1], [1, 0]], Why.SAME),
        ([[1, 1], [0, 1], [1, 1]], Why.REST),
        ([[Fraction(1, 3), 0], [Fraction(1, 3), 1], [Fraction(1, 3), 0]], Why.SAME),
    ],
)
def test_without_a_spread_there_is_a_reason_instead_of_a_number(rows: list[list[Any]], why: Why) -> None:
    first = weighed(sheet(rows))[0]

    assert (first.discrimination.value, first.discrimination.why) == (None, why)
    assert (first.efficiency.value, first.efficiency.why) == (None, why)


def test_who_pulls_against_the_whole_has_no_weight() -> None:
    first = weighed(sheet([[1, 0, 0], [0, 1, 1], [1, 0, 0], [0, 1, 1]]))[0]

    assert (first.effective.value, first.effective.why) == (None, Why.NEGATIVE)


def test_a_drawn_question_is_judged_on_those_who_got_it() -> None:
    rows = [[1, None, 1], [None, 0, 0], [0, None, 1], [None, 1, 1]]

    found = weighed(sheet(rows, pool="Bagian 1"))

    assert [one.n for one in found] == [2, 2, 4]
    assert [one.facility.value for one in found] == [50, 50, 75]
    assert [one.intended for one in found] == [50, 50, 50]


def test_a_question_that_nobody_got_is_left_out() -> None:
    assert len(weighed(sheet([[1, None], [0, None]]))) == 1


def test_a_lowest_mark_below_nought_is_where_the_facility_begins() -> None:
    columns = [Column("q1", Fraction(1), Fraction(-2)), Column("q2", Fraction(1), Fraction(-2))]

    found = weighed(table(columns, [[Fraction(-2), Fraction(1)], [Fraction(1), Fraction(1)]]))

    assert [one.facility.value for one in found] == [50, 100]


def test_intervals_hold_their_figures_and_come_out_the_same_again() -> None:
    dice = np.random.default_rng(5)
    able = dice.normal(size=80)
    rows = [[int(one > dice.normal()) for _ in range(6)] for one in able]

    found, again = weighed(sheet(rows)), weighed(sheet(rows))

    assert found == again
    for one in found:
        for figure in (one.facility, one.deviation, one.discrimination, one.efficiency, one.effective):
            assert figure.value is not None
            assert figure.low is not None
            assert figure.high is not None
            assert figure.low <= figure.value <= figure.high
            assert figure.low < figure.high


def test_an_interval_of_the_discrimination_covers_as_often_as_it_says() -> None:
    """Of normal marks the true correlation of item and rest is known; 95 of 100 intervals should hold it."""
    dice, held, rounds = np.random.default_rng(11), 0, 40
    for _ in range(rounds):
        both = dice.multivariate_normal([0, 0], [[1, 0.5], [0.5, 1]], size=60)
        rows = [[Fraction(round(100 * x), 100), Fraction(round(100 * y), 100)] for x, y in both]
        first = weighed(sheet(rows, (4, 4)))[0].discrimination
        held += (first.low or 0) <= 50 <= (first.high or 0)

    assert held >= 0.88 * rounds


def test_an_interval_that_chance_often_leaves_undefined_is_not_given() -> None:
    rows = [[1, n % 2] for n in range(24)] + [[0, 1]]

    first = weighed(sheet(rows))[0]

    assert first.discrimination.value is not None
    assert (first.discrimination.low, first.discrimination.why) == (None, Why.UNSURE)


def test_what_is_no_number_is_never_told() -> None:
    with pytest.raises(ArithmeticError):
        finite(float("nan"))


def test_finer_parts_than_a_millionth_are_rounded() -> None:
    assert unit_of([Fraction(1, 3), Fraction(1, 4)]) == 12
    assert unit_of([Fraction(1, 1_000_003), Fraction(1, 3)]) == FINEST
