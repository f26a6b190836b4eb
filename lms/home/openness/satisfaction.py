"""What the public may know of the survey: the index of each unit over closed periods, from the sums."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.people.models import Unit
from lms.voice.models import ElementSum, Period, Service, TotalSum
from lms.voice.rules import elements
from lms.voice.rules.satisfaction_index import FEWEST, Index, index, mean

PERIODS = 8
PAGE = 25
COUNTS = tuple(func.sum(column) for column in (ElementSum.n1, ElementSum.n2, ElementSum.n3, ElementSum.n4))

Means = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Judged:
    """A unit, or all together, in one period; `index` and `means` are None and empty below five answers."""

    answers: int
    index: Index | None
    means: Means

    @property
    def hidden(self) -> bool:
        """Fewer than five answers: their number is not told either."""
        return 0 < self.answers < FEWEST


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit and how it was judged, period by period, the oldest first; None without an answer."""

    id: int
    name: str
    judged: tuple[Judged | None, ...]

    @property
    def last(self) -> Judged | None:
        return self.judged[-1] if self.judged else None


def periods(session: Session) -> list[Period]:
    """Return the closed periods that are shown, the oldest first: only these figures stand."""
    rows = select(Period).where(Period.closed_at.is_not(None)).order_by(Period.begins.desc()).limit(PERIODS)
    return list(reversed(session.scalars(rows).all()))


def together(session: Session, shown: Sequence[Period]) -> list[Judged | None]:
    """Judge the whole government in each period, in two queries."""
    ids = [period.id for period in shown]
    rows = (
        select(ElementSum.period_id, ElementSum.element, *COUNTS)
        .where(ElementSum.period_id.in_(ids))
        .group_by(ElementSum.period_id, ElementSum.element)
    )
    more = (
        select(TotalSum.period_id, func.sum(TotalSum.n))
        .where(TotalSum.period_id.in_(ids), TotalSum.used > 0)
        .group_by(TotalSum.period_id)
    )
    found: dict[int, dict[str, Fraction]] = {}
    for period_id, key, *counts in session.execute(rows):
        _note(found.setdefault(period_id, {}), key, counts)
    answers = {period_id: int(number) for period_id, number in session.execute(more)}
    return [_judged(answers.get(one, 0), found.get(one, {})) for one in ids]


def units(
    session: Session, shown: Sequence[Period], *, after: int = 0, size: int | None = PAGE
) -> tuple[list[UnitLine], int]:
    """Return units that give services in the order of their ids, and the id that the next page follows.

    0 when there is no next page; `size` None returns all. Three queries, whatever their number.
    """
    given = select(Service.unit_id).distinct().subquery()
    chosen = select(Unit.id, Unit.name).join(given, given.c.unit_id == Unit.id).where(Unit.id > after)
    listed = session.execute(chosen.order_by(Unit.id).limit(None if size is None else size + 1)).all()
    page = listed if size is None else listed[:size]
    found = _by_unit(session, shown, None if size is None else [unit_id for unit_id, _ in page])
    lines = [
        UnitLine(unit_id, name, tuple(found.get((unit_id, period.id)) for period in shown))
        for unit_id, name in page
    ]
    return lines, page[-1][0] if len(page) < len(listed) else 0


def _by_unit(
    session: Session, shown: Sequence[Period], unit_ids: Collection[int] | None
) -> dict[tuple[int, int], Judged | None]:
    ids = [period.id for period in shown]
    rows = (
        select(Service.unit_id, ElementSum.period_id, ElementSum.element, *COUNTS)
        .join(Service, Service.id == ElementSum.service_id)
        .where(ElementSum.period_id.in_(ids))
        .group_by(Service.unit_id, ElementSum.period_id, ElementSum.element)
    )
    more = (
        select(Service.unit_id, TotalSum.period_id, func.sum(TotalSum.n))
        .join(Service, Service.id == TotalSum.service_id)
        .where(TotalSum.period_id.in_(ids), TotalSum.used > 0)
        .group_by(Service.unit_id, TotalSum.period_id)
    )
    if unit_ids is not None:
        rows = rows.where(Service.unit_id.in_(unit_ids))
        more = more.where(Service.unit_id.in_(unit_ids))
    means: dict[tuple[int, int], dict[str, Fraction]] = {}
    for unit_id, period_id, key, *counts in session.execute(rows):
        _note(means.setdefault((unit_id, period_id), {}), key, counts)
    return {
        (unit_id, period_id): _judged(int(number), means.get((unit_id, period_id), {}))
        for unit_id, period_id, number in session.execute(more)
    }


def _note(means: dict[str, Fraction], key: str, counts: Sequence[int]) -> None:
    one, two, three, four = (int(count) for count in counts)
    if (found := mean((one, two, three, four))) is not None:
        means[key] = found


def _judged(answers: int, means: Means) -> Judged | None:
    if not answers:
        return None
    if answers < FEWEST:
        return Judged(answers, None, {})
    ordered = {key: means[key] for key in elements.in_order(means)}
    return Judged(answers, index(list(ordered.values())), ordered)
