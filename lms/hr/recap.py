"""The year per unit, each with all units below it: how many, how far."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.hr import branches, staff
from lms.hr.branches import Branch
from lms.hr.staff import Standing
from lms.ledger.models import YearTotal
from lms.people.models import Person

DEEPEST = 3


@dataclass(slots=True)
class Sum:
    """People, those at the target, those with nothing, and all their hours."""

    people: int = 0
    reached: int = 0
    nothing: int = 0
    jp: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Row:
    """One unit and all below it."""

    id: int
    name: str
    depth: int
    people: int
    reached: int
    nothing: int
    jp: Decimal

    @property
    def percent(self) -> Decimal:
        return Decimal(100 * self.reached) / self.people if self.people else Decimal(0)

    @property
    def mean(self) -> Decimal:
        return self.jp / self.people if self.people else Decimal(0)


def by_unit(session: Session, year: int, scope: str) -> list[Row]:
    """Return the upper units of the scope; two queries whatever the number of people."""
    tree = branches.choices(session, scope, limit=100_000)
    direct = _direct(session, year, scope)
    sums: dict[str, Sum] = defaultdict(Sum)
    for branch in tree:
        own = direct.get(branch.id)
        if own is not None:
            for ancestor in _ancestors(branch):
                _add(sums[ancestor], own)
    return [_row(branch, sums[branch.path]) for branch in tree if branch.depth < DEEPEST]


def _direct(session: Session, year: int, scope: str) -> dict[int | None, Sum]:
    """Sums of the people who belong to a unit itself."""
    standing = staff.standing_of(year)
    rows = (
        select(
            Person.unit_id, standing, func.count(Person.id), func.sum(YearTotal.jp, type_=YearTotal.jp.type)
        )
        .outerjoin(YearTotal, (YearTotal.person_id == Person.id) & (YearTotal.year == year))
        .where(Person.disabled_at.is_(None))
        .group_by(Person.unit_id, standing)
    )
    if scope:
        rows = rows.where(Person.unit_id.in_(staff.units_below(scope)))
    found: dict[int | None, Sum] = defaultdict(Sum)
    for unit_id, name, people, jp in session.execute(rows):
        reached = people if name == Standing.REACHED else 0
        nothing = people if name == Standing.NOTHING else 0
        _add(found[unit_id], Sum(people, reached, nothing, jp or Decimal(0)))
    return found


def _add(total: Sum, more: Sum) -> None:
    total.people += more.people
    total.reached += more.reached
    total.nothing += more.nothing
    total.jp += more.jp


def _ancestors(branch: Branch) -> list[str]:
    steps = branch.path.strip("/").split("/")
    return ["/" + "/".join(steps[: place + 1]) + "/" for place in range(len(steps))]


def _row(branch: Branch, total: Sum) -> Row:
    return Row(branch.id, branch.name, branch.depth, total.people, total.reached, total.nothing, total.jp)
