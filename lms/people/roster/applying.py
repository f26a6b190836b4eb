"""Apply a preview: all of it in one transaction, in bulk; nobody who is absent from the file is touched."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from lms.asn.kinds import EmployeeKind
from lms.audit import trail
from lms.errors import Conflict, Message
from lms.events import PeoplePlaced, emit
from lms.people import identities, persons, units
from lms.people.models import Identity, Person
from lms.people.roster.comparing import CHUNK, Plan, Row, State
from lms.people.units import Tree

MOVED_ON = Message(
    "Data pegawai berubah sejak pratinjau ini dibuat. Belum ada yang diterapkan.",
    "The data have changed since this preview was made. Nothing has been applied.",
    "Periksa pratinjau yang baru di bawah ini, lalu terapkan.",
    "Look through the new preview below, then apply it.",
)
BLANK: dict[str, Any] = {
    "front_title": "",
    "back_title": "",
    "rank": None,
    "position": "",
    "email": None,
    "bkn_person_id": None,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What applying did."""

    new: int
    changed: int
    units: int


def apply(session: Session, plan: Plan, *, at: datetime, by: int | None, seen: str | None = None) -> Outcome:
    """Do what the plan says; `seen` is the digest of the plan that the officer looked at."""
    if seen is not None and seen != plan.digest:
        raise Conflict(MOVED_ON, "roster.moved-on")
    tree = units.tree(session)
    made = units.make(session, tree, plan.units, at=at, by=by)
    new, changed = plan.of(State.NEW), plan.of(State.CHANGED)
    on = persons.local_day(session, at)
    for some in _chunked(new):
        ids = _add(session, some, tree, at)
        _give_numbers(session, dict(zip(ids, some, strict=True)), on)
        trail.note(session, by, "roster.added", f"people:{len(ids)}", {"people": ids}, at=at)
        emit(session, PeoplePlaced(at, tuple(ids)))
    for some in _chunked(changed):
        _change(session, some, tree, on)
        fields = {str(row.known.person_id): row.fields for row in some if row.known}
        trail.note(session, by, "roster.changed", f"people:{len(some)}", {"fields": fields}, at=at)
        moved = tuple(row.known.person_id for row in some if row.known and "unit" in row.fields)
        if moved:
            emit(session, PeoplePlaced(at, moved))
    session.expire_all()
    return Outcome(len(new), len(changed), len(made))


def _chunked(rows: list[Row]) -> Iterator[list[Row]]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]


def _add(session: Session, rows: list[Row], tree: Tree, at: datetime) -> list[int]:
    # SQLite returns rows in no certain order; the fresh epochs tell which is which.
    adding = insert(Person).returning(Person.session_epoch, Person.id)
    people = [
        {
            **BLANK,
            **row.wish.values,
            "sort_name": persons.sort_name(row.wish.name),
            "unit_id": tree.find(row.wish.unit),
            "session_epoch": persons.new_epoch(),
            "created_at": at,
        }
        for row in rows
    ]
    ids = {epoch: person_id for epoch, person_id in session.execute(adding, people)}  # noqa: C416 # rows are typed
    return [ids[str(one["session_epoch"])] for one in people]


def _change(session: Session, rows: list[Row], tree: Tree, on: date) -> None:
    people = []
    renumbered: dict[int, Row] = {}
    for row in rows:
        if row.known is None:
            continue
        values: dict[str, Any] = {**row.known.values, **row.wish.values}
        values |= {"id": row.known.person_id, "sort_name": persons.sort_name(row.wish.name)}
        values["unit_id"] = tree.find(row.wish.unit) if "unit" in row.fields else row.known.unit_id
        people.append(values)
        if "number" in row.fields:
            renumbered[row.known.person_id] = row
    session.execute(update(Person), people)
    if renumbered:
        past = update(Identity).where(Identity.person_id.in_(renumbered), identities.current())
        session.execute(past.values(valid_to=on).execution_options(synchronize_session=False))
        _give_numbers(session, renumbered, on)


def _give_numbers(session: Session, rows: dict[int, Row], on: date) -> None:
    numbers = [
        {
            "person_id": person_id,
            "kind": identities.FORMS[EmployeeKind(row.wish.kind or EmployeeKind.NON_ASN)],
            "value": row.wish.number,
            "valid_from": on,
        }
        for person_id, row in rows.items()
    ]
    session.execute(insert(Identity), numbers)
