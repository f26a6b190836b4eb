"""Limits that hold over processes and restarts: counts per key and window, in the database."""

import hashlib
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from lms.errors import TooMany
from lms.web.models import Tally


def hit(session: Session, key: str, *, at: datetime, allowed: int, per: timedelta) -> None:
    """Count one try; raises `TooMany` when `key` has had more than `allowed` in this window.

    Call it in a session that is committed even when the try fails, or the count is lost with it.
    """
    window = _window(at, per)
    digest = _digest(key, per)
    insert = (postgresql if session.get_bind().dialect.name == "postgresql" else sqlite).insert(Tally)
    row = insert.values(key=digest, window=window, count=1).on_conflict_do_update(
        index_elements=[Tally.key, Tally.window], set_={"count": Tally.count + 1}
    )
    count = session.scalars(row.returning(Tally.count)).one()
    if count > allowed:
        raise TooMany(int((window + per - at).total_seconds()) + 1)


def forgive(session: Session, key: str, *, at: datetime, per: timedelta) -> None:
    """Start anew, after a right password."""
    session.execute(
        update(Tally).where(Tally.key == _digest(key, per), Tally.window == _window(at, per)).values(count=0)
    )


def give_back(session: Session, key: str, *, at: datetime, per: timedelta) -> None:
    """Take one try back: it turned out right, and only wrong ones shall count."""
    session.execute(
        update(Tally)
        .where(Tally.key == _digest(key, per), Tally.window == _window(at, per), Tally.count > 0)
        .values(count=Tally.count - 1)
    )


def sweep(session: Session, *, before: datetime) -> None:
    """Forget windows that are over."""
    session.execute(delete(Tally).where(Tally.window < before))


def _window(at: datetime, per: timedelta) -> datetime:
    seconds = int(per.total_seconds())
    return datetime.fromtimestamp(int(at.timestamp()) // seconds * seconds, UTC)


def _digest(key: str, per: timedelta) -> str:
    return hashlib.sha256(f"{key}|{per.total_seconds()}".encode()).hexdigest()
