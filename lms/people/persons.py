"""Persons: made, changed, disabled; who is signed in; what a certificate keeps of somebody."""

import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, bindparam, select
from sqlalchemy.orm import Session

from lms.asn import ranks
from lms.asn.kinds import EmployeeKind
from lms.audit import trail
from lms.config import Settings
from lms.errors import Conflict, Message, NotFound
from lms.events import PeoplePlaced, emit
from lms.people import identities
from lms.people.models import Identity, Person, Role, RoleName, Unit
from lms.web.shell import Viewer

EMAIL_TAKEN = Message(
    "E-mail ini sudah dipakai orang lain.",
    "This e-mail address belongs to somebody else.",
    "Pakai e-mail lain, atau kosongkan.",
    "Use another address, or leave it empty.",
)
LAST_ADMIN = Message(
    "Ini admin terakhir; tanpa admin tidak ada yang dapat memberi peran.",
    "This is the last administrator; without one nobody can grant roles.",
    "Beri peran admin kepada orang lain dulu.",
    "Grant the role to somebody else first.",
)
NO_PERSON = Message(
    "Tidak ada orang dengan NIP, NI PPPK, e-mail, atau nama masuk itu.",
    "Nobody has that NIP, NI PPPK, e-mail or sign-in name.",
    "Periksa lagi, atau impor dulu daftar pegawainya.",
    "Check it again, or import the roster first.",
)


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of a person besides numbers and rights."""

    name: str
    kind: EmployeeKind
    front_title: str = ""
    back_title: str = ""
    rank: str | None = None
    position: str = ""
    unit_id: int | None = None
    email: str | None = None
    bkn_person_id: str | None = None


@dataclass(frozen=True, slots=True)
class PersonSnapshot:
    """What a certificate keeps of a person on the day it is issued."""

    name: str
    identity_label: str
    identity_value: str
    rank_line: str
    position: str
    unit: str
    agency: str
    kind: EmployeeKind


def sort_name(name: str) -> str:
    """Return the name as lists sort it: small letters without accents and apostrophes."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    dropped = [letter for letter in plain if letter not in "'’ʼ‘`" and not unicodedata.combining(letter)]
    return " ".join("".join(letter if letter.isalnum() else " " for letter in dropped).split())[:200]


def new_epoch() -> str:
    return secrets.token_hex(8)


def create(session: Session, details: Details, *, number: str, at: datetime, by: int | None) -> Person:
    """Add a person who signs in with `number`: NIP, NI PPPK, or a name for those without one."""
    _refuse_taken_email(session, details.email)
    person = Person(
        **asdict(details), sort_name=sort_name(details.name), session_epoch=new_epoch(), created_at=at
    )
    session.add(person)
    session.flush()
    identities.assign(session, person.id, details.kind, number, on=local_day(session, at))
    trail.note(session, by, "person.created", subject(person.id), at=at)
    emit(session, PeoplePlaced(at, (person.id,)))
    return person


def change(session: Session, person: Person, details: Details, *, at: datetime, by: int | None) -> list[str]:
    """Correct what is known of a person; return the names of what changed."""
    wanted = asdict(details)
    changed = [key for key, value in wanted.items() if getattr(person, key) != value]
    if "email" in changed:
        _refuse_taken_email(session, details.email)
    for key in changed:
        setattr(person, key, wanted[key])
    if "name" in changed:
        person.sort_name = sort_name(details.name)
    if changed:
        session.flush()
        # The trail names the fields, not the values: it outlives the right to be forgotten.
        trail.note(session, by, "person.changed", subject(person.id), {"fields": changed}, at=at)
    if "unit_id" in changed:
        emit(session, PeoplePlaced(at, (person.id,)))
    return changed


def choose_language(session: Session, person_id: int, language: str | None) -> None:
    session.get_one(Person, person_id).language = language
    session.flush()


def disable(session: Session, person: Person, *, at: datetime, by: int | None) -> None:
    """Close an account: every session ends, nobody can sign in; the training record stays."""
    keep_an_admin(session, person.id)
    person.disabled_at, person.session_epoch = at, new_epoch()
    session.flush()
    trail.note(session, by, "person.disabled", subject(person.id), at=at)
    emit(session, PeoplePlaced(at, (person.id,)))


def keep_an_admin(session: Session, person_id: int) -> None:
    """Refuse to take the last administrator away: nobody could grant roles any more."""
    admins = select(Role.person_id).join(Person, Person.id == Role.person_id)
    open_ = admins.where(Role.name == RoleName.ADMIN, Person.disabled_at.is_(None)).limit(2)
    if session.scalars(open_).all() == [person_id]:
        raise Conflict(LAST_ADMIN, "role.last-admin")


def enable(session: Session, person: Person, *, at: datetime, by: int | None) -> None:
    person.disabled_at = None
    session.flush()
    trail.note(session, by, "person.enabled", subject(person.id), at=at)
    emit(session, PeoplePlaced(at, (person.id,)))


def end_sessions(session: Session, person: Person) -> None:
    """End every sign-in of this person on every device."""
    person.session_epoch = new_epoch()
    session.flush()


def find(session: Session, identifier: str, scope: str = "") -> Person:
    """Return who has this NIP, NI PPPK, e-mail or sign-in name; only those in `scope` exist."""
    rows = select(Person).where(_named(identifier))
    if scope:
        rows = rows.join(Unit, Unit.id == Person.unit_id).where(Unit.path.like(f"{scope}%"))
    person = session.scalars(rows).one_or_none()
    if person is None:
        raise NotFound(NO_PERSON, "person.unknown")
    return person


def load_viewer(session: Session, token: str) -> Viewer | None:
    """Return whose sign-in the token is; None when it has ended."""
    person_id, _, epoch = token.partition(".")
    if not (person_id.isascii() and person_id.isdigit() and epoch):
        return None
    viewer = _viewer(session.connection().execute(_BY_ID, {"person_id": int(person_id)}).all())
    if viewer is None or not secrets.compare_digest(viewer.epoch, epoch):
        return None
    return viewer


def find_viewer(session: Session, identifier: str) -> Viewer | None:
    """Return who has this NIP, NI PPPK, e-mail or sign-in name, if the account is open."""
    if not identifier.strip():
        return None
    return _viewer(session.execute(_VIEWERS.where(_named(identifier))).all())


def snapshot(session: Session, person_id: int) -> PersonSnapshot:
    """Return what a certificate says of a person today."""
    person = session.get_one(Person, person_id)
    identity = identities.of(session, person_id)
    unit = session.get(Unit, person.unit_id) if person.unit_id else None
    top = session.get(Unit, int(unit.path.split("/")[1])) if unit else None
    label = identities.LABELS[identity.kind] if identity else ""
    return PersonSnapshot(
        name=person.full_name,
        identity_label=label,
        identity_value=identity.value if identity and label else "",
        rank_line=ranks.line(person.kind, person.rank),
        position=person.position,
        unit=unit.name if unit else "",
        agency=top.name if top else "",
        kind=EmployeeKind(person.kind),
    )


def subject(person_id: int) -> str:
    """Name a person in the audit trail, without a number that tells a birth date."""
    return f"person:{person_id}"


def local_day(session: Session, at: datetime) -> date:
    settings = cast(Settings, session.info["settings"])
    return at.astimezone(settings.zone).date()


def _named(identifier: str) -> ColumnElement[bool]:
    name = identities.folded(identifier)
    if "@" in name:
        return Person.email == name
    held = select(Identity.person_id).where(Identity.value == name, identities.current())
    return Person.id.in_(held)


# Built once: every request asks it, and building a statement costs more than running this one.
_VIEWERS = (
    select(Person.id, Person.name, Person.unit_id, Person.language, Person.session_epoch)
    .add_columns(Role.name.label("role"), Unit.path)
    .outerjoin(Role, Role.person_id == Person.id)
    .outerjoin(Unit, Unit.id == Role.unit_id)
    .where(Person.disabled_at.is_(None))
)
_BY_ID = _VIEWERS.where(Person.id == bindparam("person_id"))


def _viewer(rows: Sequence[Row[*tuple[Any, ...]]]) -> Viewer | None:
    if not rows:
        return None
    first = rows[0]
    roles = {str(row.role): row.path or "" for row in rows if row.role}
    everywhere = RoleName.ADMIN in roles
    return Viewer(
        person_id=first.id,
        name=first.name,
        roles=frozenset(roles),
        unit_id=first.unit_id,
        scope="" if everywhere else roles.get(RoleName.HR, ""),
        desk_scope="" if everywhere else roles.get(RoleName.DESK, ""),
        language=first.language,
        epoch=first.session_epoch,
    )


def _refuse_taken_email(session: Session, email: str | None) -> None:
    if email and session.scalar(select(Person.id).where(Person.email == email)) is not None:
        raise Conflict(EMAIL_TAKEN, "person.email-taken")
