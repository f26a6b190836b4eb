"""Certificates: issued once when a course is completed, kept, found; their files are made by making.py."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.catalogue import releases
from lms.certification import designs, snapshots
from lms.certification.designing import choices
from lms.certification.evidence import packs
from lms.certification.models import Certificate, CertificateState, NumberSequence
from lms.certification.offline import claims
from lms.certification.rules import numbering, validity
from lms.certification.signing import ring
from lms.config import Settings
from lms.db.files import FileStore
from lms.errors import Message, NotFound, Refused
from lms.events import CertificateIssued, CourseCompleted, emit
from lms.jobs import queue
from lms.jobs.models import Job

JOB = "certificates.render"
# Courses of this kind are handbooks: no credit hours, no certificate.
MANUAL = "manual"
PUBLIC_BYTES = 16
NO_NUMBER = Message(
    "Tidak ada sertifikat bernomor {number}.",
    "There is no certificate with number {number}.",
    "Salin nomornya utuh dari sertifikat atau dari lms certificates list.",
    "Copy the whole number from the certificate or from lms certificates list.",
)
LOST = Message(
    "Berkas PDF sertifikat ini tidak ditemukan di penyimpanan.",
    "The PDF of this certificate is missing from the store.",
    "Sertifikatnya tetap sah. Minta admin menjalankan lms certificates render.",
    "The certificate itself stands. Ask the administrator to run lms certificates render.",
)


def issue_if_due(session: Session, event: CourseCompleted) -> Certificate | None:
    """Issue the certificate of a completed course; the same event twice gives the same one.

    Who took the course again gets another, under a number of its own, and the older one stays as it is: a
    completion is another one when it began after the day that is certified. A revoked certificate is given
    to nobody: without a newer completion nothing is due.
    """
    edition = releases.at(session, event.release_id)
    if edition.kind == MANUAL:
        return None
    settings: Settings = session.info["settings"]
    completed_on = numbering.local_day(event.at, settings.zone)
    numbers = _lock_numbers(session, completed_on.year)
    known = _of_course(session, event.learner_id, event.course_id)
    began_on = numbering.local_day(event.began_at, settings.zone)
    if known is not None and began_on <= known.completed_on:
        return known if known.state == CertificateState.VALID else None
    look = choices.in_force(session)
    design = edition.certificate or look.design or designs.STANDARD
    return _register(
        session,
        numbers,
        completed_on,
        revision=known.revision + 1 if known else 1,
        learner_id=event.learner_id,
        course_id=event.course_id,
        release_id=event.release_id,
        snapshot=snapshots.take(
            session, event.learner_id, edition, event.percent, look=look, design=design, day=completed_on
        ),
        design=design,
        jp=edition.jp,
        began_on=min(began_on, completed_on),
        expires_on=validity.last_day(completed_on, edition.valid),
        issued_at=event.at,
    )


def issue_again(session: Session, old: Certificate, snapshot: Mapping[str, Any], at: datetime) -> Certificate:
    """Issue the next revision under a number of its own: same course, days and hours, another snapshot."""
    return _register(
        session,
        _lock_numbers(session, old.year),
        old.completed_on,
        replaced=old,
        revision=old.revision + 1,
        learner_id=old.learner_id,
        course_id=old.course_id,
        release_id=old.release_id,
        snapshot=dict(snapshot),
        design=old.design,
        jp=old.jp,
        began_on=old.began_on,
        expires_on=old.expires_on,
        issued_at=at,
    )


def address(certificate: Certificate) -> str:
    """Where anybody can check it: printed in the QR code, so it stays as it was on the day of issue."""
    return f"{certificate.snapshot['base_url']}/verifikasi/{certificate.public_id}"


def of_learner(session: Session, learner_id: int) -> Sequence[Certificate]:
    """Return a learner's certificates, newest first."""
    rows = select(Certificate).where(Certificate.learner_id == learner_id)
    return session.scalars(rows.order_by(Certificate.issued_at.desc(), Certificate.id.desc())).all()


def own(session: Session, learner_id: int, public_id: str) -> Certificate:
    """Return a learner's certificate; somebody else's is not found."""
    certificate = by_public_id(session, public_id)
    if certificate is None or certificate.learner_id != learner_id:
        raise NotFound
    return certificate


def by_public_id(session: Session, public_id: str) -> Certificate | None:
    return session.scalars(select(Certificate).where(Certificate.public_id == public_id)).one_or_none()


def by_number(session: Session, number: str) -> Certificate:
    """Return the certificate of a number, locked until the end of the transaction; unknown is not found."""
    rows = select(Certificate).where(Certificate.number == number).with_for_update()
    found = session.scalars(rows.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound(NO_NUMBER, "certificate.no-number", number=number)
    return found


def named(session: Session, text: str) -> Certificate:
    """Return the certificate of a number or a public id, to be read; unknown is not found."""
    rows = select(Certificate).where(or_(Certificate.number == text, Certificate.public_id == text))
    found = session.scalars(rows.limit(1)).one_or_none()
    if found is None:
        raise NotFound(NO_NUMBER, "certificate.no-number", number=text)
    return found


def numbers_of(session: Session, course_id: int, learners: Collection[int]) -> dict[int, str]:
    """Return the number of the newest certificate of a course that stands, of these learners who hold one."""
    rows = select(Certificate.learner_id, Certificate.number).where(
        Certificate.course_id == course_id,
        Certificate.learner_id.in_(learners),
        Certificate.state == CertificateState.VALID,
    )
    found = session.execute(rows.order_by(Certificate.revision))
    return {learner_id: number for learner_id, number in found}  # noqa: C416 # rows are not pairs to the type checker


def without_pdf(session: Session, files: FileStore) -> Sequence[Certificate]:
    """Return those whose PDF is still to be made or was lost, oldest first."""
    rows = session.scalars(select(Certificate).order_by(Certificate.id))
    return [one for one in rows if one.sha256 is None or not files.has(one.sha256)]


def job_of(session: Session, certificate: Certificate) -> Job | None:
    """Return the job that makes the PDF, to tell its owner honestly how it stands."""
    return session.scalars(select(Job).where(Job.key == _key(certificate))).one_or_none()


def stored(files: FileStore, sha256: str) -> bytes:
    """Return the bytes of a PDF as they were issued; raises `Refused` where they were lost."""
    try:
        return files.get(sha256)
    except KeyError as error:
        raise Refused(LOST, "certificate.lost") from error


def issued_between(session: Session, start: date, end: date) -> Sequence[Certificate]:
    """Return the certificates completed from `start` to `end`, in the order of their numbers."""
    rows = select(Certificate).where(Certificate.completed_on.between(start, end))
    return session.scalars(rows.order_by(Certificate.year, Certificate.sequence)).all()


def _lock_numbers(session: Session, year: int) -> NumberSequence:
    """Return the year's counter, locked until the end of the transaction: no gap, no number twice."""
    insert = (postgresql if session.get_bind().dialect.name == "postgresql" else sqlite).insert(
        NumberSequence
    )
    session.execute(insert.values(year=year, last=0).on_conflict_do_nothing())
    rows = select(NumberSequence).where(NumberSequence.year == year).with_for_update()
    return session.scalars(rows.execution_options(populate_existing=True)).one()


def _register(
    session: Session,
    numbers: NumberSequence,
    completed_on: date,
    *,
    replaced: Certificate | None = None,
    **certified: Any,
) -> Certificate:
    """Enter a certificate under the year's next number, which is locked, and tell of it."""
    settings: Settings = session.info["settings"]
    numbers.last += 1
    certificate = Certificate(
        public_id=secrets.token_hex(PUBLIC_BYTES),
        number=numbering.number(
            settings.number_pattern, numbers.last, organiser=settings.organiser_code, day=completed_on
        ),
        year=numbers.year,
        sequence=numbers.last,
        completed_on=completed_on,
        mark=ring.mark(settings),
        **certified,
    )
    certificate.claim = claims.text_for(certificate, settings)
    session.add(certificate)
    session.flush()
    packs.keep(session, certificate, replaced=replaced)
    _tell(session, certificate)
    return certificate


def _of_course(session: Session, learner_id: int, course_id: int) -> Certificate | None:
    rows = select(Certificate).where(Certificate.learner_id == learner_id, Certificate.course_id == course_id)
    return session.scalars(rows.order_by(Certificate.revision.desc()).limit(1)).one_or_none()


def _tell(session: Session, certificate: Certificate) -> None:
    at = certificate.issued_at
    details = {
        "learner_id": certificate.learner_id,
        "release_id": certificate.release_id,
        "jp": str(certificate.jp),
    }
    trail.note(session, None, "certificate.issued", certificate.number, details, at=at)
    queue.promise(session, JOB, {"certificate_id": certificate.id}, key=_key(certificate), at=at)
    emit(
        session,
        CertificateIssued(
            at,
            certificate.learner_id,
            certificate.id,
            certificate.course_id,
            certificate.jp,
            certificate.year,
        ),
    )


def _key(certificate: Certificate) -> str:
    return f"certificate:{certificate.id}:{certificate.revision}"
