"""An effect's interval on the drawing: better is to the right, of points and of rates alike."""

from lms.needs.rules.drawing import MIDDLE, WIDTH, reach
from lms.needs.rules.effect import Effect, Verdict


def an_effect(low, estimate, high):
    return Effect(Verdict.IMPROVED, 1, 9, estimate=estimate, low=low, high=high)


def test_more_points_and_fewer_complaints_both_lie_to_the_right() -> None:
    points, rates = (
        reach(an_effect(0.3, 0.6, 0.9), points=True),
        reach(an_effect(0.25, 0.5, 0.8), points=False),
    )

    assert MIDDLE < points.low < points.estimate < points.high < WIDTH
    assert MIDDLE < rates.low < rates.estimate < rates.high < WIDTH
    assert reach(an_effect(0, 0, 0), points=True).estimate == MIDDLE
    assert reach(an_effect(1, 1, 1), points=False).estimate == MIDDLE


def test_what_goes_beyond_the_edge_ends_there() -> None:
    found = reach(an_effect(0.0, 1.0, 1e6), points=False)

    assert (found.low, found.high) == (0, WIDTH)
    assert reach(Effect(Verdict.TOO_FEW, 0, 0), points=True) is None
