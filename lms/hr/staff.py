"""The people of a unit and below, with credit hours against the target: one page, or all of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select, tuple_
from sqlalchemy.orm import Session

from lms.asn.kinds import EmployeeKind
from lms.ledger.models import YearTotal
from lms.ledger.rules import targets
from lms.people import identities, units
from lms.people.models import Identity, IdentityKind, Person, Unit
from lms.people.persons import sort_name

PAGE = 50
CHUNK = 1000
NUMBERS = (IdentityKind.NIP, IdentityKind.NI_PPPK)
NOTHING = Decimal(0)


class Standing(StrEnum):
    """Where somebody is on the way to the year's target."""

    REACHED = "reached"
    BEGUN = "begun"
    NOTHING = "nothing"


class Sort(StrEnum):
    NAME = "name"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to list. `scope` is the path that the officer's right is limited to, empty for everybody."""

    year: int
    scope: str = ""
    unit_path: str = ""
    text: str = ""
    kind: EmployeeKind | None = None
    standing: Standing | None = None
    sort: Sort = Sort.NAME


@dataclass(frozen=True, slots=True)
class Key:
    """Where a page ended: the sorted value and the person's id."""

    value: str
    person_id: int


@dataclass(frozen=True, slots=True)
class Row:
    """One person as the list shows him or her."""

    id: int
    name: str
    number: str
    kind: EmployeeKind
    rank: str | None
    position: str
    unit: str
    jp: Decimal
    target: Decimal
    courses: int
    active: bool
    sort_name: str

    @property
    def standing(self) -> Standing:
        if not self.jp:
            return Standing.NOTHING
        return Standing.REACHED if self.jp >= self.target else Standing.BEGUN


@dataclass(frozen=True, slots=True)
class Page:
    rows: tuple[Row, ...]
    next: Key | None


@dataclass(frozen=True, slots=True)
class Figures:
    """How many people there are, have reached the target, have begun, have nothing yet."""

    people: int
    reached: int
    nothing: int

    @property
    def begun(self) -> int:
        return self.people - self.reached - self.nothing


def page(session: Session, wanted: Wanted, after: Key | None = None, size: int = PAGE) -> Page:
    """Return one page, by key: the hundredth costs what the first does."""
    found = session.execute(_ordered(_rows(wanted), wanted, after).limit(size + 1)).all()
    rows = tuple(_row(values, wanted.year) for values in found[:size])
    return Page(rows, _key(rows[-1], wanted) if len(found) > size else None)


def everybody(session: Session, wanted: Wanted) -> Iterator[Row]:
    """Go through all who are wanted, a thousand at a time."""
    after: Key | None = None
    while True:
        chunk = page(session, wanted, after, CHUNK)
        yield from chunk.rows
        if chunk.next is None:
            return
        after = chunk.next


def figures(session: Session, wanted: Wanted) -> Figures:
    """Count by standing over the whole filter but for the standing itself."""
    standing = standing_of(wanted.year)
    rows = _filtered(_joined(select(standing, func.count(Person.id)), wanted.year), _all(wanted))
    counted = {row[0]: row[1] for row in session.execute(rows.group_by(standing))}
    return Figures(
        sum(counted.values()),
        counted.get(Standing.REACHED.value, 0),
        counted.get(Standing.NOTHING.value, 0),
    )


def one(session: Session, wanted: Wanted, person_id: int) -> Row | None:
    """Return one person of the scope; None for somebody outside it, as for nobody."""
    found = session.execute(_filtered(_rows(wanted), wanted).where(Person.id == person_id)).one_or_none()
    return _row(found, wanted.year) if found else None


def ids(session: Session, wanted: Wanted, limit: int) -> list[int]:
    """Return the ids of who is wanted, at most `limit`."""
    rows = chosen(wanted).order_by(Person.sort_name, Person.id).limit(limit)
    return list(session.scalars(rows))


def chosen(wanted: Wanted) -> Select[int]:
    """Return the query of the ids of who is wanted, to stand inside another."""
    return _filtered(_joined(select(Person.id), wanted.year), wanted)


def within(session: Session, scope: str, person_ids: list[int]) -> list[int]:
    """Keep those ids that belong to the scope."""
    rows = select(Person.id).where(Person.id.in_(person_ids))
    if scope:
        rows = rows.where(Person.unit_id.in_(units_below(scope)))
    return list(session.scalars(rows))


def _all(wanted: Wanted) -> Wanted:
    return replace(wanted, standing=None)


def _rows(wanted: Wanted) -> Select[*tuple[Any, ...]]:
    columns = select(
        Person.id,
        Person.name,
        Person.front_title,
        Person.back_title,
        Person.sort_name,
        Person.kind,
        Person.rank,
        Person.position,
        Person.password_hash.is_not(None).label("active"),
        Unit.name.label("unit"),
        YearTotal.jp,
        YearTotal.courses,
        Identity.value.label("number"),
    )
    # Joined, not selected from: a subquery would gather everybody's number for a page of fifty.
    number = and_(Identity.person_id == Person.id, identities.current(), Identity.kind.in_(NUMBERS))
    joined = _joined(columns, wanted.year).outerjoin(Unit, Unit.id == Person.unit_id)
    return joined.outerjoin(Identity, number)


def _joined(columns: Select[*tuple[Any, ...]], year: int) -> Select[*tuple[Any, ...]]:
    total = and_(YearTotal.person_id == Person.id, YearTotal.year == year)
    return columns.select_from(Person).outerjoin(YearTotal, total)


def _filtered(rows: Select[*tuple[Any, ...]], wanted: Wanted) -> Select[*tuple[Any, ...]]:
    rows = rows.where(Person.disabled_at.is_(None))
    for path in (wanted.scope, wanted.unit_path):
        if path:
            rows = rows.where(Person.unit_id.in_(units_below(path)))
    if wanted.text.strip():
        rows = rows.where(_named(wanted.text.strip()))
    if wanted.kind is not None:
        rows = rows.where(Person.kind == wanted.kind)
    if wanted.standing is not None:
        rows = rows.where(standing_of(wanted.year) == wanted.standing.value)
    return rows


def _ordered(rows: Select[*tuple[Any, ...]], wanted: Wanted, after: Key | None) -> Select[*tuple[Any, ...]]:
    rows = _filtered(rows, wanted)
    if wanted.sort is Sort.NAME:
        if after is not None:
            rows = rows.where(tuple_(Person.sort_name, Person.id) > (after.value, after.person_id))
        return rows.order_by(Person.sort_name, Person.id)
    # Kept as whole halves in the database; those who have none come first.
    hours = func.coalesce(YearTotal.jp, NOTHING, type_=YearTotal.jp.type)
    if after is not None:
        rows = rows.where(tuple_(hours, Person.id) > (Decimal(after.value), after.person_id))
    return rows.order_by(hours, Person.id)


def units_below(path: str) -> Select[int]:
    """Return the ids of a unit and all below it."""
    return select(Unit.id).where(units.below(path))


def _named(text: str) -> ColumnElement[bool]:
    """By part of the name, or by the whole number."""
    digits = "".join(text.split()).replace(".", "")
    if digits.isascii() and digits.isdigit():
        return Person.id.in_(select(Identity.person_id).where(Identity.value == digits))
    folded = sort_name(text)
    return Person.sort_name.contains(folded, autoescape=True) if folded else false()


def minimum(kind: EmployeeKind, year: int) -> Decimal:
    """Return the hours that the year asks of this kind of employee; zero where nothing is asked."""
    return targets.target(kind, year).minimum


def standing_of(year: int) -> ColumnElement[str]:
    reached = [and_(Person.kind == kind, YearTotal.jp >= minimum(kind, year)) for kind in EmployeeKind]
    return case(
        (or_(YearTotal.jp.is_(None), YearTotal.jp == NOTHING), Standing.NOTHING.value),
        (or_(false(), *reached), Standing.REACHED.value),
        else_=Standing.BEGUN.value,
    )


def _row(values: Any, year: int) -> Row:
    kind = EmployeeKind(values.kind)
    person = Person(name=values.name, front_title=values.front_title, back_title=values.back_title)
    return Row(
        id=values.id,
        name=person.full_name,
        number=values.number or "",
        kind=kind,
        rank=values.rank,
        position=values.position,
        unit=values.unit or "",
        jp=values.jp or NOTHING,
        target=minimum(kind, year),
        courses=values.courses or 0,
        active=values.active,
        sort_name=values.sort_name,
    )


def _key(row: Row, wanted: Wanted) -> Key:
    return Key(row.sort_name if wanted.sort is Sort.NAME else str(row.jp), row.id)
