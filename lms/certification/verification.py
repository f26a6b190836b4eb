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
from lms.certification.rules import corrections, numbering
from lms.certification.rules.findings import FORGERIES, Seal, Trouble
from lms.certification.signing import check, keys
from lms.certification.signing.check import Report, State, Whose
from lms.certification.signing.reading import envelopes, names, ranges
from lms.certification.signing.trust import roots
from lms.certification.signing.trust.standings import Standing
from lms.config import Settings
from lms.db.files import FileStore

PUBLIC_ID = re.compile(r"(?:^|[/:\s])([0-9a-f]{32})/?$")
# Ours have some 90 KB; a signed scan would still fit. More is not read.
LARGEST_FILE = 8 * 1024 * 1024
LONG_NUMBER = re.compile(r"[0-9]{16,}")
SIGNER_LIMIT = 200


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
    # Genuine, but of another certificate than the one asked about.
    OTHER = "other"
    UNKNOWN = "unknown"


VERDICTS_ON = (
    dict.fromkeys(Trouble, Verdict.ALTERED)
    | dict.fromkeys(FORGERIES, Verdict.FORGED)
    | {Trouble.UNREGISTERED: Verdict.UNREGISTERED, Trouble.OTHER: Verdict.OTHER}
)
SEALS_OF = {Whose.LOOKALIKE: Seal.LOOKALIKE, Whose.STRANGER: Seal.STRANGER, Whose.NOBODY: Seal.UNREADABLE}
BSRE_SEALS = {
    Standing.GOOD: Seal.BSRE,
    Standing.EXPIRED: Seal.BSRE_EXPIRED,
    Standing.REVOKED: Seal.BSRE_WITHDRAWN,
}
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
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Why it does not stand as issued: the day, the class of a revocation's reason, the newer revision."""

    on: date
    reason: Reason | None
    successor: Facts | None


@dataclass(frozen=True, slots=True)
class Signature:
    """What the file itself bears: how its signature is, who it says signed, by which key and when.

    `at` is a timestamp authority's time where `confirmed`, else the file's own word.
    """

    seal: Seal
    signer: str = ""
    fingerprint: str = ""
    at: datetime | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict, and the facts of the certificate it is about; of an unknown one there are none.

    `sha256` is of the bytes that were compared, empty when only an id was looked up; `signature` is what
    they bear. `decision` is there when the certificate was revoked or superseded. Of a file that is not the
    one issued `trouble` says what is wrong, `stands` is the verdict on the certificate that it names, and
    `facts` are that one's.
    """

    verdict: Verdict
    facts: Facts | None = None
    decision: Decision | None = None
    stands: Verdict | None = None
    trouble: Trouble | None = None
    sha256: str = ""
    signature: Signature | None = None

    @property
    def from_file(self) -> bool:
        return bool(self.sha256)


def by_id(session: Session, public_id: str, *, today: date) -> Answer:
    """Look a certificate up by its public id."""
    certificate = certificates.by_public_id(session, public_id)
    if certificate is None:
        return Answer(Verdict.UNKNOWN)
    return _answer(session, certificate, today)


def by_number(session: Session, number: str, *, today: date) -> Answer:
    """Look a certificate up by its number: for who runs the site, as numbers can be guessed."""
    found = session.scalars(select(Certificate).where(Certificate.number == number.strip())).one_or_none()
    return Answer(Verdict.UNKNOWN) if found is None else _answer(session, found, today)


def of_bytes(session: Session, data: bytes, *, today: date, asked: str = "") -> Answer:
    """Compare a file with what was issued: equal to the last bit, changed, forged, or not ours.

    `asked` is the number, code or address of the certificate that the file is said to be; empty: of any.
    """
    settings: Settings = session.info["settings"]
    report = _report(settings, data, today)
    answer = _compared(session, data, report, today)
    if asked.strip() and answer.facts and answer.trouble is None and not _is(answer.facts, asked):
        answer = replace(answer, verdict=Verdict.OTHER, stands=answer.verdict, trouble=Trouble.OTHER)
    return replace(answer, sha256=hashlib.sha256(data).hexdigest(), signature=_signature(settings, report))


def _compared(session: Session, data: bytes, report: Report, today: date) -> Answer:
    certificate = _by_digest(session, _digest(data))
    if certificate is not None:
        return _answer(session, certificate, today)
    named = names.named(data)
    public_id = pdf.public_id_of(data) or (next(iter(named)) if len(named) == 1 else None)
    # An issued file with something behind it is known by its beginning, signed or not.
    begins = _beginnings(data)
    within = _by_digest(session, *begins)
    original = within or (certificates.by_public_id(session, public_id) if public_id else None)
    if original is None:
        trouble = _of_no_original(report, data)
        return Answer(VERDICTS_ON[trouble] if trouble else Verdict.UNKNOWN, trouble=trouble)
    ends = begins[str(within.sha256)] if within else report.end if _begun(report) else 0
    if len(named | {original.public_id}) > 1:
        trouble = Trouble.MIXED
    else:
        trouble = _trouble(report, original, session.info["files"], more=data[ends:] if ends else b"")
    answer = _answer(session, original, today)
    return replace(answer, verdict=VERDICTS_ON[trouble], stands=answer.verdict, trouble=trouble)


def _beginnings(data: bytes) -> dict[str, int]:
    """Return the SHA-256 of every earlier state of a file and where it ends; the bytes are read once."""
    running, begin, found = hashlib.sha256(), 0, dict[str, int]()
    for end in sorted(ranges.ends(data)):
        running.update(memoryview(data)[begin:end])
        found[running.hexdigest()] = begin = end
    return found


def _begun(report: Report) -> bool:
    """Whether somebody whom we believe signed the beginning of the file."""
    return report.state == State.APPENDED and report.trusted


def _added(more: bytes) -> Trouble:
    """Tell a section that readers follow (ISO 32000-1, 7.5.6) from bytes that only hang on the end."""
    return Trouble.APPENDED if b"startxref" in more else Trouble.TAIL


def _trouble(report: Report, original: Certificate, files: FileStore, *, more: bytes) -> Trouble:
    """Tell what is wrong with a file that names `original` and is not it; `more` follows what was issued."""
    state, whose = report.state, report.whose
    signs = (
        (state == State.ODD, Trouble.ODD_RANGE),
        (whose == Whose.LOOKALIKE, Trouble.LOOKALIKE),
        (bool(more), _added(more)),
        (whose == Whose.STRANGER or (whose == Whose.BSRE and report.whole), Trouble.RESIGNED),
        (state == State.SHORT, Trouble.TAIL),
        (state == State.NONE and original.signed_at is not None, Trouble.STRIPPED),
        (state == State.BROKEN and _from_elsewhere(report, original, files), Trouble.MOVED),
        (report.whole, Trouble.UNREGISTERED),
    )
    return next((trouble for there, trouble in signs if there), Trouble.EDITED)


def _of_no_original(report: Report, data: bytes) -> Trouble | None:
    """Tell what a file tries that names no certificate of ours; None: it may well be somebody else's."""
    if report.whose == Whose.LOOKALIKE:
        return Trouble.LOOKALIKE
    if report.whose != Whose.OWN:
        return None
    if report.state == State.APPENDED:
        return _added(data[report.end :])
    return {State.VALID: Trouble.UNREGISTERED, State.SHORT: Trouble.TAIL}.get(report.state, Trouble.MOVED)


def _from_elsewhere(report: Report, original: Certificate, files: FileStore) -> bool:
    """Whether a genuine signature that does not hold was made for another file than the original."""
    if not report.genuine or original.sha256 is None or not files.has(original.sha256):
        return False
    places = ranges.places(files.get(original.sha256))
    digests = [one.digest for place in places if (one := envelopes.opened(place.envelope))]
    return report.digest not in digests


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _by_digest(session: Session, *digests: str) -> Certificate | None:
    return session.scalars(select(Certificate).where(Certificate.sha256.in_(digests)).limit(1)).first()


def _report(settings: Settings, data: bytes, today: date) -> Report:
    return check.check(
        data,
        own=keys.known(settings),
        authorities=authorities.load(settings),
        stamping=roots.timestamps(settings),
        at=datetime.combine(today, time.max, settings.zone),
    )


def _signature(settings: Settings, report: Report) -> Signature:
    return Signature(
        _seal(report, keys.current_kid(settings)),
        # Anybody writes into a certificate what he likes, also what moves a terminal's cursor or turns a line
        # round; one of BSrE may carry its holder's NIK.
        LONG_NUMBER.sub("…", corrections.clean(report.name))[:SIGNER_LIMIT],
        report.fingerprint,
        report.stamped_at or report.signed_at,
        confirmed=report.stamped_at is not None,
    )


def _seal(report: Report, current: str | None) -> Seal:
    if report.state == State.BROKEN:
        return Seal.BROKEN if report.genuine else Seal.UNREADABLE
    if report.state != State.VALID:
        return {State.NONE: Seal.NONE, State.ODD: Seal.ODD}.get(report.state, Seal.PARTIAL)
    if report.whose == Whose.OWN:
        if report.standing == Standing.REVOKED:
            return Seal.OWN_WITHDRAWN
        signs = report.fingerprint.replace(":", "").casefold()[: keys.KID_LENGTH] == current
        return Seal.OWN if signs else Seal.OWN_RETIRED
    return BSRE_SEALS[report.standing] if report.whose == Whose.BSRE else SEALS_OF[report.whose]


def _is(facts: Facts, asked: str) -> bool:
    """Whether these are the facts of the certificate that was asked about, by code, address or number."""
    code = read_id(asked)
    return facts.public_id == code if code else _plain(facts.number) == _plain(asked)


def _plain(number: str) -> str:
    return "".join(number.split()).casefold()


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


def _answer(session: Session, certificate: Certificate, today: date) -> Answer:
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
    return Answer(verdict, _facts(certificate), decision)


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
        sha256=certificate.sha256 or "",
    )
