"""The sums that every figure is read from: an answer is counted in them in the transaction that keeps it.

Everybody's answers about one service meet in these few rows, and whoever comes second waits until the first
has committed. So they are written last, all in one order (nobody waits in a circle), and on PostgreSQL by one
statement.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Insert, Integer, String, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from lms.db.types import RowId
from lms.voice.models import ElementSum, TotalSum
from lms.voice.rules import elements
from lms.voice.rules.satisfaction_index import complete

Scores = Mapping[str, int | None]
Upsert = TypeVar("Upsert", postgresql.Insert, sqlite.Insert)
# Columns that are added up.
CHOSEN = tuple(f"n{score}" for score in elements.SCORES)


def add(session: Session, place: Mapping[str, int], asked: Sequence[str], many: Sequence[Scores]) -> None:
    """Count answers about one service in one period; `place` are the ids of both, `asked` its elements."""
    chosen: Counter[tuple[str, int]] = Counter()
    totals: Counter[tuple[int, int]] = Counter()
    for scores in many:
        given = {key: score for key, score in scores.items() if score is not None}
        if not complete(scores, asked):
            totals[0, 0] += 1
            continue
        chosen.update(given.items())
        totals[len(given), sum(given.values())] += 1
    counts = [
        {"element": key} | {f"n{score}": chosen[key, score] for score in elements.SCORES}
        for key in sorted({key for key, _ in chosen})
    ]
    sums = [{"used": used, "total": total, "n": n} for (used, total), n in sorted(totals.items())]
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        both = _columns(counts, ("element", *CHOSEN)) | _columns(sums, ("used", "total", "n"))
        connection.execute(AT_ONCE, {**place, **both})
        return
    if counts:
        connection.execute(COUNTS, [{**place, **row} for row in counts])
    connection.execute(SUMS, [{**place, **row} for row in sums])


def _columns(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> dict[str, list[Any]]:
    """Return rows as one list for each column: a statement has the same text for one row and for many."""
    return {f"{name}s": [row[name] for row in rows] for name in names}


def _adding(statement: Upsert, table: type[ElementSum] | type[TotalSum], columns: Sequence[str]) -> Upsert:
    more = {name: getattr(table, name) + statement.excluded[name] for name in columns}
    keys = [column.name for column in table.__table__.primary_key]
    return statement.on_conflict_do_update(index_elements=keys, set_=more)


def _at_once() -> Insert:
    """Put both tables' rows into one statement; the totals wait for the counts, as they do elsewhere."""
    place = (bindparam("period_id", type_=RowId), bindparam("service_id", type_=RowId))
    keys = ("period_id", "service_id")
    chosen = func.unnest(
        bindparam("elements", type_=ARRAY(String)), *(_list(f"{name}s") for name in CHOSEN)
    ).table_valued("element", *CHOSEN)
    given = chosen.render_derived(name="given")
    counts = postgresql.insert(ElementSum).from_select([*keys, "element", *CHOSEN], select(*place, *given.c))
    counted = _adding(counts, ElementSum, CHOSEN).returning(ElementSum.element).cte("counted")
    names = ("used", "total", "n")
    totals = func.unnest(*(_list(f"{name}s") for name in names)).table_valued(*names)
    more = totals.render_derived(name="more")
    after = select(func.count()).select_from(counted).scalar_subquery() >= 0
    sums = postgresql.insert(TotalSum).from_select([*keys, *names], select(*place, *more.c).where(after))
    return _adding(sums, TotalSum, ("n",))


def _list(name: str) -> BindParameter[Any]:
    return bindparam(name, type_=ARRAY(Integer))


# Put together once: that costs more than to execute them.
COUNTS = _adding(sqlite.insert(ElementSum), ElementSum, CHOSEN)
SUMS = _adding(sqlite.insert(TotalSum), TotalSum, ("n",))
AT_ONCE = _at_once()
