"""Units are trained because their figure was bad; one that was bad by chance must not look cured."""

import random

import pytest
from needs_builders import a_shape

from lms.needs.rules.detection import Voiced, find
from lms.needs.rules.effect import Scored, Verdict, of_scores
from lms.needs.rules.regression import Counted, Moved, of_means, of_rates

SEEDS, UNITS, ANSWERS = 60, 40, 60


def draw(chance, mean):
    scores = chance.choices((1, 2, 3, 4), a_shape(mean), k=ANSWERS)
    return tuple(scores.count(one) for one in (1, 2, 3, 4))


def chosen(effect):
    """Verdicts on units that were chosen by their own low figure, among units that hardly differ."""
    chance, told = random.Random(11), []
    for _ in range(SEEDS):
        level = [chance.gauss(3.1, 0.1) for _ in range(UNITS)]
        before = [draw(chance, one) for one in level]
        weak = [bool(find(Voiced({"waktu": one}, {}, {}, 0), {})) for one in before]
        pairs = [
            Scored(was, draw(chance, one + (effect if low else 0)))
            for was, one, low in zip(before, level, weak, strict=True)
        ]
        others = [pair for pair, low in zip(pairs, weak, strict=True) if not low]
        told += [of_scores([pair], others).verdict for pair, low in zip(pairs, weak, strict=True) if low]
    return told


def test_a_low_figure_that_was_chance_is_not_called_improved() -> None:
    told = chosen(0)

    # By difference in differences alone it would be 18 of a hundred.
    assert len(told) > 100
    assert told.count(Verdict.IMPROVED) <= 0.05 * len(told)
    assert told.count(Verdict.WORSE) <= 0.05 * len(told)


def test_a_true_effect_is_found_all_the_same() -> None:
    told = chosen(0.6)

    assert told.count(Verdict.IMPROVED) >= 0.8 * len(told)


@pytest.fixture
def others():
    """Untrained units, half of whose figure before was chance."""
    return [Moved(3 + x, 0.01, 3 + x / 2, 0.01) for x in (-0.4, -0.2, 0, 0.2, 0.4)]


@pytest.mark.parametrize(
    ("before", "error", "after"),
    [
        pytest.param(2.7, 0.01, 2.85, id="half of a low figure comes back"),
        pytest.param(2.7, 0.04, 2.94, id="of an unsure one more: slope 1/2 is 1/5 at four times the error"),
        pytest.param(2.0, 0.01, 2.2, id="chance moved a far one by two standard errors at most"),
        pytest.param(3.3, 0.01, 3.15, id="half of a high figure goes"),
    ],
)
def test_what_a_unit_comes_to_by_itself_is_no_effect(others, before, error, after) -> None:
    low, high = of_means([Moved(before, error, after, 0.01)], others)

    assert (low + high) / 2 == pytest.approx(0, abs=1e-9)


def test_units_that_were_never_complained_of_give_limits_too() -> None:
    low, high = of_rates(Counted(20, 1000, 5, 1000), [Counted(0, 1000, 0, 1000)] * 6, 1.0)

    assert 0 < low < high


def test_complaints_many_by_chance_are_expected_to_be_fewer() -> None:
    chance = random.Random(12)
    others = [
        Counted(before, 1000, after, 1000)
        for before, after in ((chance.randint(5, 25), chance.randint(5, 25)) for _ in range(30))
    ]

    low, high = of_rates(Counted(40, 1000, 15, 1000), others, 1.0)

    assert low < 1 < high


def test_a_count_far_above_all_others_is_hardly_chance() -> None:
    """A line through small counts would call ninety complaints chance; twenty after them are none."""
    others = [Counted(count, 1000, count + 1, 1000) for count in (1, 2, 2, 3, 4, 4, 5, 6, 8, 12)]

    _low, high = of_rates(Counted(90, 4000, 20, 4000), others, 1.0)

    assert high < 1
