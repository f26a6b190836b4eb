"""Tables of services and of the satisfaction survey: what is asked, what was answered, sums kept."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import Instant, Json, RowId


class Service(Base):
    """One kind of service that a unit gives the public, such as an identity card.

    `elements` are the keys of the elements that are asked (PermenPANRB 14/2017 knows nine; a service that is
    free of charge may leave `biaya` out). `code` stands in the printed address of its questionnaire.
    `tokens_asked` lets only a code that was handed out answer by the link; until `kiosk_until` a device at
    the counter may take answers one after another.

    .. no_pii
    """

    __tablename__ = "service"
    __table_args__ = (UniqueConstraint("unit_id", "name"),)
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200), default="")
    code: Mapped[str] = mapped_column(String(12), unique=True)
    elements: Mapped[list[str]] = mapped_column(Json)
    tokens_asked: Mapped[bool] = mapped_column(default=False, server_default=false())
    kiosk_until: Mapped[datetime | None] = mapped_column(Instant)
    retired_at: Mapped[datetime | None] = mapped_column(Instant)


class Period(Base):
    """A quarter, half-year or year of the survey, the same for every unit; both days belong to it.

    From `texts_erased_at` on its answers hold figures alone.

    .. no_pii
    """

    __tablename__ = "period"
    __table_args__ = (CheckConstraint("begins <= ends", name="order"),)
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    begins: Mapped[date] = mapped_column(index=True)
    ends: Mapped[date]
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    texts_erased_at: Mapped[datetime | None] = mapped_column(Instant)


class Served(Base):
    """How many people a service served in a period: the population of the sample and of complaint rates.

    .. no_pii
    """

    __tablename__ = "served"
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"), primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), primary_key=True)
    people: Mapped[int]


class ExtraKind(StrEnum):
    RATING = "rating"
    TEXT = "text"


class ExtraQuestion(Base):
    """A question of the unit's own beside the nine elements; never part of the index.

    .. no_pii
    """

    __tablename__ = "extra_question"
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), index=True)
    kind: Mapped[ExtraKind] = mapped_column(String(10))
    wording: Mapped[str] = mapped_column(String(300))
    wording_en: Mapped[str] = mapped_column(String(300), default="")
    position: Mapped[int]
    retired_at: Mapped[datetime | None] = mapped_column(Instant)


class ExtraSum(Base):
    """How many answers in a period chose 1, 2, 3, 4 for a rating of the unit's own.

    .. no_pii
    """

    __tablename__ = "extra_sum"
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("extra_question.id"), primary_key=True)
    n1: Mapped[int] = mapped_column(default=0)
    n2: Mapped[int] = mapped_column(default=0)
    n3: Mapped[int] = mapped_column(default=0)
    n4: Mapped[int] = mapped_column(default=0)


class SurveyToken(Base):
    """A code handed out for one answer; only its hash is kept, and not who got it.

    .. no_pii
    """

    __tablename__ = "survey_token"
    __table_args__ = (Index("ix_survey_token_service", "service_id", "period_id"),)
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"))
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"))
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class Channel(StrEnum):
    """How an answer came: by the link, by a code, at the counter's kiosk, keyed in from paper, imported."""

    LINK = "link"
    TOKEN = "token"  # noqa: S105 # a way, not a secret
    KIOSK = "kiosk"
    PAPER = "paper"
    IMPORT = "import"


class SurveyAnswer(Base):
    """One citizen's answers, 1 to 4 for each element by its key, None where nothing was chosen; no name.

    `unit_id` is the service's at that time. `once` is the sender's own random mark: the same one twice is
    one answer. `device_hash` is a hash of a random cookie, for one answer per device and period.

    .. pii: sex, education and occupation without a name, free text; text is erased two years after the period
    """

    __tablename__ = "survey_answer"
    __table_args__ = (
        UniqueConstraint("service_id", "period_id", "device_hash"),
        Index("ix_survey_answer_unit", "unit_id", "period_id"),
        Index("ix_survey_answer_service", "service_id", "period_id", "id"),
    )
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    channel: Mapped[Channel] = mapped_column(String(10))
    once: Mapped[str] = mapped_column(String(64), unique=True)
    device_hash: Mapped[str | None] = mapped_column(String(64))
    token_id: Mapped[int | None] = mapped_column(ForeignKey("survey_token.id"), unique=True)
    sex: Mapped[str | None] = mapped_column(String(10))
    education: Mapped[str | None] = mapped_column(String(10))
    occupation: Mapped[str | None] = mapped_column(String(20))
    persyaratan: Mapped[int | None] = mapped_column(SmallInteger)
    prosedur: Mapped[int | None] = mapped_column(SmallInteger)
    waktu: Mapped[int | None] = mapped_column(SmallInteger)
    biaya: Mapped[int | None] = mapped_column(SmallInteger)
    produk: Mapped[int | None] = mapped_column(SmallInteger)
    kompetensi: Mapped[int | None] = mapped_column(SmallInteger)
    perilaku: Mapped[int | None] = mapped_column(SmallInteger)
    sarana: Mapped[int | None] = mapped_column(SmallInteger)
    pengaduan: Mapped[int | None] = mapped_column(SmallInteger)
    extras: Mapped[dict[str, Any]] = mapped_column(Json)
    suggestion: Mapped[str] = mapped_column(String(1000), default="")


class ElementSum(Base):
    """How many complete answers of a service in a period chose 1, 2, 3, 4 for an element.

    .. no_pii
    """

    __tablename__ = "element_sum"
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"), primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), primary_key=True)
    element: Mapped[str] = mapped_column(String(20), primary_key=True)
    n1: Mapped[int] = mapped_column(default=0)
    n2: Mapped[int] = mapped_column(default=0)
    n3: Mapped[int] = mapped_column(default=0)
    n4: Mapped[int] = mapped_column(default=0)


class TotalSum(Base):
    """How many answers had this total over this many elements: all that a bootstrap of the index needs.

    `used` 0 counts the answers put aside because an element was left out (the stated rule: an answer counts
    towards the index only when it is complete).

    .. no_pii
    """

    __tablename__ = "total_sum"
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"), primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), primary_key=True)
    used: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    total: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    n: Mapped[int] = mapped_column(default=0)


class FollowUp(Base):
    """One line of a unit's plan after a period: what is done about an element, by whom, by when.

    .. no_pii
    """

    __tablename__ = "follow_up"
    __table_args__ = (Index("ix_follow_up_unit", "unit_id", "period_id"),)
    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"))
    element: Mapped[str] = mapped_column(String(20))
    action: Mapped[str] = mapped_column(String(500))
    by_whom: Mapped[str] = mapped_column(String(200))
    due_on: Mapped[date]
    done_at: Mapped[datetime | None] = mapped_column(Instant)
