"""Preview: each row of a roster against what is known: new, changed in which fields, unchanged, refused."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.people import identities, units
from lms.people.models import Identity, Person
from lms.people.roster import columns, files, rows
from lms.people.roster.columns import RawRow
from lms.people.roster.remarks import Remark
from lms.people.roster.rows import Wish
from lms.people.units import Names, Tree

CHUNK = 500
FIELDS = ("name", "kind", "front_title", "back_title", "rank", "position", "email", "bkn_person_id")
# What no two rows of a file may share, by the column that holds it.
UNIQUE = {"nip": "number", "email": "email", "bkn_person_id": "bkn_person_id"}

Values = dict[str, str | None]


class State(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Known:
    """What the database holds of a person."""

    person_id: int
    values: Values
    unit_id: int | None
    number: str
    disabled: bool


@dataclass(slots=True)
class Row:
    """A row and what applying it would do. `fields` names what changes."""

    wish: Wish
    state: State = State.REFUSED
    known: Known | None = None
    fields: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    """What applying a roster would do; `digest` differs as soon as anything in it does."""

    rows: list[Row]
    units: list[Names]
    digest: str

    @property
    def counts(self) -> Counter[State]:
        return Counter(row.state for row in self.rows)

    def of(self, state: State) -> list[Row]:
        return [row for row in self.rows if row.state is state]


@dataclass(slots=True)
class Facts:
    """All that the rows are compared with, looked up in bulk."""

    tree: Tree
    scope: str
    owners: dict[str, tuple[int, bool]] = field(default_factory=dict)
    by_bkn: dict[str, int] = field(default_factory=dict)
    by_email: dict[str, int] = field(default_factory=dict)
    known: dict[int, Known] = field(default_factory=dict)
    matched: dict[int, int] = field(default_factory=dict)


def plan(session: Session, data: bytes, *, today: date, scope: str = "") -> Plan:
    """Read a roster and say what applying it would do; `scope` limits an officer to a branch of the tree."""
    return plan_of(session, columns.named(files.rows(data)), today=today, scope=scope)


def plan_of(session: Session, raw_rows: list[RawRow], *, today: date, scope: str = "") -> Plan:
    """Say what applying these rows would do."""
    wishes = [rows.read(raw, today) for raw in raw_rows]
    _refuse_twins(wishes)
    facts = _look_up(session, wishes, scope)
    found = [_compare(wish, facts) for wish in wishes]
    wanted = {row.wish.unit for row in found if "unit" in row.fields}
    missing = [names for names in wanted if facts.tree.find(names) is None]
    return Plan(found, sorted(missing), _digest(found))


def chunks(items: Sequence[str | int]) -> Iterator[list[str | int]]:
    for start in range(0, len(items), CHUNK):
        yield list(items[start : start + CHUNK])


def _refuse_twins(wishes: list[Wish]) -> None:
    """Refuse a row whose number, e-mail or BKN id stands in an earlier row."""
    for column, key in UNIQUE.items():
        first: dict[str, int] = {}
        for wish in wishes:
            value = wish.number if key == "number" else wish.values.get(key)
            if not value:
                continue
            if value in first:
                wish.refuse("row.twice", column=column, row=first[value])
            first.setdefault(value, wish.row)


def _look_up(session: Session, wishes: list[Wish], scope: str) -> Facts:
    facts = Facts(units.tree(session), scope)
    for numbers in chunks([wish.number for wish in wishes if wish.number]):
        facts.owners |= identities.owners(session, [str(number) for number in numbers])
    for key, found in (("bkn_person_id", facts.by_bkn), ("email", facts.by_email)):
        column = getattr(Person, key)
        for values in chunks([value for wish in wishes if (value := wish.values.get(key))]):
            pairs = session.execute(select(column, Person.id).where(column.in_(values)))
            found.update((value, person_id) for value, person_id in pairs)
    people = {owner for owner, _ in facts.owners.values()} | set(facts.by_bkn.values())
    for ids in chunks(sorted(people)):
        facts.known |= _known(session, ids)
    return facts


def _known(session: Session, ids: list[str | int]) -> dict[int, Known]:
    found = session.execute(
        select(Person.id, Person.unit_id, Person.disabled_at, Identity.value.label("number"))
        .add_columns(*(getattr(Person, key) for key in FIELDS))
        .outerjoin(Identity, (Identity.person_id == Person.id) & identities.current())
        .where(Person.id.in_(ids))
    )
    return {
        row.id: Known(
            row.id,
            {key: getattr(row, key) for key in FIELDS},
            row.unit_id,
            row.number or "",
            row.disabled_at is not None,
        )
        for row in found
    }


def _compare(wish: Wish, facts: Facts) -> Row:
    row = Row(wish)
    if wish.refusals:
        return row
    row.known = _match(wish, facts)
    _refuse_foreign(wish, row.known, facts)
    if wish.refusals:
        return row
    row.fields = _differences(wish, row.known, facts)
    if row.known is None:
        row.state = State.NEW
        return row
    facts.matched[row.known.person_id] = wish.row
    row.state = State.CHANGED if row.fields else State.UNCHANGED
    if "number" in row.fields:
        wish.remarks.append(Remark("row.number-changes"))
    if row.known.disabled:
        wish.remarks.append(Remark("row.disabled"))
    return row


def _match(wish: Wish, facts: Facts) -> Known | None:
    """Find whom a row is about: by the number, else by BKN's id, for an NI PPPK changes with the agency."""
    owner = facts.owners.get(wish.number)
    by_bkn = facts.by_bkn.get(wish.values.get("bkn_person_id") or "")
    if owner is None:
        person_id = by_bkn
    elif owner[1]:
        person_id = owner[0]
    else:
        wish.refuse("row.former")
        return None
    if by_bkn is not None and by_bkn != person_id:
        wish.refuse("row.bkn-taken")
    elif person_id in facts.matched:
        wish.refuse("row.twice", column="nip", row=facts.matched[person_id])
    return facts.known[person_id] if person_id is not None else None


def _refuse_foreign(wish: Wish, known: Known | None, facts: Facts) -> None:
    """Refuse what belongs to others: an e-mail address, a unit outside the officer's branch."""
    holder = facts.by_email.get(wish.values.get("email") or "")
    if holder is not None and (known is None or known.person_id != holder):
        wish.refuse("row.email-taken")
    if not facts.scope:
        return
    places = [known.unit_id] if known else []
    if wish.unit or not known:
        places.append(facts.tree.nearest(wish.unit))
    paths = [facts.tree.paths.get(place) if place else None for place in places]
    if not all(units.reaches(facts.scope, path) for path in paths):
        wish.refuse("row.outside")


def _differences(wish: Wish, known: Known | None, facts: Facts) -> list[str]:
    if known is None:
        return [*wish.values, "number", *(["unit"] if wish.unit else [])]
    changed = [key for key, value in wish.values.items() if known.values[key] != value]
    if wish.number != known.number:
        changed.append("number")
    unit_id = facts.tree.find(wish.unit)
    if wish.unit and (unit_id is None or unit_id != known.unit_id):
        changed.append("unit")
    return changed


def _digest(found: list[Row]) -> str:
    """Sum up what would happen, so that applying can tell whether it is still what was shown."""
    facts = [
        [
            row.wish.row,
            row.state,
            row.known.person_id if row.known else None,
            {key: [_was(row, key), row.wish.values.get(key)] for key in row.fields},
            row.wish.number,
            row.wish.unit,
            [remark.code for remark in row.wish.refusals],
        ]
        for row in found
    ]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _was(row: Row, key: str) -> str | int | None:
    if row.known is None:
        return None
    return {"number": row.known.number, "unit": row.known.unit_id}.get(key) or row.known.values.get(key)
