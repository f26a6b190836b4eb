"""Tables of attempts: the paper a learner began with, every answer given, the marks."""

from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import Instant, Json, Points, RowId

OPEN_ONLY = text("state = 'open'")


class AttemptState(StrEnum):
    OPEN = "open"
    GRADED = "graded"


class Attempt(Base):
    """One learner's go at a quiz, bound for ever to the paper it began with.

    `paper` is a list of `{"id", "hash", "points", "order"}`; `rules` holds pass mark, minutes, feedback,
    keep, attempts, wait and language as they were at the start. `sequence` is that of the last save. Of a
    quiz a learner has at most one open attempt. The key leads with the learner, so that the table can be
    sharded by person; what changes stands before the paper, which is long and never does.

    .. pii: learner_id; kept with the training record
    """

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("learner_id", "quiz", "number"),
        Index(
            "uq_attempt_open",
            "learner_id",
            "quiz",
            unique=True,
            sqlite_where=OPEN_ONLY,
            postgresql_where=OPEN_ONLY,
        ),
        Index("ix_attempt_quiz", "quiz", "submitted_at"),
    )
    learner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    quiz: Mapped[str] = mapped_column(String(200))
    quiz_hash: Mapped[str] = mapped_column(String(64))
    course_id: Mapped[int | None] = mapped_column(RowId)
    number: Mapped[int]
    seed: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[AttemptState] = mapped_column(String(10), default=AttemptState.OPEN)
    sequence: Mapped[int] = mapped_column(default=0)
    began_at: Mapped[datetime] = mapped_column(Instant)
    deadline: Mapped[datetime | None] = mapped_column(Instant)
    submitted_at: Mapped[datetime | None] = mapped_column(Instant)
    points: Mapped[Fraction | None] = mapped_column(Points)
    points_max: Mapped[Fraction | None] = mapped_column(Points)
    percent: Mapped[Fraction | None] = mapped_column(Points)
    passed: Mapped[bool | None]
    rules: Mapped[dict[str, Any]] = mapped_column(Json)
    paper: Mapped[list[dict[str, Any]]] = mapped_column(Json)


class Answer(Base):
    """One saved answer; append-only, the last sequence of a question counts. `response` None is blank.

    A late one is kept and not scored. A checked one is the last of its question: the learner has seen its
    feedback.

    .. pii: learner_id, response; kept with the training record
    """

    __tablename__ = "answer"
    __table_args__ = (
        ForeignKeyConstraint(["learner_id", "attempt_id"], ["attempt.learner_id", "attempt.id"]),
        {"sqlite_with_rowid": False},
    )
    learner_id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    attempt_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question: Mapped[str] = mapped_column(String(100))
    response: Mapped[Any] = mapped_column(Json)
    given_at: Mapped[datetime] = mapped_column(Instant)
    late: Mapped[bool] = mapped_column(default=False)
    checked: Mapped[bool] = mapped_column(default=False)


class Mark(Base):
    """What one question of an attempt earned; a later revision (regrade) never overwrites an earlier one.

    .. pii: learner_id; kept with the training record
    """

    __tablename__ = "mark"
    __table_args__ = (
        ForeignKeyConstraint(["learner_id", "attempt_id"], ["attempt.learner_id", "attempt.id"]),
        {"sqlite_with_rowid": False},
    )
    learner_id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    attempt_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    question: Mapped[str] = mapped_column(String(100), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    question_hash: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(10))
    fraction: Mapped[Fraction] = mapped_column(Points)
    points: Mapped[Fraction] = mapped_column(Points)
    graded_at: Mapped[datetime] = mapped_column(Instant)
