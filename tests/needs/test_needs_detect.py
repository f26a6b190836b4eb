"""What counts as a need: surely weak, surely more complained of, or complained of again."""

import pytest
from needs_builders import GOOD, WEAK

from lms.needs.rules.detection import GOOD as LIMIT
from lms.needs.rules.detection import Voiced, find, interval
from lms.needs.rules.rates import Rate

COMMON = {"prosedur": Rate(100, 50_000)}


def found(scores=None, complaints=None, before=None, served=1000):
    return find(Voiced(scores or {}, complaints or {}, before or {}, served), COMMON)


def test_an_element_is_weak_when_its_whole_interval_is_below_the_grade_b() -> None:
    (need,) = found({"waktu": WEAK, "biaya": GOOD})

    assert need.source == "skm/waktu"
    assert need.evidence["mean"] == pytest.approx(2.6)
    assert need.evidence["low"] < 2.6 < need.evidence["high"] < LIMIT
    assert (need.evidence["n"], need.evidence["rank"]) == (100, 1)


def test_a_mean_just_below_the_limit_may_be_chance() -> None:
    assert found({"waktu": (0, 20, 60, 20)}) == ()
    assert found({"waktu": (1, 3, 5, 1)}) == ()


def test_fewer_than_ten_answers_show_nothing() -> None:
    assert found({"waktu": (9, 0, 0, 0)}) == ()
    assert [one.source for one in found({"waktu": (10, 0, 0, 0)})] == ["skm/waktu"]


def test_at_most_three_elements_of_a_unit_are_needs_the_weakest_first() -> None:
    needs = found(dict.fromkeys(("waktu", "sarana", "biaya"), WEAK) | {"perilaku": (50, 40, 10, 0)})

    assert len(needs) == 3
    assert (needs[0].source, needs[0].evidence["rank"]) == ("skm/perilaku", 1)


def test_a_rate_is_high_when_even_its_lower_limit_is_far_above_the_usual_one() -> None:
    (need,) = found(complaints={"prosedur": 15})

    assert need.source == "pengaduan/prosedur"
    assert (need.evidence["rate"], need.evidence["common"]) == (15, 2)
    assert (need.evidence["high_rate"], need.evidence["repeated"]) == (True, False)
    assert need.evidence["low"] == pytest.approx(8.395, abs=0.01)


def test_a_few_complaints_in_a_small_unit_are_no_scandal() -> None:
    assert found(complaints={"prosedur": 2}, before={"prosedur": 9}, served=100) == ()
    assert found(complaints={"prosedur": 6}) == ()


def test_complaints_that_come_back_are_a_need_even_without_a_count_of_people() -> None:
    (need,) = found(complaints={"prosedur": 3}, before={"prosedur": 3}, served=0)

    assert (need.evidence["repeated"], need.evidence["high_rate"], need.evidence["rate"]) == (
        True,
        False,
        None,
    )


def test_an_interval_stays_on_the_scale() -> None:
    assert interval((1, 0, 0, 0)) is None
    mean, low, high = interval((0, 0, 1, 9)) or (0, 0, 0)
    assert (mean, high) == (3.9, 4.0)
    assert low == pytest.approx(3.9 - 2.262 * (0.09 / 9) ** 0.5, abs=1e-3)
