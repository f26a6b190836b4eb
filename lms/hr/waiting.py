"""What waits for an officer: requests for a correction, certificates that run out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, exists, func, select, tuple_
from sqlalchemy.orm import Session, aliased

from lms.certification.models import Certificate, CertificateState, CorrectionRequest, CorrectionState
from lms.errors import NotFound
from lms.people import units
from lms.people.models import Person, Unit

PAGE = 50
# Who let it run out longer ago than this has chosen so, or left.
PAST = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Request:
    """A request that waits, and whose it is."""

    id: int
    number: str
    course: str
    name: str
    unit: str
    asked_at: datetime
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """A certificate that runs out, the newest of its course that the person holds."""

    id: int
    public_id: str
    number: str
    course: str
    person_id: int
    name: str
    unit: str
    expires_on: date


@dataclass(frozen=True, slots=True)
class Counts:
    """How much waits in a scope."""

    requests: int
    endings: int


def counts(session: Session, scope: str, *, today: date, days: int) -> Counts:
    """Count for the desk; both counts are ranges of an index."""
    asked = _requests(select(func.count()).select_from(CorrectionRequest), scope)
    ending = _endings(select(func.count()).select_from(Certificate), scope, today, days)
    return Counts(session.scalars(asked).one(), session.scalars(ending).one())


def requests(session: Session, scope: str, after: int = 0, size: int = PAGE) -> tuple[list[Request], int]:
    """Return the requests that wait, the oldest first, and the id that the next page begins after, or 0."""
    columns = select(CorrectionRequest, Certificate, Person, Unit.name)
    rows = _requests(columns.select_from(CorrectionRequest), scope).where(CorrectionRequest.id > after)
    found = session.execute(rows.order_by(CorrectionRequest.id).limit(size + 1)).all()
    shown = [_request(*row) for row in found[:size]]
    return shown, shown[-1].id if len(found) > size else 0


def request(session: Session, scope: str, request_id: int) -> tuple[CorrectionRequest, Certificate]:
    """Return a request about a certificate of the scope, also one that is decided; any other is not found."""
    rows = (
        select(CorrectionRequest, Certificate)
        .join(Certificate, Certificate.id == CorrectionRequest.certificate_id)
        .where(CorrectionRequest.id == request_id)
    )
    found = session.execute(_within(rows.join(Person, Person.id == Certificate.learner_id), scope))
    row = found.one_or_none()
    if row is None:
        raise NotFound
    return row[0], row[1]


def endings(
    session: Session,
    scope: str,
    *,
    today: date,
    days: int,
    after: tuple[date, int] | None = None,
    size: int = PAGE,
) -> tuple[list[Ending], tuple[date, int] | None]:
    """Return what ran out within a year or will within so many days; the key of the last if there is more."""
    columns = select(Certificate, Person, Unit.name)
    rows = _endings(columns.select_from(Certificate), scope, today, days)
    if after is not None:
        rows = rows.where(tuple_(Certificate.expires_on, Certificate.id) > after)
    found = session.execute(rows.order_by(Certificate.expires_on, Certificate.id).limit(size + 1)).all()
    shown = [_ending(*row) for row in found[:size]]
    last = (shown[-1].expires_on, shown[-1].id) if len(found) > size else None
    return shown, last


def _requests(rows: Select[*tuple[Any, ...]], scope: str) -> Select[*tuple[Any, ...]]:
    rows = rows.join(Certificate, Certificate.id == CorrectionRequest.certificate_id)
    rows = rows.join(Person, Person.id == Certificate.learner_id)
    return _within(rows.where(CorrectionRequest.state == CorrectionState.OPEN), scope)


def _endings(rows: Select[*tuple[Any, ...]], scope: str, today: date, days: int) -> Select[*tuple[Any, ...]]:
    newer = aliased(Certificate)
    rows = rows.join(Person, Person.id == Certificate.learner_id).where(
        Certificate.expires_on.between(today - PAST, today + timedelta(days=days)),
        Certificate.state == CertificateState.VALID,
        Person.disabled_at.is_(None),
        ~exists().where(
            newer.learner_id == Certificate.learner_id,
            newer.course_id == Certificate.course_id,
            newer.revision > Certificate.revision,
        ),
    )
    return _within(rows, scope)


def _within(rows: Select[*tuple[Any, ...]], scope: str) -> Select[*tuple[Any, ...]]:
    rows = rows.outerjoin(Unit, Unit.id == Person.unit_id)
    return rows.where(units.below(scope)) if scope else rows


def _request(asked: CorrectionRequest, certificate: Certificate, person: Person, unit: str | None) -> Request:
    return Request(
        id=asked.id,
        number=certificate.number,
        course=certificate.snapshot["course_title"],
        name=person.full_name,
        unit=unit or "",
        asked_at=asked.asked_at,
        fields=tuple(asked.wanted),
    )


def _ending(certificate: Certificate, person: Person, unit: str | None) -> Ending:
    if certificate.expires_on is None:
        raise ValueError(certificate.number)
    return Ending(
        id=certificate.id,
        public_id=certificate.public_id,
        number=certificate.number,
        course=certificate.snapshot["course_title"],
        person_id=person.id,
        name=person.full_name,
        unit=unit or "",
        expires_on=certificate.expires_on,
    )
