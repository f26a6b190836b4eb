"""The index to the last digit: the cuts, the weights, what is put aside, the sample, the interval."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.voice.rules import elements, intervals, samples
from lms.voice.rules.satisfaction_index import Grade, Weighting, complete, grade, index, mean, rounded

PUBLISHED = {
    10: 10, 20: 19, 30: 28, 50: 44, 75: 63, 100: 80, 150: 108, 200: 132, 250: 152, 300: 169, 400: 196,
    500: 217, 750: 254, 1000: 278, 2000: 322, 3000: 341, 5000: 357, 10_000: 370, 20_000: 377,
    50_000: 381, 75_000: 382, 1_000_000: 384,
}  # fmt: skip


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("100.00", Grade.A), ("88.31", Grade.A), ("88.30", Grade.B), ("76.61", Grade.B), ("76.60", Grade.C),
        ("65.00", Grade.C), ("64.99", Grade.D), ("25.00", Grade.D),
    ],
)  # fmt: skip
def test_each_cut_belongs_to_the_better_grade(value, expected):
    assert grade(Decimal(value)) is expected


@pytest.mark.parametrize(
    ("exact", "expected", "quality"),
    [
        (Fraction("88.305"), "88.31", Grade.A),
        (Fraction("88.3049999"), "88.30", Grade.B),
        (Fraction("64.995"), "65.00", Grade.C),
        (Fraction("64.9949999"), "64.99", Grade.D),
        (Fraction("76.605"), "76.61", Grade.B),
    ],
)
def test_it_is_rounded_half_up_before_it_is_graded(exact, expected, quality):
    assert rounded(exact) == Decimal(expected)
    assert grade(rounded(exact)) is quality


def test_all_ones_are_25_and_all_fours_100():
    assert index([Fraction(1)] * 9).value == Decimal("25.00")
    assert index([Fraction(4)] * 9).value == Decimal("100.00")
    assert index([Fraction(4)] * 9, Weighting.OLD).value == Decimal("99.00")


def test_weights_are_one_over_the_number_of_elements_and_the_old_one_is_named():
    # Means of a published example: 91.4751 with exact weights, 90.5603 with 0.11.
    means = [Fraction("3.659004")] * 9

    exact, old = index(means), index(means, Weighting.OLD)

    assert (exact.value, exact.grade) == (Decimal("91.48"), Grade.A)
    assert (old.value, old.weighting) == (Decimal("90.56"), Weighting.OLD)
    assert index(means[:8]).value == Decimal("91.48")
    with pytest.raises(ValueError, match="nine elements, not 8"):
        index(means[:8], Weighting.OLD)


def test_without_an_answer_there_is_no_index():
    assert mean((0, 0, 0, 0)) is None
    assert index([]) is None


def test_a_mean_is_exact():
    assert mean((1, 0, 0, 2)) == Fraction(3)
    assert mean((0, 1, 1, 1)) == Fraction(3)
    assert mean((1, 1, 1, 0)) == Fraction(2)


def test_an_answer_counts_when_all_that_is_asked_is_answered():
    scores = dict.fromkeys(elements.KEYS, 3)

    assert complete(scores, elements.KEYS)
    assert not complete(scores | {"waktu": None}, elements.KEYS)
    assert complete(scores | {"biaya": None}, [key for key in elements.KEYS if key != "biaya"])


def test_the_questionnaire_asks_facilities_before_complaints_and_cost_in_its_own_words():
    assert elements.KEYS[7:] == ("sarana", "pengaduan")
    assert [word.id for word in elements.BY_KEY["biaya"].options] == [
        "Sangat mahal", "Cukup mahal", "Murah", "Gratis",
    ]  # fmt: skip
    assert elements.in_order(["pengaduan", "waktu", "sarana", "x"]) == ("waktu", "sarana", "pengaduan")


@pytest.mark.parametrize(("population", "sample"), PUBLISHED.items())
def test_the_sample_is_the_published_tables(population, sample):
    assert samples.needed(population) == sample


def test_nobody_served_needs_no_answer():
    assert samples.needed(0) == 0
    assert samples.needed(1) == 1


@given(st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_the_interval_holds_the_mean_and_is_the_same_for_a_seed(counts):
    seen = dict(enumerate(counts, start=1))
    number = sum(counts)

    found = intervals.of_mean(seen, "a", draws=200)

    if number < 2:
        assert found is None
    else:
        middle = sum(value * count for value, count in seen.items()) / number
        assert found[0] - 1e-9 <= middle <= found[1] + 1e-9
        assert found == intervals.of_mean(seen, "a", draws=200)


def test_more_answers_narrow_the_interval_as_the_root_of_their_number():
    few = intervals.of_mean({2: 50, 3: 100, 4: 50}, "a")
    many = intervals.of_mean({2: 5000, 3: 10_000, 4: 5000}, "a")

    assert (few[1] - few[0]) / (many[1] - many[0]) == pytest.approx(10, rel=0.15)
