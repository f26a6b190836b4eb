"""What citizens say of a unit in a period, read from the sums alone, however many answers there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from lms.people import units
from lms.people.models import Unit
from lms.voice.models import ElementSum, Served, Service, TotalSum
from lms.voice.rules import elements, intervals, samples
from lms.voice.rules.satisfaction_index import FEWEST, Counts, Index, Weighting, index, mean


@dataclass(frozen=True, slots=True)
class ElementStanding:
    """One element: how many chose 1 to 4, and their mean."""

    key: str
    counts: Counts
    mean: Fraction

    @property
    def n(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit or service in a period: elements in questionnaire order, the index with its interval.

    `complete` answers count, `aside` were put aside for an element left out. `index` is None without an
    answer. `suppressed` says that fewer than five answers stand behind it: it is not to be published.
    """

    elements: tuple[ElementStanding, ...]
    complete: int
    aside: int
    index: Index | None
    interval: tuple[float, float] | None
    served: int

    @property
    def suppressed(self) -> bool:
        return 0 < self.complete < FEWEST

    @property
    def needed(self) -> int:
        """Answers that the served people ask for (Krejcie and Morgan); 0 while nobody said how many."""
        return samples.needed(self.served)

    @property
    def lowest(self) -> tuple[ElementStanding, ...]:
        """The three weakest elements, the weakest first; none that is as good as the best."""
        best = max((one.mean for one in self.elements), default=None)
        ordered = sorted(self.elements, key=lambda one: one.mean)
        return tuple(one for one in ordered[:3] if one.mean != best)


# Total over all elements -> how many answers had it, by how many elements were asked.
Totals = Mapping[tuple[int, int], int]


def of_unit(session: Session, path: str, period_id: int, weighting: Weighting = Weighting.EXACT) -> Standing:
    """Return the standing of the unit with this path and all below it."""
    return _standing(session, select(Service.id).join(Unit).where(units.below(path)), period_id, weighting)


def of_service(
    session: Session, service_id: int, period_id: int, weighting: Weighting = Weighting.EXACT
) -> Standing:
    return _standing(session, select(Service.id).where(Service.id == service_id), period_id, weighting)


def of_units(session: Session, period_id: int, unit_ids: Iterable[int] | None = None) -> dict[int, Standing]:
    """Return the standing of each unit's own services in a period, in three queries for all."""
    chosen = true() if unit_ids is None else Service.unit_id.in_(set(unit_ids))
    return _each(session, Service.unit_id, period_id, chosen, Weighting.EXACT)


def of_services(
    session: Session, path: str, period_id: int, weighting: Weighting = Weighting.EXACT
) -> dict[int, Standing]:
    """Return the standing of each service of a unit and of all below it, in three queries for all."""
    branch = Service.unit_id.in_(select(Unit.id).where(units.below(path)))
    return _each(session, Service.id, period_id, branch, weighting)


def _each(
    session: Session,
    column: InstrumentedAttribute[int],
    period_id: int,
    chosen: ColumnElement[bool],
    weighting: Weighting,
) -> dict[int, Standing]:
    found: dict[int, dict[str, Counts]] = {}
    totals: dict[int, dict[tuple[int, int], int]] = {}
    rows = (
        select(column, ElementSum.element, *_COUNTS)
        .join(Service, Service.id == ElementSum.service_id)
        .where(ElementSum.period_id == period_id, chosen)
        .group_by(column, ElementSum.element)
    )
    more = (
        select(column, TotalSum.used, TotalSum.total, func.sum(TotalSum.n))
        .join(Service, Service.id == TotalSum.service_id)
        .where(TotalSum.period_id == period_id, chosen)
        .group_by(column, TotalSum.used, TotalSum.total)
    )
    people = (
        select(column, func.sum(Served.people))
        .join(Service, Service.id == Served.service_id)
        .where(Served.period_id == period_id, chosen)
        .group_by(column)
    )
    for key, element, *counts in session.execute(rows):
        found.setdefault(key, {})[element] = _counts(counts)
    for key, used, total, number in session.execute(more):
        totals.setdefault(key, {})[used, total] = int(number)
    served = {key: int(number) for key, number in session.execute(people)}
    return {
        key: _made(found.get(key, {}), totals[key], served.get(key, 0), weighting, str(key)) for key in totals
    }


_COUNTS = tuple(func.sum(column) for column in (ElementSum.n1, ElementSum.n2, ElementSum.n3, ElementSum.n4))


def _standing(session: Session, services: Select[int], period_id: int, weighting: Weighting) -> Standing:
    rows = (
        select(ElementSum.element, *_COUNTS)
        .where(ElementSum.period_id == period_id, ElementSum.service_id.in_(services))
        .group_by(ElementSum.element)
    )
    counts = {key: _counts(numbers) for key, *numbers in session.execute(rows)}
    more = (
        select(TotalSum.used, TotalSum.total, func.sum(TotalSum.n))
        .where(TotalSum.period_id == period_id, TotalSum.service_id.in_(services))
        .group_by(TotalSum.used, TotalSum.total)
    )
    totals = {(used, total): int(number) for used, total, number in session.execute(more)}
    people = select(func.coalesce(func.sum(Served.people), 0)).where(
        Served.period_id == period_id, Served.service_id.in_(services)
    )
    served = int(session.scalar(people) or 0)
    return _made(counts, totals, served, weighting, f"{period_id}")


def _made(
    counts: Mapping[str, Counts], totals: Totals, served: int, weighting: Weighting, seed: str
) -> Standing:
    known = tuple(
        ElementStanding(key, counts[key], found)
        for key in elements.in_order(counts)
        if (found := mean(counts[key])) is not None
    )
    complete = sum(number for (used, _), number in totals.items() if used)
    if weighting is Weighting.OLD and len(known) != len(elements.KEYS):
        weighting = Weighting.EXACT
    return Standing(
        elements=known,
        complete=complete,
        aside=sum(number for (used, _), number in totals.items() if not used),
        index=index([one.mean for one in known], weighting),
        interval=_interval(totals, seed),
        served=served,
    )


def _interval(totals: Totals, seed: str) -> tuple[float, float] | None:
    """Bootstrap the citizens' own indices: total over number of elements, times 25."""
    values: dict[float, int] = {}
    for (used, total), number in totals.items():
        if used:
            value = total / used * 25
            values[value] = values.get(value, 0) + number
    return intervals.of_mean(values, seed)


def _counts(numbers: Iterable[int | Decimal]) -> Counts:
    one, two, three, four = (int(number) for number in numbers)
    return one, two, three, four
