"""What citizens say in a generated year: each answer's scores, each quarter's complaints; drawn, not laid."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lms.upkeep.year.rules import truth
from lms.upkeep.year.rules.plan import QUARTERS, SERVED_FOR_ONE, TRAININGS, UNITS, Size, Training
from lms.upkeep.year.rules.truth import CATEGORIES
from lms.voice.rules import elements
from lms.voice.rules.satisfaction_index import Counts

Ints = NDArray[np.int64]
Scores = NDArray[np.int8]
# One answer in thirty leaves an element out and is put aside.
LEFT_OUT = 1 / 30


@dataclass(frozen=True, slots=True)
class Year:
    """All that was said, by the units' place in the district and the quarters'.

    `answers` is [unit, quarter], how many; `scores` is [answer, element] from 1 to 4, 0 where left out,
    ordered by unit and quarter; `complaints` is [unit, quarter, category], `served` [unit, quarter] people.
    """

    answers: Ints
    scores: Scores
    complaints: Ints
    served: Ints
    starts: Ints

    def of(self, unit: int, quarter: int) -> Scores:
        """Return the scores of a unit's answers in a quarter."""
        place = unit * QUARTERS + quarter
        return self.scores[self.starts[place] : self.starts[place + 1]]

    def counts(self, unit: int, quarter: int, element: str) -> Counts:
        """Return how many complete answers of a unit in a quarter chose 1, 2, 3 and 4 for an element."""
        chosen = self.of(unit, quarter)
        complete = chosen[(chosen > 0).all(axis=1), elements.KEYS.index(element)]
        _, one, two, three, four = (int(number) for number in np.bincount(complete, minlength=5))
        return one, two, three, four

    def complained(self, unit: int, quarter: int, category: str) -> int:
        """Return how many complaints of a category a unit had in a quarter."""
        return int(self.complaints[unit, quarter, list(CATEGORIES).index(category)])


def draw(seed: int, size: Size | None = None, trainings: tuple[Training, ...] = TRAININGS) -> Year:
    """Draw a year; the same seed and size give the same one to the last answer."""
    wanted, chance = size or Size(), np.random.default_rng(seed)
    district = truth.draw(chance, trainings)
    weights = np.repeat(district.size / QUARTERS, QUARTERS)
    numbers = chance.multinomial(wanted.answers, weights)
    levels = district.level.reshape(UNITS * QUARTERS, -1)
    scores = truth.scores(chance, np.repeat(levels, numbers, axis=0))
    forgetful = np.flatnonzero(chance.random(len(scores)) < LEFT_OUT)
    scores[forgetful, chance.integers(0, len(elements.KEYS), len(forgetful))] = 0
    expected = district.complaining.ravel()
    complaints = chance.multinomial(wanted.complaints, expected / expected.sum())
    people = wanted.complaints * SERVED_FOR_ONE * np.repeat(district.served / QUARTERS, QUARTERS)
    served = np.maximum(chance.poisson(people), numbers)
    return Year(
        numbers.reshape(UNITS, QUARTERS),
        scores,
        complaints.reshape(district.complaining.shape),
        served.reshape(UNITS, QUARTERS),
        np.concatenate([[0], np.cumsum(numbers)]),
    )
