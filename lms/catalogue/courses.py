"""Courses as they stand in the catalogue: found by slug, listed by field and words, given to trainers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import delete, func, literal, select, tuple_
from sqlalchemy.orm import Session, defer

from lms.audit import trail
from lms.catalogue import search
from lms.catalogue.models import Course, CourseTrainer
from lms.errors import NotFound
from lms.people.models import Person
from lms.web.i18n import lazy

PAGE = 24
FIELDS = {
    "e-government": lazy("E-government"),
    "communication": lazy("Communication"),
    "management": lazy("Management"),
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of the catalogue; `after` is the slug that the next page begins behind, empty at the end."""

    courses: tuple[Course, ...]
    after: str


def field_name(field: str) -> str:
    """Return a field as people read it; one that the site adds is called what its authors call it."""
    return str(FIELDS[field]) if field in FIELDS else field.replace("-", " ").capitalize()


def by_slug(session: Session, slug: str) -> Course:
    """Return a published course, also a retired one: who has begun it goes on."""
    course = row(session, slug)
    if course is None or course.release_id is None:
        raise NotFound
    return course


def row(session: Session, slug: str) -> Course | None:
    """Return the row of a course, also of one that is still being written."""
    return session.scalars(select(Course).where(Course.slug == slug).options(*_LIGHT)).one_or_none()


def by_ids(session: Session, ids: Collection[int]) -> dict[int, Course]:
    """Return courses by id, in one query."""
    if not ids:
        return {}
    rows = session.scalars(select(Course).where(Course.id.in_(ids)).options(*_LIGHT))
    return {course.id: course for course in rows}


def listed(
    session: Session, query: str = "", field: str = "", *, after: str = "", limit: int = PAGE
) -> Shelf:
    """Return courses on offer, those with the words in their title first, then by title."""
    place = (search.rank(query), Course.sort_title, Course.id)
    statement = select(Course).where(*_ON_OFFER, search.matches(query)).options(*_LIGHT)
    if field:
        statement = statement.where(Course.field == field)
    if after:
        mark = session.execute(select(*place).where(Course.slug == after)).one_or_none()
        if mark is not None:
            statement = statement.where(tuple_(*place) > tuple_(*(literal(value) for value in mark)))
    rows = session.scalars(statement.order_by(*place).limit(limit + 1)).all()
    more = len(rows) > limit
    return Shelf(tuple(rows[:limit]), rows[limit - 1].slug if more else "")


def fields(session: Session, query: str = "") -> dict[str, int]:
    """Return how many courses on offer each field has, by its key."""
    statement = select(Course.field, func.count()).where(*_ON_OFFER)
    rows = session.execute(
        statement.where(search.matches(query)).group_by(Course.field).order_by(Course.field)
    )
    return {field: count for field, count in rows}  # noqa: C416 # rows are not pairs to the type checker


def manuals(session: Session) -> list[Course]:
    """Return the manuals, which are open to all."""
    statement = select(Course).where(
        Course.kind == "manual", Course.retired_at.is_(None), Course.release_id.is_not(None)
    )
    return list(session.scalars(statement.order_by(Course.sort_title).options(*_LIGHT)))


def guess(session: Session, query: str) -> str:
    """Return what a query that finds nothing may have meant; empty when nothing is near."""
    titles = session.scalars(select(Course.title).where(Course.retired_at.is_(None)).limit(5000))
    return search.guess(query, titles)


def of_trainer(session: Session, person_id: int) -> list[Course]:
    """Return the courses given to a trainer, by title."""
    statement = (
        select(Course)
        .join(CourseTrainer, CourseTrainer.course_id == Course.id)
        .where(CourseTrainer.person_id == person_id)
    )
    return list(session.scalars(statement.order_by(Course.sort_title, Course.id).options(*_LIGHT)))


def every(session: Session) -> list[Course]:
    """Return all courses there are, retired ones too, by title."""
    return list(session.scalars(select(Course).order_by(Course.sort_title, Course.id).options(*_LIGHT)))


def assigned(session: Session, slug: str, person_id: int) -> Course:
    """Return a course when it is this trainer's; somebody else's is not found."""
    statement = (
        select(Course)
        .join(CourseTrainer, CourseTrainer.course_id == Course.id)
        .where(Course.slug == slug, CourseTrainer.person_id == person_id)
    )
    course = session.scalars(statement.options(*_LIGHT)).one_or_none()
    if course is None:
        raise NotFound
    return course


def trainers_of(session: Session, course_id: int) -> list[Person]:
    """Return whom a course is given to."""
    statement = select(Person).join(CourseTrainer, CourseTrainer.person_id == Person.id)
    return list(
        session.scalars(statement.where(CourseTrainer.course_id == course_id).order_by(Person.sort_name))
    )


def begin(session: Session, slug: str, title: str) -> Course:
    """Make the row of a course that is still being written, so that it can be given to a trainer."""
    course = Course(
        slug=slug, title=title, sort_title=title.casefold(), field="", kind="course", jp=Decimal(0)
    )
    session.add(course)
    session.flush()
    return course


def abandon(session: Session, course: Course) -> None:
    """Delete the row of a course that was never published; nobody can have begun it."""
    if course.release_id is not None:
        raise ValueError(f"{course.slug} is published")
    session.execute(delete(CourseTrainer).where(CourseTrainer.course_id == course.id))
    session.delete(course)
    session.flush()


def assign(session: Session, course: Course, person_id: int, *, by: int | None, at: datetime) -> None:
    """Give a course to a trainer; once is enough."""
    if session.get(CourseTrainer, (person_id, course.id)) is None:
        session.add(CourseTrainer(person_id=person_id, course_id=course.id))
        session.flush()
        trail.note(session, by, "course.assigned", course.slug, {"person": person_id}, at=at)


def unassign(session: Session, course: Course, person_id: int, *, by: int | None, at: datetime) -> None:
    """Take a course back from a trainer."""
    held = session.get(CourseTrainer, (person_id, course.id))
    if held is not None:
        session.delete(held)
        session.flush()
        trail.note(session, by, "course.unassigned", course.slug, {"person": person_id}, at=at)


# The stems are for the database alone; a page never reads them.
_LIGHT = (defer(Course.stems, raiseload=True), defer(Course.title_stems, raiseload=True))
_ON_OFFER = (Course.retired_at.is_(None), Course.kind != "manual", Course.release_id.is_not(None))
