"""Who has no account yet, and the slips of paper that bring them in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from lms.asn import nip
from lms.people import identities, units
from lms.people.models import Activation, Identity, Person, Role, RoleName, Unit
from lms.people.sign_in import GUARDED, Code
from lms.web.shell import Viewer

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


def waiting(session: Session, officer: Viewer, unit_id: int | None, *, at: datetime) -> list[int]:
    """Return the people without an account of a unit and below, in the order of their names.

    Those who hold no valid code come first and alone: the next sheet goes on where the last one ended.
    When everybody holds one, everybody is due again.
    """
    rows = select(Person.id).outerjoin(Unit, Unit.id == Person.unit_id).where(_waiting(officer.scope))
    if not officer.may(RoleName.ADMIN):
        rows = rows.where(Person.id.not_in(select(Role.person_id).where(Role.name.in_(GUARDED))))
    if unit_id is not None:
        path = session.scalar(select(Unit.path).where(Unit.id == unit_id))
        rows = rows.where(units.below(path or "?"))
    rows = rows.order_by(Person.sort_name, Person.id).limit(MOST)
    return list(session.scalars(rows.where(~_holds_code(at)))) or list(session.scalars(rows))


def slips(session: Session, codes: Sequence[Code]) -> list[Slip]:
    """Put names and masked numbers beside the codes."""
    rows = session.execute(
        select(Person, Identity.value)
        .outerjoin(Identity, and_(Identity.person_id == Person.id, identities.current()))
        .where(Person.id.in_([code.person_id for code in codes]))
    )
    tree = units.tree(session)
    known = {
        person.id: (
            person.full_name,
            tree.text(person.unit_id) if person.unit_id else "",
            nip.masked(value or ""),
        )
        for person, value in rows
    }
    return [Slip(*known[code.person_id], code.text, code.expires_at) for code in codes]


def _holds_code(at: datetime) -> ColumnElement[bool]:
    valid = select(Activation.id).where(Activation.person_id == Person.id, Activation.used_at.is_(None))
    return valid.where(Activation.expires_at > at).exists()


def _waiting(scope: str) -> ColumnElement[bool]:
    without = and_(Person.password_hash.is_(None), Person.disabled_at.is_(None))
    return and_(without, units.below(scope)) if scope else without
