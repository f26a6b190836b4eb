"""Verification: what can be said honestly about an id or a file; a guessable number opens nothing.

A file is first compared with what was issued. Only one that is not the same is looked into: its signature
and the certificates that it names tell what is wrong with it.
"""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.certification import certificates, pdf
from lms.certification.foreign import authorities
from lms.certification.models import Certificate, CertificateState, Reason
from lms.certification.register import decisions
from lms.certification.rules import numbering
from lms.certification.signing import check, keys
from lms.certification.signing.check import Report, State, Whose
from lms.certification.signing.reading import envelopes, names, ranges
from lms.certification.signing.trust import roots
from lms.config import Settings
from lms.db.files import FileStore

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
    # Put together to deceive: names and signatures that do not belong together.
    FORGED = "forged"
    # Signed by this installation's own key, but not the file that the register keeps.
    UNREGISTERED = "unregistered"
    UNKNOWN = "unknown"


class Trouble(StrEnum):
    """What is wrong with a file that is not the one issued."""

    EDITED = "edited"
    APPENDED = "appended"
    TAIL = "tail"
    ODD_RANGE = "odd-range"
    STRIPPED = "stripped"
    MOVED = "moved"
    MIXED = "mixed"
    LOOKALIKE = "lookalike"
    RESIGNED = "resigned"


FORGERIES = {Trouble.MOVED, Trouble.MIXED, Trouble.LOOKALIKE, Trouble.RESIGNED}


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
    revoked or superseded. Of a changed file `trouble` says what is wrong, `stands` is the verdict on the
    certificate that it bears, and `facts` are that one's. `signature` is what the file itself bears.
    """

    verdict: Verdict
    facts: Facts | None = None
    from_file: bool = False
    decision: Decision | None = None
    stands: Verdict | None = None
    trouble: Trouble | None = None
    signature: Report | None = None


def by_id(session: Session, public_id: str, *, today: date) -> Answer:
    """Look a certificate up by its public id."""
    certificate = certificates.by_public_id(session, public_id)
    if certificate is None:
        return Answer(Verdict.UNKNOWN)
    return _answer(session, certificate, today, from_file=False)


def of_bytes(session: Session, data: bytes, *, today: date) -> Answer:
    """Compare a file with what was issued: equal to the last bit, changed, forged, or not ours."""
    report = _signature(session.info["settings"], data, today)
    certificate = _by_digest(session, data)
    if certificate is not None:
        return replace(_answer(session, certificate, today, from_file=True), signature=report)
    named = names.named(data)
    within = _by_digest(session, *(data[:end] for end in ranges.ends(data)))
    public_id = pdf.public_id_of(data)
    original = within or (certificates.by_public_id(session, public_id) if public_id else None)
    if original is None:
        ours = report.whole and report.whose == Whose.OWN
        return Answer(
            Verdict.UNREGISTERED if ours else Verdict.UNKNOWN, from_file=True, signature=report,
            trouble=Trouble.LOOKALIKE if report.whose == Whose.LOOKALIKE else None,
        )  # fmt: skip
    answer = replace(_answer(session, original, today, from_file=True), signature=report)
    trouble = _trouble(report, original, session.info["files"], named=named, appended=within is not None)
    if trouble is None:
        return replace(answer, verdict=Verdict.UNREGISTERED, stands=answer.verdict)
    verdict = Verdict.FORGED if trouble in FORGERIES else Verdict.ALTERED
    return replace(answer, verdict=verdict, stands=answer.verdict, trouble=trouble)


def _trouble(
    report: Report, original: Certificate, files: FileStore, *, named: frozenset[str], appended: bool
) -> Trouble | None:
    """Tell what is wrong with a file that names `original` and is not it; None: our own key signed it all."""
    state, whose = report.state, report.whose
    signs = (
        (len(named | {original.public_id}) > 1, Trouble.MIXED),
        (state == State.ODD, Trouble.ODD_RANGE),
        (whose == Whose.LOOKALIKE, Trouble.LOOKALIKE),
        (appended or (state == State.APPENDED and report.trusted), Trouble.APPENDED),
        (whose == Whose.STRANGER, Trouble.RESIGNED),
        (state == State.SHORT, Trouble.TAIL),
        (state == State.NONE and original.signed_at is not None, Trouble.STRIPPED),
        (state == State.BROKEN and _from_elsewhere(report, original, files), Trouble.MOVED),
        (state != State.VALID, Trouble.EDITED),
    )
    return next((trouble for there, trouble in signs if there), None)


def _from_elsewhere(report: Report, original: Certificate, files: FileStore) -> bool:
    """Whether a genuine signature that does not hold was made for another file than the original."""
    if not report.genuine or original.sha256 is None or not files.has(original.sha256):
        return False
    places = ranges.places(files.get(original.sha256))
    digests = [one.digest for place in places if (one := envelopes.opened(place.envelope))]
    return report.digest not in digests


def _by_digest(session: Session, *contents: bytes) -> Certificate | None:
    digests = [hashlib.sha256(data).hexdigest() for data in contents]
    return session.scalars(select(Certificate).where(Certificate.sha256.in_(digests)).limit(1)).first()


def _signature(settings: Settings, data: bytes, today: date) -> Report:
    return check.check(
        data,
        own=keys.known(settings),
        authorities=authorities.load(settings),
        stamping=roots.timestamps(settings),
        at=datetime.combine(today, time.max, settings.zone),
    )


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
