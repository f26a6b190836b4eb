"""The certificates that wait for a foreign signature: counted, listed, taken one at a time, signed.

A certificate waits when it is to bear BSrE's mark, is drawn (`plain_sha256`), not signed (no `sha256`), and
stands. Who takes one leaves a mark in `SigningTry`, so that two officers at once do not ask for the same
signature; the mark of who never came back runs out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.certification.foreign import reasons
from lms.certification.foreign.answers import Flaw, Signed
from lms.certification.models import Certificate, CertificateState, Mark, SigningTry
from lms.errors import LmsError, Refused
from lms.people.models import Person, Unit

MOST_TROUBLES = 50


@dataclass(frozen=True, slots=True)
class Taken:
    """A certificate that is this caller's to get signed; the last error comes back when it is given back."""

    certificate: Certificate
    error: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """A certificate that was tried in vain."""

    public_id: str
    number: str
    name: str
    tries: int
    error: str
    at: datetime


def count(session: Session, scope: str) -> int:
    """Count those that wait and whose holders are in the scope."""
    return session.scalar(_waiting(scope).with_only_columns(func.count(Certificate.id))) or 0


def listed(session: Session, scope: str, *, after: int = 0, limit: int) -> Sequence[Certificate]:
    """Return those that wait, oldest first, from the id `after` on."""
    rows = _waiting(scope).where(Certificate.id > after).order_by(Certificate.id).limit(limit)
    return session.scalars(rows).all()


def troubles(session: Session, scope: str) -> Sequence[Trouble]:
    """Return those that were tried in vain, the latest first."""
    rows = (
        _waiting(scope)
        .join(SigningTry, SigningTry.certificate_id == Certificate.id)
        .where(SigningTry.error != "")
        .order_by(SigningTry.at.desc(), Certificate.id)
        .limit(MOST_TROUBLES)
        .with_only_columns(Certificate, SigningTry)
    )
    return [
        Trouble(row.public_id, row.number, row.snapshot["name"], tried.tries, tried.error, tried.at)
        for row, tried in session.execute(rows)
    ]


def waits(certificate: Certificate) -> bool:
    """Tell whether it is drawn and waits for its signature."""
    return why_not(certificate) is None


def why_not(certificate: Certificate) -> LmsError | None:
    """Say why a certificate does not wait for a signature; None when it does."""
    if certificate.sha256 is not None:
        return Refused(reasons.SIGNED_ALREADY, "bsre.signed-already")
    if certificate.mark != Mark.BSRE or certificate.plain_sha256 is None:
        return reasons.flawed(Flaw.NOT_OURS)
    if certificate.state != CertificateState.VALID:
        return Refused(reasons.WITHDRAWN, "bsre.withdrawn")
    return None


def take(session: Session, scope: str, *, after: int, at: datetime, lease: timedelta) -> Taken | None:
    """Take the next one from the id `after` on that nobody else has; none when all are done or taken.

    Who took one and gave no word of it for longer than `lease` does not come back.
    """
    gone = at - lease
    free = or_(SigningTry.certificate_id.is_(None), SigningTry.error != "", SigningTry.at < gone)
    while True:
        rows = (
            _waiting(scope)
            .outerjoin(SigningTry, SigningTry.certificate_id == Certificate.id)
            .where(Certificate.id > after, free)
            .order_by(Certificate.id)
            .limit(1)
            .with_for_update(of=Certificate, skip_locked=True)
        )
        found = session.scalars(rows).one_or_none()
        if found is None:
            return None
        tried = session.get(SigningTry, found.id, populate_existing=True)
        # Between this statement's snapshot and its lock another may have taken the row and let go of it; its
        # mark is another table's row, which PostgreSQL does not look at again when it locks.
        if tried is None or tried.error or tried.at < gone:
            return _marked(session, found, tried, at)
        after = found.id


def _marked(session: Session, found: Certificate, tried: SigningTry | None, at: datetime) -> Taken:
    if tried is None:
        tried = SigningTry(certificate_id=found.id, tries=0, error="", at=at)
        session.add(tried)
    before = tried.error
    tried.tries, tried.error, tried.at = tried.tries + 1, "", at
    return Taken(found, before)


def hold(session: Session, certificate_id: int, *, at: datetime) -> None:
    """Say that who took it is still at it."""
    tried = session.get(SigningTry, certificate_id)
    if tried is not None and not tried.error:
        tried.at = at


def keep(
    session: Session,
    certificate_id: int,
    signed: Signed,
    sha256: str,
    size: int,
    *,
    by: int | None,
    at: datetime,
) -> bool:
    """Name the signed file on the certificate, once; false when it does not wait for it any more."""
    row = session.get_one(Certificate, certificate_id, with_for_update=True, populate_existing=True)
    if not waits(row):
        return False
    row.sha256, row.size, row.signer, row.signed_at = sha256, size, signed.signer, signed.at
    tried = session.get(SigningTry, certificate_id)
    if tried is not None:
        session.delete(tried)
    details = {"signer": signed.signer, "sha256": sha256}
    trail.note(session, by, "certificate.signed", row.number, details, at=at)
    return True


def fail(session: Session, certificate_id: int, error: str, *, at: datetime) -> None:
    """Keep why it could not be signed; somebody may take it again."""
    tried = session.get(SigningTry, certificate_id)
    if tried is not None:
        tried.error, tried.at = error, at


def give_back(session: Session, taken: Taken) -> None:
    """Undo a taking that came to nothing through no fault of this file's."""
    tried = session.get(SigningTry, taken.certificate.id)
    if tried is None:
        return
    if tried.tries <= 1:
        session.delete(tried)
    else:
        tried.tries, tried.error = tried.tries - 1, taken.error


def within(session: Session, scope: str, public_id: str) -> Certificate | None:
    """Look a certificate of the scope up by its public id, whether it waits or not."""
    return session.scalars(
        _scoped(select(Certificate).where(Certificate.public_id == public_id), scope)
    ).first()


def _waiting(scope: str) -> Select[Certificate]:
    rows = select(Certificate).where(
        Certificate.mark == Mark.BSRE,
        Certificate.plain_sha256.is_not(None),
        Certificate.sha256.is_(None),
        Certificate.state == CertificateState.VALID,
    )
    return _scoped(rows, scope)


def _scoped(rows: Select[Certificate], scope: str) -> Select[Certificate]:
    if not scope:
        return rows
    rows = rows.join(Person, Person.id == Certificate.learner_id)
    return rows.join(Unit, Unit.id == Person.unit_id).where(Unit.path.like(f"{scope}%"))
