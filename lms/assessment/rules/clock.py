"""How long an attempt may take, by the server's clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from math import ceil

# Time given for the way through a slow network. None by default: a save that was begun in time and arrives
# late is told so, and people who need longer have a factor of their own.
GRACE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment after which an answer is kept but no longer scored; None: there is none."""

    at: datetime | None

    def passed(self, now: datetime, grace: timedelta = GRACE) -> bool:
        return self.at is not None and now > self.at + grace

    def left(self, now: datetime) -> timedelta | None:
        """Return the time left, never less than none."""
        return None if self.at is None else max(self.at - now, timedelta(0))

    def ends(self, now: datetime) -> datetime:
        """Return when an attempt closed now has ended: at its deadline when that is over."""
        return now if self.at is None else min(now, self.at)


def deadline(began: datetime, minutes: int | None, factor: Fraction = Fraction(1)) -> Deadline:
    """Give `minutes` times the person's accommodation, rounded up to a whole second."""
    if not minutes:
        return Deadline(None)
    return Deadline(began + timedelta(seconds=ceil(minutes * 60 * factor)))
