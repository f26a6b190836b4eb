"""Who takes which course: enrol, withdraw and come back, move to a newer edition, begin a quiz."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from lms.assessment import attempts
from lms.assessment.models import Attempt
from lms.audit import trail
from lms.catalogue import courses, releases
from lms.catalogue.models import Course
from lms.catalogue.rules.edition import Edition
from lms.errors import NotFound, Refused
from lms.learning import progress
from lms.learning.models import Enrolment, EnrolmentState, ModuleProgress
from lms.learning.refusals import (
    ALREADY_FINISHED,
    COURSES_FIRST,
    EXAM_LOCKED,
    FOR_READING,
    NEWEST_ALREADY,
    NO_SUCH_QUIZ,
    NOT_ENROLLED,
    NOT_OPEN,
    WOULD_LOSE,
)
from lms.learning.rules import editions, prerequisites
from lms.learning.rules.completion import MANUAL
from lms.people import persons
from lms.people.models import Person

# What is asked when a quiz begins, in one statement that is built once: two thousand begin in one minute.
DOOR = (
    select(
        Course.id,
        Course.kind,
        Course.release_id.label("newest"),
        Person.time_factor,
        Enrolment.state,
        Enrolment.release_id.label("taken"),
    )
    .select_from(Course)
    .join(Person, Person.id == bindparam("learner"))
    .outerjoin(Enrolment, and_(Enrolment.course_id == Course.id, Enrolment.learner_id == Person.id))
    .where(Course.slug == bindparam("slug"), Course.release_id.is_not(None))
)


@dataclass(frozen=True, slots=True)
class Touched:
    """Whom a new release of a course concerns: all who took it, who is on the way, who has finished."""

    learners: int
    active: int
    completed: int


def enrol(session: Session, learner_id: int, slug: str, *, at: datetime) -> Enrolment:
    """Take a course in its current edition; twice is once, and who withdrew finds everything as it was."""
    course = courses.by_slug(session, slug)
    known = progress.find(session, learner_id, course.id)
    if known is None:
        known = _begin(session, learner_id, course, at)
    if known.state == EnrolmentState.WITHDRAWN:
        known.state, known.last_seen_at = EnrolmentState.ACTIVE, at
        progress.close_course_if_done(session, known, releases.at(session, known.release_id), at=at)
    session.flush()
    return known


def withdraw(session: Session, learner_id: int, slug: str, *, at: datetime) -> Enrolment:
    """Leave a course; its progress is kept for the day one comes back."""
    enrolment = of(session, learner_id, courses.by_slug(session, slug).id)
    if enrolment.state == EnrolmentState.COMPLETED:
        raise Refused(ALREADY_FINISHED, "learning.finished")
    enrolment.state, enrolment.last_seen_at = EnrolmentState.WITHDRAWN, at
    session.flush()
    return enrolment


def move(session: Session, learner_id: int, slug: str, *, at: datetime) -> Enrolment:
    """Go on in the course's current edition, only when nothing of what was done is lost."""
    course = courses.by_slug(session, slug)
    enrolment = progress.locked(session, learner_id, course.id)
    if enrolment.state == EnrolmentState.COMPLETED:
        raise Refused(ALREADY_FINISHED, "learning.finished")
    if course.release_id is None or course.release_id == enrolment.release_id:
        raise Refused(NEWEST_ALREADY, "learning.newest")
    new = releases.at(session, course.release_id)
    done = progress.done_modules(session, learner_id, course.id)
    if not may_move(releases.at(session, enrolment.release_id), new, done, enrolment.exam_passed_at):
        raise Refused(WOULD_LOSE, "learning.would-lose")
    enrolment.release_id, enrolment.last_seen_at = new.id, at
    progress.close_course_if_done(session, enrolment, new, at=at)
    return enrolment


def renew(session: Session, learner_id: int, slug: str, *, at: datetime) -> Enrolment:
    """Begin a completed course again from its first page, in the current edition; twice is once.

    Who may is asked by the caller. Attempts are kept and count no more; what was read is read anew.
    """
    course = courses.by_slug(session, slug)
    enrolment = of(session, learner_id, course.id)
    if enrolment.state != EnrolmentState.COMPLETED:
        return enrol(session, learner_id, slug, at=at)
    if course.release_id is None or course.retired_at is not None:
        raise Refused(NOT_OPEN, "learning.not-open", title=course.title)
    old, new = releases.at(session, enrolment.release_id), releases.at(session, course.release_id)
    attempts.begin_afresh(session, learner_id, {*old.quizzes, *new.quizzes}, at=at)
    session.execute(
        delete(ModuleProgress).where(
            ModuleProgress.learner_id == learner_id, ModuleProgress.course_id == course.id
        )
    )
    enrolment.state, enrolment.release_id, enrolment.done = EnrolmentState.ACTIVE, new.id, 0
    enrolment.began_at = enrolment.last_seen_at = at
    enrolment.last_module = enrolment.exam_percent = enrolment.exam_passed_at = None
    session.flush()
    details = {"slug": slug, "release_id": new.id}
    trail.note(session, learner_id, "course.renewed", persons.subject(learner_id), details, at=at)
    return enrolment


def may_move(old: Edition, new: Edition, done: Collection[str], exam_passed_at: datetime | None) -> bool:
    return not editions.losses(_outline(old), _outline(new), done, exam_passed=exam_passed_at is not None)


def begin_quiz(
    session: Session, learner_id: int, slug: str, key: str, *, at: datetime, seed: int, language: str
) -> Attempt:
    """Start a quiz of a course one takes, or go on with the attempt that is open.

    The exam waits for the modules. The quizzes of a manual are practice for anybody with an account.
    """
    door = session.connection().execute(DOOR, {"slug": slug, "learner": learner_id}).one_or_none()
    if door is None:
        raise NotFound
    edition = releases.at(session, _edition_of(door))
    if key not in edition.quizzes:
        raise NotFound(NO_SUCH_QUIZ, "learning.no-quiz")
    if key == edition.exam:
        _refuse_early_exam(session, learner_id, edition)
    return attempts.start(
        session,
        learner_id,
        quiz=key,
        quiz_hash=edition.quizzes[key],
        course_id=door.id,
        at=at,
        seed=seed,
        language=language,
        time_factor=door.time_factor,
    )


def _edition_of(door: Row[*tuple[Any, ...]]) -> int:
    """Return the edition that the learner takes; a manual's is always the newest."""
    if door.kind == MANUAL:
        return int(door.newest)
    if door.state is None or door.state == EnrolmentState.WITHDRAWN:
        raise Refused(NOT_ENROLLED, "learning.not-enrolled")
    return int(door.taken)


def of(session: Session, learner_id: int, course_id: int) -> Enrolment:
    """Return the learner's enrolment, also a withdrawn one, and hold its lock."""
    enrolment = progress.find(session, learner_id, course_id)
    if enrolment is None:
        raise NotFound(NOT_ENROLLED, "learning.not-enrolled")
    return enrolment


def touched(session: Session, course_id: int) -> Touched:
    """Count whom a change of the course would concern; for the impact of a release."""
    return counts(session, [course_id]).get(course_id, Touched(0, 0, 0))


def counts(session: Session, course_ids: Collection[int]) -> dict[int, Touched]:
    """Count the learners of several courses in one query; courses without any are left out."""
    rows = session.execute(
        select(Enrolment.course_id, Enrolment.state, func.count())
        .where(Enrolment.course_id.in_(course_ids))
        .group_by(Enrolment.course_id, Enrolment.state)
    )
    found: dict[int, dict[str, int]] = {}
    for course_id, state, number in rows:
        found.setdefault(course_id, {})[state] = number
    return {
        course_id: Touched(
            sum(states.values()),
            states.get(EnrolmentState.ACTIVE, 0),
            states.get(EnrolmentState.COMPLETED, 0),
        )
        for course_id, states in found.items()
    }


def unfinished_before(session: Session, learner_id: int | None, edition: Edition) -> dict[str, str]:
    """Return slug and title of the courses that must be finished before this one may be taken."""
    if not edition.requires:
        return {}
    finished = session.scalars(
        select(Course.slug)
        .join(Enrolment, Enrolment.course_id == Course.id)
        .where(
            Enrolment.learner_id == learner_id,
            # Also of a course that is being taken again.
            Enrolment.completed_at.is_not(None),
            Course.slug.in_(edition.requires),
        )
    )
    slugs = prerequisites.missing(edition.requires, set(finished))
    rows = session.execute(select(Course.slug, Course.title).where(Course.slug.in_(slugs)))
    titles = {row.slug: row.title for row in rows}
    return {slug: titles.get(slug, slug) for slug in slugs}


def _begin(session: Session, learner_id: int, course: Course, at: datetime) -> Enrolment:
    if course.kind == MANUAL:
        raise Refused(FOR_READING, "learning.manual", title=course.title)
    if course.release_id is None or course.retired_at is not None:
        raise Refused(NOT_OPEN, "learning.not-open", title=course.title)
    before = unfinished_before(session, learner_id, releases.at(session, course.release_id))
    if before:
        raise Refused(COURSES_FIRST, "learning.courses-first", courses="; ".join(before.values()))
    enrolment = Enrolment(
        learner_id=learner_id,
        course_id=course.id,
        release_id=course.release_id,
        state=EnrolmentState.ACTIVE,
        began_at=at,
        last_seen_at=at,
        done=0,
    )
    try:
        with session.begin_nested():
            session.add(enrolment)
    except IntegrityError:
        # The other of two clicks was first.
        return of(session, learner_id, course.id)
    return enrolment


def _refuse_early_exam(session: Session, learner_id: int, edition: Edition) -> None:
    done = progress.done_modules(session, learner_id, edition.course_id)
    wanted = progress.requirements(edition)
    if not prerequisites.exam_open(wanted.modules, done):
        raise Refused(EXAM_LOCKED, "learning.exam-locked", count=len(wanted.unfinished(done)))


def _outline(edition: Edition) -> editions.Outline:
    return editions.Outline(
        {module.name: module.quiz for module in edition.modules}, edition.exam, edition.jp
    )
