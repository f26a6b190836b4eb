"""Credit hours (JP) as an append-only ledger, with a sum per person and year kept in the same transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from lms.catalogue.models import Course
from lms.certification.models import Certificate, CertificateState
from lms.events import CertificateIssued, CertificateReinstated, CertificateRevoked
from lms.ledger.models import Entry, YearTotal

EARNED = "earned"
TAKEN_BACK = "taken"
GIVEN_BACK = "given"
Event = CertificateIssued | CertificateRevoked | CertificateReinstated


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as its owner reads it; `public_id` leads to the certificate that it came from."""

    year: int
    at: datetime
    jp: Decimal
    kind: str
    course: str
    slug: str
    public_id: str


def credit(session: Session, event: CertificateIssued) -> None:
    """Credit a certificate's hours to the year of its completion; a course counts once a year."""
    total = _lock_total(session, event.learner_id, event.year)
    if _balance(session, event):
        return
    _enter(session, total, event, EARNED, source=source_of(event.certificate_id), jp=event.jp)


def take_back(session: Session, event: CertificateRevoked) -> None:
    """Void the hours of a revoked certificate by an entry of its own; what was entered stays.

    Hours that another certificate of the course bears out in that year are left: they count once for both.
    """
    total = _lock_total(session, event.learner_id, event.year)
    if _borne_out(session, event):
        return
    balance = _balance(session, event)
    source = source_of(event.certificate_id, event.act)
    if balance:
        _enter(session, total, event, TAKEN_BACK, source=source, jp=-balance)


def give_back(session: Session, event: CertificateReinstated) -> None:
    """Count the hours of a reinstated certificate again, unless the course counts already that year."""
    total = _lock_total(session, event.learner_id, event.year)
    source = source_of(event.certificate_id, event.act)
    if not _balance(session, event):
        _enter(session, total, event, GIVEN_BACK, source=source, jp=event.jp)


def of(session: Session, person_id: int, year: int) -> YearTotal | None:
    """Return a person's sum of a year; None when nothing was credited."""
    return session.get(YearTotal, (person_id, year))


def totals(session: Session, person_id: int) -> Sequence[YearTotal]:
    """Return a person's sums, newest year first."""
    rows = select(YearTotal).where(YearTotal.person_id == person_id)
    return session.scalars(rows.order_by(YearTotal.year.desc())).all()


def history(session: Session, person_id: int) -> list[Line]:
    """Return a person's entries, newest first, each with its course and certificate."""
    rows = (
        select(Entry, Course.title, Course.slug)
        .outerjoin(Course, Course.id == Entry.course_id)
        .where(Entry.person_id == person_id)
        .order_by(Entry.year.desc(), Entry.number.desc())
    )
    certificates = select(Certificate).where(Certificate.learner_id == person_id)
    by_source = {source_of(certificate.id): certificate for certificate in session.scalars(certificates)}
    return [
        Line(
            entry.year,
            entry.at,
            entry.jp,
            entry.kind,
            title or "",
            slug or "",
            _certificate(by_source, entry.source),
        )
        for entry, title, slug in session.execute(rows)
    ]


def source_of(certificate_id: int, act: int = 0) -> str:
    """Name where hours come from, or by which later decision they went; the key of the ledger holds it."""
    return f"certificate:{certificate_id}#{act}" if act else f"certificate:{certificate_id}"


def _certificate(by_source: Mapping[str, Certificate], source: str) -> str:
    found = by_source.get(source.partition("#")[0])
    return found.public_id if found is not None else ""


def _enter(session: Session, total: YearTotal, event: Event, kind: str, *, source: str, jp: Decimal) -> None:
    session.add(
        Entry(
            person_id=event.learner_id,
            number=_next_number(session, event.learner_id),
            year=event.year,
            course_id=event.course_id,
            kind=kind,
            source=source,
            jp=jp,
            at=event.at,
        )
    )
    total.jp += jp
    total.courses += 1 if jp > 0 else -1
    session.flush()


def _lock_total(session: Session, person_id: int, year: int) -> YearTotal:
    """Return the year's sum, locked: two courses completed at once are both added."""
    insert = (postgresql if session.get_bind().dialect.name == "postgresql" else sqlite).insert(YearTotal)
    fresh = insert.values(person_id=person_id, year=year, jp=Decimal(0), courses=0)
    session.execute(fresh.on_conflict_do_nothing())
    rows = select(YearTotal).where(YearTotal.person_id == person_id, YearTotal.year == year).with_for_update()
    return session.scalars(rows.execution_options(populate_existing=True)).one()


def _balance(session: Session, event: Event) -> Decimal:
    """Return what the course counts in the event's year now."""
    rows = select(func.coalesce(func.sum(Entry.jp), 0)).where(
        Entry.person_id == event.learner_id, Entry.year == event.year, Entry.course_id == event.course_id
    )
    return session.scalars(rows).one()


def _borne_out(session: Session, event: CertificateRevoked) -> bool:
    """Tell whether the course was completed twice in the year, and the other certificate stands."""
    others = select(Certificate.id).where(
        Certificate.learner_id == event.learner_id,
        Certificate.course_id == event.course_id,
        Certificate.year == event.year,
        Certificate.state == CertificateState.VALID,
        Certificate.id != event.certificate_id,
    )
    return session.scalars(others.limit(1)).first() is not None


def _next_number(session: Session, person_id: int) -> int:
    last = session.scalar(select(func.max(Entry.number)).where(Entry.person_id == person_id))
    return (last or 0) + 1
