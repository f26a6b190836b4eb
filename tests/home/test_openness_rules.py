"""What small numbers may tell, and where lines and bars stand."""

import pytest

from lms.home.openness.rules import drawing, suppression


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([12, 30, 0], [12, 30, 0]),
        ([3, 30, 12, 0], [None, 30, None, 0]),
        ([3, 4, 12], [None, None, 12]),
        ([2, 0, 0], [None, 0, 0]),
        ([], []),
    ],
)
def test_one_hidden_number_is_not_told_by_the_sum(counts: list[int], shown: list[int | None]) -> None:
    assert suppression.shown_together(counts) == shown


def test_a_gap_breaks_the_line_and_values_beyond_are_cut() -> None:
    found = drawing.points([60, None, 80, 100, 20], low=50, high=100, width=400, height=100)

    assert [one and (one.x, one.y) for one in found] == [(0, 80), None, (200, 40), (300, 0), (400, 100)]
    assert drawing.runs(found) == ["200.0,40.0 300.0,0.0 400.0,100.0"]


def test_a_single_value_stands_in_the_middle() -> None:
    (only,) = drawing.points([75], low=50, high=100, width=400, height=100)

    assert only is not None
    assert (only.x, only.y) == (200, 50)


def test_bars_stack_from_the_foot_and_the_highest_fills_the_drawing() -> None:
    high, low = drawing.bars([(6, 3, 1), (5, 0, 0)], width=200, height=100)

    assert high.parts == ((40, 60), (10, 30), (0, 10))
    assert (high.head, low.head) == (0, 50)
    assert high.x + high.width < low.x


def test_nothing_at_all_is_drawn_as_nothing() -> None:
    assert drawing.bars([], width=200, height=100) == []
    assert drawing.bars([(0, 0)], width=200, height=100)[0].head == 100
