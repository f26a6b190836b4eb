"""Tables of the studio: copies of courses, every text they had, reviews, what releases were made of."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import Instant, Json, RowId


class CopyState(StrEnum):
    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"


class Cause(StrEnum):
    """Why a file has a new text."""

    BEGUN = "begun"
    EDIT = "edit"
    MERGE = "merge"
    RESTORE = "restore"
    FOLDER = "folder"
    RENAME = "rename"
    REMOVE = "remove"
    RELEASE = "release"
    ASIDE = "aside"


class ReviewState(StrEnum):
    OPEN = "open"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class WriteState(StrEnum):
    """How far a release has come on its way back into the content folder."""

    PENDING = "pending"
    DONE = "done"
    UNWRITABLE = "unwritable"
    HELD = "held"
    OVERTAKEN = "overtaken"


class StudioCopy(Base):
    """A course as it is being written: the truth of a draft, whatever lies in any folder.

    `version` rises with every change of any of its files. `folder_stamp` tells whether the course's
    folder has changed since it was last looked at; `release_id` is the release that the text comes from.

    .. pii: begun_by; kept with the course
    """

    __tablename__ = "studio_copy"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    slug: Mapped[str] = mapped_column(String(100), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[CopyState] = mapped_column(String(10), default=CopyState.DRAFT)
    folder_stamp: Mapped[str] = mapped_column(String(64), default="")
    release_id: Mapped[int | None] = mapped_column(RowId)
    begun_at: Mapped[datetime] = mapped_column(Instant)
    begun_by: Mapped[int | None] = mapped_column(RowId)


class StudioFile(Base):
    """A file of a copy under the path that it has now; one that was removed keeps its row and its history.

    .. pii: by_id; kept with the course
    """

    __tablename__ = "studio_file"
    __table_args__ = (
        Index(
            "uq_studio_file_present",
            "copy_id",
            "path",
            unique=True,
            sqlite_where=text("removed = 0"),
            postgresql_where=text("NOT removed"),
        ),
        Index("ix_studio_file_path", "copy_id", "path"),
    )
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    copy_id: Mapped[int] = mapped_column(ForeignKey("studio_copy.id"))
    path: Mapped[str] = mapped_column(String(300))
    version: Mapped[int] = mapped_column(default=1)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    asset: Mapped[bool]
    removed: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int | None] = mapped_column(RowId)


class StudioRevision(Base):
    """One text of a file; never changed. `version` is None for one set aside: it lost a clash and is kept.

    Of a picture the text is None, its bytes are in the file store. `base` is the version that a text set
    aside was written on; `settled_at` is when its author, or the course's, had dealt with it.

    .. pii: by_id; kept with the course
    """

    __tablename__ = "studio_revision"
    __table_args__ = (
        UniqueConstraint("file_id", "version"),
        Index("ix_studio_revision_path", "path"),
    )
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("studio_file.id"))
    version: Mapped[int | None]
    path: Mapped[str] = mapped_column(String(300))
    text: Mapped[str | None] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    cause: Mapped[Cause] = mapped_column(String(10))
    base: Mapped[int | None]
    base_text: Mapped[str | None] = mapped_column(Text)
    settled_at: Mapped[datetime | None] = mapped_column(Instant)
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int | None] = mapped_column(RowId)


class StudioCommon(Base):
    """What a copy and the course's folder last had in common at a path: the ground of a three-way merge.

    .. no_pii
    """

    __tablename__ = "studio_common"
    copy_id: Mapped[int] = mapped_column(ForeignKey("studio_copy.id"), primary_key=True)
    path: Mapped[str] = mapped_column(String(300), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))
    text: Mapped[str | None] = mapped_column(Text)


class StudioReview(Base):
    """Somebody asked a colleague to read a version of a copy, and what became of it.

    .. pii: asked_by, decided_by; kept with the course
    """

    __tablename__ = "studio_review"
    __table_args__ = (Index("ix_studio_review_copy", "copy_id", "state"),)
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    copy_id: Mapped[int] = mapped_column(ForeignKey("studio_copy.id"))
    state: Mapped[ReviewState] = mapped_column(String(10), default=ReviewState.OPEN)
    note: Mapped[str] = mapped_column(String(2000), default="")
    asked_by: Mapped[int] = mapped_column(RowId)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int]
    reason: Mapped[str] = mapped_column(String(2000), default="")
    decided_by: Mapped[int | None] = mapped_column(RowId)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)


class StudioComment(Base):
    """A remark at a line; it finds its line again by the text that stood there.

    .. pii: by_id, resolved_by; kept with the course
    """

    __tablename__ = "studio_comment"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("studio_file.id"), index=True)
    line: Mapped[int]
    quote: Mapped[str] = mapped_column(String(500))
    before: Mapped[str] = mapped_column(String(500), default="")
    after: Mapped[str] = mapped_column(String(500), default="")
    text: Mapped[str] = mapped_column(String(2000))
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int] = mapped_column(RowId)
    resolved_at: Mapped[datetime | None] = mapped_column(Instant)
    resolved_by: Mapped[int | None] = mapped_column(RowId)


class StudioPresence(Base):
    """Who has a file open in the studio, last heard of at `seen_at`; forgotten an hour later.

    .. pii: person_id; erased by the next visitor
    """

    __tablename__ = "studio_presence"
    file_id: Mapped[int] = mapped_column(ForeignKey("studio_file.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    seen_at: Mapped[datetime] = mapped_column(Instant)


class ReleaseSource(Base):
    """A file that a release was made of, as its author wrote it; the bytes are in the file store.

    .. no_pii
    """

    __tablename__ = "release_source"
    release_id: Mapped[int] = mapped_column(ForeignKey("release.id"), primary_key=True, autoincrement=False)
    path: Mapped[str] = mapped_column(String(300), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]


class StudioWrite(Base):
    """A release that the studio made and its way back into the content folder, file by file.

    .. no_pii
    """

    __tablename__ = "studio_write"
    release_id: Mapped[int] = mapped_column(ForeignKey("release.id"), primary_key=True, autoincrement=False)
    copy_id: Mapped[int] = mapped_column(ForeignKey("studio_copy.id"), index=True)
    state: Mapped[WriteState] = mapped_column(String(10), default=WriteState.PENDING)
    note: Mapped[str] = mapped_column(String(500), default="")
    at: Mapped[datetime] = mapped_column(Instant)


class GitAct(Base):
    """One commit, push or pull of the content folder's repository: what came of it.

    `report` holds for each course of a pull what became of it and what must be mended.

    .. no_pii
    """

    __tablename__ = "git_act"
    __table_args__ = (Index("ix_git_act_kind", "kind", "id"),)
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(Instant)
    fine: Mapped[bool]
    commit: Mapped[str] = mapped_column(String(64), default="")
    note: Mapped[str] = mapped_column(String(1000), default="")
    report: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
