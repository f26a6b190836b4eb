"""What the public may know of the complaints desk: received, in time, how long, by quarter and category.

Reports told in confidence are counted like all others and shown in no other way.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Integer, case, cast, extract, func, select
from sqlalchemy.orm import Session

from lms.home.openness.rules import suppression
from lms.voice.complaints.figures import counted
from lms.voice.complaints.models import Category, Complaint

QUARTERS = 8
ROMAN = ("I", "II", "III", "IV")


@dataclass(slots=True)
class Tally:
    """Reports of a quarter, or of one category in it; `days` counts ended ones by working days taken.

    What was rejected, or is another agency's, is received but neither in time nor late.
    """

    received: int = 0
    ended: int = 0
    in_time: int = 0
    days: Counter[int] = field(default_factory=Counter)

    @property
    def median(self) -> float | None:
        """Middle of the working days taken; None below five."""
        if self.days.total() < suppression.FEWEST:
            return None
        ordered = sorted(self.days.elements())
        middle = len(ordered) // 2
        return float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2

    @property
    def percent(self) -> float | None:
        """Ended in time of all ended, in per cent; None below five."""
        return 100 * self.in_time / self.ended if self.ended >= suppression.FEWEST else None


@dataclass(frozen=True, slots=True)
class Line:
    """A category in a quarter; figures are None where fewer than five reports stand behind them."""

    key: str
    name: str
    name_en: str
    received: int | None
    percent: float | None
    median: float | None


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months, by the day a report came."""

    year: int
    place: int
    all: Tally
    lines: tuple[Line, ...]

    @property
    def name(self) -> str:
        """`Triwulan III 2026` without its first word."""
        return f"{ROMAN[self.place]} {self.year}"

    @property
    def received(self) -> int | None:
        return suppression.shown(self.all.received)


def quarters(session: Session, today: date) -> list[Quarter]:
    """Return the quarters of the last two years in which reports came, the oldest first; two queries."""
    first = today.year * 4 + (today.month - 1) // 3 - QUARTERS + 1
    since = date(first // 4, first % 4 * 3 + 1, 1)
    categories = session.scalars(select(Category).order_by(Category.position, Category.key)).all()
    tallies: dict[tuple[int, int], dict[str, Tally]] = {}
    for year, place, category, ours, days, in_time, number in _rows(session, since):
        tally = tallies.setdefault((int(year), int(place)), {}).setdefault(category, Tally())
        tally.received += number
        if days is not None and ours:
            tally.ended += number
            tally.in_time += number if in_time else 0
            tally.days[int(days)] += number
    return [
        Quarter(year, place, _sum(found.values()), _lines(found, categories))
        for (year, place), found in sorted(tallies.items())
    ]


def _rows(session: Session, since: date) -> Iterable[tuple[Any, ...]]:
    """Select (year, quarter, category, whether it was ours, days taken, whether in time, how many)."""
    year = cast(extract("year", Complaint.received_on), Integer)
    month = cast(extract("month", Complaint.received_on), Integer)
    place = case((month <= 3, 0), (month <= 6, 1), (month <= 9, 2), else_=3)
    each = (
        select(
            year.label("year"),
            place.label("place"),
            Complaint.category_key,
            counted().label("ours"),
            Complaint.taken_days,
            Complaint.in_time,
        )
        .where(Complaint.received_on >= since)
        .subquery()
    )
    # Grouped by names: PostgreSQL takes two expressions with parameters for two different ones.
    return session.execute(select(*each.c, func.count()).group_by(*each.c))


def _lines(found: dict[str, Tally], categories: Iterable[Category]) -> tuple[Line, ...]:
    known = [one for one in categories if one.key in found]
    shown = suppression.shown_together([found[one.key].received for one in known])
    return tuple(
        Line(
            one.key,
            one.name,
            one.name_en or one.name,
            received,
            None if received is None else found[one.key].percent,
            None if received is None else found[one.key].median,
        )
        for one, received in zip(known, shown, strict=True)
    )


def _sum(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total.received += tally.received
        total.ended += tally.ended
        total.in_time += tally.in_time
        total.days.update(tally.days)
    return total
