"""The one way to the database: an engine for an installation, sessions that read and sessions that write."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from lms.db.sqlite.turns import Turns

# SQLite waits this long for another writer before it gives up; a request never hangs longer.
BUSY_SECONDS = 10
WRITES = "lms_writes"
TURN = "lms_turn"

Follower = Callable[[Session, Any], object]
Journey = Mapping[type, list[Follower]]


class Database:
    """An engine, and what its sessions carry: the journey of `lms.events`, the queue's ear."""

    def __init__(self, url: str, journey: Journey | None = None, *, pool_size: int = 8) -> None:
        self.url = make_url(url)
        self.journey: Journey = journey or {}
        self.carried: dict[str, Any] = {}
        self.engine = (
            _sqlite(url, pool_size) if self.url.get_backend_name() == "sqlite" else _server(url, pool_size)
        )

    def session(self, *, writes: bool) -> Session:
        """Open a session. One that writes takes SQLite's only write lock at its first statement."""
        bind = self.engine.execution_options(**{WRITES: writes})
        info = {"journey": self.journey, "after_commit": [], **self.carried}
        return Session(bind, expire_on_commit=False, info=info)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Commit at the end, or leave nothing behind."""
        with self.session(writes=True) as session:
            yield session
            commit(session)

    @contextmanager
    def read(self) -> Iterator[Session]:
        with self.session(writes=False) as session:
            yield session

    def dispose(self) -> None:
        """Close its connections and forget its statements, which are most of what it holds."""
        self.engine.dispose()
        self.engine.clear_compiled_cache()


def commit(session: Session) -> None:
    """Commit, then do what was waiting for it (telling the job queue); a failure there loses nothing."""
    session.commit()
    waiting, session.info["after_commit"] = session.info["after_commit"], []
    for call in waiting:
        call()


def _server(url: str, pool_size: int) -> Engine:
    return create_engine(url, pool_size=pool_size, max_overflow=pool_size, pool_pre_ping=True)


def _sqlite(url: str, pool_size: int) -> Engine:
    database = make_url(url).database
    if database:
        Path(database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    arguments = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    engine = create_engine(url, pool_size=pool_size, max_overflow=pool_size, connect_args=arguments)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    if database:
        _queue_writers(engine, Turns(Path(f"{database}.turn"), BUSY_SECONDS))
    return engine


def _queue_writers(engine: Engine, turns: Turns) -> None:
    """Wait for one's turn before a write transaction; the turn ends when the connection goes back."""

    def take(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITES, False) and TURN not in connection.info:
            connection.info[TURN] = turns.take()

    def give_back(_: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
        if entry.info.pop(TURN, False):
            turns.give_back()

    event.listen(engine, "begin", take, insert=True)
    event.listen(engine, "checkin", give_back)
    event.listen(engine, "engine_disposed", lambda _: turns.close())


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # The driver's own transaction handling is switched off: it knows no BEGIN IMMEDIATE.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "foreign_keys = ON",
        # NORMAL may lose the last commits in a power cut; an acknowledged answer must not be lost.
        "synchronous = FULL",
        f"busy_timeout = {BUSY_SECONDS * 1000}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
