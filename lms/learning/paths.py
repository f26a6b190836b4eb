"""A course as one learner finds it: the edition, the stops with their state, what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import BindParameter, Row, and_, bindparam, exists, literal_column, select
from sqlalchemy.orm import Session

from lms.assessment.models import Attempt
from lms.catalogue import contents, releases
from lms.catalogue.models import Course
from lms.catalogue.rules.edition import Edition, EditionModule
from lms.errors import NotFound, Refused
from lms.learning.models import Enrolment, EnrolmentState, ModuleProgress
from lms.learning.progress import requirements
from lms.learning.refusals import NO_SUCH_MODULE, NOT_ENROLLED
from lms.learning.rules import paths
from lms.learning.rules.completion import MANUAL
from lms.learning.rules.paths import Milestone, Step, StopState

# Every page of a course is one query: the course, the learner's enrolment and progress, joined.
# The statements are made once; the hot page pays for asking, not for wording.
_course, _enrolment, _progress = (model.__table__.c for model in (Course, Enrolment, ModuleProgress))
_LEARNER: BindParameter[Any] = bindparam("learner_id")
_attempt = Attempt.__table__.c
# Written out, so that the index of what waits, small and often empty, answers on both databases.
_WAITING = and_(_attempt.learner_id == _LEARNER, _attempt.state == literal_column("'waiting'"))
_COURSE = select(_course.id, _course.release_id, _course.retired_at)
_JOINED = (
    _COURSE.add_columns(
        _enrolment.release_id.label("taken"),
        _enrolment.state,
        _enrolment.began_at,
        _enrolment.last_seen_at,
        _enrolment.last_module,
        _enrolment.exam_percent,
        _enrolment.exam_passed_at,
        _enrolment.completed_at,
        _progress.module,
        _progress.place,
        _progress.percent,
        _progress.read_at,
        _progress.done_at,
        exists().where(_WAITING, _attempt.course_id == _course.id).label("waits"),
    )
    .select_from(Course.__table__)
    .outerjoin(
        Enrolment.__table__, and_(_enrolment.course_id == _course.id, _enrolment.learner_id == _LEARNER)
    )
    .outerjoin(
        ModuleProgress.__table__, and_(_progress.course_id == _course.id, _progress.learner_id == _LEARNER)
    )
)
VISITED = _COURSE.where(_course.slug == bindparam("slug"))
TAKEN = _JOINED.where(_course.slug == bindparam("slug"))
WAITING = select(_attempt.quiz).where(_WAITING, _attempt.course_id == bindparam("course_id"))
MINE = _JOINED.where(_enrolment.learner_id == _LEARNER).order_by(_enrolment.last_seen_at.desc(), _course.id)


@dataclass(frozen=True, slots=True)
class Stop:
    """One module on the path; `place` is the section where reading stopped, `percent` its quiz mark."""

    module: EditionModule
    number: int
    state: StopState
    place: str = ""
    percent: Fraction | None = None


@dataclass(frozen=True, slots=True)
class CoursePath:
    """A course for one person; `state` is None for who does not take it.

    `waiting` are the quizzes that a trainer has still to mark.
    """

    course_id: int
    edition: Edition
    state: EnrolmentState | None
    newest_id: int | None
    retired: bool
    stops: tuple[Stop, ...]
    step: Step | None
    percent: Fraction
    exam_state: StopState
    exam_percent: Fraction | None
    began_at: datetime | None
    last_seen_at: datetime | None
    completed_at: datetime | None
    waiting: frozenset[str] = frozenset()
    reading: str = ""

    def in_language(self, language: str) -> "CoursePath":
        """Return the path as it is read in a language, if something of the course is written in it."""
        edition = self.edition.in_language(language)
        if edition is self.edition:
            return self
        stops = tuple(
            replace(stop, module=module) for stop, module in zip(self.stops, edition.modules, strict=True)
        )
        return replace(self, edition=edition, stops=stops, reading=language)

    @property
    def taken(self) -> bool:
        return self.state in {EnrolmentState.ACTIVE, EnrolmentState.COMPLETED}

    @property
    def is_manual(self) -> bool:
        return self.edition.kind == MANUAL

    @property
    def newer(self) -> bool:
        """Whether there is an edition newer than the one that is being taken."""
        return self.state == EnrolmentState.ACTIVE and self.newest_id not in {None, self.edition.id}

    @property
    def done(self) -> int:
        return sum(stop.state is StopState.DONE for stop in self.stops)

    @property
    def next_stop(self) -> Stop | None:
        """The module that the next step is about; None when it is the exam, or nothing."""
        return next((stop for stop in self.stops if self.step and stop.module.name == self.step.name), None)

    @property
    def minutes_left(self) -> int:
        return sum(stop.module.minutes for stop in self.stops if stop.state is not StopState.DONE)


@dataclass(frozen=True, slots=True)
class ModulePage:
    """One module as it is read."""

    path: CoursePath
    stop: Stop
    body: Mapping[str, Any]
    previous: Stop | None
    next: Stop | None
    words: int = 0

    @property
    def untranslated(self) -> bool:
        """Whether the course is read in a language that this module is not written in."""
        return self.path.reading not in {"", self.body["language"]}

    @property
    def sections(self) -> list[dict[str, Any]]:
        """The headings that the table of contents shows."""
        return [entry for entry in self.body["toc"] if entry["level"] in {2, 3}]

    @property
    def resume_title(self) -> str:
        """The title of the section where reading stopped; empty at the beginning."""
        found = (entry["title"] for entry in self.body["toc"] if entry["id"] == self.stop.place)
        return next(found, "") if self.stop.place else ""


def of(session: Session, slug: str, learner_id: int | None) -> CoursePath:
    """Return a course as this person finds it, in the edition taken, else the newest."""
    statement = VISITED if learner_id is None else TAKEN
    rows = session.connection().execute(statement, {"slug": slug, "learner_id": learner_id}).all()
    if not rows:
        raise NotFound
    return _path(session, rows, learner_id)


def page(session: Session, slug: str, name: str, learner_id: int | None, *, language: str = "") -> ModulePage:
    """Return a module for reading; refuses who does not take the course, except from a manual.

    It is in this language where it is translated. How long reading takes at least follows from the words
    of the text as it was written, in every language.
    """
    written = of(session, slug, learner_id)
    path = written.in_language(language)
    if not path.taken and not path.is_manual:
        raise Refused(NOT_ENROLLED, "learning.not-enrolled")
    index = next((i for i, stop in enumerate(path.stops) if stop.module.name == name), None)
    if index is None:
        raise NotFound(NO_SUCH_MODULE, "learning.no-module")
    stops = path.stops
    return ModulePage(
        path,
        stops[index],
        contents.body(session, stops[index].module.hash),
        stops[index - 1] if index else None,
        stops[index + 1] if index + 1 < len(stops) else None,
        contents.body(session, written.stops[index].module.hash)["words"],
    )


def mine(session: Session, learner_id: int) -> list[CoursePath]:
    """Return every course that a learner has begun, the one last seen first; one query for all."""
    by_course: dict[int, list[Row[*tuple[Any, ...]]]] = {}
    for row in session.connection().execute(MINE, {"learner_id": learner_id}):
        by_course.setdefault(row.id, []).append(row)
    return [_path(session, rows, learner_id) for rows in by_course.values()]


def _path(session: Session, rows: Sequence[Row[*tuple[Any, ...]]], learner_id: int | None) -> CoursePath:
    first = rows[0]
    taken = first.taken if learner_id is not None else None
    if taken is None and first.release_id is None:
        raise NotFound
    edition = releases.at(session, taken or first.release_id)
    known = {row.module: row for row in rows if row.module is not None} if taken else {}
    milestones = [_milestone(module, known.get(module.name)) for module in edition.modules]
    passed = bool(taken and first.exam_passed_at)
    done = [milestone.name for milestone in milestones if milestone.done]
    return CoursePath(
        course_id=first.id,
        edition=edition,
        state=EnrolmentState(first.state) if taken else None,
        newest_id=first.release_id,
        retired=first.retired_at is not None,
        stops=tuple(
            _stop(number, module, milestone, known.get(module.name))
            for number, (module, milestone) in enumerate(zip(edition.modules, milestones, strict=True), 1)
        ),
        step=paths.next_step(
            milestones, edition.exam, exam_passed=passed, last=first.last_module if taken else None
        ),
        percent=requirements(edition).percent(done, exam_passed=passed),
        exam_state=paths.exam_state(milestones, passed=passed),
        exam_percent=first.exam_percent if taken else None,
        began_at=first.began_at if taken else None,
        last_seen_at=first.last_seen_at if taken else None,
        completed_at=first.completed_at if taken else None,
        waiting=_waiting(session, first, learner_id) if taken and first.waits else frozenset(),
    )


def _waiting(session: Session, row: Row[*tuple[Any, ...]], learner_id: int | None) -> frozenset[str]:
    whose = {"learner_id": learner_id, "course_id": row.id}
    return frozenset(session.connection().execute(WAITING, whose).scalars())


def _milestone(module: EditionModule, row: Row[*tuple[Any, ...]] | None) -> Milestone:
    if row is None:
        return Milestone(module.name, module.quiz)
    return Milestone(
        module.name, module.quiz, begun=True, read=row.read_at is not None, done=row.done_at is not None
    )


def _stop(
    number: int, module: EditionModule, milestone: Milestone, row: Row[*tuple[Any, ...]] | None
) -> Stop:
    if row is None:
        return Stop(module, number, milestone.state)
    return Stop(module, number, milestone.state, row.place, row.percent)
