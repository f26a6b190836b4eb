"""Units as the HR desk shows them: a list to choose from, the branch that an officer may look at."""

from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lms.people.models import Unit

# A list longer than this is no help in a select box; the search box finds people all the same.
MOST = 400


@dataclass(frozen=True, slots=True)
class Branch:
    """One unit; `depth` counts from the top of what the officer may see."""

    id: int
    name: str
    path: str
    depth: int


def choices(session: Session, scope: str, limit: int = MOST) -> list[Branch]:
    """Return the units of the scope as a tree written down: each parent before its children, by name."""
    return _in_order([(row.id, row.name, row.path) for row in session.execute(_within(scope).limit(limit))])


def path_within(session: Session, unit_id: int, scope: str) -> str:
    """Return the unit's path; empty when there is none such in the scope."""
    return session.scalar(_within(scope).with_only_columns(Unit.path).where(Unit.id == unit_id)) or ""


def _within(scope: str) -> Select[int, str, str]:
    rows = select(Unit.id, Unit.name, Unit.path).order_by(Unit.path)
    return rows.where(Unit.path.like(f"{scope}%")) if scope else rows


def _in_order(rows: list[tuple[int, str, str]]) -> list[Branch]:
    names = {path: name for _, name, path in rows}
    top = min((path.count("/") for path in names), default=0)
    branches = [Branch(number, name, path, path.count("/") - top) for number, name, path in rows]
    return sorted(branches, key=lambda branch: _line(branch.path, names))


def _line(path: str, names: dict[str, str]) -> list[str]:
    """Names from the top down to this unit, to sort children under their parent."""
    steps = path.strip("/").split("/")
    ancestors = ["/" + "/".join(steps[: place + 1]) + "/" for place in range(len(steps))]
    return [f"{names.get(ancestor, '').casefold()}\0{ancestor}" for ancestor in ancestors]
