"""What reports come to: how many, how fast, about what; each answer from one query of counts."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select, true
from sqlalchemy.orm import Session

from lms.people import units
from lms.people.models import Unit
from lms.voice.complaints.models import Category, Complaint, Kind, State
from lms.voice.models import Period
from lms.voice.rules import cells, states

# Units by id, in each the number of complaints by the category's key.
Rates = Mapping[int, Mapping[str, int]]
# Below this nothing is published (domain.md §4.1).
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Handled:
    """What became of the reports of some days.

    `under_way` are not ended, `late` are those of them whose last day is over. `in_time` counts among `done`;
    `median_days` are working days from receipt to the answer without those spent waiting for the citizen.
    """

    received: int = 0
    under_way: int = 0
    late: int = 0
    done: int = 0
    rejected: int = 0
    forwarded: int = 0
    in_time: int = 0
    median_days: Fraction | None = None

    @property
    def in_time_share(self) -> Fraction | None:
        return Fraction(self.in_time, self.done) if self.done else None

    @property
    def suppressed(self) -> bool:
        """Tell whether too few stand behind these figures for them to be published."""
        return self.received < FEWEST


@dataclass(frozen=True, slots=True)
class Line:
    """A category as it is published; None stands for what too few reports stand behind."""

    name: str
    name_en: str
    received: int | None
    in_time_share: Fraction | None
    median_days: Fraction | None


@dataclass(frozen=True, slots=True)
class Published:
    """What everybody may know of a year's reports, by their day of receipt; `lines` by category."""

    total: Handled
    lines: tuple[Line, ...]


def years(session: Session) -> list[int]:
    """Return the years in which reports came, the newest first."""
    first, last = (session.scalar(select(end(Complaint.received_on))) for end in (func.min, func.max))
    return list(range(last.year, first.year - 1, -1)) if first and last else []


def published(session: Session, year: int, *, today: date) -> Published:
    """Add up a year for the public: no cell tells of fewer than five, nor does what is left of the total.

    Reports told in confidence are counted like all others, and shown in no other way.
    """
    days = date(year, 1, 1), date(year, 12, 31)
    total = of_days(session, *days, today=today)
    if total.suppressed:
        return Published(Handled(), ())
    found = by_category(session, *days, today=today)
    rows = select(Category.key, Category.name, Category.name_en).order_by(Category.position, Category.key)
    known = [row for row in session.execute(rows) if row.key in found]
    counts = cells.shown({key: found[key].received for key, _, _ in known}, FEWEST)
    lines = (_line(name, english, counts[key], found[key]) for key, name, english in known)
    return Published(total, tuple(lines))


def _line(name: str, name_en: str, received: int | None, handled: Handled) -> Line:
    if received is None or handled.done < FEWEST:
        return Line(name, name_en or name, received, None, None)
    return Line(name, name_en or name, received, handled.in_time_share, handled.median_days)


def rates(session: Session, period: Period, unit_ids: Collection[int] | None = None) -> Rates:
    """Count the complaints about each unit by category, by their day of receipt.

    Wishes and requests are no complaints; what was rejected or another agency's is not counted either.
    """
    rows = (
        select(Complaint.unit_id, Complaint.category_key, func.count())
        .where(*_received(period.begins, period.ends), Complaint.kind == Kind.COMPLAINT, counted())
        .where(Complaint.unit_id.is_not(None))
        .group_by(Complaint.unit_id, Complaint.category_key)
    )
    if unit_ids is not None:
        rows = rows.where(Complaint.unit_id.in_(unit_ids))
    found: dict[int, dict[str, int]] = {}
    for unit_id, key, number in session.execute(rows):
        if unit_id is not None:
            found.setdefault(unit_id, {})[key] = number
    return found


def counted() -> ColumnElement[bool]:
    """Limit a query to reports that were ours to answer: neither rejected nor another agency's.

    Of an archived one its reason and the other agency say what it had been.
    """
    archived = and_(
        Complaint.state == State.ARCHIVED, or_(Complaint.reason != "", Complaint.forwarded_to != "")
    )
    return and_(Complaint.state.not_in((State.REJECTED, State.FORWARDED)), ~archived)


def of_days(session: Session, begins: date, ends: date, *, today: date, scope: str = "") -> Handled:
    """Add up what was received on these days about a branch, or about everything."""
    return _grouped(session, literal(0), begins, ends, today=today, scope=scope).get(0, Handled())


def by_category(
    session: Session, begins: date, ends: date, *, today: date, scope: str = ""
) -> dict[str, Handled]:
    """Add up by the category's key, reports of every kind; a category without a report is not there."""
    return _grouped(session, Complaint.category_key.expression, begins, ends, today=today, scope=scope)


def by_unit(
    session: Session, begins: date, ends: date, *, today: date, scope: str = ""
) -> dict[int | None, Handled]:
    """Add up by the unit that a report is about; None gathers those that name no unit."""
    return _grouped(session, Complaint.unit_id.expression, begins, ends, today=today, scope=scope)


def _grouped(
    session: Session, key: ColumnElement[Any], begins: date, ends: date, *, today: date, scope: str
) -> dict[Any, Handled]:
    each = (
        select(key.label("key"), *_columns(today)).where(*_received(begins, ends), _branch(scope)).subquery()
    )
    # Grouped by names: PostgreSQL takes two expressions with parameters for two different ones.
    gathered: dict[Any, list[tuple[Any, ...]]] = {}
    for found, *rest in session.execute(select(*each.c, func.count()).group_by(*each.c)):
        gathered.setdefault(found, []).append(tuple(rest))
    return {found: _added(rows) for found, rows in gathered.items()}


def _columns(today: date) -> tuple[ColumnElement[Any], ...]:
    """What a report is counted under: how it ended, or whether it is late; how long it took."""
    ended = case(
        (or_(Complaint.state == State.FORWARDED, Complaint.forwarded_to != ""), State.FORWARDED.value),
        (or_(Complaint.state == State.REJECTED, Complaint.reason != ""), State.REJECTED.value),
        else_=State.DONE.value,
    )
    outcome = case(
        (Complaint.state.in_(states.ENDED), ended),
        (and_(Complaint.state != State.WAITING, Complaint.finish_by < today), "late"),
        else_="under way",
    )
    return outcome.label("outcome"), Complaint.in_time.expression, Complaint.taken_days.expression


def _added(rows: Iterable[Any]) -> Handled:
    """Add up rows of (outcome, in time, days taken, how many)."""
    outcomes: Counter[str] = Counter()
    days: Counter[int] = Counter()
    in_time = 0
    for outcome, punctual, taken, number in rows:
        outcomes[outcome] += number
        if outcome == State.DONE:
            in_time += number if punctual else 0
            days[taken or 0] += number
    return Handled(
        received=outcomes.total(),
        under_way=outcomes["under way"] + outcomes["late"],
        late=outcomes["late"],
        done=outcomes[State.DONE],
        rejected=outcomes[State.REJECTED],
        forwarded=outcomes[State.FORWARDED],
        in_time=in_time,
        median_days=_median(days),
    )


def _median(days: Counter[int]) -> Fraction | None:
    """Return the middle value, or the mean of the middle two, exactly; None of nothing."""
    total = days.total()
    if not total:
        return None
    lower, upper = (_place(days, (total - 1) // 2), _place(days, total // 2))
    return Fraction(lower + upper, 2)


def _place(days: Counter[int], place: int) -> int:
    seen = 0
    for value in sorted(days):
        seen += days[value]
        if seen > place:
            return value
    raise LookupError(place)


def _received(begins: date, ends: date) -> tuple[ColumnElement[bool], ...]:
    return Complaint.received_on >= begins, Complaint.received_on <= ends


def _branch(scope: str) -> ColumnElement[bool]:
    if not scope:
        return true()
    return Complaint.unit_id.in_(select(Unit.id).where(units.below(scope)))
