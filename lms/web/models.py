"""Table of limits: how often an account or an address has tried something lately."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from lms.db.base import Base
from lms.db.types import Instant


class Tally(Base):
    """Counts of one key in one window of time; the key is a hash, not an address or a NIP.

    .. no_pii
    """

    __tablename__ = "tally"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    window: Mapped[datetime] = mapped_column(Instant, primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
