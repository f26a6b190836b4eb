"""Tables of what is published: content by hash, releases that never change, courses that point at one."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import CreditHours, Instant, Json, RowId


class Content(Base):
    """A module, a quiz or a question in canonical form, addressed by its SHA-256; never changed.

    .. no_pii
    """

    __tablename__ = "content"
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    body: Mapped[dict[str, Any]] = mapped_column(Json)


class Asset(Base):
    """A picture, sound or download of a course; its bytes are in the file store under the same hash.

    .. no_pii
    """

    __tablename__ = "asset"
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(80))
    size: Mapped[int]


class Course(Base):
    """What a learner enrols in; `release_id` is what new learners begin with.

    Title to stems are copies of the current release's, so that the catalogue is one query.

    .. no_pii
    """

    __tablename__ = "course"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    slug: Mapped[str] = mapped_column(String(100), unique=True)
    title: Mapped[str] = mapped_column(String(300))
    sort_title: Mapped[str] = mapped_column(String(300), index=True)
    summary: Mapped[str] = mapped_column(String(400), default="")
    field: Mapped[str] = mapped_column(String(60), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    level: Mapped[int] = mapped_column(default=1)
    jp: Mapped[Decimal] = mapped_column(CreditHours)
    minutes: Mapped[int] = mapped_column(default=0)
    modules: Mapped[int] = mapped_column(default=0)
    title_stems: Mapped[str] = mapped_column(String(600), default="")
    stems: Mapped[str] = mapped_column(default="")
    release_id: Mapped[int | None] = mapped_column(RowId)
    retired_at: Mapped[datetime | None] = mapped_column(Instant)


class Release(Base):
    """One edition of a course, immutable: the manifest names every module, quiz and asset by hash.

    The id is the head of a hash over all that makes the release, so it is the same edition in every
    database that knows it: a process may keep editions in memory and never show another's.

    .. pii: published_by; kept with the release
    """

    __tablename__ = "release"
    __table_args__ = (UniqueConstraint("course_id", "number"),)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    number: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
    manifest: Mapped[dict[str, Any]] = mapped_column(Json)
    published_at: Mapped[datetime] = mapped_column(Instant)
    published_by: Mapped[int | None] = mapped_column(RowId)


class CourseTrainer(Base):
    """A trainer's course: whose results and files he or she may see.

    .. pii: person_id; kept while the assignment lasts
    """

    __tablename__ = "course_trainer"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), primary_key=True)
