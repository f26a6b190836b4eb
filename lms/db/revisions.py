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

from lms.db.session import Database

FOLDER = Path(__file__).parent / "migrations"


@cache
def head() -> str | None:
    """Return the newest revision that this program knows."""
    return ScriptDirectory(str(FOLDER)).get_current_head()


def current(connection: Connection) -> str | None:
    """Return the revision of the database; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(database: Database, to: str = "head") -> None:
    """Bring the schema up to `to`, in one transaction."""
    with _configured(database) as settings:
        command.upgrade(settings, to)


def downgrade(database: Database, to: str) -> None:
    """Bring the schema down to `to`, in one transaction."""
    with _configured(database) as settings:
        command.downgrade(settings, to)


@contextmanager
def _configured(database: Database) -> Iterator[Config]:
    with database.session(writes=True) as session, session.begin():
        settings = Config()
        settings.set_main_option("script_location", str(FOLDER))
        settings.attributes["connection"] = session.connection()
        yield settings
