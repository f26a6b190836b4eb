"""Requests for a correction: a learner asks, an officer approves, or refuses with an answer."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.asn import ranks
from lms.audit import trail
from lms.certification import certificates, designs
from lms.certification.models import Certificate, CertificateState, CorrectionRequest, CorrectionState
from lms.certification.register import decisions
from lms.certification.rules import corrections
from lms.config import Settings
from lms.errors import Conflict, InvalidInput, Message, NotFound
from lms.people import persons

TEXT_LENGTH = decisions.TEXT_LENGTH
WAITS = Message(
    "Permohonan perbaikan untuk sertifikat {number} masih menunggu putusan.",
    "A request to correct certificate {number} is still waiting.",
    "Tunggu jawaban petugas kepegawaian; jawabannya tampil di halaman sertifikat ini.",
    "Wait for the HR officer's answer; it appears on the certificate's page.",
)
NOTHING = Message(
    "Belum ada yang diminta diperbaiki.",
    "Nothing is asked to be corrected.",
    "Tulis nama, pangkat, atau jabatan yang seharusnya tercetak; yang sudah benar biarkan.",
    "Write the name, rank or position that should be printed; leave what is right as it is.",
)
TOO_LONG = Message(
    "Isian terlalu panjang: {length} huruf, paling banyak {limit}.",
    "This is too long: {length} letters, at most {limit}.",
    "Ringkas isiannya, lalu kirim lagi.",
    "Shorten it, then send it again.",
)
NO_RANK = Message(
    "Pangkat “{rank}” tidak dikenal untuk jenis kepegawaian Anda.",
    "The rank “{rank}” is not known for your kind of employment.",
    "Tulis golongannya, misalnya III/c untuk PNS atau IX untuk PPPK.",
    "Write its code, such as III/c for PNS or IX for PPPK.",
)
NO_WHY = Message(
    "Alasannya belum ditulis.",
    "The reason is not written.",
    "Tulis satu kalimat: apa yang keliru, dan dokumen apa yang menunjukkannya.",
    "Write a sentence: what is wrong, and which document shows it.",
)
NO_ANSWER = Message(
    "Jawaban untuk peserta belum ditulis.",
    "The answer to the learner is not written.",
    "Tulis satu kalimat: mengapa tidak disetujui, dan apa yang dapat dilakukan peserta.",
    "Write a sentence: why it is refused, and what the learner can do.",
)
NO_LETTER = Message(
    "Huruf {letters} tidak ada di dalam font sertifikat, jadi tidak dapat dicetak.",
    "The certificate's fonts have no letter for {letters}, so it cannot be printed.",
    "Tulis dengan huruf Latin seperti di KTP atau surat keputusan.",
    "Write it in Latin letters, as on the identity card or decree.",
)
DECIDED = Message(
    "Permohonan ini sudah diputus.",
    "This request is decided already.",
    "Buka lagi daftar permohonan; putusannya ada di halaman sertifikatnya.",
    "Open the list of requests again; the decision is on the certificate's page.",
)


def ask(
    session: Session,
    learner_id: int,
    public_id: str,
    said: Mapping[str, str],
    text: str,
    *,
    at: datetime,
) -> CorrectionRequest:
    """Ask to have name, rank or position on an own certificate mended; one request at a time.

    `said` holds by field what should be printed. Raises `NotFound`, `Conflict` when the certificate does not
    stand or a request waits, `InvalidInput` with the field when nothing is asked or it cannot be read.
    """
    number = certificates.own(session, learner_id, public_id).number
    certificate = certificates.by_number(session, number)
    if certificate.state != CertificateState.VALID:
        raise Conflict(decisions.NOT_VALID, "certificate.not-valid", number=number)
    if any(one.state == CorrectionState.OPEN for one in of_certificate(session, certificate)):
        raise Conflict(WAITS, "correction.waits", number=number)
    request = CorrectionRequest(
        certificate_id=certificate.id,
        wanted=_wanted(session, certificate, said),
        text=_text(text, NO_WHY, "correction.no-reason", "alasan"),
        asked_at=at,
    )
    session.add(request)
    session.flush()
    # The trail names the fields, not the values: it outlives the right to be forgotten.
    details = {"request": request.id, "fields": sorted(request.wanted)}
    trail.note(session, learner_id, "correction.asked", number, details, at=at)
    return request


def approve(session: Session, request_id: int, answer: str, *, by: int, at: datetime) -> Certificate:
    """Issue the certificate anew as it was asked for; return the new revision.

    What the roster does not bear out is printed all the same, until the roster says something else.
    Raises `Refused` where the officer holds the certificate, `Conflict` when it does not stand any more.
    """
    request, certificate = _open(session, request_id, by)
    new = decisions.supersede(
        session, certificate.number, request.text, by=by, at=at, corrected=request.wanted
    )
    request.successor_id = new.id
    said = corrections.clean(answer)
    _decide(session, request, certificate, CorrectionState.APPROVED, _fitting(said, "jawaban"), by=by, at=at)
    return new


def refuse(session: Session, request_id: int, answer: str, *, by: int, at: datetime) -> None:
    """Refuse a request; the learner reads the answer, the certificate stays as it is."""
    request, certificate = _open(session, request_id, by)
    said = _text(answer, NO_ANSWER, "correction.no-answer", "jawaban")
    _decide(session, request, certificate, CorrectionState.REFUSED, said, by=by, at=at)


def of_certificate(session: Session, certificate: Certificate) -> Sequence[CorrectionRequest]:
    """Return the requests about a certificate, newest first."""
    rows = select(CorrectionRequest).where(CorrectionRequest.certificate_id == certificate.id)
    return session.scalars(rows.order_by(CorrectionRequest.id.desc())).all()


def newer(session: Session, requests: Sequence[CorrectionRequest]) -> str | None:
    """Return the public id of the certificate that a request led to; there is at most one."""
    made = [one.successor_id for one in requests if one.successor_id is not None]
    rows = select(Certificate.public_id).where(Certificate.id.in_(made))
    return session.scalars(rows).first() if made else None


def _wanted(session: Session, certificate: Certificate, said: Mapping[str, str]) -> dict[str, str]:
    wanted = corrections.wanted(said, certificate.snapshot)
    for field, text in wanted.items():
        if len(text) > corrections.LONGEST:
            raise InvalidInput(
                TOO_LONG, "correction.too-long", field, length=len(text), limit=corrections.LONGEST
            )
        _printable(session, certificate, field, text)
    if "rank" in wanted:
        kind = persons.snapshot(session, certificate.learner_id).kind
        code = ranks.read(wanted["rank"], kind)
        if code is None or not ranks.fits(kind, code):
            raise InvalidInput(NO_RANK, "correction.no-rank", "rank", rank=wanted["rank"])
        wanted = corrections.wanted({**wanted, "rank": ranks.line(kind, code)}, certificate.snapshot)
    if not wanted:
        raise InvalidInput(NOTHING, "correction.nothing", "name")
    return wanted


def _printable(session: Session, certificate: Certificate, field: str, text: str) -> None:
    """Refuse letters that the file could not show: a number would be spent on what is never printed."""
    settings: Settings = session.info["settings"]
    design = designs.load(settings.content_root / "certificates", certificate.design)
    missing = designs.unprintable(design, text)
    if missing:
        letters = ", ".join(f"“{letter}” (U+{ord(letter):04X})" for letter in missing)
        raise InvalidInput(NO_LETTER, "correction.no-letter", field, letters=letters)


def _open(session: Session, request_id: int, by: int) -> tuple[CorrectionRequest, Certificate]:
    """Return a request that waits, held until the end of the transaction, and its certificate."""
    rows = select(CorrectionRequest).where(CorrectionRequest.id == request_id).with_for_update()
    request = session.scalars(rows.execution_options(populate_existing=True)).one_or_none()
    if request is None:
        raise NotFound
    certificate = session.get_one(Certificate, request.certificate_id)
    decisions.refuse_own(certificate, by)
    if request.state != CorrectionState.OPEN:
        raise Conflict(DECIDED, "correction.decided")
    return request, certificate


def _decide(
    session: Session,
    request: CorrectionRequest,
    certificate: Certificate,
    state: CorrectionState,
    answer: str,
    *,
    by: int,
    at: datetime,
) -> None:
    request.state, request.answer = state, answer
    request.decided_at, request.decided_by_id = at, by
    session.flush()
    details = {"request": request.id, "successor_id": request.successor_id}
    trail.note(session, by, f"correction.{state}", certificate.number, details, at=at)


def _text(text: str, missing: Message, code: str, field: str) -> str:
    said = text.strip()
    if not said:
        raise InvalidInput(missing, code, field)
    return _fitting(said, field)


def _fitting(said: str, field: str) -> str:
    if len(said) > TEXT_LENGTH:
        raise InvalidInput(TOO_LONG, "correction.too-long", field, length=len(said), limit=TEXT_LENGTH)
    return said
