"""The vocabulary of what can happen, and `emit`: events go up the stairs, imports go down."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class AttemptGraded:
    """An attempt was submitted or ran out, and has its mark. `percent` is 0..100, exact."""

    at: datetime
    learner_id: int
    attempt_id: int
    course_id: int | None
    quiz: str
    percent: Fraction
    passed: bool


@dataclass(frozen=True, slots=True)
class ModuleCompleted:
    """A learner is done with a module: read to the end, or its quiz passed."""

    at: datetime
    learner_id: int
    course_id: int
    module: str


@dataclass(frozen=True, slots=True)
class CourseCompleted:
    """The last requirement of a course is met. `percent` is the exam's mark, if there is an exam."""

    at: datetime
    learner_id: int
    course_id: int
    release_id: int
    began_at: datetime
    percent: Fraction | None


@dataclass(frozen=True, slots=True)
class CertificateIssued:
    """A certificate has its number; its PDF follows from a job."""

    at: datetime
    learner_id: int
    certificate_id: int
    course_id: int
    jp: Decimal
    year: int


@dataclass(frozen=True, slots=True)
class CertificateRevoked:
    """A certificate no longer holds: its credit hours are to be taken back. `act` numbers the decision."""

    at: datetime
    learner_id: int
    certificate_id: int
    course_id: int
    year: int
    act: int


@dataclass(frozen=True, slots=True)
class CertificateReinstated:
    """A revocation was taken back: the credit hours count again. `act` numbers the decision."""

    at: datetime
    learner_id: int
    certificate_id: int
    course_id: int
    jp: Decimal
    year: int
    act: int


@dataclass(frozen=True, slots=True)
class CoursePublished:
    """A release of a course stands. `root` holds the files that it was read from, until the verb ends.

    `quizzes` are the keys of every quiz that it uses.
    """

    at: datetime
    course_id: int
    slug: str
    release_id: int
    root: Path
    quizzes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimeFactorChanged:
    """A person has more time for quizzes than before, or less again."""

    at: datetime
    person_id: int
    factor: Fraction


@dataclass(frozen=True, slots=True)
class PeoplePlaced:
    """People came, moved to another unit, left or came back; what their unit asks of its people follows."""

    at: datetime
    person_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PeriodClosed:
    """A period of the citizens' survey is over: its figures stand, needs may be drawn from them."""

    at: datetime
    period_id: int


def emit(session: Session, event: object) -> None:
    """Call at once, in this transaction, what `lms.flow` says follows; a room tested alone carries none."""
    for follower in session.info.get("journey", {}).get(type(event), ()):
        follower(session, event)
