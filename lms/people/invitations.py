"""Who has no account yet, and the slips of paper that bring them in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from lms.asn import nip
from lms.people import identities, units
from lms.people.models import Identity, Person, Unit
from lms.people.sign_in import Code

# Sheets of more are cut by nobody.
MOST = 200


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit and how many of its people have never signed in."""

    unit_id: int | None
    waiting: int


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed for one person."""

    name: str
    unit: str
    number: str
    code: str
    expires_at: datetime


def branches(session: Session, scope: str) -> list[Branch]:
    """Count by unit who is waiting for a code."""
    rows = select(Person.unit_id, func.count(Person.id)).outerjoin(Unit, Unit.id == Person.unit_id)
    found = session.execute(
        rows.where(_waiting(scope)).group_by(Person.unit_id).order_by(func.count().desc())
    )
    return [Branch(unit_id, count) for unit_id, count in found]


def waiting(session: Session, scope: str, unit_id: int | None) -> list[int]:
    """Return the people without an account of a unit and below, in the order of their names."""
    rows = select(Person.id).outerjoin(Unit, Unit.id == Person.unit_id).where(_waiting(scope))
    if unit_id is not None:
        path = session.scalar(select(Unit.path).where(Unit.id == unit_id))
        rows = rows.where(units.below(path or "?"))
    return list(session.scalars(rows.order_by(Person.sort_name, Person.id).limit(MOST)))


def slips(session: Session, codes: Sequence[Code]) -> list[Slip]:
    """Put names and masked numbers beside the codes."""
    rows = session.execute(
        select(Person, Unit.name.label("unit"), Identity.value)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .outerjoin(Identity, and_(Identity.person_id == Person.id, identities.current()))
        .where(Person.id.in_([code.person_id for code in codes]))
    )
    known = {
        person.id: (person.full_name, unit or "", nip.masked(value or "")) for person, unit, value in rows
    }
    return [Slip(*known[code.person_id], code.text, code.expires_at) for code in codes]


def _waiting(scope: str) -> ColumnElement[bool]:
    without = and_(Person.password_hash.is_(None), Person.disabled_at.is_(None))
    return and_(without, units.below(scope)) if scope else without
