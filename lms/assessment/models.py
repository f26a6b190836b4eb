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
WAITING_ONLY = text("state = 'waiting'")


class AttemptState(StrEnum):
    """WAITING is handed in, with answers that a trainer has to mark."""

    OPEN = "open"
    WAITING = "waiting"
    GRADED = "graded"


class Attempt(Base):
    """One learner's go at a quiz, bound for ever to the paper it began with.

    `paper` is a list of `{"id", "hash", "points", "order"}`, with `"asks": false` for a text between them;
    `rules` holds pass mark, minutes, feedback,
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
        Index(
            "ix_attempt_waiting",
            "quiz",
            "submitted_at",
            sqlite_where=WAITING_ONLY,
            postgresql_where=WAITING_ONLY,
        ),
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


class FreshStart(Base):
    """From when on a learner's attempts at a quiz count: a course that was completed was begun again.

    .. pii: learner_id; kept with the training record
    """

    __tablename__ = "fresh_start"
    learner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    quiz: Mapped[str] = mapped_column(String(200), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)


class Answer(Base):
    """One saved answer; append-only, the last sequence of a question counts. `response` None is blank.

    A late one is kept and not scored. A checked one is a try: the learner has seen its feedback, and when no
    try is left it is the last of its question. `certainty` is 1, 2 or 3 where the quiz asks for it.

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
    certainty: Mapped[int | None]


class Mark(Base):
    """What one question of an attempt earned; a later revision never overwrites an earlier one.

    A trainer's mark names its marker in `by_id` and what each line of the rubric got in `detail`; a regrade's
    mark names the regrade. `state` is that of `questions.score.State`, or `void`. A fraction may be below 0
    where certainty counts.

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
    # No foreign keys: SQLite would have to copy the largest table of all to learn them.
    by_id: Mapped[int | None] = mapped_column(RowId)
    regrade_id: Mapped[int | None] = mapped_column(RowId)
    detail: Mapped[Any] = mapped_column(Json, nullable=True)


class StepKind(StrEnum):
    SUBMITTED = "submitted"
    GRADED = "graded"
    REGRADED = "regraded"
    COMMENTED = "commented"


class Step(Base):
    """What happened to an attempt after its last answer, append-only; an attempt's state and marks follow.

    .. pii: learner_id, by_id, detail; kept with the training record
    """

    __tablename__ = "attempt_step"
    __table_args__ = (
        ForeignKeyConstraint(["learner_id", "attempt_id"], ["attempt.learner_id", "attempt.id"]),
        {"sqlite_with_rowid": False},
    )
    learner_id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    attempt_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[StepKind] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    detail: Mapped[Any] = mapped_column(Json, nullable=True)


class Regrade(Base):
    """One re-marking of a quiz by the content `quiz_hash`; until `finished_at` it can be gone on with.

    .. pii: by_id; kept with the training record
    """

    __tablename__ = "regrade"
    __table_args__ = (Index("ix_regrade_quiz", "quiz", "began_at"),)
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    quiz: Mapped[str] = mapped_column(String(200))
    quiz_hash: Mapped[str] = mapped_column(String(64))
    began_at: Mapped[datetime] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    options: Mapped[dict[str, Any]] = mapped_column(Json)
    seen: Mapped[int] = mapped_column(default=0)
    rose: Mapped[int] = mapped_column(default=0)
    fell: Mapped[int] = mapped_column(default=0)
    crossed: Mapped[int] = mapped_column(default=0)


class Voided(Base):
    """A question that counts no more, in any attempt at its quiz: its points are not among those to earn.

    .. pii: by_id; kept with the training record
    """

    __tablename__ = "voided_question"
    quiz: Mapped[str] = mapped_column(String(200), primary_key=True)
    question: Mapped[str] = mapped_column(String(100), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(String(500))


class QuizReport(Base):
    """The statistics of a quiz as they were last reckoned, where that takes longer than a page may.

    `form` is empty for the form of papers that a report chooses by itself; `state` says of which marks it is.

    .. no_pii
    """

    __tablename__ = "quiz_report"
    quiz: Mapped[str] = mapped_column(String(200), primary_key=True)
    which: Mapped[str] = mapped_column(String(10), primary_key=True)
    form: Mapped[str] = mapped_column(String(12), primary_key=True)
    state: Mapped[str] = mapped_column(String(64))
    computed_at: Mapped[datetime] = mapped_column(Instant)
    report: Mapped[dict[str, Any]] = mapped_column(Json)
