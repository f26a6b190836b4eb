"""When a module, and when a course, is done; how long reading takes at the very least."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

WORDS_PER_MINUTE = 200
# Nobody reads five times as fast as that; a page of pictures and a very long page have bounds of their own.
LEAST_SHARE = Fraction(1, 5)
LEAST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(minutes=3)

MANUAL = "manual"
EVERYTHING = Fraction(100)


@dataclass(frozen=True, slots=True)
class Requirements:
    """What one edition of a course asks for."""

    kind: str
    modules: tuple[str, ...]
    has_exam: bool

    def done(self, finished: Collection[str], *, exam_passed: bool) -> bool:
        """Return whether the course is complete. A manual never is: it is for looking things up."""
        if self.kind == MANUAL:
            return False
        return not self.unfinished(finished) and (exam_passed or not self.has_exam)

    def unfinished(self, finished: Collection[str]) -> tuple[str, ...]:
        return tuple(name for name in self.modules if name not in finished)

    def percent(self, finished: Collection[str], *, exam_passed: bool) -> Fraction:
        """Return how much of the course is done, 0..100; the exam weighs as much as one module."""
        steps = len(self.modules) + self.has_exam
        if not steps:
            return Fraction(0)
        met = len(self.modules) - len(self.unfinished(finished)) + (self.has_exam and exam_passed)
        return EVERYTHING * met / steps


def shortest_reading(words: int) -> timedelta:
    """Return how long a module must have been open before "read to the end" is believed.

    A fifth of its words at 200 words a minute, at least 10 seconds, at most 3 minutes. Learning time
    is declared by the curriculum, not measured (domain.md §2); this only stops clicking through.
    """
    seconds = LEAST_SHARE * words * 60 / WORDS_PER_MINUTE
    return min(max(timedelta(seconds=float(seconds)), LEAST_WAIT), LONGEST_WAIT)


def seconds_missing(words: int, opened_at: datetime, now: datetime) -> int:
    """Return how many whole seconds of reading are still missing; 0 when it was long enough."""
    missing = shortest_reading(words) - (now - opened_at)
    return max(0, -(-missing // timedelta(seconds=1)))
