"""Lays what was learned in a generated year: needs that HR accepted, and who finished which course.

Needs, assignments, certificates and credit hours come about by the engine's own verbs and events.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from fractions import Fraction

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from lms.catalogue.models import Course
from lms.events import CourseCompleted, emit
from lms.learning.models import Enrolment, EnrolmentState
from lms.needs import mapping, training_needs
from lms.needs.models import Need
from lms.upkeep.year.rules.plan import BEFORE, TRAINED, TRAININGS, Training
from lms.upkeep.year.scene import District, Scene, Survey

# From the first day of the quarter: HR decides, the last day to finish.
DECIDED, DUE = timedelta(days=8), timedelta(days=35)
FINISHES, LEARNS_ANYWAY = 0.9, 0.15
LEARNT = timedelta(days=6)
MANUAL = "manual"
MARKS = (72, 101)


@dataclass(frozen=True, slots=True)
class Taken:
    """Somebody finished a course in its current edition."""

    person_id: int
    course: Course
    at: datetime


def lay(session: Session, scene: Scene, district: District, survey: Survey) -> list[Taken]:
    """Accept the needs of those in training; return who finishes what in the year, in the order of time."""
    lines = mapping.lines(session, {training.source for training in TRAININGS})
    taken: dict[tuple[int, int], Taken] = {}
    for training in TRAININGS:
        courses = [one for one in lines[training.source].courses if one.kind != MANUAL]
        need = _need(session, district, survey, training)
        if courses and need is not None:
            _accept(session, scene, need, courses, by=district.people[0][0])
            found = _finishing(scene, courses, district.people[training.unit])
            taken |= {(one.person_id, one.course.id): one for one in found}
    for one in _anyway(session, scene, district):
        taken.setdefault((one.person_id, one.course.id), one)
    return sorted(taken.values(), key=lambda one: one.at)


def complete(session: Session, scene: Scene, taken: Sequence[Taken]) -> None:
    """Enrol these people and let the engine hear that they have finished."""
    rows = [
        {
            "learner_id": one.person_id, "course_id": one.course.id, "release_id": one.course.release_id,
            "state": EnrolmentState.COMPLETED, "began_at": one.at - LEARNT, "last_seen_at": one.at,
            "last_module": None, "done": one.course.modules, "completed_at": one.at,
        }
        for one in taken
    ]  # fmt: skip
    session.execute(insert(Enrolment), rows)
    for one in taken:
        percent = Fraction(int(scene.chance.integers(*MARKS)))
        emit(
            session,
            CourseCompleted(
                one.at, one.person_id, one.course.id, one.course.release_id or 0, one.at - LEARNT, percent
            ),
        )
    scene.tell(len(taken))


def _need(session: Session, district: District, survey: Survey, training: Training) -> Need | None:
    rows = select(Need).where(
        Need.unit_id == district.units[training.unit],
        Need.period_id == survey.periods[BEFORE],
        Need.source == training.source,
    )
    return session.scalars(rows).one_or_none()


def _accept(session: Session, scene: Scene, need: Need, courses: Sequence[Course], *, by: int) -> None:
    begins = scene.quarters[TRAINED].begins
    at = datetime.combine(begins + DECIDED, time(9), scene.calendar.zone)
    training_needs.accept(
        session, need, [one.slug for one in courses], begins + DUE, today=at.date(), at=at, by=by
    )


def _finishing(scene: Scene, courses: Sequence[Course], people: Sequence[int]) -> Iterator[Taken]:
    begins = scene.quarters[TRAINED].begins
    days = scene.calendar.within(begins + DECIDED + LEARNT, begins + DUE)
    for who in people:
        for course in courses:
            if scene.happens(FINISHES):
                day = days[int(scene.chance.integers(len(days)))]
                yield Taken(who, course, scene.calendar.moment(scene.chance, day))


def _anyway(session: Session, scene: Scene, district: District) -> Iterator[Taken]:
    """Yield what people of all units learn without being asked to, at any time of the year."""
    rows = select(Course).where(
        Course.kind != MANUAL, Course.release_id.is_not(None), Course.retired_at.is_(None)
    )
    shelf = list(session.scalars(rows.order_by(Course.slug)))
    days = scene.calendar.within(scene.quarters[0].begins, scene.quarters[-1].ends)
    for who in (person for people in district.people for person in people):
        if shelf and scene.happens(LEARNS_ANYWAY):
            course = shelf[int(scene.chance.integers(len(shelf)))]
            day = days[int(scene.chance.integers(len(days)))]
            yield Taken(who, course, scene.calendar.moment(scene.chance, day))
