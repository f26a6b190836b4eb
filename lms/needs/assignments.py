"""Who is asked to take which course by when, because of which need; closed by finishing the course."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, select, true, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased

from lms.catalogue.models import Course
from lms.events import CourseCompleted, PeoplePlaced
from lms.learning.models import Enrolment, EnrolmentState
from lms.needs.models import TAKEN_UP, Assignment, Need, NeedCourse
from lms.people import persons, units
from lms.people.models import Person, Unit

# Days that somebody who joins a unit has at least for what the unit is asked already.
JOINED_DAYS = 30


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

    Who has finished a course already is not asked to take it again. Asked twice is asked once, by the later
    decision's day.
    """
    path = session.scalars(select(Unit.path).where(Unit.id == need.unit_id)).one()
    before = _count(session, need.id)
    members = _asking(literal(due_on, type_=Assignment.due_on.type), at).where(
        Need.id == need.id, Course.id.in_(course_ids), units.below(path)
    )
    _ask(session, members)
    return _count(session, need.id) - before


def follow(session: Session, event: PeoplePlaced) -> None:
    """Ask people who join a unit what it is still asked, and those who have left it no more.

    Whoever joins has `JOINED_DAYS` days at least. What is past due on that day is not asked any more.
    """
    rows = select(Unit.path).join(Person, Person.unit_id == Unit.id).where(Person.id.in_(event.person_ids))
    above = {step for path in session.scalars(rows.distinct()) for step in units.steps(path)}
    today = persons.local_day(session, event.at)
    earliest = literal(today + timedelta(days=JOINED_DAYS), type_=Assignment.due_on.type)
    place = aliased(Unit)
    members = (
        _asking(case((Need.due_on < earliest, earliest), else_=Need.due_on), event.at)
        .join(place, place.id == Need.unit_id)
        .where(
            Person.id.in_(event.person_ids),
            Need.unit_id.in_(above),
            Need.due_on >= today,
            Unit.path.startswith(place.path),
        )
    )
    # Whoever moves within the branch keeps the day that was given.
    _ask(session, members, Assignment.ended_at.is_not(None))
    still = (
        select(Need.id)
        .join(place, place.id == Need.unit_id)
        .join(Person, Person.id == Assignment.person_id)
        .join(Unit, Unit.id == Person.unit_id)
        .where(Need.id == Assignment.need_id, Person.disabled_at.is_(None), Unit.path.startswith(place.path))
    )
    session.execute(
        update(Assignment)
        .where(
            Assignment.person_id.in_(event.person_ids),
            Assignment.done_at.is_(None),
            Assignment.ended_at.is_(None),
            ~still.correlate(Assignment).exists(),
        )
        .values(ended_at=event.at)
        .execution_options(synchronize_session=False)
    )


def _asking(due_on: ColumnElement[date], at: datetime) -> Select[int, int, int, date, Any]:
    """Select what is to be asked of whom, of people who work and have not finished the course."""
    return (
        select(Person.id, Need.id, Course.id, due_on, literal(at, type_=Assignment.made_at.type))
        .select_from(Person)
        .join(Unit, Unit.id == Person.unit_id)
        .join(Need, Need.state.in_(TAKEN_UP))
        .join(NeedCourse, NeedCourse.need_id == Need.id)
        .join(Course, Course.id == NeedCourse.course_id)
        .where(
            Person.disabled_at.is_(None),
            Course.retired_at.is_(None),
            ~exists().where(
                Enrolment.learner_id == Person.id,
                Enrolment.course_id == Course.id,
                Enrolment.state == EnrolmentState.COMPLETED,
            ),
        )
    )


def _ask(
    session: Session, members: Select[int, int, int, date, Any], again: ColumnElement[bool] | None = None
) -> None:
    """Write the rows; of those that are there and not done, the ones of `again` are opened and dated anew."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(Assignment).from_select(
        ["person_id", "need_id", "course_id", "due_on", "made_at"], members
    )
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["person_id", "need_id", "course_id"],
            set_={"due_on": statement.excluded.due_on, "ended_at": None},
            where=and_(Assignment.done_at.is_(None), true() if again is None else again),
        )
    )


def settle(session: Session, need: Need, course_ids: Collection[int], *, at: datetime) -> None:
    """End the open assignments of courses that are chosen no longer."""
    session.execute(
        update(Assignment)
        .where(
            Assignment.need_id == need.id,
            Assignment.done_at.is_(None),
            Assignment.ended_at.is_(None),
            Assignment.course_id.not_in(course_ids),
        )
        .values(ended_at=at)
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


def open_tasks(session: Session, need_id: int) -> int:
    """Count what is asked for a need and not done yet."""
    rows = select(func.count()).where(
        Assignment.need_id == need_id, Assignment.ended_at.is_(None), Assignment.done_at.is_(None)
    )
    return session.scalars(rows).one()


def _count(session: Session, need_id: int) -> int:
    rows = select(func.count()).select_from(Assignment)
    rows = rows.where(Assignment.need_id == need_id, Assignment.ended_at.is_(None))
    return session.scalars(rows).one()
