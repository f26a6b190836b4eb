"""Empty databases with the whole schema, made once per process and handed out clean."""

import importlib
import os
import shutil
from pathlib import Path

from sqlalchemy import Engine, create_engine, text

from lms.db import revisions
from lms.db.base import Base
from lms.db.session import Database

ROOT = Path(__file__).parent.parent
PREFIX = "suite_"
DATABASES = f"SELECT datname FROM pg_database WHERE datname LIKE '{PREFIX}%'"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
ADVANCED = "SELECT sequencename FROM pg_sequences WHERE last_value IS NOT NULL"
# As a replica: no foreign key and no trigger is asked while everything goes.
AS_REPLICA = "SET session_replication_role = replica"
AS_ORIGIN = "SET session_replication_role = origin"


def make_schema(database: Database) -> None:
    """Bring the database to the newest revision: the suite runs on what an installation gets."""
    for path in sorted(ROOT.glob("lms/**/models.py")):
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    if revisions.head() is None:
        Base.metadata.create_all(database.engine)
    else:
        revisions.upgrade(database)


class SqliteMaker:
    """Copies a template file."""

    def __init__(self, template: Path) -> None:
        database = Database(f"sqlite:///{template}")
        make_schema(database)
        database.dispose()
        self.template = template

    def fresh(self, path: Path) -> str:
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self.template, path)
        return f"sqlite:///{path}"


class PostgresqlMaker:
    """Owns one database for the life of the process and empties what a test has filled."""

    def __init__(self, server: str) -> None:
        self.server = create_engine(server, isolation_level="AUTOCOMMIT")
        self.name = f"{PREFIX}{os.getpid()}"
        with self.server.connect() as connection:
            for name in connection.scalars(
                text(f"SELECT datname FROM pg_database WHERE datname LIKE '{PREFIX}%'")
            ):
                if name == self.name or not Path("/proc", name.removeprefix(PREFIX)).exists():
                    connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
            connection.execute(text(f"CREATE DATABASE {self.name} TEMPLATE template0"))
        url = self.server.url.set(database=self.name)
        self.url = url.render_as_string(hide_password=False)
        database = Database(self.url)
        make_schema(database)
        database.dispose()
        self.engine: Engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with self.engine.connect() as connection:
            self.tables = connection.scalars(text(TABLES)).all()

    def clean(self) -> None:
        """Empty the tables that have rows, and start their numbers again at 1."""
        filled = " UNION ALL ".join(
            f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in self.tables
        )
        with self.engine.connect() as connection:
            words = [f"DELETE FROM {name}" for name in connection.scalars(text(filled))]
            words += [f"ALTER SEQUENCE {name} RESTART" for name in connection.scalars(text(ADVANCED))]
            if words:
                connection.exec_driver_sql("; ".join([AS_REPLICA, *words, AS_ORIGIN]))

    def close(self) -> None:
        self.engine.dispose()
        with self.server.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)"))
        self.server.dispose()
