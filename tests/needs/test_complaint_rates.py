"""Complaints per 1,000 with the exact interval, against the printed tables of Garwood and Student."""

import pytest

from lms.needs.rules.rates import Rate
from lms.needs.rules.tails import poisson_limits, student


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [
        (0, 0.0, 3.6889),
        (1, 0.0253, 5.5716),
        (5, 1.6235, 11.6683),
        (10, 4.7954, 18.3904),
        (100, 81.364, 121.627),
    ],
)
def test_the_limits_of_a_count_are_those_of_the_table(count: int, low: float, high: float) -> None:
    assert poisson_limits(count, 0.95) == pytest.approx((low, high), abs=1e-3)


def test_a_large_count_is_as_the_normal_distribution_says() -> None:
    low, high = poisson_limits(1_000_000, 0.95)

    assert (low, high) == pytest.approx((1_000_000 - 1960, 1_000_000 + 1960), abs=5)


@pytest.mark.parametrize(
    ("degrees", "quantile"),
    [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (10, 2.228), (11, 2.201), (30, 2.042), (1e9, 1.960)],
)
def test_students_quantile_is_that_of_the_table(degrees: float, quantile: float) -> None:
    assert student(0.95, degrees) == pytest.approx(quantile, abs=1e-3)


def test_a_rate_is_per_thousand_served_and_nothing_without_people() -> None:
    assert Rate(3, 1500).per_thousand == 2
    assert Rate(0, 1000).interval == pytest.approx((0, 3.6889), abs=1e-3)
    assert Rate(4, 0).per_thousand is None
    assert Rate(4, 0).interval is None
