"""Which answers are chosen, and by whom: the strong, the middle, the weak."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from lms.assessment.rules.statistics.scores import Whole
from lms.questions.kind import ResponseClass

LOWER, MIDDLE, UPPER = 0, 1, 2
BANDS = 3

# Answers that fall into the same classes: the ids chosen of each part, and how many of each band gave them.
Tally = tuple[dict[str, tuple[str, ...]], tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """One class of answers: who gave it by band, of how many; `fraction` is what it earns of its part."""

    part: str
    part_text: str
    id: str
    text: str
    fraction: Fraction | None
    bands: tuple[int, int, int]

    @property
    def count(self) -> int:
        return sum(self.bands)


@dataclass(frozen=True, slots=True)
class Choices:
    """The table of a question's answers: all classes, those that nobody gave too; `blank` left it all out."""

    classes: tuple[Chosen, ...]
    blank: tuple[int, int, int]
    asked: tuple[int, int, int]

    @property
    def n(self) -> int:
        return sum(self.asked)

    def share(self, one: Chosen) -> float:
        return one.count / self.n if self.n else 0.0


def bands(totals: Whole) -> NDArray[np.int64]:
    """Part attempts into thirds by their mark; equal marks stay together, so that no lot is drawn."""
    values, places, counts = np.unique(totals, return_inverse=True, return_counts=True)
    middles = np.cumsum(counts) - (counts + 1) / 2
    third = np.minimum((middles * BANDS / max(len(totals), 1)).astype(np.int64), UPPER)
    found: NDArray[np.int64] = third[places] if len(values) else places
    return found


def tabulate(
    classes: Sequence[ResponseClass], tallies: Iterable[Tally], asked: tuple[int, int, int]
) -> Choices:
    """Count answers by class and band; who has no class in any part has left the question blank."""
    counts = {(one.part, one.id): [0, 0, 0] for one in classes}
    given = [0, 0, 0]
    for ids_by_part, of_band in tallies:
        chosen = [(part, one) for part, ids in ids_by_part.items() for one in ids]
        for place, count in enumerate(of_band):
            given[place] += count if chosen else 0
            for key in chosen:
                if key in counts:
                    counts[key][place] += count
    return Choices(
        tuple(
            Chosen(one.part, one.part_text, one.id, one.text, one.fraction, _three(counts[one.part, one.id]))
            for one in classes
        ),
        _three([most - answered for most, answered in zip(asked, given, strict=True)]),
        asked,
    )


def _three(counts: Sequence[int]) -> tuple[int, int, int]:
    lower, middle, upper = counts
    return lower, middle, upper
