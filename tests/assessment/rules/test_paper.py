from collections.abc import Mapping
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lms.assessment.rules.paper import Dice, compose, drawn

SEEDS = st.integers(min_value=0, max_value=2**63 - 1)


def a_quiz(sizes: list[int], draw: int | None, shuffle: list[str]) -> Mapping[str, Any]:
    pools = [
        {
            "draw": draw,
            "questions": [
                {"id": f"{pool}-{place}", "hash": f"h{pool}-{place}", "points": "1"} for place in range(size)
            ],
        }
        for pool, size in enumerate(sizes)
    ]
    return {"pools": pools, "shuffle": shuffle}


def four_options(_hash: str, dice: Random) -> list[int]:
    order = [0, 1, 2, 3]
    dice.shuffle(order)
    return order


SIZES = st.lists(st.integers(0, 8), max_size=5)
DRAW = st.none() | st.integers(1, 10)
SHUFFLE = st.lists(st.sampled_from(["questions", "options"]), unique=True)


@given(SIZES, DRAW, SHUFFLE, SEEDS)
def test_every_pool_gives_as_many_as_it_draws(sizes, draw, shuffle, seed) -> None:
    paper = compose(a_quiz(sizes, draw, shuffle), seed, four_options)

    taken = [sum(item["id"].startswith(f"{pool}-") for item in paper) for pool in range(len(sizes))]
    assert taken == [size if draw is None else min(draw, size) for size in sizes]
    assert len({item["id"] for item in paper}) == len(paper)


@given(SIZES, DRAW, SHUFFLE, SEEDS)
def test_the_same_seed_deals_the_same_paper(sizes, draw, shuffle, seed) -> None:
    quiz = a_quiz(sizes, draw, shuffle)

    assert compose(quiz, seed, four_options) == compose(quiz, seed, four_options)


@given(SIZES, DRAW, SHUFFLE, SEEDS)
def test_pools_keep_their_places_and_questions_theirs_unless_shuffled(sizes, draw, shuffle, seed) -> None:
    paper = compose(a_quiz(sizes, draw, shuffle), seed, four_options)

    pools = [item["id"].split("-")[0] for item in paper]
    assert pools == sorted(pools)
    if "questions" not in shuffle:
        assert [item["id"] for item in paper] == sorted(item["id"] for item in paper)


@given(SIZES, SHUFFLE, SEEDS)
def test_options_change_places_only_where_asked(sizes, shuffle, seed) -> None:
    for item in compose(a_quiz(sizes, None, shuffle), seed, four_options):
        assert sorted(item["order"]) == ([0, 1, 2, 3] if "options" in shuffle else [])


def test_a_deal_stays_the_same_in_every_version_of_python() -> None:
    pool = list("abcdefgh")

    dealt = ["".join(drawn(pool, 4, Dice(seed), mixed=True)) for seed in (0, 1, 20260302)]

    assert dealt == ["adeh", "acdg", "dbcf"]


def test_every_question_of_a_pool_is_drawn_about_equally_often() -> None:
    counts = dict.fromkeys("abcde", 0)
    for seed in range(5000):
        for letter in drawn("abcde", 2, Dice(seed), mixed=True):
            counts[letter] += 1

    # 2,000 each expected, standard deviation 35: five of them on either side.
    assert all(1825 < count < 2175 for count in counts.values())
