"""Of which units there can be a report: those that give a service, and all above them."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.errors import NotFound
from lms.people import units
from lms.people.models import Unit
from lms.voice.models import Period, Service

PAGE = 50


@dataclass(frozen=True, slots=True)
class Subject:
    """A unit that can be reported on; `above` names those over it that the officer sees, `depth` how many."""

    unit_id: int
    name: str
    above: str
    depth: int


def listed(
    session: Session, scope: str, *, sought: str = "", after: int = 0, limit: int = PAGE
) -> list[Subject]:
    """Return units of a branch in the order of the tree, in two queries; `sought` is a part of a name.

    `after` is the unit that the page before ended with; an unknown one begins anew.
    """
    tree = units.tree(session, scope)
    serving = session.scalars(select(Service.unit_id).distinct())
    wanted = {step for one in serving if one in tree.paths for step in units.steps(tree.paths[one])}
    named = sorted(
        (_names(tree, one) for one in wanted if one in tree.paths),
        key=lambda names: [(name.casefold(), unit_id) for unit_id, name in names],
    )
    found = [
        Subject(*names[-1], f" {units.SEPARATOR} ".join(name for _, name in names[:-1]), len(names) - 1)
        for names in named
        if sought.casefold() in names[-1][1].casefold()
    ]
    begin = next((place for place, one in enumerate(found, start=1) if one.unit_id == after), 0)
    return found[begin : begin + limit]


def one(session: Session, unit_id: int, period_id: int, scope: str) -> tuple[Unit, Period]:
    """Return the unit and the period of a report; raises `NotFound` for a unit that is another's."""
    unit, period = session.get(Unit, unit_id), session.get(Period, period_id)
    if unit is None or period is None or not units.reaches(scope, unit.path):
        raise NotFound
    return unit, period


def _names(tree: units.Tree, unit_id: int) -> list[tuple[int, str]]:
    """Return id and name of a unit under those above it that the officer sees."""
    return [(step, tree.written[step]) for step in units.steps(tree.paths[unit_id]) if step in tree.written]
