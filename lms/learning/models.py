"""Tables of learning: who takes which edition of a course, how far each module is."""

from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import Instant, Points, RowId


class EnrolmentState(StrEnum):
    ACTIVE = "active"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"


class Enrolment(Base):
    """A learner takes a course, in the edition it was begun with: progress never falls when content changes.

    Whoever changes progress holds the lock on this row first, so that two last modules finished
    at the same moment cannot each miss the other.

    A completed course may be begun again, for a certificate that runs out or was revoked: `began_at` is that
    of the newest beginning, `completed_at` that of the newest completion, which may lie before it.

    .. pii: learner_id; kept with the training record
    """

    __tablename__ = "enrolment"
    __table_args__ = (Index("ix_enrolment_course", "course_id", "state"),)
    learner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("release.id"))
    state: Mapped[EnrolmentState] = mapped_column(String(10), default=EnrolmentState.ACTIVE)
    began_at: Mapped[datetime] = mapped_column(Instant)
    last_seen_at: Mapped[datetime] = mapped_column(Instant)
    last_module: Mapped[str | None] = mapped_column(String(120))
    done: Mapped[int] = mapped_column(default=0)
    exam_percent: Mapped[Fraction | None] = mapped_column(Points)
    exam_passed_at: Mapped[datetime | None] = mapped_column(Instant)
    completed_at: Mapped[datetime | None] = mapped_column(Instant)


class ModuleProgress(Base):
    """How far one learner is in one module: the furthest section reached, the reading place, done when.

    `opened_at` is the first opening by the server's clock, `read_at` the moment the last section was reached,
    `percent` the mark that counts in the module's quiz.

    .. pii: learner_id; kept with the training record
    """

    __tablename__ = "module_progress"
    learner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    course_id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    module: Mapped[str] = mapped_column(String(120), primary_key=True)
    place: Mapped[str] = mapped_column(String(120), default="")
    reached: Mapped[int] = mapped_column(default=0)
    percent: Mapped[Fraction | None] = mapped_column(Points)
    opened_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)
    read_at: Mapped[datetime | None] = mapped_column(Instant)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
