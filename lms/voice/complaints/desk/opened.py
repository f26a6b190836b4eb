"""One report as its desk or its handler opens it: looked up narrowed to who asks, with all that was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from lms.errors import NotFound
from lms.people import identities, units
from lms.people.models import Identity, Person, Unit
from lms.people.persons import sort_name
from lms.voice.complaints.desk import lists
from lms.voice.complaints.desk.lists import Officer
from lms.voice.complaints.models import (
    Author,
    Category,
    Complaint,
    ComplaintAct,
    ComplaintMessage,
    Escalation,
    HandlingClass,
    State,
)
from lms.voice.models import Service
from lms.voice.rules import states

MOST_CANDIDATES = 20
MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class Opened:
    """A report beside the names of what it points to."""

    complaint: Complaint
    category: Category
    handling: HandlingClass
    unit: str
    service: str
    accused_unit: str
    accused: str
    handler: str


@dataclass(frozen=True, slots=True)
class Said:
    """One message: who wrote it, in the words of the desk; `person` is the officer's name."""

    author: Author
    person: str
    internal: bool
    text: str
    at: datetime
    id: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a report; `by` is empty for the citizen and the engine."""

    before: State | None
    after: State
    by: str
    handler: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may handle the report, and how many he or she has open already."""

    id: int
    name: str
    position: str
    unit: str
    open: int


def of_desk(session: Session, who: Officer, complaint_id: int) -> Opened:
    """Return a report of the officer's branch; raises `NotFound` for another's, and for one about him."""
    return _one(session, Complaint.id == complaint_id, *lists.visible(who))


def of_handler(session: Session, person_id: int, complaint_id: int) -> Opened:
    """Return a report that this person handles now; raises `NotFound` for any other."""
    return _one(session, Complaint.id == complaint_id, Complaint.handler_id == person_id)


def said(session: Session, complaint: Complaint) -> Sequence[Said]:
    """Return all messages, notes of the desk too, the oldest first."""
    rows = (
        select(
            ComplaintMessage.author,
            func.coalesce(Person.name, ""),
            ComplaintMessage.internal,
            ComplaintMessage.text,
            ComplaintMessage.at,
            ComplaintMessage.id,
        )
        .outerjoin(Person, Person.id == ComplaintMessage.person_id)
        .where(ComplaintMessage.complaint_id == complaint.id)
        .order_by(ComplaintMessage.id)
        .limit(MOST_LINES)
    )
    return [Said(*row) for row in session.execute(rows)]


def steps(session: Session, complaint: Complaint) -> Sequence[Step]:
    """Return every step that the report has made, the oldest first."""
    actor, handler = aliased(Person), aliased(Person)
    rows = (
        select(
            ComplaintAct.before,
            ComplaintAct.after,
            func.coalesce(actor.name, ""),
            func.coalesce(handler.name, ""),
            ComplaintAct.reason,
            ComplaintAct.at,
        )
        .outerjoin(actor, actor.id == ComplaintAct.by_id)
        .outerjoin(handler, handler.id == ComplaintAct.handler_id)
        .where(ComplaintAct.complaint_id == complaint.id)
        .order_by(ComplaintAct.id)
        .limit(MOST_LINES)
    )
    return [Step(*row) for row in session.execute(rows)]


def candidates(session: Session, complaint: Complaint, who: Officer, text: str = "") -> Sequence[Candidate]:
    """Return who may handle a report, at most twenty: of its unit, or found by name or NIP in the branch.

    The accused and everybody of the accused unit are left out. Without a word to look for, who has the
    fewest open reports comes first.
    """
    load = (
        select(Complaint.handler_id, func.count().label("open"))
        .where(Complaint.state.in_(states.OPEN), Complaint.handler_id.is_not(None))
        .group_by(Complaint.handler_id)
        .subquery()
    )
    carried = func.coalesce(load.c.open, 0)
    rows = (
        select(Person.id, Person.name, Person.position, func.coalesce(Unit.name, ""), carried)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .outerjoin(load, load.c.handler_id == Person.id)
        .where(
            Person.disabled_at.is_(None),
            *_innocent(session, complaint),
            *_place(session, complaint, who, text),
        )
        .order_by(carried, Person.sort_name, Person.id)
    )
    return [Candidate(*row) for row in session.execute(rows.limit(MOST_CANDIDATES))]


def candidate(session: Session, who: Officer, person_id: int) -> Person:
    """Return an active person of the officer's branch; raises `NotFound`."""
    rows = select(Person).where(Person.id == person_id, Person.disabled_at.is_(None), *_branch(who))
    found = session.scalars(rows).one_or_none()
    if found is None:
        raise NotFound
    return found


def find_person(session: Session, text: str) -> int | None:
    """Return whose number this is, for an officer who names the person complained of; None for nobody's."""
    value = identities.folded(text)
    return session.scalar(select(Identity.person_id).where(Identity.value == value, identities.current()))


def open_of(session: Session, person_id: int) -> int:
    """Count the open reports that a person handles."""
    rows = select(func.count()).where(Complaint.handler_id == person_id, Complaint.state.in_(states.OPEN))
    return session.scalars(rows).one()


def seen(session: Session, complaint: Complaint, *, at: datetime) -> None:
    """Note that somebody has read the reminders about a report."""
    unread = and_(Escalation.complaint_id == complaint.id, Escalation.seen_at.is_(None))
    session.execute(update(Escalation).where(unread).values(seen_at=at))


def _one(session: Session, *where: ColumnElement[bool]) -> Opened:
    unit, accused_unit = aliased(Unit), aliased(Unit)
    accused, handler = aliased(Person), aliased(Person)
    rows = (
        select(
            Complaint,
            Category,
            HandlingClass,
            func.coalesce(unit.name, ""),
            func.coalesce(Service.name, ""),
            func.coalesce(accused_unit.name, ""),
            func.coalesce(accused.name, ""),
            func.coalesce(handler.name, ""),
        )
        .join(Category, Category.key == Complaint.category_key)
        .join(HandlingClass, HandlingClass.key == Complaint.class_key)
        .outerjoin(unit, unit.id == Complaint.unit_id)
        .outerjoin(Service, Service.id == Complaint.service_id)
        .outerjoin(accused_unit, accused_unit.id == Complaint.accused_unit_id)
        .outerjoin(accused, accused.id == Complaint.accused_id)
        .outerjoin(handler, handler.id == Complaint.handler_id)
        .where(*where)
    )
    found = session.execute(rows).one_or_none()
    if found is None:
        raise NotFound
    return Opened(*found)


def _innocent(session: Session, complaint: Complaint) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if complaint.accused_id is not None:
        where.append(Person.id != complaint.accused_id)
    if complaint.accused_unit_id is not None:
        accused = session.get_one(Unit, complaint.accused_unit_id)
        where.append(or_(Person.unit_id.is_(None), ~units.below(accused.path)))
    return where


def _place(session: Session, complaint: Complaint, who: Officer, text: str) -> list[ColumnElement[bool]]:
    where = _branch(who)
    if text.strip():
        return [*where, _named(text.strip())]
    if complaint.unit_id is not None and complaint.accused_unit_id is None:
        where.append(units.below(session.get_one(Unit, complaint.unit_id).path))
    return where


def _branch(who: Officer) -> list[ColumnElement[bool]]:
    if not who.scope:
        return []
    return [Person.unit_id.in_(select(Unit.id).where(units.below(who.scope)))]


def _named(text: str) -> ColumnElement[bool]:
    digits = "".join(text.split()).replace(".", "")
    if digits.isascii() and digits.isdigit():
        return Person.id.in_(select(Identity.person_id).where(Identity.value == digits, identities.current()))
    folded = sort_name(text)
    return Person.sort_name.contains(folded, autoescape=True) if folded else false()
