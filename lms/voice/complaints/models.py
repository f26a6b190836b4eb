"""Tables of the complaints desk: reports, what was said and done; categories and limits as data."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import Instant, RowId


class Kind(StrEnum):
    """The three kinds of report of SP4N-LAPOR! (domain.md §4.2)."""

    COMPLAINT = "complaint"
    ASPIRATION = "aspiration"
    INFORMATION = "information"


class State(StrEnum):
    """Where a report stands; the last three are side ways."""

    NEW = "new"
    VERIFIED = "verified"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    DONE = "done"
    REJECTED = "rejected"
    FORWARDED = "forwarded"
    ARCHIVED = "archived"


class Author(StrEnum):
    """Who speaks in a report's messages; `note` of the desk is never shown to the citizen."""

    CITIZEN = "citizen"
    DESK = "desk"
    ENGINE = "engine"


class HandlingClass(Base):
    """How many working days a class of reports has, the day of receipt not counted; edited by the desk.

    `verify_days` to verify and hand over, `plan_days` to say what will be done, `finish_days` to finish,
    `silence_days` without the citizen's answer until the report closes by itself.

    .. no_pii
    """

    __tablename__ = "handling_class"
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120), default="")
    verify_days: Mapped[int] = mapped_column(SmallInteger)
    plan_days: Mapped[int] = mapped_column(SmallInteger)
    finish_days: Mapped[int] = mapped_column(SmallInteger)
    silence_days: Mapped[int] = mapped_column(SmallInteger)


class Category(Base):
    """What a report is about; `key` is the one that `addresses: [pengaduan/<key>]` of a course names.

    .. no_pii
    """

    __tablename__ = "complaint_category"
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120), default="")
    class_key: Mapped[str] = mapped_column(ForeignKey("handling_class.key"))
    position: Mapped[int] = mapped_column(SmallInteger)
    retired_at: Mapped[datetime | None] = mapped_column(Instant)


class Holiday(Base):
    """A day of the site's own table: off, or worked although the national list says off.

    .. no_pii
    """

    __tablename__ = "holiday"
    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    worked: Mapped[bool] = mapped_column(default=False)


class Complaint(Base):
    """One report of a citizen. Of an anonymous one neither name nor contact is stored anywhere.

    `confidential` keeps it off the public pages, apart from `anonymous`. `number` is for people to say, made
    of the year and the id, so it counts on over the years; the citizen's secret opens the ticket, and only
    its hash is kept. `accused_*` is whom it is about: never who handles it. `waited_days` are working days
    spent waiting for the citizen, added to every deadline.

    .. pii: text, place, name and contact of who is not anonymous, whom it is about; text, name and contact
    are erased five years after its end, the figures stay
    """

    __tablename__ = "complaint"
    __table_args__ = (
        Index("ix_complaint_desk", "desk_unit_id", "state", "finish_by"),
        Index("ix_complaint_unit", "unit_id", "received_at"),
        Index("ix_complaint_open", "state", "finish_by"),
        Index("ix_complaint_handler", "handler_id", "state"),
    )
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    once: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[Kind] = mapped_column(String(12))
    category_key: Mapped[str] = mapped_column(ForeignKey("complaint_category.key"))
    class_key: Mapped[str] = mapped_column(ForeignKey("handling_class.key"))
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    place: Mapped[str] = mapped_column(String(200), default="")
    happened_on: Mapped[date | None]
    happened_time: Mapped[str] = mapped_column(String(5), default="")
    text: Mapped[str] = mapped_column(String(5000))
    anonymous: Mapped[bool]
    confidential: Mapped[bool]
    reporter_name: Mapped[str] = mapped_column(String(120), default="")
    reporter_contact: Mapped[str] = mapped_column(String(120), default="")
    state: Mapped[State] = mapped_column(String(12), default=State.NEW)
    accused_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    accused_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    desk_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    received_at: Mapped[datetime] = mapped_column(Instant)
    received_on: Mapped[date] = mapped_column(index=True)
    verify_by: Mapped[date]
    plan_by: Mapped[date]
    finish_by: Mapped[date]
    verified_at: Mapped[datetime | None] = mapped_column(Instant)
    assigned_at: Mapped[datetime | None] = mapped_column(Instant)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    waiting_since: Mapped[date | None]
    waited_days: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    taken_days: Mapped[int | None]
    in_time: Mapped[bool | None]
    reason: Mapped[str] = mapped_column(String(500), default="")
    forwarded_to: Mapped[str] = mapped_column(String(200), default="")
    lapor_number: Mapped[str] = mapped_column(String(40), default="")
    rating: Mapped[int | None] = mapped_column(SmallInteger)
    rating_text: Mapped[str] = mapped_column(String(1000), default="")
    rated_at: Mapped[datetime | None] = mapped_column(Instant)


class ComplaintMessage(Base):
    """A word of the citizen, of the desk or of the engine; an `internal` one stays inside.

    .. pii: text, person_id; erased with the report's text
    """

    __tablename__ = "complaint_message"
    __table_args__ = (Index("ix_complaint_message", "complaint_id", "id"),)
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    author: Mapped[Author] = mapped_column(String(10))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    internal: Mapped[bool] = mapped_column(default=False)
    text: Mapped[str] = mapped_column(String(5000))
    at: Mapped[datetime] = mapped_column(Instant)


class ComplaintAct(Base):
    """One step of a report from a state to a state: by whom, when, why; never changed.

    .. pii: by_id, reason; kept with the report
    """

    __tablename__ = "complaint_act"
    __table_args__ = (Index("ix_complaint_act", "complaint_id", "id"),)
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    before: Mapped[State | None] = mapped_column(String(12))
    after: Mapped[State] = mapped_column(String(12))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(String(500), default="")
    at: Mapped[datetime] = mapped_column(Instant)


class ComplaintAttachment(Base):
    """A picture or PDF sent with a report or a message; its bytes are in the file store under their hash.

    .. pii: whatever the citizen sends; erased with the report's text
    """

    __tablename__ = "complaint_attachment"
    __table_args__ = (Index("ix_complaint_attachment", "complaint_id"),)
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    message_id: Mapped[int | None] = mapped_column(ForeignKey("complaint_message.id"))
    name: Mapped[str] = mapped_column(String(120))
    media_type: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))


class Escalation(Base):
    """A deadline came near or passed, and who was told; each stage of a deadline once per report.

    .. no_pii
    """

    __tablename__ = "escalation"
    __table_args__ = (UniqueConstraint("complaint_id", "stage"),)
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    stage: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime | None] = mapped_column(Instant)


class AnswerTemplate(Base):
    """A beginning of a good answer: what was done, by whom, by when; edited by the desk.

    .. no_pii
    """

    __tablename__ = "answer_template"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    text: Mapped[str] = mapped_column(String(2000))
    retired_at: Mapped[datetime | None] = mapped_column(Instant)
