from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.assessment.rules.earning import after_tries, by_certainty, closed, penalty, tries, worth
from lms.questions.score import State

FRACTIONS = st.fractions(0, 1)


def test_there_is_one_try_more_than_hints() -> None:
    assert tries({}) == 1
    assert tries({"hints": ["<p>Baca pasal 2.</p>", "<p>Baca pasal 3.</p>"]}) == 3


@pytest.mark.parametrize(
    ("used", "allowed", "state", "over"),
    [
        (0, 3, State.WRONG, False),
        (1, 3, State.WRONG, False),
        (2, 3, State.PARTLY, False),
        (1, 3, State.RIGHT, True),
        (3, 3, State.WRONG, True),
        (1, 1, State.WRONG, True),
        (1, 3, State.UNMARKED, True),
    ],
)
def test_a_question_is_over_when_right_or_without_another_try(
    used: int, allowed: int, state: State, over: bool
) -> None:
    assert closed(used, allowed, state) is over


@pytest.mark.parametrize(
    ("rules", "cost"),
    [({}, 0), ({"penalty": "25"}, Fraction(1, 4)), ({"penalty": "100/3"}, Fraction(1, 3))],
)
def test_the_penalty_is_exact(rules: dict[str, str], cost: Fraction) -> None:
    assert penalty(rules) == cost


@pytest.mark.parametrize(("used", "left"), [(0, 1), (1, 1), (2, Fraction(2, 3)), (3, Fraction(1, 3)), (5, 0)])
def test_each_wrong_try_costs_and_never_more_than_all(used: int, left: Fraction) -> None:
    assert after_tries(Fraction(1), used, Fraction(1, 3)) == left


@pytest.mark.parametrize(
    ("certainty", "right", "earned"),
    [
        (None, True, Fraction(1, 3)),
        (1, True, Fraction(1, 3)),
        (2, True, Fraction(2, 3)),
        (3, True, 1),
        (None, False, 0),
        (1, False, 0),
        (2, False, Fraction(-2, 3)),
        (3, False, -2),
    ],
)
def test_certainty_earns_and_costs(certainty: int | None, right: bool, earned: Fraction) -> None:
    assert by_certainty(Fraction(int(right)), right=right, certainty=certainty) == earned


@given(FRACTIONS, st.integers(1, 9), FRACTIONS)
def test_another_try_never_earns_more(fraction: Fraction, used: int, cost: Fraction) -> None:
    assert 0 <= after_tries(fraction, used + 1, cost) <= after_tries(fraction, used, cost) <= fraction


@given(st.fractions(Fraction(1, 100), 1))
def test_to_be_surer_pays_when_right_and_costs_when_wrong(fraction: Fraction) -> None:
    right = [by_certainty(fraction, right=True, certainty=sure) for sure in (1, 2, 3)]
    wrong = [by_certainty(Fraction(0), right=False, certainty=sure) for sure in (1, 2, 3)]

    assert right == sorted(right)
    assert wrong == sorted(wrong, reverse=True)


@given(st.fractions(0, 1))
def test_honesty_pays_best(chance: Fraction) -> None:
    """Up to 67 % sure it pays best to say 1, above 80 % to say 3: the thresholds of the scheme itself."""
    expected = {
        sure: chance * by_certainty(Fraction(1), right=True, certainty=sure)
        + (1 - chance) * by_certainty(Fraction(0), right=False, certainty=sure)
        for sure in (1, 2, 3)
    }
    best = max(expected.values())

    honest = 1 if chance <= Fraction(2, 3) else 2 if chance <= Fraction(4, 5) else 3
    assert expected[honest] == best


@pytest.mark.parametrize(("state", "left"), [("right", 2), ("blank", 2), ("unscored", 0), ("void", 0)])
def test_what_nobody_marks_is_worth_nothing(state: str, left: int) -> None:
    assert worth(Fraction(2), state) == left
