from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from test_statistics_items import FRACTIONS, LEARNERS, MAXIMA, sheet

from lms.assessment.rules.statistics import moments, quiz_statistics
from lms.assessment.rules.statistics.figures import Why
from lms.assessment.rules.statistics.scores import Column, Scores, table


def described(found: Scores, most: int = 4) -> quiz_statistics.QuizFigures:
    return quiz_statistics.figures(found, Fraction(most), seed=1)


def test_the_worked_example_of_a_whole_quiz() -> None:
    found = described(sheet([list(map(int, row)) for row in LEARNERS], MAXIMA), 5)

    assert (found.mean.value, found.median.value) == (3, 3.5)
    assert round(found.consistency.value or 0, 3) == 60.317
    assert round(found.error_ratio.value or 0, 3) == 62.994
    assert round(found.standard_error.value or 0, 4) == 1.0541
    assert round(found.skewness.value or 0, 4) == -0.3842
    assert round(found.kurtosis.value or 0, 4) == -1.7857


@given(st.lists(st.lists(FRACTIONS, min_size=4, max_size=4), min_size=4, max_size=15))
def test_figures_are_those_of_another_reckoning(rows: list[list[Fraction]]) -> None:
    marks = np.array([[float(one) for one in row] for row in rows])
    totals = marks.sum(axis=1)
    assume(totals.std() > 1e-6)
    n, parts = len(rows), marks.var(axis=0, ddof=1).sum()
    second, third, fourth = (((totals - totals.mean()) ** power).mean() for power in (2, 3, 4))

    found = described(sheet(rows))

    assert found.deviation.value == pytest.approx(totals.std(ddof=1))
    assert found.median.value == pytest.approx(np.median(totals))
    alpha = 4 / 3 * (1 - parts / totals.var(ddof=1))
    assert found.consistency.value == pytest.approx(100 * alpha)
    assert found.error_ratio.value == pytest.approx(100 * np.sqrt(max(0, 1 - alpha)), abs=1e-3)
    skewness = np.sqrt(n * (n - 1)) / (n - 2) * third / second**1.5
    assert found.skewness.value == pytest.approx(skewness, abs=1e-6)
    excess = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (fourth / second**2 - 3) + 6)
    assert found.kurtosis.value == pytest.approx(excess, abs=1e-6)


@pytest.mark.parametrize(
    ("rows", "consistency", "kurtosis"),
    [
        ([[1, 0]], Why.ONE, Why.ONE),
        ([[1, 0], [0, 1], [1, 0], [0, 1]], Why.SAME, Why.SAME),
        ([[1], [0], [1], [1]], Why.ALONE, ""),
        ([[1, 0], [0, 0], [1, 1]], "", Why.FEW),
    ],
)
def test_what_cannot_be_told_has_a_reason(rows: list[list[Any]], consistency: str, kurtosis: str) -> None:
    found = described(sheet(rows))

    assert found.consistency.why in {consistency, Why.FEW}
    assert (found.consistency.value is None) == bool(consistency)
    assert (found.kurtosis.value is None) == bool(kurtosis)
    assert kurtosis in {found.kurtosis.why, ""}


def test_places_of_a_pool_have_the_spread_to_be_expected_of_chance() -> None:
    """Seat the drawn questions in every way; the mean of the places' variances is what is reckoned with."""
    rows = [[2, 0, None], [None, 2, 1], [1, None, 0], [0, 1, None], [2, None, 2], [None, 0, 1]]
    dice = np.random.default_rng(3)
    pairs = np.array([[one for one in row if one is not None] for row in rows], dtype=float)
    seatings = [np.array([dice.permutation(pair) for pair in pairs]) for _ in range(20000)]
    parts = np.mean([seats.var(axis=0, ddof=1).sum() for seats in seatings])

    found = described(sheet(rows, (2, 2, 2), pool="Bagian 1"))

    alpha = 2 * (1 - parts / pairs.sum(axis=1).var(ddof=1))
    assert found.consistency.value == pytest.approx(100 * alpha, abs=2)


def test_versions_of_a_question_share_its_place() -> None:
    whole = [[1, 1], [0, 1], [1, 0], [0, 0], [1, 1]]
    split = [[1, None, 1], [0, None, 1], [None, 1, 0], [None, 0, 0], [None, 1, 1]]
    columns = [Column("q1", Fraction(1), version="a"), Column("q1", Fraction(1), version="b")]
    columns += [Column("q2", Fraction(1))]

    found = table(columns, [[None if one is None else Fraction(one) for one in row] for row in split])

    assert described(found) == described(sheet(whole))


def test_intervals_hold_their_figures() -> None:
    dice = np.random.default_rng(5)
    rows = [[int(one > dice.normal()) for _ in range(6)] for one in dice.normal(size=60)]

    found = described(sheet(rows), 6)

    for figure in (found.mean, found.deviation, found.consistency, found.error_ratio, found.standard_error):
        assert figure.value is not None
        assert figure.low is not None
        assert figure.high is not None
        assert figure.low < figure.value < figure.high


@given(st.lists(st.integers(-(10**7), 10**7), max_size=20))
def test_products_never_overflow(numbers: list[int]) -> None:
    large = np.array(numbers, dtype=np.int64) * 10**4

    assert moments.dot(large, large) == sum(int(one) ** 2 for one in large)
