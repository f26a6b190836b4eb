"""Marks before and after a course: of its pre-test and of its exam."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from lms.assessment.models import Attempt, AttemptState
from lms.assessment.rules.statistics.gains import Gain, gain
from lms.assessment.statistics.gathering import Which
from lms.catalogue import contents, courses, releases
from lms.errors import NotFound

PRETEST = "pretest"
SEED = 1


@dataclass(frozen=True, slots=True)
class Course:
    """The two quizzes of a course between which it teaches."""

    slug: str
    title: str
    pretest: str
    exam: str


def course(session: Session, slug: str) -> Course | None:
    """Return a published course that has a pre-test and an exam; None when it lacks one."""
    try:
        edition = releases.current(session, courses.by_slug(session, slug))
    except NotFound:
        return None
    bodies = contents.bodies(session, edition.quizzes.values())
    pretests = [key for key, hash_ in sorted(edition.quizzes.items()) if bodies[hash_]["kind"] == PRETEST]
    if not pretests or not edition.exam:
        return None
    return Course(edition.slug, edition.title, pretests[0], edition.exam)


def of(session: Session, found: Course, which: Which) -> Gain:
    """Compare each learner's first pre-test with the exam, the first or the last of it; one query."""
    rows = session.execute(
        select(Attempt.learner_id, Attempt.quiz, type_coerce(Attempt.percent, String))
        .where(Attempt.quiz.in_((found.pretest, found.exam)), Attempt.state == AttemptState.GRADED)
        .order_by(Attempt.number)
    )
    before: dict[int, str] = {}
    after: dict[int, str] = {}
    for learner, quiz, percent in rows:
        if quiz == found.pretest:
            before.setdefault(learner, percent)
        elif which is Which.FIRST:
            after.setdefault(learner, percent)
        else:
            after[learner] = percent
    both = sorted(before.keys() & after.keys())
    return gain([(Fraction(before[one]), Fraction(after[one])) for one in both], seed=SEED)


def told(session: Session, quiz: str, which: Which) -> dict[str, Any] | None:
    """Return the gain of the course whose pre-test or exam this is, for its report; else None."""
    found = course(session, quiz.partition("/")[0])
    return (
        as_json(found, of(session, found, which)) if found and quiz in {found.pretest, found.exam} else None
    )


def as_json(found: Course, made: Gain) -> dict[str, Any]:
    return {
        "course": found.slug,
        "title": found.title,
        "pretest": found.pretest,
        "exam": found.exam,
        "n": made.n,
        "before": made.before,
        "after": made.after,
        "of_class": made.of_class.json(),
        "of_each": made.of_each.json(),
        "singles": made.singles,
        "grade": made.grade,
    }
