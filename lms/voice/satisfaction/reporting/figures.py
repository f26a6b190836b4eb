"""What the report of a unit on a period says: standing, services, who answered, weak elements, the plan."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.people import units
from lms.people.models import Unit
from lms.voice.models import Channel, Period, Service, SurveyAnswer
from lms.voice.rules import cells, elements
from lms.voice.rules.satisfaction_index import FACTOR, OLD_WEIGHT, Grade, Weighting, grade, rounded
from lms.voice.satisfaction import extras, plans, standings
from lms.voice.satisfaction.answers import EDUCATIONS, OCCUPATIONS, SEXES
from lms.voice.satisfaction.standings import Standing

# As the regulation's table prints means.
MEAN_PLACES = Decimal("0.001")
UNTOLD = ""


@dataclass(frozen=True, slots=True)
class ElementLine:
    """An element as the official table has it: sum of scores, mean, mean times weight, its own grade."""

    key: str
    n: int
    total: int
    mean: Fraction
    weighted: Fraction
    grade: Grade
    lowest: bool

    @property
    def mean_shown(self) -> Decimal:
        return rounded(self.mean, MEAN_PLACES)

    @property
    def weighted_shown(self) -> Decimal:
        return rounded(self.weighted, MEAN_PLACES)


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service and its standing; None where too few answered, or where it would give others away."""

    name: str
    unit: str
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class ExtraLine:
    """A question of a service's own: how many answered, their mean; both None where too few did."""

    wording: str
    service: str
    unit: str
    n: int | None
    mean: Decimal | None


# A question about the citizen -> what can be answered -> how many did; None: hidden.
Profile = Mapping[str, Mapping[str, int | None]]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the page, the workbook and the print show; nothing is reckoned after this."""

    unit: str
    above: str
    path: str
    period: Period
    weighting: Weighting
    standing: Standing
    lines: tuple[ElementLine, ...]
    services: tuple[ServiceLine, ...]
    extras: tuple[ExtraLine, ...]
    profile: Profile
    plan: tuple[plans.Line, ...]

    @property
    def provisional(self) -> bool:
        return self.period.closed_at is None

    @property
    def weighted_sum(self) -> Decimal:
        """The sum of weighted means before it is multiplied by 25, from exact values."""
        return rounded(sum((one.weighted for one in self.lines), Fraction()), MEAN_PLACES)

    @property
    def lowest(self) -> tuple[ElementLine, ...]:
        weak = sorted((one for one in self.lines if one.lowest), key=lambda one: one.mean)
        return tuple(weak)

    @property
    def digest(self) -> str:
        """The name of all that is printed: other figures, another name."""
        plan = [
            (one.unit, one.row.element, one.row.action, one.row.by_whom, one.row.due_on, one.row.done_at)
            for one in self.plan
        ]
        said = (
            self.unit, self.above, self.period.name, self.period.begins, self.period.ends, self.provisional,
            self.weighting, self.standing, self.services, self.extras, self.profile, plan,
        )  # fmt: skip
        return hashlib.sha256(repr(said).encode()).hexdigest()


def gather(session: Session, unit: Unit, period: Period, weighting: Weighting = Weighting.EXACT) -> Report:
    """Gather the report of a unit and all below it, in twelve queries however many answers there are.

    Who answered is counted from the answers themselves; everything else comes from the sums.
    """
    standing = standings.of_unit(session, unit.path, period.id, weighting)
    return Report(
        unit=unit.name,
        above=_above(session, unit),
        path=unit.path,
        period=period,
        weighting=standing.index.weighting if standing.index else weighting,
        standing=standing,
        lines=() if standing.suppressed else _lines(standing),
        services=_services(session, unit.path, period.id, weighting),
        extras=_extras(session, unit.path, period.id),
        profile=_profile(session, unit.path, period.id),
        plan=tuple(plans.listed(session, unit.path, period.id)),
    )


def _above(session: Session, unit: Unit) -> str:
    """Name the units above, from the top."""
    ids = units.steps(unit.path)[:-1]
    rows = session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(ids)))
    names = {one: name for one, name in rows}  # noqa: C416 # rows are typed
    return f" {units.SEPARATOR} ".join(names[one] for one in ids)


def _lines(standing: Standing) -> tuple[ElementLine, ...]:
    old = standing.index is not None and standing.index.weighting is Weighting.OLD
    weight = OLD_WEIGHT if old else Fraction(1, max(1, len(standing.elements)))
    weak = {one.key for one in standing.lowest}
    return tuple(
        ElementLine(
            key=one.key,
            n=one.n,
            total=sum(score * count for score, count in zip(elements.SCORES, one.counts, strict=True)),
            mean=one.mean,
            weighted=one.mean * weight,
            grade=grade(rounded(one.mean * FACTOR)),
            lowest=one.key in weak,
        )
        for one in standing.elements
    )


def _services(session: Session, path: str, period_id: int, weighting: Weighting) -> tuple[ServiceLine, ...]:
    found = standings.of_services(session, path, period_id, weighting)
    rows = (
        select(Service.id, Service.name, Unit.name)
        .join(Unit, Unit.id == Service.unit_id)
        .where(Service.id.in_(found))
        .order_by(Service.id)
    )
    open_ = cells.shown({key: one.complete for key, one in found.items()})
    lines = (
        ServiceLine(name, unit, None if open_[key] is None else found[key])
        for key, name, unit in session.execute(rows)
    )
    # Not sorted by the database: each has an alphabet of its own.
    return tuple(sorted(lines, key=lambda one: (one.unit.casefold(), one.name.casefold())))


def _extras(session: Session, path: str, period_id: int) -> tuple[ExtraLine, ...]:
    return tuple(
        ExtraLine(
            one.question.wording,
            one.service,
            one.unit,
            None if one.hidden else one.n,
            None if one.hidden else rounded(one.mean, MEAN_PLACES),
        )
        for one in extras.of_unit(session, path, period_id)
    )


def _profile(session: Session, path: str, period_id: int) -> Profile:
    """Count who answered; all answers, those put aside for the index too."""
    asked = (SurveyAnswer.sex, SurveyAnswer.education, SurveyAnswer.occupation, SurveyAnswer.channel)
    branch = select(Service.id).join(Unit, Unit.id == Service.unit_id).where(units.below(path))
    rows = (
        select(*asked, func.count())
        .where(SurveyAnswer.period_id == period_id, SurveyAnswer.service_id.in_(branch))
        .group_by(*asked)
    )
    known = (
        ("sex", SEXES), ("education", EDUCATIONS), ("occupation", OCCUPATIONS), ("channel", tuple(Channel)),
    )  # fmt: skip
    counts = {name: dict.fromkeys((*values, UNTOLD), 0) for name, values in known}
    # Every answer came somehow.
    del counts["channel"][UNTOLD]
    for *told, number in session.execute(rows):
        for (name, _), value in zip(known, told, strict=True):
            counts[name][value or UNTOLD] += number
    return {name: cells.shown(one) for name, one in counts.items()}
