"""Who is asked to take which course by when, because of which need; closed by finishing the course."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, func, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from lms.catalogue.models import Course
from lms.events import CourseCompleted
from lms.learning.models import Enrolment, EnrolmentState
from lms.needs.models import Assignment, Need
from lms.people import units
from lms.people.models import Person, Unit


@dataclass(frozen=True, slots=True)
class Asked:
    """One open assignment as its person sees it, with the figure that it comes from."""

    course_id: int
    slug: str
    title: str
    jp: Any
    due_on: date
    source: str
    evidence: dict[str, Any]
    unit: str
    need_id: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many people were asked to take a course for a need, and how many have finished it."""

    course_id: int
    title: str
    slug: str
    asked: int
    done: int


def to_unit(session: Session, need: Need, course_ids: Sequence[int], due_on: date, *, at: datetime) -> int:
    """Ask everybody who is now in the need's unit or below it; return how many were asked anew.

    Who has finished a course already is not asked to take it again. Asked twice is asked once.
    """
    path = session.scalars(select(Unit.path).where(Unit.id == need.unit_id)).one()
    members = (
        select(
            Person.id,
            literal(need.id),
            Course.id,
            literal(due_on, type_=Assignment.due_on.type),
            literal(at, type_=Assignment.made_at.type),
        )
        .select_from(Person)
        .join(Unit, Unit.id == Person.unit_id)
        .join(Course, Course.id.in_(course_ids))
        .where(
            units.below(path),
            Person.disabled_at.is_(None),
            ~exists().where(
                Enrolment.learner_id == Person.id,
                Enrolment.course_id == Course.id,
                Enrolment.state == EnrolmentState.COMPLETED,
            ),
        )
    )
    columns = ["person_id", "need_id", "course_id", "due_on", "made_at"]
    before = _count(session, need.id)
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    session.execute(dialect.insert(Assignment).from_select(columns, members).on_conflict_do_nothing())
    return _count(session, need.id) - before


def settle(session: Session, need: Need, course_ids: Collection[int], *, at: datetime) -> None:
    """Give open assignments the need's due date, and end those of courses that are chosen no longer."""
    still = (Assignment.need_id == need.id, Assignment.done_at.is_(None))
    kept = Assignment.course_id.in_(course_ids)
    session.execute(update(Assignment).where(*still, kept).values(due_on=need.due_on, ended_at=None))
    session.execute(
        update(Assignment).where(*still, ~kept, Assignment.ended_at.is_(None)).values(ended_at=at)
    )


def end(session: Session, need_id: int, *, at: datetime) -> None:
    """Ask nobody any more; what was done stays done."""
    still = (Assignment.need_id == need_id, Assignment.done_at.is_(None), Assignment.ended_at.is_(None))
    session.execute(update(Assignment).where(*still).values(ended_at=at))


def close(session: Session, event: CourseCompleted) -> None:
    """Tick off what a finished course was asked for."""
    session.execute(
        update(Assignment)
        .where(
            Assignment.person_id == event.learner_id,
            Assignment.course_id == event.course_id,
            Assignment.done_at.is_(None),
        )
        .values(done_at=event.at)
    )


def open_of(session: Session, person_id: int, limit: int = 20) -> list[Asked]:
    """Return what a person is still asked to take, a course once, what is due first at the top."""
    rows = (
        select(Course, Assignment.due_on, Need.source, Need.evidence, Unit.name, Need.id)
        .join(Assignment, Assignment.course_id == Course.id)
        .join(Need, Need.id == Assignment.need_id)
        .join(Unit, Unit.id == Need.unit_id)
        .where(
            Assignment.person_id == person_id,
            Assignment.done_at.is_(None),
            Assignment.ended_at.is_(None),
            Course.retired_at.is_(None),
        )
        .order_by(Assignment.due_on, Assignment.id)
        .limit(limit)
    )
    found: dict[int, Asked] = {}
    for course, due_on, source, evidence, unit, need_id in session.execute(rows):
        found.setdefault(
            course.id,
            Asked(course.id, course.slug, course.title, course.jp, due_on, source, evidence, unit, need_id),
        )
    return list(found.values())


def counts(session: Session, need_id: int) -> list[Count]:
    """Count a need's assignments by course, those that were ended without being done left out."""
    rows = (
        select(Course.id, Course.title, Course.slug, func.count(), func.count(Assignment.done_at))
        .join(Course, Course.id == Assignment.course_id)
        .where(Assignment.need_id == need_id, Assignment.ended_at.is_(None))
        .group_by(Course.id, Course.title, Course.slug, Course.sort_title)
        .order_by(Course.sort_title)
    )
    return [Count(*row) for row in session.execute(rows)]


def _count(session: Session, need_id: int) -> int:
    rows = select(func.count()).select_from(Assignment).where(Assignment.need_id == need_id)
    return session.scalars(rows).one()
