"""The effect of a training: found where there is one, silent where there is none, modest with few."""

import random

import pytest

from lms.needs.rules.effect import Counted, Scored, Verdict, of_rates, of_scores
from lms.voice.rules.satisfaction_index import Counts

SHARES = (0.05, 0.2, 0.5, 0.25)


def answers(chance: random.Random, number: int, shift: float) -> Counts:
    """Draw answers whose mean is about 2.95 plus `shift`: a share of citizens says one step more."""
    scores = chance.choices((1, 2, 3, 4), SHARES, k=number)
    step = 1 if shift > 0 else -1
    moved = [min(4, max(1, score + step)) if chance.random() < abs(shift) else score for score in scores]
    one, two, three, four = (moved.count(score) for score in (1, 2, 3, 4))
    return one, two, three, four


def scored(chance: random.Random, effect: float, number: int = 120, drift: float = 0.08) -> Scored:
    return Scored(
        answers(chance, number, chance.gauss(0, drift)),
        answers(chance, number, effect + chance.gauss(0, drift)),
    )


def counted(chance: random.Random, factor: float) -> Counted:
    drawn = [sum(chance.random() < rate for _ in range(2000)) for rate in (0.02, 0.02 * factor)]
    return Counted(drawn[0], 2000, drawn[1], 2000)


def test_an_effect_is_found_and_a_season_is_taken_off() -> None:
    chance = random.Random(1)
    found = of_scores([scored(chance, 0.8)], [scored(chance, 0.1) for _ in range(30)])

    assert found.verdict is Verdict.IMPROVED
    assert found.low is not None
    assert found.low > 0
    assert found.trained_change is not None
    assert found.others_change is not None
    assert found.estimate == pytest.approx(found.trained_change - found.others_change)


def test_the_same_rise_everywhere_is_no_effect() -> None:
    chance = random.Random(2)

    assert (
        of_scores([scored(chance, 0.5)], [scored(chance, 0.5) for _ in range(30)]).verdict
        is Verdict.UNCHANGED
    )


def test_without_effect_both_errors_stay_at_their_rate() -> None:
    chance = random.Random(3)
    verdicts = [
        of_scores([scored(chance, 0)], [scored(chance, 0) for _ in range(12)]).verdict for _ in range(300)
    ]

    # 2.5 % of 300 is 7.5 on either side; 17 or more has a chance of 0.2 %.
    assert verdicts.count(Verdict.IMPROVED) < 17
    assert verdicts.count(Verdict.WORSE) < 17
    assert verdicts.count(Verdict.UNCHANGED) < 300


def test_a_true_effect_is_nearly_always_found() -> None:
    chance = random.Random(4)
    verdicts = [
        of_scores([scored(chance, 0.6)], [scored(chance, 0) for _ in range(20)]).verdict for _ in range(50)
    ]

    assert verdicts.count(Verdict.IMPROVED) >= 45


def test_a_fall_is_called_worse() -> None:
    chance = random.Random(5)

    assert of_scores([scored(chance, -0.6)], [scored(chance, 0) for _ in range(20)]).verdict is Verdict.WORSE


def test_few_answers_or_few_other_units_say_nothing() -> None:
    chance = random.Random(6)
    others = [scored(chance, 0) for _ in range(10)]
    few = of_scores([scored(chance, 0.9, number=29)], others)

    assert (few.verdict, few.trained, few.estimate) == (Verdict.TOO_FEW, 0, None)
    assert of_scores([scored(chance, 0.9)], others[:4]).verdict is Verdict.TOO_FEW
    assert of_scores([], others).verdict is Verdict.TOO_FEW


def test_units_that_all_answer_alike_leave_no_division_by_nothing() -> None:
    still = Scored((0, 0, 40, 0), (0, 0, 40, 0))

    assert of_scores([still], [still] * 6).verdict is Verdict.UNCHANGED


def test_fewer_complaints_than_elsewhere_are_found() -> None:
    chance = random.Random(7)
    found = of_rates([counted(chance, 0.4)], [counted(chance, 1.0) for _ in range(15)])

    assert found.verdict is Verdict.IMPROVED
    assert found.high is not None
    assert found.high < 1


def test_complaints_that_fall_everywhere_are_no_effect() -> None:
    chance = random.Random(8)

    assert (
        of_rates([counted(chance, 0.5)], [counted(chance, 0.5) for _ in range(15)]).verdict
        is Verdict.UNCHANGED
    )


def test_units_that_differ_wildly_by_themselves_widen_the_interval() -> None:
    trained = [Counted(40, 2000, 20, 2000)]
    calm = of_rates(trained, [Counted(40, 2000, 40, 2000)] * 10)
    wild = of_rates(trained, [Counted(40, 2000, 15, 2000), Counted(15, 2000, 40, 2000)] * 5)

    assert calm.verdict is Verdict.IMPROVED
    assert wild.verdict is Verdict.UNCHANGED


def test_more_complaints_are_worse_and_few_say_nothing() -> None:
    others = [Counted(20, 1000, 20, 1000)] * 8

    assert of_rates([Counted(10, 1000, 40, 1000)], others).verdict is Verdict.WORSE
    assert of_rates([Counted(6, 1000, 3, 1000)], others).verdict is Verdict.TOO_FEW
    assert of_rates([Counted(60, 0, 30, 0)], others).verdict is Verdict.TOO_FEW
