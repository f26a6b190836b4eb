"""The reports that an officer sees: a list by key, a board by state, the numbers above them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select, tuple_
from sqlalchemy.orm import Session

from lms.people import units
from lms.people.models import Person, Unit
from lms.voice.complaints.models import Category, Complaint, Kind, State
from lms.voice.rules import states, tickets, working_days
from lms.voice.rules.working_days import SiteDays

PAGE, CHUNK = 50, 500
ON_BOARD = 6
# A deadline is near from so many working days before it.
NEAR_DAYS = 2
EXCERPT = 160


class Group(StrEnum):
    """Which reports, when no single state is asked for."""

    OPEN = "terbuka"
    ENDED = "berakhir"
    ALL = "semua"


class Due(StrEnum):
    """How the next deadline stands."""

    LATE = "lewat"
    NEAR = "dekat"


@dataclass(frozen=True, slots=True)
class Officer:
    """Who looks: his or her own unit's path too, for nobody sees reports about the own unit's people."""

    person_id: int
    scope: str = ""
    unit_path: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the filter asks for; empty is everything. `text` is a number, or part of the report."""

    group: Group = Group.OPEN
    state: State | None = None
    category: str = ""
    kind: Kind | None = None
    unit_path: str = ""
    due: Due | None = None
    handler_id: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """Where a page ended: the next deadline and the report's id."""

    day: date
    complaint_id: int


@dataclass(frozen=True, slots=True)
class Row:
    """One report as lists and cards show it; `next_by` is the deadline that comes next."""

    id: int
    number: str
    kind: Kind
    category: str
    category_en: str
    unit: str
    state: State
    excerpt: str
    received_on: date
    next_by: date
    finish_by: date
    handler: str
    anonymous: bool
    confidential: bool
    done_at: datetime | None
    taken_days: int | None
    in_time: bool | None
    rating: int | None
    service_id: int | None

    def due(self, today: date, near: date) -> Due | None:
        """Tell whether the next deadline is over or near; while the citizen is asked, none runs."""
        return _due(self.state, self.next_by, Days(today, near))


@dataclass(frozen=True, slots=True)
class Page:
    rows: tuple[Row, ...]
    next: Key | None


@dataclass(frozen=True, slots=True)
class Counts:
    """The three numbers that matter, and how many stand in each state."""

    open: int
    late: int
    near: int
    by_state: Mapping[State, int]


@dataclass(frozen=True, slots=True)
class Days:
    """Today and the last day that counts as near."""

    today: date
    near: date


def days(today: date, site: SiteDays) -> Days:
    return Days(today, working_days.after(today, NEAR_DAYS, site))


def due_of(complaint: Complaint, seen: Days) -> tuple[date, Due | None]:
    """Return the deadline of one report that comes next, and how it stands."""
    if complaint.state == State.NEW:
        day = complaint.verify_by
    elif complaint.state in (State.VERIFIED, State.ASSIGNED) and complaint.answered_at is None:
        day = complaint.plan_by
    else:
        day = complaint.finish_by
    return day, _due(complaint.state, day, seen)


def officer(session: Session, person_id: int, scope: str, unit_id: int | None) -> Officer:
    path = session.scalar(select(Unit.path).where(Unit.id == unit_id)) if unit_id is not None else None
    return Officer(person_id, scope, path or "")


def visible(who: Officer) -> tuple[ColumnElement[bool], ...]:
    """Limit a query to what an officer may see: the branch, and never what is about him or the own unit."""
    own = units.steps(who.unit_path)
    where = [
        or_(Complaint.accused_id.is_(None), Complaint.accused_id != who.person_id),
        or_(Complaint.accused_unit_id.is_(None), Complaint.accused_unit_id.not_in(own)),
    ]
    if who.scope:
        where.append(Complaint.desk_unit_id.in_(select(Unit.id).where(units.below(who.scope))))
    return tuple(where)


def page(
    session: Session, who: Officer, wanted: Wanted, seen: Days, *, after: Key | None = None, size: int = PAGE
) -> Page:
    """Return one page: open ones by their next deadline, ended ones the newest first."""
    rows = _rows().where(*visible(who), *_wanted(wanted, seen))
    if _by_deadline(wanted):
        if after is not None:
            rows = rows.where(tuple_(next_by(), Complaint.id) > (after.day, after.complaint_id))
        rows = rows.order_by(next_by(), Complaint.id)
    else:
        if after is not None:
            rows = rows.where(Complaint.id < after.complaint_id)
        rows = rows.order_by(Complaint.id.desc())
    found = [Row(*row) for row in session.execute(rows.limit(size + 1))]
    more = Key(found[size - 1].next_by, found[size - 1].id) if len(found) > size else None
    return Page(tuple(found[:size]), more)


def everything(session: Session, who: Officer, wanted: Wanted, seen: Days) -> Iterator[Row]:
    """Go through all that match, some hundred at a time."""
    after: Key | None = None
    while True:
        chunk = page(session, who, wanted, seen, after=after, size=CHUNK)
        yield from chunk.rows
        if chunk.next is None:
            return
        after = chunk.next


def board(session: Session, who: Officer, wanted: Wanted, seen: Days) -> dict[State, list[Row]]:
    """Return the first cards of each open state, by their next deadline; one query for all columns."""
    place = func.row_number().over(partition_by=Complaint.state, order_by=(next_by(), Complaint.id))
    ranked = (
        select(Complaint.id.label("id"), place.label("place"))
        .where(*visible(who), *_wanted(replace(wanted, group=Group.OPEN, state=None), seen))
        .subquery()
    )
    rows = _rows().join(ranked, ranked.c.id == Complaint.id).where(ranked.c.place <= ON_BOARD)
    found: dict[State, list[Row]] = {State(name): [] for name in states.STATES if name in states.OPEN}
    for row in session.execute(rows.order_by(next_by(), Complaint.id)):
        one = Row(*row)
        found[State(one.state)].append(one)
    return found


def counts(session: Session, who: Officer, wanted: Wanted, seen: Days) -> Counts:
    """Count by state over the filter but for state and deadline, so that each number can be opened."""
    over = replace(wanted, group=Group.ALL, state=None, due=None)
    each = (
        select(Complaint.state, standing(seen).label("standing"))
        .where(*visible(who), *_wanted(over, seen))
        .subquery()
    )
    rows = select(each.c.state, each.c.standing, func.count()).group_by(each.c.state, each.c.standing)
    by_state = dict.fromkeys(State, 0)
    by_due = dict.fromkeys(Due, 0)
    for state, due, number in session.execute(rows):
        by_state[State(state)] += number
        if due:
            by_due[Due(due)] += number
    running = sum(number for state, number in by_state.items() if state in states.OPEN)
    return Counts(running, by_due[Due.LATE], by_due[Due.NEAR], by_state)


def next_by() -> ColumnElement[date]:
    """Return the deadline that comes next: to verify, to plan, to finish."""
    planned = or_(Complaint.answered_at.is_not(None), Complaint.state.in_((State.IN_PROGRESS, State.WAITING)))
    return case(
        (Complaint.state == State.NEW, Complaint.verify_by),
        (and_(Complaint.state.in_((State.VERIFIED, State.ASSIGNED)), ~planned), Complaint.plan_by),
        else_=Complaint.finish_by,
    )


def standing(seen: Days) -> ColumnElement[str]:
    """Return how the next deadline stands, as `Due`; empty where none is near or runs."""
    still = or_(Complaint.state.in_(states.ENDED), Complaint.state == State.WAITING)
    return case(
        (still, ""),
        (next_by() < seen.today, Due.LATE.value),
        (next_by() <= seen.near, Due.NEAR.value),
        else_="",
    )


def choices(session: Session) -> Sequence[Category]:
    """Return all categories in the order in which a citizen is asked."""
    return session.scalars(select(Category).order_by(Category.position, Category.key)).all()


def _due(state: str, day: date, seen: Days) -> Due | None:
    if state in states.ENDED or state == State.WAITING:
        return None
    if day < seen.today:
        return Due.LATE
    return Due.NEAR if day <= seen.near else None


def _by_deadline(wanted: Wanted) -> bool:
    running = wanted.state in states.OPEN if wanted.state else wanted.group is Group.OPEN
    return running or wanted.due is not None


def _wanted(wanted: Wanted, seen: Days) -> Iterator[ColumnElement[bool]]:
    yield from _states(wanted)
    if wanted.category:
        yield Complaint.category_key == wanted.category
    if wanted.kind is not None:
        yield Complaint.kind == wanted.kind
    if wanted.unit_path:
        yield Complaint.unit_id.in_(select(Unit.id).where(units.below(wanted.unit_path)))
    if wanted.due is not None:
        yield standing(seen) == wanted.due.value
    if wanted.handler_id is not None:
        yield Complaint.handler_id == wanted.handler_id
    if wanted.text.strip():
        yield _said(wanted.text.strip())


def _states(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.state is not None:
        yield Complaint.state == wanted.state
    elif wanted.group is not Group.ALL:
        yield Complaint.state.in_(states.OPEN if wanted.group is Group.OPEN else states.ENDED)


def _said(text: str) -> ColumnElement[bool]:
    number = tickets.number_read(text)
    word = text.casefold()
    said = func.lower(Complaint.text).contains(word, autoescape=True) if word else false()
    return or_(Complaint.number == number, said)


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Complaint.id,
            Complaint.number,
            Complaint.kind,
            Category.name,
            Category.name_en,
            func.coalesce(Unit.name, ""),
            Complaint.state,
            func.substr(Complaint.text, 1, EXCERPT),
            Complaint.received_on,
            next_by(),
            Complaint.finish_by,
            func.coalesce(Person.name, ""),
            Complaint.anonymous,
            Complaint.confidential,
            Complaint.done_at,
            Complaint.taken_days,
            Complaint.in_time,
            Complaint.rating,
            Complaint.service_id,
        )
        .join(Category, Category.key == Complaint.category_key)
        .outerjoin(Unit, Unit.id == Complaint.unit_id)
        .outerjoin(Person, Person.id == Complaint.handler_id)
    )
