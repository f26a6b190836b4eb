"""Verification: what can be said honestly about an id or a file; a guessable number opens nothing."""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.certification import certificates, pdf
from lms.certification.models import Certificate, CertificateState, Reason
from lms.certification.register import decisions
from lms.certification.rules import numbering

PUBLIC_ID = re.compile(r"(?:^|[/:\s])([0-9a-f]{32})/?$")
# Ours have some 90 KB; a signed scan would still fit. More is not read.
LARGEST_FILE = 8 * 1024 * 1024


class Verdict(StrEnum):
    """The answers (safety.md, "A certificate"), and that a file is not what was issued."""

    VALID = "valid"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"
    ALTERED = "altered"
    UNKNOWN = "unknown"


VERDICTS = {
    CertificateState.VALID: Verdict.VALID,
    CertificateState.SUPERSEDED: Verdict.SUPERSEDED,
    CertificateState.REVOKED: Verdict.REVOKED,
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What anybody may see who holds the id: enough to compare, no NIP, no unit, no address."""

    public_id: str
    number: str
    name: str
    course: str
    jp: Decimal
    began_on: date
    completed_on: date
    organiser: str
    government: str
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Why it does not stand as issued: the day, the class of a revocation's reason, the newer revision."""

    on: date
    reason: Reason | None
    successor: Facts | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict, and the facts of the certificate it is about; of an unknown one there are none.

    `from_file` tells that bytes were compared, not only an id looked up; `decision` is there when it was
    revoked or superseded. Of a changed file `stands` is the verdict on the certificate that it bears.
    """

    verdict: Verdict
    facts: Facts | None = None
    from_file: bool = False
    decision: Decision | None = None
    stands: Verdict | None = None


def by_id(session: Session, public_id: str, *, today: date) -> Answer:
    """Look a certificate up by its public id."""
    certificate = certificates.by_public_id(session, public_id)
    if certificate is None:
        return Answer(Verdict.UNKNOWN)
    return _answer(session, certificate, today, from_file=False)


def of_bytes(session: Session, data: bytes, *, today: date) -> Answer:
    """Compare a file with what was issued: equal to the last bit, changed, or not ours."""
    sha256 = hashlib.sha256(data).hexdigest()
    certificate = session.scalars(select(Certificate).where(Certificate.sha256 == sha256)).first()
    if certificate is not None:
        return _answer(session, certificate, today, from_file=True)
    public_id = pdf.public_id_of(data)
    original = certificates.by_public_id(session, public_id) if public_id else None
    if original is None:
        return Answer(Verdict.UNKNOWN, from_file=True)
    answer = _answer(session, original, today, from_file=True)
    return replace(answer, verdict=Verdict.ALTERED, stands=answer.verdict)


def verdict_on(certificate: Certificate, today: date) -> Verdict:
    """Tell how a certificate stands on a day; a revoked one that also ran out is revoked."""
    verdict = VERDICTS[certificate.state]
    if verdict == Verdict.VALID and certificate.expires_on is not None and certificate.expires_on < today:
        return Verdict.EXPIRED
    return verdict


def read_id(text: str) -> str | None:
    """Read a public id out of what was pasted: the id alone, in groups, or the address of the QR code."""
    plain = text.strip().casefold()
    if "/" not in plain:
        plain = re.sub(r"[\s-]", "", plain)
    found = PUBLIC_ID.search(plain)
    return found[1] if found else None


def _answer(session: Session, certificate: Certificate, today: date, *, from_file: bool) -> Answer:
    verdict = verdict_on(certificate, today)
    decision = None
    act = decisions.last_of(session, certificate) if certificate.state != CertificateState.VALID else None
    if act is not None:
        successor = session.get_one(Certificate, act.successor_id) if act.successor_id else None
        decision = Decision(
            on=numbering.local_day(act.at, session.info["settings"].zone),
            reason=act.reason,
            successor=None if successor is None else _facts(successor),
        )
    return Answer(verdict, _facts(certificate), from_file, decision)


def _facts(certificate: Certificate) -> Facts:
    snapshot = certificate.snapshot
    return Facts(
        public_id=certificate.public_id,
        number=certificate.number,
        name=snapshot["name"],
        course=snapshot["course_title"],
        jp=certificate.jp,
        began_on=certificate.began_on,
        completed_on=certificate.completed_on,
        organiser=snapshot["organiser"],
        government=snapshot["government"],
        expires_on=certificate.expires_on,
    )
