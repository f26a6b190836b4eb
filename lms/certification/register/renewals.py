"""Certificates that run out: who is to be reminded, and taking the course again for another one."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.catalogue.models import Course
from lms.certification import certificates
from lms.certification.evidence import packs
from lms.certification.models import Certificate, CertificateState
from lms.certification.rules import numbering, validity
from lms.config import Settings
from lms.errors import Message, Refused
from lms.learning import enrolments
from lms.learning.models import Enrolment, EnrolmentState

NOT_YET = Message(
    "Kursus ini belum dapat diulang untuk sertifikat {number}.",
    "The course cannot be taken again for certificate {number} yet.",
    "Kursus dapat diulang menjelang akhir masa berlaku sertifikat terbaru, atau sehari setelah dicabut.",
    "It can be taken again when the newest certificate is about to run out, or the day after it was revoked.",
)


def newest(held: Sequence[Certificate]) -> list[Certificate]:
    """Return of each course the newest certificate of those that one learner holds, in their order."""
    last: dict[int, int] = {}
    for one in held:
        last[one.course_id] = max(one.revision, last.get(one.course_id, 0))
    return [one for one in held if one.revision == last[one.course_id]]


def running_out(held: Sequence[Certificate], *, today: date, days: int) -> list[Certificate]:
    """Return those of a learner whose end is near or over, the earliest first: what to be reminded of."""
    found = [
        one
        for one in newest(held)
        if one.state == CertificateState.VALID and validity.runs_out(one.expires_on, today, days)
    ]
    return sorted(found, key=lambda one: one.expires_on or today)


def may_renew(certificate: Certificate, *, today: date, days: int) -> bool:
    """Tell whether its course may be taken again for it, on a later day than the certified one."""
    if certificate.completed_on >= today:
        return False
    if certificate.state == CertificateState.REVOKED:
        return True
    return certificate.state == CertificateState.VALID and validity.runs_out(
        certificate.expires_on, today, days
    )


def renewable(session: Session, certificate: Certificate, *, at: datetime) -> bool:
    """Tell whether the learner may take the course again for this certificate, the newest of its course."""
    settings: Settings = session.info["settings"]
    today = numbering.local_day(at, settings.zone)
    if not may_renew(certificate, today=today, days=settings.certificate_reminder_days):
        return False
    mine = (
        Certificate.learner_id == certificate.learner_id,
        Certificate.course_id == certificate.course_id,
        Certificate.revision > certificate.revision,
    )
    return session.scalars(select(Certificate.id).where(*mine).limit(1)).first() is None


def begin(session: Session, learner_id: int, public_id: str, *, at: datetime) -> str:
    """Begin the course of an own certificate again; return its slug. The certificate stays as it is.

    Raises `NotFound`, and `Refused` when it is too early, or the course takes nobody.
    """
    certificate = certificates.own(session, learner_id, public_id)
    if not renewable(session, certificate, at=at):
        raise Refused(NOT_YET, "certificate.not-renewable", number=certificate.number)
    if certificate.pack_sha256 is None:
        # Of a time before packs: what it rests on is kept before progress begins anew.
        packs.keep(session, certificate)
    slug = session.scalars(select(Course.slug).where(Course.id == certificate.course_id)).one()
    enrolments.renew(session, learner_id, slug, at=at)
    return slug


def under_way(session: Session, certificate: Certificate) -> bool:
    """Tell whether the learner has begun the course again and is not done."""
    state = select(Enrolment.state).where(
        Enrolment.learner_id == certificate.learner_id, Enrolment.course_id == certificate.course_id
    )
    return session.scalars(state).one_or_none() == EnrolmentState.ACTIVE
