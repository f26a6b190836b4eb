"""What is decided about a certificate after its issue: revoke, reinstate, issue anew; nothing is deleted."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.certification import certificates, snapshots
from lms.certification.models import ActKind, Certificate, CertificateAct, CertificateState, Reason
from lms.certification.rules import corrections
from lms.errors import Conflict, InvalidInput, Message, Refused
from lms.events import CertificateReinstated, CertificateRevoked, emit

TEXT_LENGTH = 1000
# What the public reads of a revocation, here and on the command line.
REASONS: Mapping[Reason, Message] = {
    Reason.MISTAKE: Message("terbit karena kekeliruan", "it was issued by mistake"),
    Reason.MISCONDUCT: Message("pelanggaran aturan", "a breach of the rules"),
    Reason.REGRADE: Message("nilainya dikoreksi", "the mark was corrected"),
    Reason.WRONG_PERSON: Message(
        "terbit atas nama orang yang bukan pesertanya",
        "it was issued to another person than the one who took the course",
    ),
    Reason.OTHER: Message("alasan lain yang tersimpan di register", "another reason, kept in the register"),
}
NO_TEXT = Message(
    "Alasan pencabutan belum ditulis.",
    "The reason of the revocation is not written.",
    "Tulis satu kalimat: apa yang terjadi dan atas dasar apa. Teks ini disimpan, tidak ditampilkan ke umum.",
    "Write a sentence: what happened and on what ground. It is kept, never shown to the public.",
)
TEXT_TOO_LONG = Message(
    "Alasan terlalu panjang: {length} huruf, paling banyak {limit}.",
    "The reason is too long: {length} letters, at most {limit}.",
    "Ringkas alasannya; rujuk nomor berita acara bila ada.",
    "Shorten it; name the number of the minutes if there are any.",
)
NOT_VALID = Message(
    "Sertifikat {number} sudah dicabut atau sudah diganti.",
    "Certificate {number} is revoked or superseded already.",
    "Hanya sertifikat yang berlaku yang dapat dicabut atau diterbitkan ulang.",
    "Only a certificate that stands can be revoked or issued anew.",
)
NOT_REVOKED = Message(
    "Sertifikat {number} tidak sedang dicabut.",
    "Certificate {number} is not revoked.",
    "Hanya sertifikat yang dicabut yang dapat dipulihkan.",
    "Only a revoked certificate can be reinstated.",
)
OWN = Message(
    "Sertifikat {number} milik Anda sendiri; putusan atasnya bukan wewenang Anda.",
    "Certificate {number} is your own; you cannot decide about it.",
    "Minta petugas kepegawaian lain memutuskannya.",
    "Ask another HR officer to decide.",
)
SAME = Message(
    "Yang baru akan mencetak hal yang sama dengan sertifikat {number}.",
    "A new one would print the same as certificate {number}.",
    "Perbaiki data pegawainya lewat impor, lalu ulangi; atau setujui permohonan perbaikan dari pesertanya.",
    "Mend the roster by importing it, then repeat; or approve a request for a correction by the learner.",
)


def revoke(
    session: Session, number: str, reason: Reason, text: str, *, by: int | None, at: datetime
) -> Certificate:
    """Revoke the certificate of `number`; its credit hours leave the year's ledger.

    Raises `NotFound`, `InvalidInput` without a text, `Conflict` when it does not stand, `Refused` where an
    officer would decide about an own certificate: so do all three decisions.
    """
    certificate = certificates.by_number(session, number)
    refuse_own(certificate, by)
    if certificate.state != CertificateState.VALID:
        raise Conflict(NOT_VALID, "certificate.not-valid", number=number)
    act = _decide(session, certificate, ActKind.REVOKED, _said(text), reason=reason, by=by, at=at)
    certificate.state = CertificateState.REVOKED
    emit(
        session,
        CertificateRevoked(
            at, certificate.learner_id, certificate.id, certificate.course_id, certificate.year, act.number
        ),
    )
    return certificate


def reinstate(session: Session, number: str, text: str, *, by: int | None, at: datetime) -> Certificate:
    """Take a revocation back; both decisions stay in the register and the hours count again."""
    certificate = certificates.by_number(session, number)
    refuse_own(certificate, by)
    if certificate.state != CertificateState.REVOKED:
        raise Conflict(NOT_REVOKED, "certificate.not-revoked", number=number)
    act = _decide(session, certificate, ActKind.REINSTATED, _said(text), by=by, at=at)
    certificate.state = CertificateState.VALID
    emit(
        session,
        CertificateReinstated(
            at,
            certificate.learner_id,
            certificate.id,
            certificate.course_id,
            certificate.jp,
            certificate.year,
            act.number,
        ),
    )
    return certificate


def supersede(
    session: Session,
    number: str,
    text: str,
    *,
    by: int | None,
    at: datetime,
    corrected: Mapping[str, str] | None = None,
) -> Certificate:
    """Issue the certificate of `number` anew with the person's present data; return the new revision.

    What is `corrected` is printed instead of what the roster says, until the roster says something else
    (rules/corrections.py). The old one stays and says by which it was superseded; hours are credited once.
    Raises `Conflict` when it does not stand, or when nothing would be printed otherwise.
    """
    old = certificates.by_number(session, number)
    refuse_own(old, by)
    if old.state != CertificateState.VALID:
        raise Conflict(NOT_VALID, "certificate.not-valid", number=number)
    person = snapshots.of_person(session, old.learner_id)
    snapshot = corrections.printed(old.snapshot, person, corrected or {})
    if all(snapshot[key] == old.snapshot.get(key) for key in person):
        raise Conflict(SAME, "certificate.same", number=number)
    said = _said(text)
    new = certificates.issue_again(session, old, snapshot, at)
    _decide(session, old, ActKind.SUPERSEDED, said, successor_id=new.id, by=by, at=at)
    old.state = CertificateState.SUPERSEDED
    session.flush()
    return new


def last_of(session: Session, certificate: Certificate) -> CertificateAct | None:
    """Return the latest decision about a certificate; None when it stands as it was issued."""
    rows = select(CertificateAct).where(CertificateAct.certificate_id == certificate.id)
    return session.scalars(rows.order_by(CertificateAct.number.desc()).limit(1)).one_or_none()


def newer_of(session: Session, certificate: Certificate) -> Certificate | None:
    """Return the certificate that took this one's place; None while none did."""
    act = last_of(session, certificate)
    return None if act is None or act.successor_id is None else session.get_one(Certificate, act.successor_id)


def refuse_own(certificate: Certificate, by: int | None) -> None:
    """Refuse whoever would decide about an own certificate; the command line decides for nobody."""
    if by is not None and by == certificate.learner_id:
        raise Refused(OWN, "certificate.own", number=certificate.number)


def _said(text: str) -> str:
    said = text.strip()
    if not said:
        raise InvalidInput(NO_TEXT, "certificate.no-reason", "text")
    if len(said) > TEXT_LENGTH:
        raise InvalidInput(
            TEXT_TOO_LONG, "certificate.long-reason", "text", length=len(said), limit=TEXT_LENGTH
        )
    return said


def _decide(
    session: Session,
    certificate: Certificate,
    kind: ActKind,
    text: str,
    *,
    by: int | None,
    at: datetime,
    reason: Reason | None = None,
    successor_id: int | None = None,
) -> CertificateAct:
    count = select(func.count()).where(CertificateAct.certificate_id == certificate.id)
    act = CertificateAct(
        certificate_id=certificate.id,
        number=session.scalars(count).one() + 1,
        kind=kind,
        reason=reason,
        text=text,
        at=at,
        by_id=by,
        successor_id=successor_id,
    )
    session.add(act)
    details: Mapping[str, str | int | None] = {
        "act": act.number,
        "reason": None if reason is None else str(reason),
        "successor_id": successor_id,
    }
    trail.note(session, by, f"certificate.{kind}", certificate.number, details, at=at)
    return act
