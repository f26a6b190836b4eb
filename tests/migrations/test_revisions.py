"""The revisions make exactly the models, and each goes up, down and up again, on both databases."""

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from databases import PostgresqlMaker
from sqlalchemy import create_engine, inspect, text

from lms.db import revisions
from lms.db.base import Base
from lms.db.session import Database

ROOT = Path(__file__).parents[2]
for path in sorted(ROOT.glob("lms/**/models.py")):
    importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
REVISIONS = [
    script.revision for script in reversed(list(ScriptDirectory(str(revisions.FOLDER)).walk_revisions()))
]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without any table."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'empty.sqlite'}")
        yield database
        database.dispose()
        return
    maker: PostgresqlMaker = request.getfixturevalue("postgresql_maker")
    name = f"{maker.name}_empty"
    with maker.server.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
    database = Database(maker.server.url.set(database=name).render_as_string(hide_password=False))
    yield database
    database.dispose()
    with maker.server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


def tables_of(database: Database) -> set[str]:
    engine = create_engine(database.url)
    names = set(inspect(engine).get_table_names()) - {"alembic_version"}
    engine.dispose()
    return names


def test_there_is_a_first_revision() -> None:
    assert REVISIONS, 'no revision yet: make migration m="initial schema"'


def test_the_newest_revision_is_the_models(empty: Database) -> None:
    revisions.upgrade(empty)

    with empty.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_revision_goes_up_down_and_up_again(empty: Database) -> None:
    for revision in REVISIONS:
        before = tables_of(empty)
        revisions.upgrade(empty, revision)
        after = tables_of(empty)
        revisions.downgrade(empty, "-1")
        assert tables_of(empty) == before
        revisions.upgrade(empty, revision)
        assert tables_of(empty) == after
