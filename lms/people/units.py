"""The government's tree: agencies and their units, found and made by name, read as ranges of paths."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.errors import Message, NotFound
from lms.people.models import Unit

SEPARATOR = ">"
DEEPEST = 8
LONGEST = 200
TOP = "/"

# A unit's name under those of all above it, from the top: ("Dinas Kesehatan", "Puskesmas Plaju").
Names = tuple[str, ...]

NO_UNIT = Message(
    "Unit “{unit}” tidak ditemukan.",
    "There is no unit “{unit}”.",
    "Tulis dari atas, misalnya: Dinas Kesehatan > Puskesmas Plaju.",
    "Write it from the top, such as: Dinas Kesehatan > Puskesmas Plaju.",
)


def below(path: str) -> ColumnElement[bool]:
    """Limit a query to the unit with this path and all below it; an empty path limits nothing."""
    return Unit.path.like(f"{path}%")


def reaches(scope: str, path: str | None) -> bool:
    """Tell whether a right limited to `scope` covers a unit; everybody's right when `scope` is empty."""
    return not scope or (path is not None and path.startswith(scope))


def names(text: str) -> Names:
    """Read `Dinas Kesehatan > Puskesmas Plaju`."""
    return tuple(" ".join(name.split()) for name in text.split(SEPARATOR) if name.strip())


@dataclass(slots=True)
class Tree:
    """All units in memory: a government has thousands, and a roster asks for every one of its rows."""

    ids: dict[tuple[int | None, str], int] = field(default_factory=dict)
    paths: dict[int, str] = field(default_factory=dict)
    written: dict[int, str] = field(default_factory=dict)

    def add(self, unit_id: int, parent_id: int | None, name: str, path: str) -> None:
        self.ids[parent_id, name.casefold()] = unit_id
        self.paths[unit_id] = path
        self.written[unit_id] = name

    def find(self, sought: Names) -> int | None:
        found: int | None = None
        for name in sought:
            found = self.ids.get((found, name.casefold()))
            if found is None:
                return None
        return found

    def nearest(self, sought: Names) -> int | None:
        """Return the deepest unit that exists already on the way down to `sought`."""
        ends = (self.find(sought[:length]) for length in range(len(sought), 0, -1))
        return next((one for one in ends if one is not None), None)

    def text(self, unit_id: int) -> str:
        """Write a unit with all above it: `Dinas Kesehatan > Puskesmas Plaju`."""
        return f" {SEPARATOR} ".join(self.written[step] for step in steps(self.paths[unit_id]))


def steps(path: str) -> list[int]:
    """Return the ids on the way down, the unit's own last."""
    return [int(step) for step in path.split("/") if step]


def tree(session: Session, scope: str = "") -> Tree:
    """Read all units, or one branch of them, in one query."""
    rows = select(Unit.id, Unit.parent_id, Unit.name, Unit.path)
    found = Tree()
    for row in session.execute(rows.where(below(scope)) if scope else rows):
        found.add(*row)
    return found


def make(
    session: Session, known: Tree, wanted: Iterable[Names], *, at: datetime, by: int | None
) -> list[int]:
    """Make what is missing, one level of the tree at a time, and add it to `known`; return the new ids."""
    made: list[int] = []
    sought = set(wanted)
    for depth in range(1, max(map(len, sought), default=0) + 1):
        level = {_key(one[:depth]): one[:depth] for one in sought if len(one) >= depth}
        missing = [one for one in level.values() if known.find(one) is None]
        if missing:
            made += _level(session, known, sorted(missing))
    if made:
        trail.note(session, by, "units.made", f"units:{len(made)}", {"ids": made}, at=at)
    return made


def find_or_make(session: Session, text: str, *, at: datetime, by: int | None) -> Unit:
    """Return the unit written `A > B > C`, made with all above it when it is new."""
    known = tree(session)
    make(session, known, [names(text)], at=at, by=by)
    return by_text(session, text)


def by_text(session: Session, text: str) -> Unit:
    """Return the unit written `A > B > C`."""
    unit_id = tree(session).find(names(text))
    if unit_id is None:
        raise NotFound(NO_UNIT, "unit.unknown", unit=text)
    return session.get_one(Unit, unit_id)


def _key(sought: Names) -> Names:
    return tuple(name.casefold() for name in sought)


def _level(session: Session, known: Tree, missing: list[Names]) -> list[int]:
    parents = [known.find(one[:-1]) for one in missing]
    rows = [
        {"parent_id": parent, "name": one[-1], "path": ""}
        for one, parent in zip(missing, parents, strict=True)
    ]
    adding = insert(Unit).returning(Unit.id, sort_by_parameter_order=True)
    made = list(session.scalars(adding, rows))
    paths = []
    for unit_id, one, parent in zip(made, missing, parents, strict=True):
        path = f"{TOP if parent is None else known.paths[parent]}{unit_id}/"
        known.add(unit_id, parent, one[-1], path)
        paths.append({"id": unit_id, "path": path})
    session.execute(update(Unit), paths)
    return made
