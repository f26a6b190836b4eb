"""What Alembic runs for each command: on the connection that `lms.db.revisions` hands it."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import JSON, Connection, TypeDecorator, text

from lms.db.base import Base

# A migration that cannot get its lock must not stop the site behind it.
LOCK_TIMEOUT = "SET LOCAL lock_timeout = '10s'"


def plain(kind: str, item: Any, context_: AutogenContext) -> str | Literal[False]:
    """Write the database's own type for ours: a revision stays what it is when our types change."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    if kind == "type" and isinstance(item, JSON):
        context_.imports.add("from sqlalchemy.dialects import postgresql")
        return "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')"
    return False


def run() -> None:
    connection: Connection = context.config.attributes["connection"]
    if connection.dialect.name == "postgresql":
        connection.execute(text(LOCK_TIMEOUT))
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=plain,
        compare_type=True,
    )
    context.run_migrations()


run()
