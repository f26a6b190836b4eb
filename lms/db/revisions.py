"""Alembic's revisions from inside the program: which one the database has, which one it should have."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from lms.db.session import WRITES, Database

FOLDER = Path(__file__).parent / "migrations"


@cache
def head() -> str | None:
    """Return the newest revision that this program knows."""
    return ScriptDirectory(str(FOLDER)).get_current_head()


def current(connection: Connection) -> str | None:
    """Return the revision of the database; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def known(revision: str) -> bool:
    """Tell whether this program can bring a database to `revision`."""
    return any(script.revision == revision for script in ScriptDirectory(str(FOLDER)).walk_revisions())


def move(database: Database, to: str) -> None:
    """Bring the schema up or down to `to`; going down loses what later revisions hold."""
    with database.read() as session:
        before = current(session.connection())
    if before == to:
        return
    if before is not None:
        downgrade(database, "base")
    upgrade(database, to)


def upgrade(database: Database, to: str = "head") -> None:
    """Bring the schema up to `to`, in one transaction."""
    with configured(database) as settings:
        command.upgrade(settings, to)


def downgrade(database: Database, to: str) -> None:
    """Bring the schema down to `to`, in one transaction."""
    with configured(database) as settings:
        command.downgrade(settings, to)


@contextmanager
def configured(database: Database) -> Iterator[Config]:
    """Give Alembic one transaction on this database; it is committed when the block ends well."""
    settings = Config()
    settings.set_main_option("script_location", str(FOLDER))
    engine = database.engine.execution_options(**{WRITES: True})
    with engine.connect() as connection, _keys_at_rest(connection), connection.begin():
        settings.attributes["connection"] = connection
        yield settings


@contextmanager
def _keys_at_rest(connection: Connection) -> Iterator[None]:
    """Let SQLite rebuild a table that others point at; it heeds this switch only outside a transaction."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.cursor()
    raw.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys = ON")
        raw.close()
