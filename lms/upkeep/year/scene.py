"""What every layer of a generated year shares: chance, what was drawn, the calendar, whom it tells."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from lms.upkeep.year.days import Calendar
from lms.upkeep.year.rules.plan import Quarter
from lms.upkeep.year.rules.voices import Year


@dataclass(frozen=True, slots=True)
class Scene:
    """A year about to be laid; `tell` hears of so many rows more, `at` is the moment of the command."""

    chance: np.random.Generator
    year: Year
    quarters: Sequence[Quarter]
    calendar: Calendar
    today: date
    at: datetime
    tell: Callable[[int], object]

    def one(self, words: Sequence[str]) -> str:
        return words[int(self.chance.integers(len(words)))]

    def happens(self, share: float) -> bool:
        return bool(self.chance.random() < share)


@dataclass(frozen=True, slots=True)
class District:
    """Where everything is in the database: units by their place, and the people of each."""

    units: tuple[int, ...]
    people: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """A service as it was laid: its row, its unit and that one's place, the elements that it asks."""

    id: int
    unit_id: int
    place: int
    name: str
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """The rows that others point at: periods in order, services by their unit's place."""

    periods: tuple[int, ...]
    services: tuple[tuple[Offered, ...], ...]
