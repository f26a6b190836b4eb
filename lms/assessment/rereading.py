"""Where an attempt's quiz stands in its course: the way back, and what to read again."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.assessment.models import Attempt
from lms.catalogue import releases
from lms.catalogue.models import Course


@dataclass(frozen=True, slots=True)
class Source:
    """The course of an attempt, and the module whose quiz it is; an exam has none and ends the course."""

    slug: str
    title: str
    module: str = ""
    module_title: str = ""
    ends_course: bool = False


def source(session: Session, attempt: Attempt) -> Source | None:
    """Return where the quiz came from; None when it belongs to no course."""
    found = session.execute(
        select(Course.slug, Course.title, Course.release_id).where(Course.id == attempt.course_id)
    ).one_or_none()
    if found is None:
        return None
    if not found.release_id:
        return Source(found.slug, found.title)
    edition = releases.at(session, found.release_id)
    module = next((one for one in edition.modules if one.quiz == attempt.quiz), None)
    if module is None:
        return Source(found.slug, found.title, ends_course=edition.exam == attempt.quiz)
    return Source(found.slug, found.title, module.name, module.title)
