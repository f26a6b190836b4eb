"""How far a learner is: the reading place, what is done, and the moment a course is complete.

How "read to the end" is decided without trusting a timer in the browser: the page's finish form carries
a token, signed by the server, that holds the server's time of serving; posts of the reading place keep the
first opening in the database as well. The button is believed when, by the server's clock, the earlier of the
two lies at least `completion.shortest_reading(words)` back. Otherwise nothing is lost: the first opening is
kept and the learner is told how many seconds of reading are missing.
"""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from lms.catalogue import contents, releases
from lms.catalogue.rules.edition import Edition, EditionModule
from lms.errors import NotFound, Refused
from lms.events import AttemptGraded, CourseCompleted, ModuleCompleted, emit
from lms.learning.models import Enrolment, EnrolmentState, ModuleProgress
from lms.learning.refusals import NO_SUCH_MODULE, NOT_ENROLLED, QUIZ_DECIDES
from lms.learning.rules import completion
from lms.learning.rules.completion import Requirements


def read(
    session: Session, learner_id: int, course_id: int, module: str, *, section: str, at: datetime
) -> ModuleProgress:
    """Keep the reading place; `section` is the id of a section, empty for the module's beginning.

    The furthest section only grows; a section that the edition does not know counts as the beginning.
    """
    enrolment = locked(session, learner_id, course_id)
    _edition, wanted = _module(session, enrolment, module)
    sections = contents.body(session, wanted.hash)["sections"]
    reached = sections.index(section) + 1 if section in sections else 0
    row = _opened(session, enrolment, module, at)
    row.place, row.updated_at = (section if reached else ""), at
    row.reached = max(row.reached, reached)
    if row.read_at is None and row.reached >= len(sections):
        row.read_at = at
    _seen(enrolment, module, at)
    session.flush()
    return row


def finish(
    session: Session, learner_id: int, course_id: int, module: str, *, served_at: datetime, at: datetime
) -> int:
    """Believe that a module was read to the end; return the seconds of reading still missing, 0 when done.

    `served_at` is the server's time on the page's token. A module with a quiz is done by its quiz alone.
    """
    enrolment = locked(session, learner_id, course_id)
    edition, wanted = _module(session, enrolment, module)
    if wanted.quiz:
        raise Refused(QUIZ_DECIDES, "learning.quiz-decides")
    body = contents.body(session, wanted.hash)
    row = _opened(session, enrolment, module, min(served_at, at))
    missing = completion.seconds_missing(body["words"], row.opened_at, at) if row.done_at is None else 0
    _seen(enrolment, module, at)
    row.updated_at = at
    if not missing:
        row.reached, row.read_at = len(body["sections"]), row.read_at or at
        _finish_module(session, enrolment, row, at)
        close_course_if_done(session, enrolment, edition, at=at)
    session.flush()
    return missing


def record_result(session: Session, event: AttemptGraded) -> None:
    """Follow a graded attempt: the module is done when its quiz is passed, the exam when it is.

    The event's mark is what counts of all tries by the quiz's own rule; what is done stays done, whatever
    a later try brings. An attempt that ends after the learner withdrew counts too: who comes back finds it.
    """
    enrolment = find(session, event.learner_id, event.course_id) if event.course_id is not None else None
    if enrolment is None:
        return
    edition = releases.at(session, enrolment.release_id)
    for module in edition.modules:
        if module.quiz == event.quiz:
            row = _opened(session, enrolment, module.name, event.at)
            row.percent, row.updated_at = event.percent, event.at
            if event.passed:
                _finish_module(session, enrolment, row, event.at)
    if edition.exam == event.quiz:
        enrolment.exam_percent = event.percent
        if event.passed and enrolment.exam_passed_at is None:
            enrolment.exam_passed_at = event.at
    session.flush()
    close_course_if_done(session, enrolment, edition, at=event.at)


def close_course_if_done(session: Session, enrolment: Enrolment, edition: Edition, *, at: datetime) -> bool:
    """Complete the course when the last requirement is met; tell it exactly once.

    The caller holds the enrolment's lock; the condition in the update guards the telling even so.
    """
    finished = done_modules(session, enrolment.learner_id, enrolment.course_id)
    wanted = requirements(edition)
    enrolment.done = len(wanted.modules) - len(wanted.unfinished(finished))
    session.flush()
    if not wanted.done(finished, exam_passed=enrolment.exam_passed_at is not None):
        return False
    closed = session.execute(
        update(Enrolment)
        .where(
            Enrolment.learner_id == enrolment.learner_id,
            Enrolment.course_id == enrolment.course_id,
            Enrolment.state == EnrolmentState.ACTIVE,
        )
        .values(state=EnrolmentState.COMPLETED, completed_at=at)
        .returning(Enrolment.course_id)
    ).all()
    if closed:
        emit(
            session,
            CourseCompleted(
                at,
                enrolment.learner_id,
                enrolment.course_id,
                enrolment.release_id,
                enrolment.began_at,
                enrolment.exam_percent,
            ),
        )
    return bool(closed)


def done_modules(session: Session, learner_id: int, course_id: int) -> set[str]:
    rows = select(ModuleProgress.module).where(
        ModuleProgress.learner_id == learner_id,
        ModuleProgress.course_id == course_id,
        ModuleProgress.done_at.is_not(None),
    )
    return set(session.scalars(rows))


def requirements(edition: Edition) -> Requirements:
    return Requirements(edition.kind, tuple(module.name for module in edition.modules), bool(edition.exam))


def locked(session: Session, learner_id: int, course_id: int) -> Enrolment:
    """Load the enrolment of who takes the course, and hold its lock until the transaction ends."""
    enrolment = find(session, learner_id, course_id)
    if enrolment is None or enrolment.state == EnrolmentState.WITHDRAWN:
        raise Refused(NOT_ENROLLED, "learning.not-enrolled")
    return enrolment


def find(session: Session, learner_id: int, course_id: int) -> Enrolment | None:
    """Return the enrolment, also a withdrawn one, and hold its lock."""
    wanted = (
        select(Enrolment)
        .where(Enrolment.learner_id == learner_id, Enrolment.course_id == course_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return session.scalars(wanted).one_or_none()


def _module(session: Session, enrolment: Enrolment, name: str) -> tuple[Edition, EditionModule]:
    edition = releases.at(session, enrolment.release_id)
    module = edition.module(name)
    if module is None:
        raise NotFound(NO_SUCH_MODULE, "learning.no-module")
    return edition, module


def _opened(session: Session, enrolment: Enrolment, module: str, opened_at: datetime) -> ModuleProgress:
    """Return the progress row, made at the first opening; safe because the enrolment is locked."""
    key = (enrolment.learner_id, enrolment.course_id, module)
    row = session.get(ModuleProgress, key, populate_existing=True)
    if row is None:
        row = ModuleProgress(
            learner_id=key[0],
            course_id=key[1],
            module=module,
            place="",
            reached=0,
            opened_at=opened_at,
            updated_at=opened_at,
        )
        session.add(row)
    row.opened_at = min(row.opened_at, opened_at)
    return row


def _seen(enrolment: Enrolment, module: str, at: datetime) -> None:
    enrolment.last_module, enrolment.last_seen_at = module, at


def _finish_module(session: Session, enrolment: Enrolment, row: ModuleProgress, at: datetime) -> None:
    if row.done_at is not None:
        return
    row.done_at = at
    session.flush()
    emit(session, ModuleCompleted(at, enrolment.learner_id, enrolment.course_id, row.module))
