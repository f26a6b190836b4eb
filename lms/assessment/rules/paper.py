"""Which questions a learner gets and in what order: drawn pool by pool from a seed."""

import random
from collections.abc import Callable, Mapping, MutableSequence, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
QUESTIONS, OPTIONS = "questions", "options"
# The kind to which nothing is answered.
TEXT = "text"

# One question of a paper: {"id", "hash", "points", "order"}, as it is kept with the attempt.
Item = dict[str, Any]
# Gives an order of a question's options, as author positions; empty where there is nothing to shuffle.
Shuffled = Callable[[str, random.Random], list[int]]


class Dice(random.Random):
    """A generator that deals alike in every version of Python.

    Of the standard generator only `random()` after an integer seed is promised to stay the same (library
    reference, "Notes on Reproducibility"), so shuffles are built on that alone.
    """

    def shuffle(self, x: MutableSequence[Any]) -> None:
        for last in range(len(x) - 1, 0, -1):
            other = int(self.random() * (last + 1))
            x[last], x[other] = x[other], x[last]


def asks(question: Mapping[str, Any]) -> bool:
    """Tell whether anything is to be answered."""
    return bool(question["kind"] != TEXT)


def compose(quiz: Mapping[str, Any], seed: int, shuffled: Shuffled) -> list[Item]:
    """Deal a paper from a quiz's canonical body; the same seed deals the same paper.

    Pools stay in the author's order, so that a topic stays together; questions change places within theirs.
    """
    dice, shuffle = Dice(seed), quiz["shuffle"]
    return [
        {
            "id": question["id"],
            "hash": question["hash"],
            "points": question["points"],
            "order": shuffled(question["hash"], dice) if OPTIONS in shuffle else [],
        }
        for pool in quiz["pools"]
        for question in drawn(pool["questions"], pool["draw"], dice, mixed=QUESTIONS in shuffle)
    ]


def drawn(pool: Sequence[T], take: int | None, dice: Dice, *, mixed: bool) -> list[T]:
    """Take so many of a pool, each subset as likely as any other; all when `take` is None or too many."""
    places = list(range(len(pool)))
    dice.shuffle(places)
    chosen = places if take is None else places[:take]
    return [pool[place] for place in (chosen if mixed else sorted(chosen))]
