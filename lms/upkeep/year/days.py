"""Moments of a generated year: working days of an office, counted fast, and hours at its counter."""

from bisect import bisect_right
from datetime import date, datetime, time, timedelta, tzinfo

import numpy as np

from lms.voice.rules import working_days

OPENS, CLOSES = 8 * 60, 15 * 60


class Calendar:
    """The working days from one day to another, by their place in a list."""

    def __init__(self, begins: date, ends: date, zone: tzinfo) -> None:
        every = (begins + timedelta(days=step) for step in range((ends - begins).days + 1))
        self.days = [day for day in every if working_days.is_working(day)]
        self.zone = zone

    def after(self, start: date, days: int) -> date:
        """Return the last day of a limit of so many working days; the first day does not count."""
        return self.days[bisect_right(self.days, start) + days - 1] if days else start

    def between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and with `end`."""
        return bisect_right(self.days, end) - bisect_right(self.days, start)

    def within(self, begins: date, ends: date) -> list[date]:
        return [day for day in self.days if begins <= day <= ends]

    def moment(self, chance: np.random.Generator, day: date) -> datetime:
        """Draw a minute of that day while the counter is open."""
        minute = int(chance.integers(OPENS, CLOSES))
        return datetime.combine(day, time(minute // 60, minute % 60), self.zone)
