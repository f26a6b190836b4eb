"""What one reads before a quiz: its rules, the earlier tries, whether one may start."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from math import ceil
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.assessment import attempts
from lms.assessment.attempts import Standing
from lms.assessment.rules.paper import asks
from lms.catalogue import contents
from lms.catalogue.rules.edition import EditionExtra
from lms.errors import NotFound, Refused
from lms.learning import paths
from lms.learning.paths import CoursePath, Stop
from lms.learning.refusals import NO_SUCH_QUIZ, NOT_ENROLLED
from lms.learning.rules.paths import StopState
from lms.people.models import Person

SURVEY = "survey"


@dataclass(frozen=True, slots=True)
class Threshold:
    """All that stands on a quiz's door."""

    path: CoursePath
    key: str
    quiz: Mapping[str, Any]
    standing: Standing
    stop: Stop | None
    minutes: int | None
    questions: int

    @property
    def is_exam(self) -> bool:
        return self.key == self.path.edition.exam

    @property
    def locked(self) -> bool:
        """Whether the exam waits for modules that are not done."""
        return self.is_exam and not self.path.is_manual and self.path.exam_state is StopState.LOCKED

    @property
    def pass_percent(self) -> Fraction:
        return Fraction(self.quiz["pass"])

    @property
    def penalty(self) -> Fraction:
        """The percentage of a question's points that each wrong try costs."""
        return Fraction(self.quiz.get("penalty") or 0)

    @property
    def wait_minutes(self) -> int:
        return int(self.quiz["wait"]) // 60

    @property
    def may_start(self) -> bool:
        standing = self.standing
        waits = standing.next_at is not None or standing.waiting_id is not None
        return not self.locked and standing.left != 0 and not waits


@dataclass(frozen=True, slots=True)
class Offer:
    """A quiz beside the path, and how the learner stands with it."""

    extra: EditionExtra
    begun: bool = False
    done: bool = False
    best: Fraction | None = None


def offers(session: Session, path: CoursePath, learner_id: int | None, *, at: datetime) -> tuple[Offer, ...]:
    """Return what the course offers beside its path; one query more, for who takes a course that has any."""
    extras = path.edition.extras
    if learner_id is None or not path.taken:
        return tuple(Offer(extra) for extra in extras)
    hashes = {extra.key: path.edition.quizzes[extra.key] for extra in extras}
    standing = attempts.standings(session, learner_id, hashes, at=at)
    return tuple(_offer(extra, standing[extra.key]) for extra in extras)


def _offer(extra: EditionExtra, standing: Standing) -> Offer:
    ended = standing.used > (standing.open_id is not None)
    unmarked = extra.kind == SURVEY
    return Offer(extra, standing.used > 0, ended, None if unmarked or not ended else standing.best)


def before(session: Session, learner_id: int, slug: str, key: str, *, at: datetime) -> Threshold:
    """Return a quiz's door for a learner of the course; those of a manual are for everybody."""
    path = paths.of(session, slug, learner_id)
    if not path.taken and not path.is_manual:
        raise Refused(NOT_ENROLLED, "learning.not-enrolled")
    hash_ = path.edition.quizzes.get(key)
    if hash_ is None:
        raise NotFound(NO_SUCH_QUIZ, "learning.no-quiz")
    quiz = contents.body(session, hash_)
    standing = attempts.standings(session, learner_id, {key: hash_}, at=at)[key]
    stop = next((stop for stop in path.stops if stop.module.quiz == key), None)
    minutes = _minutes(session, learner_id, quiz["minutes"])
    return Threshold(path, key, quiz, standing, stop, minutes, _questions(session, quiz))


def _questions(session: Session, quiz: Mapping[str, Any]) -> int:
    """Count what will be asked; a text between questions asks nothing."""
    hashes = [one["hash"] for pool in quiz["pools"] for one in pool["questions"]]
    bodies = contents.bodies(session, hashes)
    asking = [[one for one in pool["questions"] if asks(bodies[one["hash"]])] for pool in quiz["pools"]]
    return sum(pool["draw"] or len(some) for pool, some in zip(quiz["pools"], asking, strict=True))


def _minutes(session: Session, learner_id: int, minutes: int | None) -> int | None:
    """Return the time this learner has: people with an accommodation get their factor."""
    if minutes is None:
        return None
    factor = session.scalars(select(Person.time_factor).where(Person.id == learner_id)).one()
    return ceil(timedelta(minutes=float(minutes * factor)) / timedelta(minutes=1))
