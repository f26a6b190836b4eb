"""Tables of credit hours: an append-only ledger and its yearly sums."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import CreditHours, Instant, RowId


class Entry(Base):
    """Credit hours earned (or taken back, negative) by a person in a year; the year is of local completion.

    One course counts once a year: the key says so.

    .. pii: person_id; kept with the training record
    """

    __tablename__ = "ledger_entry"
    __table_args__ = (UniqueConstraint("person_id", "year", "course_id", "kind", "source"),)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    year: Mapped[int]
    course_id: Mapped[int] = mapped_column(RowId)
    kind: Mapped[str] = mapped_column(String(10))
    source: Mapped[str] = mapped_column(String(60))
    jp: Mapped[Decimal] = mapped_column(CreditHours)
    at: Mapped[datetime] = mapped_column(Instant)


class YearTotal(Base):
    """The sum of a person's entries in a year, kept in the same transaction: lists never add up at read time.

    .. pii: person_id; kept with the training record
    """

    __tablename__ = "year_total"
    __table_args__ = (Index("ix_year_total_jp", "year", "jp", "person_id"),)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    jp: Mapped[Decimal] = mapped_column(CreditHours, default=Decimal(0))
    courses: Mapped[int] = mapped_column(default=0)
