"""Tables of the audit trail."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import Instant, Json, RowId


class AuditEntry(Base):
    """One act that changed a right, a grade, a certificate or personal data; chained to the one before.

    .. pii: by_id; kept as long as the record it is about
    """

    __tablename__ = "audit_entry"
    id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    by_id: Mapped[int | None] = mapped_column(RowId)
    act: Mapped[str] = mapped_column(String(80), index=True)
    subject: Mapped[str] = mapped_column(String(200), index=True)
    details: Mapped[dict[str, Any]] = mapped_column(Json)
    hash: Mapped[str] = mapped_column(String(64))


class AuditHead(Base):
    """The end of the chain: one row, locked by whoever writes the next entry.

    .. no_pii
    """

    __tablename__ = "audit_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry_id: Mapped[int] = mapped_column(RowId)
    hash: Mapped[str] = mapped_column(String(64))
