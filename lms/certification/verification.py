"""Verification: what can be said honestly about an id or a file; a guessable number opens nothing."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.certification import certificates, pdf
from lms.certification.models import Certificate, CertificateState

PUBLIC_ID = re.compile(r"(?:^|[/:\s])([0-9a-f]{32})/?$")
# Ours have some 90 KB; a signed scan would still fit. More is not read.
LARGEST_FILE = 8 * 1024 * 1024


class Verdict(StrEnum):
    """The answers; expired, superseded and revoked join with the states that make them true."""

    VALID = "valid"
    ALTERED = "altered"
    UNKNOWN = "unknown"


VERDICTS = {CertificateState.VALID: Verdict.VALID}


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


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict, and the facts of the certificate it is about; of an unknown one there are none.

    `from_file` tells that bytes were compared, not only an id looked up.
    """

    verdict: Verdict
    facts: Facts | None = None
    from_file: bool = False


def by_id(session: Session, public_id: str) -> Answer:
    """Look a certificate up by its public id."""
    certificate = certificates.by_public_id(session, public_id)
    if certificate is None:
        return Answer(Verdict.UNKNOWN)
    return Answer(VERDICTS[certificate.state], _facts(certificate))


def of_bytes(session: Session, data: bytes) -> Answer:
    """Compare a file with what was issued: equal to the last bit, changed, or not ours."""
    sha256 = hashlib.sha256(data).hexdigest()
    certificate = session.scalars(select(Certificate).where(Certificate.sha256 == sha256)).first()
    if certificate is not None:
        return Answer(VERDICTS[certificate.state], _facts(certificate), from_file=True)
    public_id = pdf.public_id_of(data)
    original = certificates.by_public_id(session, public_id) if public_id else None
    if original is None:
        return Answer(Verdict.UNKNOWN, from_file=True)
    return Answer(Verdict.ALTERED, _facts(original), from_file=True)


def read_id(text: str) -> str | None:
    """Read a public id out of what was pasted: the id alone, in groups, or the address of the QR code."""
    plain = text.strip().casefold()
    if "/" not in plain:
        plain = re.sub(r"[\s-]", "", plain)
    found = PUBLIC_ID.search(plain)
    return found[1] if found else None


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
    )
