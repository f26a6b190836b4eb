"""What citizens said, gathered for many units at once: element counts, people served, complaints."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from lms.needs.rules.detection import Voiced
from lms.needs.rules.rates import Rate
from lms.voice.complaints.figures import Rates, counted, rates
from lms.voice.complaints.models import Complaint, Kind
from lms.voice.models import ElementSum, Period, Served, Service
from lms.voice.rules.satisfaction_index import Counts

# Units by id, in each a number or counts by key.
Scores = Mapping[int, Mapping[str, Counts]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The figures of some units in one period."""

    scores: Scores
    served: Mapping[int, int]
    complaints: Rates

    def of(self, unit_id: int, before: Rates) -> Voiced:
        return Voiced(
            self.scores.get(unit_id, {}),
            self.complaints.get(unit_id, {}),
            before.get(unit_id, {}),
            self.served.get(unit_id, 0),
        )


def of_period(session: Session, period: Period, unit_ids: Collection[int] | None = None) -> Gathered:
    """Gather a period for these units, or for all, in three queries."""
    return Gathered(
        scores(session, period.id, unit_ids),
        served(session, period.id, unit_ids),
        rates(session, period, unit_ids),
    )


def before(session: Session, period: Period) -> Period | None:
    """Return the period that ended last before this one began."""
    rows = select(Period).where(Period.ends < period.begins).order_by(Period.ends.desc()).limit(1)
    return session.scalars(rows).one_or_none()


def scores(session: Session, period_id: int, unit_ids: Collection[int] | None = None) -> Scores:
    """Count the scores of each unit's own services by element, from the sums."""
    rows = (
        select(
            Service.unit_id,
            ElementSum.element,
            func.sum(ElementSum.n1),
            func.sum(ElementSum.n2),
            func.sum(ElementSum.n3),
            func.sum(ElementSum.n4),
        )
        .join(Service, Service.id == ElementSum.service_id)
        .where(ElementSum.period_id == period_id, _within(Service.unit_id, unit_ids))
        .group_by(Service.unit_id, ElementSum.element)
    )
    found: dict[int, dict[str, Counts]] = {}
    for unit_id, key, one, two, three, four in session.execute(rows):
        found.setdefault(unit_id, {})[key] = (int(one), int(two), int(three), int(four))
    return found


def served(session: Session, period_id: int, unit_ids: Collection[int] | None = None) -> dict[int, int]:
    rows = (
        select(Service.unit_id, func.sum(Served.people))
        .join(Service, Service.id == Served.service_id)
        .where(Served.period_id == period_id, _within(Service.unit_id, unit_ids))
        .group_by(Service.unit_id)
    )
    return {unit_id: int(people) for unit_id, people in session.execute(rows)}


def common_rates(session: Session, period: Period) -> dict[str, Rate]:
    """Return each category's rate in all units together, of those that say how many they served."""
    saying = (
        select(Service.unit_id)
        .join(Served, Served.service_id == Service.id)
        .where(Served.period_id == period.id, Served.people > 0)
    )
    rows = (
        select(Complaint.category_key, func.count())
        .where(
            Complaint.received_on >= period.begins,
            Complaint.received_on <= period.ends,
            Complaint.kind == Kind.COMPLAINT,
            counted(),
            Complaint.unit_id.in_(saying),
        )
        .group_by(Complaint.category_key)
    )
    people = session.scalar(
        select(func.coalesce(func.sum(Served.people), 0)).where(Served.period_id == period.id)
    )
    return {key: Rate(number, int(people or 0)) for key, number in session.execute(rows)}


def _within(column: InstrumentedAttribute[int], unit_ids: Collection[int] | None) -> ColumnElement[bool]:
    return true() if unit_ids is None else column.in_(unit_ids)
