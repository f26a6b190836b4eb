"""Plain builders of what a test begins with; each adds to the session, flushes, and returns the row."""

from datetime import UTC, date, datetime
from typing import Any

from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy.orm import Session

from lms.asn.kinds import EmployeeKind
from lms.people.models import Identity, IdentityKind, Person, Role, RoleName, Unit

# Nine in the morning in Palembang, on a working day.
NINE = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)


def a_unit(session: Session, name: str = "BKPSDM", parent: Unit | None = None) -> Unit:
    unit = Unit(name=name, parent_id=parent.id if parent else None, path="")
    session.add(unit)
    session.flush()
    unit.path = f"{parent.path if parent else '/'}{unit.id}/"
    session.flush()
    return unit


def a_person(
    session: Session,
    name: str = "Ani",
    *,
    kind: EmployeeKind = EmployeeKind.PNS,
    unit: Unit | None = None,
    identity: str = "",
    at: datetime = NINE,
    **values: Any,
) -> Person:
    """Add a person who can sign in by a number: a sound NIP, or a login for somebody without one."""
    values = {"sort_name": name.casefold(), "session_epoch": "first", **values}
    person = Person(name=name, kind=kind, unit_id=unit.id if unit else None, created_at=at, **values)
    session.add(person)
    session.flush()
    session.add(
        Identity(
            person_id=person.id,
            kind=IDENTITIES[kind],
            value=identity or _number(kind, person.id),
            valid_from=date(2020, 1, 1),
        )
    )
    session.flush()
    return person


def a_role(session: Session, person: Person, name: str, unit: Unit | None = None) -> Role:
    """Give a right beyond learning, everywhere or in a unit and all below it."""
    role = Role(person_id=person.id, name=RoleName(name), unit_id=unit.id if unit else None)
    session.add(role)
    session.flush()
    return role


def sign_in(client: FlaskClient, person: Person) -> None:
    """Sign the person in without the sign-in page, which has tests of its own."""
    with client.session_transaction() as cookie:
        cookie["_user_id"] = f"{person.id}.{person.session_epoch}"
        cookie["_fresh"] = True
        cookie.permanent = True


def arm(client: FlaskClient) -> str:
    """Give the client the token that every form of ours carries; each request sends it as a header."""
    with client.session_transaction() as cookie:
        raw = cookie.setdefault("csrf_token", "f" * 40)
    secret = client.application.secret_key
    token: str = URLSafeTimedSerializer(secret, salt="wtf-csrf-token").dumps(raw)
    client.environ_base["HTTP_X_CSRF_TOKEN"] = token
    return token


IDENTITIES = {
    EmployeeKind.PNS: IdentityKind.NIP,
    EmployeeKind.PPPK: IdentityKind.NI_PPPK,
    EmployeeKind.PPPK_PW: IdentityKind.NI_PPPK,
    EmployeeKind.NON_ASN: IdentityKind.LOGIN,
}


def _number(kind: EmployeeKind, serial: int) -> str:
    if kind is EmployeeKind.NON_ASN:
        return f"peserta-{serial}"
    if kind is EmployeeKind.PNS:
        # born 1 January 1990, appointed January 2015, a woman, and three digits of order
        return f"19900101201501{2}{serial % 999 + 1:03d}"
    # NI PPPK: year of appointment, the kind of contract (21), sex, order
    return f"19900101202321{2}{serial % 999 + 1:03d}"
