"""One person, all years: courses, certificates, credit hours."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from lms.catalogue.models import Course
from lms.certification.models import ActKind, Certificate, CertificateAct, Reason
from lms.errors import NotFound
from lms.learning.models import Enrolment, EnrolmentState
from lms.ledger.models import YearTotal
from lms.people.models import Person, Unit


@dataclass(frozen=True, slots=True)
class Taken:
    """A course that was begun; `completed_at` None while it goes on."""

    title: str
    modules: int
    done: int
    began_at: datetime
    completed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Earned:
    """A certificate; `ready` when its PDF is there."""

    public_id: str
    number: str
    course: str
    jp: Decimal
    completed_on: date
    ready: bool


@dataclass(frozen=True, slots=True)
class Year:
    year: int
    jp: Decimal


@dataclass(frozen=True, slots=True)
class Record:
    """Everything of one person, newest first."""

    courses: tuple[Taken, ...]
    certificates: tuple[Earned, ...]
    years: tuple[Year, ...]


@dataclass(frozen=True, slots=True)
class StoredFile:
    """Where the bytes of a certificate are, and a name for the download."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision about a certificate; `successor` is the public id of the revision that took its place."""

    kind: ActKind
    at: datetime
    by: str
    reason: Reason | None
    text: str
    successor: str


def of(session: Session, person_id: int) -> Record:
    """Gather the record in three queries; whether the viewer may see the person is asked before."""
    return Record(_courses(session, person_id), _certificates(session, person_id), _years(session, person_id))


def certificate_of(session: Session, scope: str, public_id: str) -> StoredFile:
    """Return the file of a certificate whose holder is in the scope now; raises `NotFound` for any other."""
    found = registered(session, scope, public_id)
    if found.sha256 is None:
        raise NotFound
    return StoredFile(found.number.replace("/", "_"), found.sha256)


def registered(session: Session, scope: str, public_id: str) -> Certificate:
    """Return the certificate of a holder who is in the scope now; raises `NotFound` for any other."""
    rows = select(Certificate).where(Certificate.public_id == public_id)
    if scope:
        rows = rows.join(Person, Person.id == Certificate.learner_id)
        rows = rows.join(Unit, Unit.id == Person.unit_id).where(Unit.path.like(f"{scope}%"))
    found = session.scalars(rows).one_or_none()
    if found is None:
        raise NotFound
    return found


def decisions_of(session: Session, certificate: Certificate) -> list[Decided]:
    """Return what was decided about a certificate, oldest first, with the names of who decided."""
    successor = aliased(Certificate)
    rows = (
        select(CertificateAct, Person.name, successor.public_id)
        .outerjoin(Person, Person.id == CertificateAct.by_id)
        .outerjoin(successor, successor.id == CertificateAct.successor_id)
        .where(CertificateAct.certificate_id == certificate.id)
        .order_by(CertificateAct.number)
    )
    return [
        Decided(act.kind, act.at, name or "", act.reason, act.text, newer or "")
        for act, name, newer in session.execute(rows)
    ]


def _courses(session: Session, person_id: int) -> tuple[Taken, ...]:
    rows = (
        select(Course.title, Course.modules, Enrolment.done, Enrolment.began_at, Enrolment.completed_at)
        .join(Course, Course.id == Enrolment.course_id)
        .where(Enrolment.learner_id == person_id, Enrolment.state != EnrolmentState.WITHDRAWN)
        .order_by(Enrolment.began_at.desc())
    )
    return tuple(Taken(*row[:4], _completed(*row[3:])) for row in session.execute(rows))


def _completed(began_at: datetime, completed_at: datetime | None) -> datetime | None:
    """Return when it was completed; a course that is being taken again goes on."""
    return completed_at if completed_at is not None and completed_at >= began_at else None


def _certificates(session: Session, person_id: int) -> tuple[Earned, ...]:
    rows = (
        select(
            Certificate.public_id,
            Certificate.number,
            Course.title,
            Certificate.jp,
            Certificate.completed_on,
            Certificate.sha256.is_not(None),
        )
        .join(Course, Course.id == Certificate.course_id)
        .where(Certificate.learner_id == person_id)
        .order_by(Certificate.issued_at.desc())
    )
    return tuple(Earned(*row) for row in session.execute(rows))


def _years(session: Session, person_id: int) -> tuple[Year, ...]:
    rows = select(YearTotal.year, YearTotal.jp).where(YearTotal.person_id == person_id)
    return tuple(Year(*row) for row in session.execute(rows.order_by(YearTotal.year.desc())))
