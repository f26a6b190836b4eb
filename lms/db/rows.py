"""Rows of any table as lines of JSON and back, the same lines from SQLite and from PostgreSQL."""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    Connection,
    Date,
    DateTime,
    LargeBinary,
    MetaData,
    Numeric,
    Table,
    func,
    select,
    text,
)

# Alembic writes this table by itself.
OWN = "alembic_version"
CHUNK = 1000


def tables(connection: Connection) -> list[Table]:
    """Read the tables from the database itself, each after those that it points at."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != OWN]


def count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """Yield each row as one line, in the order of the primary key."""
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=CHUNK)
    for row in connection.execute(query).mappings():
        values = {key: _plain(table.c[key].type, value) for key, value in row.items()}
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def clear(connection: Connection, every: Iterable[Table]) -> None:
    """Delete every row; `every` in the order of `tables`."""
    for table in reversed(list(every)):
        for column in _inward(table):
            connection.execute(table.update().values({column: None}))
        connection.execute(table.delete())


def insert(connection: Connection, table: Table, source: Iterable[bytes]) -> int:
    """Write the rows back; a row that points into its own table gets that after all are in."""
    inward, later, done = _inward(table), [], 0
    for chunk in _chunks(source):
        rows = [_row(connection, table, json.loads(line)) for line in chunk]
        for row in rows:
            pointing = {f"new_{name}": row[name] for name in inward if row[name] is not None}
            if pointing:
                later.append({**{f"old_{key.name}": row[key.name] for key in table.primary_key}, **pointing})
                row.update(dict.fromkeys(inward))
        connection.execute(table.insert(), rows)
        done += len(rows)
    for values in later:
        _point(connection, table, values)
    _advance(connection, table)
    return done


def _plain(kind: Any, value: Any) -> Any:
    if isinstance(value, datetime):
        aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return aware.isoformat()
    if isinstance(kind, LargeBinary) and value is not None:
        return base64.b64encode(value).decode()
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _row(connection: Connection, table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    naive = connection.dialect.name == "sqlite"
    return {name: _typed(table.c[name].type, value, naive=naive) for name, value in values.items()}


def _typed(kind: Any, value: Any, *, naive: bool) -> Any:
    if value is None or isinstance(kind, JSON):
        return value
    if isinstance(kind, DateTime):
        moment = datetime.fromisoformat(value)
        return moment.replace(tzinfo=None) if naive else moment
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, LargeBinary):
        return base64.b64decode(value)
    return Decimal(value) if isinstance(kind, Numeric) and isinstance(value, str) else value


def _inward(table: Table) -> list[str]:
    """Name the columns that point at rows of the same table."""
    return sorted({key.parent.name for key in table.foreign_keys if key.column.table is table})


def _point(connection: Connection, table: Table, values: Mapping[str, Any]) -> None:
    statement = table.update().values({name[4:]: values[name] for name in values if name.startswith("new_")})
    for key in table.primary_key:
        statement = statement.where(key == values[f"old_{key.name}"])
    connection.execute(statement)


def _advance(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number the next row after the last one; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for column in table.primary_key:
        sequence = connection.scalar(
            text("SELECT pg_get_serial_sequence(:name, :key)"), {"name": table.name, "key": column.name}
        )
        last = connection.scalar(select(func.max(column))) if sequence else None
        if last is not None:
            connection.execute(select(func.setval(sequence, last)))


def _chunks(source: Iterable[bytes]) -> Iterator[list[bytes]]:
    chunk: list[bytes] = []
    for line in source:
        chunk.append(line)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
