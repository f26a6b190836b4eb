"""What came of accepted needs: trained units after against before, and against units not trained."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session

from lms.config import Settings
from lms.needs import figures, training_needs
from lms.needs.figures import Gathered
from lms.needs.models import TAKEN_UP, Assignment, Need
from lms.needs.rules import effect
from lms.needs.rules.detection import CATEGORY, ELEMENT
from lms.needs.rules.effect import Effect, Scored
from lms.needs.rules.regression import Counted
from lms.needs.training_needs import Shown
from lms.people import units
from lms.people.models import Unit
from lms.voice.models import Period

NOBODY: Mapping[str, tuple[int, int, int, int]] = {}
NO_ANSWERS = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Came:
    """One need and what came of it; `effect` is None while fewer than half of who was asked have finished.

    `done` of `asked` assignments were finished before the period after ended. `element` says whether the
    figures are points of the scale of 4, or factors of a rate.
    """

    shown: Shown
    asked: int
    done: int
    effect: Effect | None

    @property
    def element(self) -> bool:
        return self.shown.need.source.startswith(ELEMENT)


def later(session: Session, before: Period) -> list[Period]:
    """Return the closed periods after one, the earliest first: those that may show an effect."""
    rows = select(Period).where(Period.begins > before.ends, Period.closed_at.is_not(None))
    return list(session.scalars(rows.order_by(Period.begins)))


def taken_up(session: Session, scope: str) -> set[int]:
    """Return the ids of the periods from which a need of the branch was taken up."""
    rows = select(Need.period_id).join(Unit, Unit.id == Need.unit_id)
    return set(session.scalars(rows.where(Need.state.in_(TAKEN_UP), units.below(scope)).distinct()))


def of_period(session: Session, scope: str, before: Period, after: Period) -> list[Came]:
    """Judge the needs of a branch that were taken up after `before`; ten queries, whatever their number."""
    shown, _ = training_needs.listed(session, scope, before.id, TAKEN_UP, size=500)
    return _judged(session, shown, before, after)


def of_need(session: Session, shown: Shown, after: Period) -> Came:
    """Judge one need that was taken up."""
    before = session.get_one(Period, shown.need.period_id)
    (came,) = _judged(session, [shown], before, after)
    return came


def _judged(session: Session, shown: list[Shown], before: Period, after: Period) -> list[Came]:
    if not shown:
        return []
    counts = _done(session, [one.need.id for one in shown], after)
    touched = _touched(session, {one.need.source for one in shown}, after)
    was, now = figures.of_period(session, before), figures.of_period(session, after)
    found = []
    for one in shown:
        asked, done = counts.get(one.need.id, (0, 0))
        trained = asked > 0 and 2 * done >= asked
        judged = _effect(one.need, touched[one.need.source], was, now) if trained else None
        found.append(Came(one, asked, done, judged))
    return found


def _effect(need: Need, touched: Collection[int], was: Gathered, now: Gathered) -> Effect:
    """Compare the need's unit with all units where nobody was trained for this source."""
    if need.source.startswith(ELEMENT):
        key = need.source.removeprefix(ELEMENT)
        others = [_scored(one, key, was, now) for one in was.scores if one not in touched]
        return effect.of_scores([_scored(need.unit_id, key, was, now)], others)
    key = need.source.removeprefix(CATEGORY)
    rest = [_counted(one, key, was, now) for one in was.served if one not in touched]
    return effect.of_rates([_counted(need.unit_id, key, was, now)], rest)


def _scored(unit_id: int, key: str, was: Gathered, now: Gathered) -> Scored:
    before, after = (one.scores.get(unit_id, NOBODY).get(key, NO_ANSWERS) for one in (was, now))
    return Scored(before, after)


def _counted(unit_id: int, key: str, was: Gathered, now: Gathered) -> Counted:
    before, after = (one.complaints.get(unit_id, {}).get(key, 0) for one in (was, now))
    return Counted(before, was.served.get(unit_id, 0), after, now.served.get(unit_id, 0))


def _touched(session: Session, sources: Collection[str], after: Period) -> dict[str, set[int]]:
    """Return by source the units that were trained for it until `after` ended: they are nobody's yardstick.

    What is decided later moves no comparison that stands: a need decided anew has its first tasks still.
    """
    end = _end(session, after)
    asked = exists().where(Assignment.need_id == Need.id, Assignment.made_at < end)
    decided = and_(Need.state.in_(TAKEN_UP), Need.decided_at < end)
    rows = select(Need.source, Need.unit_id).where(Need.source.in_(sources), or_(asked, decided))
    found: dict[str, set[int]] = {source: set() for source in sources}
    for source, unit_id in session.execute(rows):
        found[source].add(unit_id)
    return found


def _done(session: Session, need_ids: Collection[int], after: Period) -> dict[int, tuple[int, int]]:
    """Count who was asked, and who had finished when the period after ended."""
    finished = func.count().filter(Assignment.done_at < _end(session, after))
    rows = (
        select(Assignment.need_id, func.count(), finished)
        .where(Assignment.need_id.in_(need_ids), Assignment.ended_at.is_(None))
        .group_by(Assignment.need_id)
    )
    return {need_id: (asked, done) for need_id, asked, done in session.execute(rows)}


def _end(session: Session, period: Period) -> datetime:
    settings: Settings = session.info["settings"]
    return datetime.combine(period.ends + timedelta(days=1), time(), settings.zone)
