"""What learners say of a course right after it: once each, changed at will, shown without a name."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.catalogue.models import Course
from lms.errors import InvalidInput, Message, Refused
from lms.learning.models import Enrolment
from lms.needs.models import Reaction
from lms.needs.rules import questionnaires
from lms.needs.rules.questionnaires import Summary

LONGEST = 1000
UNANSWERED = Message(
    "Masih ada pernyataan yang belum dijawab.",
    "A statement has no answer yet.",
    "Pilih satu jawaban untuk setiap pernyataan.",
    "Choose one answer for each statement.",
)
NOT_FINISHED = Message(
    "Tanggapan diberikan sesudah kursusnya selesai.",
    "You can tell what you think once the course is finished.",
    "Selesaikan dulu modul dan ujiannya.",
    "Finish its modules and its exam first.",
)


def may(session: Session, course: Course, person_id: int) -> bool:
    """Tell whether somebody has finished the course, and so may judge it."""
    finished = select(Enrolment.completed_at).where(
        Enrolment.learner_id == person_id, Enrolment.course_id == course.id
    )
    return session.scalar(finished) is not None


def of(session: Session, course: Course, person_id: int) -> Reaction | None:
    rows = select(Reaction).where(Reaction.course_id == course.id, Reaction.person_id == person_id)
    return session.scalars(rows).one_or_none()


def give(
    session: Session, course: Course, person_id: int, given: Mapping[str, str], text: str, *, at: datetime
) -> Reaction:
    """Keep what a learner says; said again, the new word stands. Raises `Refused` before the course's end."""
    if not may(session, course, person_id):
        raise Refused(NOT_FINISHED, "reaction.early")
    scores = questionnaires.read(questionnaires.REACTION, given)
    if scores is None:
        raise InvalidInput(UNANSWERED, "reaction.unanswered", questionnaires.REACTION[0].key)
    row = of(session, course, person_id) or Reaction(course_id=course.id, person_id=person_id)
    row.scores, row.text, row.at = scores, text.strip()[:LONGEST], at
    session.add(row)
    session.flush()
    return row


def summary(session: Session, course_id: int) -> Summary:
    rows = select(Reaction.scores).where(Reaction.course_id == course_id).order_by(Reaction.id)
    return questionnaires.summed(questionnaires.REACTION, session.scalars(rows).all())


def words(session: Session, course_id: int) -> list[str]:
    """Return what the last five wrote, without names, in the alphabet's order; the next five replace it."""
    rows = select(Reaction.text).where(Reaction.course_id == course_id, Reaction.text != "")
    return questionnaires.latest(session.scalars(rows.order_by(Reaction.id)).all())
