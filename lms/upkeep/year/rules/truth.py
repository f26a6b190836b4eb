"""What is true in a generated district: how good each unit is, how it drifts, what a training changes.

A citizen's score is a hidden liking, cut into the four steps: the unit's level in that element, the season
that all units share, the unit's own drift, the lift of a training, the citizen's mood, and chance.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lms.upkeep.year.rules.plan import QUARTERS, SHARES, TRAININGS, UNITS, Training
from lms.voice.rules import elements

Floats = NDArray[np.float64]

# Points of the scale of 4: the common level, and how far units and elements spread round it.
LEVEL, UNIT_SPREAD, ELEMENT_SPREAD = 3.2, 0.15, 0.20
WEAK, WEAK_SPREAD = 2.45, 0.06
SEASON, DRIFT = 0.03, 0.03
MOOD, CHANCE = 0.40, 0.62

# Categories of complaints and how often each is meant (pengaduan/<key>).
CATEGORIES = {
    "waktu": 0.22,
    "prosedur": 0.30,
    "kualitas": 0.18,
    "sarana": 0.11,
    "kode-etik": 0.08,
    "pungli": 0.04,
    "diskriminasi": 0.03,
    "lainnya": 0.04,
}
# How far offices differ in complaints, in a category of their own, from quarter to quarter (log scale).
OFFICE_TEMPER, CATEGORY_TEMPER, WOBBLE = 0.4, 0.6, 0.03
# Who is trained because of complaints is a large office, and has so many times the usual ones of that kind.
BUSY, MANY_TIMES = 4.0, 7.5


@dataclass(frozen=True, slots=True)
class Truth:
    """Levels by unit, quarter and element; how big units are; complaints expected, relative to each other.

    `level` is [unit, quarter, element], `size` [unit] shares of the answers, `served` of the people served,
    `complaining` [unit, quarter, category].
    """

    level: Floats
    size: Floats
    served: Floats
    complaining: Floats


def draw(chance: np.random.Generator, trainings: tuple[Training, ...] = TRAININGS) -> Truth:
    """Draw a district; the same generator state gives the same one."""
    keys = elements.KEYS
    level = LEVEL + chance.normal(0, UNIT_SPREAD, (UNITS, 1)) + chance.normal(0, ELEMENT_SPREAD, (UNITS, 9))
    size = chance.uniform(0.7, 1.3, UNITS)
    # Who is trained is big enough to be judged by its answers.
    size[[training.unit for training in trainings]] = chance.uniform(1.0, 1.3, len(trainings))
    grown = np.repeat(level[:, None, :], QUARTERS, axis=1)
    season = chance.normal(0, SEASON, (1, QUARTERS, 9))
    drift = chance.normal(0, DRIFT, (UNITS, QUARTERS, 9))
    busy = np.ones(UNITS)
    busy[[training.unit for training in trainings if not training.is_element]] = BUSY
    served = size * busy
    complaining = _complaining(chance, served)
    for training in trainings:
        if training.is_element:
            place = keys.index(training.key)
            weak = WEAK + chance.normal(0, WEAK_SPREAD)
            grown[training.unit, :, place] = weak + training.effect * np.array(SHARES)
        else:
            place = list(CATEGORIES).index(training.key)
            usual = served[training.unit] * CATEGORIES[training.key]
            complaining[training.unit, :, place] = usual * MANY_TIMES * training.effect ** np.array(SHARES)
    return Truth(grown + season + drift, size / size.sum(), served / served.sum(), complaining)


def scores(chance: np.random.Generator, levels: Floats) -> NDArray[np.int8]:
    """Cut hidden likings into 1 to 4: `levels` is [answer, element], so is what comes back."""
    mood = chance.normal(0, MOOD, (len(levels), 1))
    liking = levels + mood + chance.normal(0, CHANCE, levels.shape)
    return np.clip(np.rint(liking), 1, 4).astype(np.int8)


def _complaining(chance: np.random.Generator, served: Floats) -> Floats:
    """Return expected complaints by unit, quarter and category; offices differ much, and lastingly."""
    shares = np.array(list(CATEGORIES.values()))
    office = np.exp(chance.normal(0, OFFICE_TEMPER, (UNITS, 1, 1)))
    own = np.exp(chance.normal(0, CATEGORY_TEMPER, (UNITS, 1, len(shares))))
    wobble = np.exp(chance.normal(0, WOBBLE, (UNITS, QUARTERS, len(shares))))
    grown: Floats = served[:, None, None] * shares * office * own * wobble
    return grown
