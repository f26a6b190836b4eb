"""What a trainer sees first: the courses given to him or her, and how their learners fare."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from lms.catalogue import courses
from lms.catalogue.models import Course
from lms.learning import enrolments
from lms.learning.enrolments import Touched

NOBODY = Touched(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Taught:
    """One course and its learners."""

    course: Course
    learners: Touched


def taught(session: Session, person_id: int, *, everything: bool) -> list[Taught]:
    """Return the trainer's courses, every course for an administrator; two queries."""
    shown = courses.every(session) if everything else courses.of_trainer(session, person_id)
    counts = enrolments.counts(session, [course.id for course in shown])
    return [Taught(course, counts.get(course.id, NOBODY)) for course in shown]
