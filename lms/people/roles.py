"""Rights beyond learning: granted and revoked, each time with an entry in the audit trail."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.errors import Message, NotFound
from lms.people import persons
from lms.people.models import Role, RoleName

NO_ROLE = Message(
    "Orang ini tidak memiliki peran {role}.",
    "This person does not have the role {role}.",
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
    trail.note(
        session, by, "role.granted", persons.subject(person_id), {"role": name, "unit": unit_id}, at=at
    )
    return role


def revoke(session: Session, person_id: int, name: RoleName, *, at: datetime, by: int | None) -> None:
    role = _of(session, person_id, name)
    if role is None:
        raise NotFound(NO_ROLE, "role.none", role=name)
    if name is RoleName.ADMIN:
        persons.keep_an_admin(session, person_id)
    session.delete(role)
    session.flush()
    trail.note(session, by, "role.revoked", persons.subject(person_id), {"role": name}, at=at)


def of(session: Session, person_id: int) -> list[RoleName]:
    return [RoleName(name) for name in session.scalars(select(Role.name).where(Role.person_id == person_id))]


def _of(session: Session, person_id: int, name: RoleName) -> Role | None:
    return session.scalars(select(Role).where(Role.person_id == person_id, Role.name == name)).one_or_none()
