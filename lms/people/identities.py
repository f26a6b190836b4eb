"""Numbers and names one signs in with, as history: an NI PPPK changes with the agency, a NIP lapses."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from lms.asn import nip
from lms.asn.kinds import EmployeeKind
from lms.errors import Conflict, Message
from lms.people.models import Identity, IdentityKind

TAKEN = Message(
    "Nomor atau nama masuk ini sudah dipakai orang lain.",
    "This number or sign-in name belongs to somebody else.",
    "Periksa lagi nomornya; NIP tidak pernah dipakai ulang untuk orang lain.",
    "Check the number again; a NIP is never given to another person.",
)
FORMS = {
    EmployeeKind.PNS: IdentityKind.NIP,
    EmployeeKind.PPPK: IdentityKind.NI_PPPK,
    EmployeeKind.PPPK_PW: IdentityKind.NI_PPPK,
    EmployeeKind.NON_ASN: IdentityKind.LOGIN,
}
LABELS = {IdentityKind.NIP: "NIP", IdentityKind.NI_PPPK: "NI PPPK", IdentityKind.LOGIN: ""}


def folded(text: str) -> str:
    """Return a number without its separators, or a sign-in name or e-mail in small letters."""
    digits = nip.SEPARATORS.sub("", text)
    return digits if nip.PATTERN.fullmatch(digits) else text.strip().casefold()


def current() -> ColumnElement[bool]:
    return Identity.valid_to.is_(None)


def of(session: Session, person_id: int) -> Identity | None:
    """Return the number or name that is valid now."""
    return session.scalars(
        select(Identity).where(Identity.person_id == person_id, current()).order_by(Identity.id.desc())
    ).first()


def owners(session: Session, values: Iterable[str]) -> dict[str, tuple[int, bool]]:
    """Return whose each value is or was, and whether it still is, in one query."""
    rows = select(Identity.value, Identity.person_id, Identity.valid_to)
    found: dict[str, tuple[int, bool]] = {}
    for value, person_id, valid_to in session.execute(rows.where(Identity.value.in_(list(values)))):
        if valid_to is None or value not in found:
            found[value] = (person_id, valid_to is None)
    return found


def assign(session: Session, person_id: int, kind: EmployeeKind, value: str, *, on: date) -> None:
    """Give a person a number or name; the one before becomes history."""
    value = folded(value)
    owner = owners(session, [value]).get(value)
    if owner is not None and owner[0] != person_id:
        raise Conflict(TAKEN, "identity.taken")
    before = of(session, person_id)
    if before is not None:
        if before.value == value:
            return
        before.valid_to = on
        session.flush()
    session.add(Identity(person_id=person_id, kind=FORMS[kind], value=value, valid_from=on))
    session.flush()
