"""Rights beyond learning: granted and revoked, each time with an entry in the audit trail."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.errors import Conflict, Message, NotFound
from lms.people.models import Person, Role, RoleName
from lms.people.persons import subject

NO_ROLE = Message(
    "Orang ini tidak memiliki peran {role}.",
    "This person does not have the role {role}.",
)
LAST_ADMIN = Message(
    "Ini admin terakhir; tanpa admin tidak ada yang dapat memberi peran.",
    "This is the last administrator; without one nobody can grant roles.",
    "Beri peran admin kepada orang lain dulu.",
    "Grant the role to somebody else first.",
)


def grant(
    session: Session, person_id: int, name: RoleName, *, unit_id: int | None, at: datetime, by: int | None
) -> Role:
    """Give a right, everywhere or in a unit and all below it; again with another unit moves it there."""
    role = _of(session, person_id, name)
    if role is None:
        role = Role(person_id=person_id, name=name, unit_id=unit_id)
        session.add(role)
    elif role.unit_id == unit_id:
        return role
    role.unit_id = unit_id
    session.flush()
    trail.note(session, by, "role.granted", subject(person_id), {"role": name, "unit": unit_id}, at=at)
    return role


def revoke(session: Session, person_id: int, name: RoleName, *, at: datetime, by: int | None) -> None:
    role = _of(session, person_id, name)
    if role is None:
        raise NotFound(NO_ROLE, "role.none", role=name)
    if name is RoleName.ADMIN and not _others(session, person_id):
        raise Conflict(LAST_ADMIN, "role.last-admin")
    session.delete(role)
    session.flush()
    trail.note(session, by, "role.revoked", subject(person_id), {"role": name}, at=at)


def of(session: Session, person_id: int) -> list[RoleName]:
    return [RoleName(name) for name in session.scalars(select(Role.name).where(Role.person_id == person_id))]


def _of(session: Session, person_id: int, name: RoleName) -> Role | None:
    return session.scalars(select(Role).where(Role.person_id == person_id, Role.name == name)).one_or_none()


def _others(session: Session, person_id: int) -> bool:
    others = select(Role.id).join(Person, Person.id == Role.person_id)
    others = others.where(
        Role.name == RoleName.ADMIN, Role.person_id != person_id, Person.disabled_at.is_(None)
    )
    return session.scalar(others.limit(1)) is not None
