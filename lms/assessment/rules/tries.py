"""How often a quiz may be tried, and when again."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Tries:
    """What is left: None means without limit. `next_at` is set while a wait is not over."""

    left: int | None
    next_at: datetime | None

    @property
    def used_up(self) -> bool:
        return self.left == 0


def tries(used: int, limit: int, ended: datetime | None, wait: timedelta, now: datetime) -> Tries:
    """Count what is left of `limit` (0: without limit), and wait from the end of the last attempt."""
    left = max(limit - used, 0) if limit else None
    again = ended + wait if ended is not None else None
    waits = left != 0 and again is not None and now < again
    return Tries(left, again if waits else None)
