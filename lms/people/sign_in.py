"""Sign-in: one-time codes that HR hands out, passwords, limits; the same answer for every wrong try."""

import hashlib
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Select, insert, select, update
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.config import Settings
from lms.db.installation import Installation
from lms.errors import Forbidden, Message, Refused
from lms.people import identities, passwords, persons
from lms.people.models import Activation, Identity, Person, Role, RoleName, Unit
from lms.people.units import reaches
from lms.web import limits
from lms.web.shell import Viewer

# No 0, O, 1, I, L: read aloud and copied by hand. 15 of 31 letters are 74 bits.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
GROUPS, GROUP = 3, 5

WINDOW = timedelta(minutes=15)
TRIES_PER_ACCOUNT = 10
# A whole office may stand behind one address; only wrong tries count.
TRIES_PER_ADDRESS = 100
CODES_PER_ADDRESS = 30
# Whose codes only an administrator hands out.
GUARDED = (RoleName.HR, RoleName.ADMIN)

WRONG = Message(
    "NIP atau kata sandi tidak cocok.",
    "The NIP or the password does not match.",
    "Periksa keduanya. Bila lupa kata sandi, minta kode aktivasi baru kepada pengelola kepegawaian.",
    "Check both. If you forgot the password, ask your HR office for a new activation code.",
)
BAD_CODE = Message(
    "Kode aktivasi ini tidak berlaku: salah ketik, sudah dipakai, sudah diganti, atau sudah lewat waktunya.",
    "This activation code is not valid: mistyped, used, replaced, or out of date.",
    "Periksa kodenya, atau minta kode baru kepada pengelola kepegawaian.",
    "Check the code, or ask your HR office for a new one.",
)
WRONG_OLD = Message(
    "Kata sandi lama tidak cocok.",
    "The old password does not match.",
    "Ketik kata sandi yang Anda pakai untuk masuk.",
    "Type the password you sign in with.",
)


@dataclass(frozen=True, slots=True)
class Code:
    """A code in clear, shown once, and for whom it is."""

    person_id: int
    text: str
    expires_at: datetime


def try_password(
    installation: Installation, identifier: str, password: str, *, address: str, at: datetime
) -> Viewer:
    """Return who signs in.

    The tries are counted in transactions of their own; no lock is held while the password is hashed.
    """
    account = f"account|{identities.folded(identifier)}"
    with _counted(installation, {account: TRIES_PER_ACCOUNT, f"address|{address}": TRIES_PER_ADDRESS}, at):
        with installation.database.read() as session:
            viewer = persons.find_viewer(session, identifier)
            kept = session.scalar(_hash_of(viewer.person_id)) if viewer else None
        if not passwords.matches(kept, password, installation.settings.hash_concurrency) or viewer is None:
            raise Refused(WRONG, "sign-in.wrong")
        return viewer


def issue(session: Session, person_ids: Sequence[int], *, at: datetime, by: int | None) -> list[Code]:
    """Make a code for each person; codes given out before are void."""
    expires = at + timedelta(days=_settings(session).activation_days)
    codes = [Code(person_id, _new_code(), expires) for person_id in person_ids]
    _void(session, person_ids, at)
    if codes:
        session.execute(
            insert(Activation),
            [
                {
                    "person_id": code.person_id,
                    "code_hash": digest(code.text),
                    "created_at": at,
                    "created_by": by,
                    "expires_at": expires,
                }
                for code in codes
            ],
        )
        details = {"people": list(person_ids)}
        trail.note(session, by, "activation.issued", f"people:{len(codes)}", details, at=at)
    return codes


def issue_for(session: Session, officer: Viewer, person_ids: Sequence[int], *, at: datetime) -> list[Code]:
    """Make codes as an HR officer may: inside the officer's units, and not for those who hold HR's rights."""
    rows = session.execute(
        select(Person.id, Unit.path, Role.name)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .outerjoin(Role, (Role.person_id == Person.id) & Role.name.in_(GUARDED))
        .where(Person.id.in_(person_ids), Person.disabled_at.is_(None))
    ).all()
    is_admin = officer.may(RoleName.ADMIN)
    allowed = {row.id for row in rows if reaches(officer.scope, row.path)}
    allowed -= {row.id for row in rows if row.name and not is_admin}
    if person_ids and not allowed:
        raise Forbidden
    return issue(session, [one for one in person_ids if one in allowed], at=at, by=officer.person_id)


def of_code(session: Session, text: str, *, at: datetime) -> Person:
    """Return whose code this is, while it is valid."""
    person = session.scalars(
        select(Person)
        .join(Activation, Activation.person_id == Person.id)
        .where(Activation.code_hash == digest(text), Activation.used_at.is_(None))
        .where(Activation.expires_at > at, Person.disabled_at.is_(None))
    ).one_or_none()
    if person is None:
        raise Refused(BAD_CODE, "activation.bad-code")
    return person


def use_code(session: Session, text: str, password: str, again: str, *, at: datetime) -> Person:
    """Set the first password, or a new one, and spend the code; every other sign-in ends."""
    person = of_code(session, text, at=at)
    passwords.check(password, again, known_of(session, person))
    spent = session.scalars(
        update(Activation)
        .where(Activation.code_hash == digest(text), Activation.used_at.is_(None))
        .values(used_at=at)
        .returning(Activation.id)
    ).all()
    if not spent:
        raise Refused(BAD_CODE, "activation.bad-code")
    set_password(session, person, password, at=at, by=person.id)
    return person


def change_password(session: Session, person: Person, password: str, again: str, *, at: datetime) -> None:
    """Replace the password of who is signed in; sign-ins on other devices end."""
    passwords.check(password, again, known_of(session, person))
    set_password(session, person, password, at=at, by=person.id)


def check_old(installation: Installation, person_id: int, password: str, *, at: datetime) -> None:
    """Make sure that who changes the password knows the old one."""
    with _counted(installation, {f"old|{person_id}": TRIES_PER_ACCOUNT}, at):
        with installation.database.read() as session:
            kept = session.scalar(_hash_of(person_id))
        if not passwords.matches(kept, password, installation.settings.hash_concurrency):
            raise Refused(WRONG_OLD, "password.wrong-old")


def set_password(session: Session, person: Person, password: str, *, at: datetime, by: int | None) -> None:
    """Keep the hash of a password that was checked; every sign-in of the person ends, open codes are void."""
    person.password_hash = passwords.hashed(password, _settings(session).hash_concurrency)
    person.session_epoch = persons.new_epoch()
    _void(session, [person.id], at)
    session.flush()
    trail.note(session, by, "password.set", persons.subject(person.id), at=at)


def count_code(installation: Installation, address: str, *, at: datetime) -> None:
    """Count a try of a code from an address."""
    with installation.database.write() as session:
        limits.hit(session, f"code|{address}", at=at, allowed=CODES_PER_ADDRESS, per=WINDOW)


def known_of(session: Session, person: Person) -> list[str]:
    """Return what an office knows of a person, which is no secret to build a password of."""
    values = session.scalars(select(Identity.value).where(Identity.person_id == person.id)).all()
    return [person.name, person.email or "", *values, _settings(session).site_name]


def sign_in_name(session: Session, person: Person) -> str:
    """Return what the person types to sign in: the e-mail address, else the number or name."""
    identity = identities.of(session, person.id)
    return person.email or (identity.value if identity else "")


def digest(text: str) -> str:
    """Hash a code as typed; 74 random bits need no slow hash."""
    plain = re.sub(r"[^0-9A-Z]", "", text.upper())
    return hashlib.sha256(f"activation|{plain}".encode()).hexdigest()


def _new_code() -> str:
    letters = [secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP)]
    return "-".join("".join(letters[at : at + GROUP]) for at in range(0, len(letters), GROUP))


def _void(session: Session, person_ids: Sequence[int], at: datetime) -> None:
    session.execute(
        update(Activation)
        .where(Activation.person_id.in_(person_ids), Activation.used_at.is_(None), Activation.expires_at > at)
        .values(expires_at=at)
    )


@contextmanager
def _counted(installation: Installation, allowed: dict[str, int], at: datetime) -> Iterator[None]:
    """Count a try under each key before it is made, and take it back when it was right."""
    for key, most in allowed.items():
        with installation.database.write() as session:
            limits.hit(session, key, at=at, allowed=most, per=WINDOW)
    yield
    with installation.database.write() as session:
        for key in allowed:
            limits.give_back(session, key, at=at, per=WINDOW)


def _hash_of(person_id: int) -> Select[str | None]:
    return select(Person.password_hash).where(Person.id == person_id)


def _settings(session: Session) -> Settings:
    return cast(Settings, session.info["settings"])
