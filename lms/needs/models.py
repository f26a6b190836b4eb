"""Tables of training needs: what answers which complaint, a need with its evidence, who learns, what came."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import Instant, Json, RowId


class Pointer(Base):
    """HR's own word on whether a course answers a source, `skm/waktu` or `pengaduan/prosedur`.

    Without a row the course's `addresses:` speaks. `removed` takes the course's own claim back.

    .. pii: by_id; kept with the row
    """

    __tablename__ = "pointer"
    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), primary_key=True)
    removed: Mapped[bool] = mapped_column(default=False)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class SourceCompetency(Base):
    """The competency that a source asks for, as HR names it; without a row the engine's table speaks.

    .. no_pii
    """

    __tablename__ = "source_competency"
    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    competency: Mapped[str] = mapped_column(String(200))


class NeedState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    CHANGED = "changed"
    REJECTED = "rejected"


TAKEN_UP = (NeedState.ACCEPTED, NeedState.CHANGED)


class Need(Base):
    """What a period showed a unit to lack, with the figures of that day; decided by HR.

    .. pii: decided_by; kept with the need
    """

    __tablename__ = "need"
    __table_args__ = (
        UniqueConstraint("unit_id", "period_id", "source"),
        Index("ix_need_period", "period_id", "state", "id"),
    )
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"))
    source: Mapped[str] = mapped_column(String(60))
    state: Mapped[NeedState] = mapped_column(String(10), default=NeedState.PROPOSED)
    evidence: Mapped[dict[str, Any]] = mapped_column(Json)
    made_at: Mapped[datetime] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(String(500), default="")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    due_on: Mapped[date | None]


class NeedCourse(Base):
    """A course that HR chose for an accepted need.

    .. no_pii
    """

    __tablename__ = "need_course"
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), primary_key=True)


class Assignment(Base):
    """A person is asked to take a course by a day, because of a need.

    .. pii: person_id; kept with the training record
    """

    __tablename__ = "assignment"
    __table_args__ = (
        UniqueConstraint("person_id", "need_id", "course_id"),
        Index("ix_assignment_need", "need_id"),
    )
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    due_on: Mapped[date]
    made_at: Mapped[datetime] = mapped_column(Instant)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class Reaction(Base):
    """What a learner says of a course right after it (Kirkpatrick's first level): 1 to 4, by question key.

    .. pii: person_id, text; kept with the training record, shown without a name
    """

    __tablename__ = "reaction"
    __table_args__ = (UniqueConstraint("course_id", "person_id"),)
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    scores: Mapped[dict[str, Any]] = mapped_column(Json)
    text: Mapped[str] = mapped_column(String(1000), default="")
    at: Mapped[datetime] = mapped_column(Instant)


class LaterView(StrEnum):
    """Who answers the questionnaire of three months later."""

    OWN = "own"
    SUPERVISOR = "supervisor"


class LaterForm(Base):
    """The questionnaire three months after a course on what changed at work (Kirkpatrick's third level).

    `by_id` is who is asked: the learner, or the supervisor that he or she or HR names.

    .. pii: person_id, by_id, text; kept with the training record, shown without a name
    """

    __tablename__ = "later_form"
    __table_args__ = (
        UniqueConstraint("person_id", "course_id", "view"),
        Index("ix_later_form_by", "by_id", "due_on"),
        Index("ix_later_form_course", "course_id", "view"),
    )
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    view: Mapped[LaterView] = mapped_column(String(10))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date]
    scores: Mapped[dict[str, Any] | None] = mapped_column(Json)
    text: Mapped[str] = mapped_column(String(1000), default="")
    answered_at: Mapped[datetime | None] = mapped_column(Instant)


class Calculation(Base):
    """One run over all units of a period: how far it is, what it found; taken up again where it stopped.

    .. no_pii
    """

    __tablename__ = "need_calculation"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"), unique=True)
    began_at: Mapped[datetime] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    units: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    last_unit_id: Mapped[int] = mapped_column(RowId, default=0)
    found: Mapped[int] = mapped_column(default=0)
