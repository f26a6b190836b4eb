"""What a unit does about its weak elements after a period: the plan that its report ends with."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.errors import InvalidInput, Message, NotFound
from lms.people import units
from lms.people.models import Unit
from lms.voice.models import FollowUp, Period
from lms.voice.rules import elements

MOST_LINES = 200
LONGEST_ACTION, LONGEST_NAME = 500, 200

NO_ELEMENT = Message("Pilih unsur yang hendak diperbaiki.", "Choose the element that is to improve.")
NO_ACTION = Message(
    "Tuliskan apa yang akan dilakukan, paling banyak {longest} huruf.",
    "Write what will be done, at most {longest} letters.",
)
NO_ONE = Message(
    "Tuliskan siapa yang bertanggung jawab, paling banyak {longest} huruf.",
    "Write who answers for it, at most {longest} letters.",
)
TOO_EARLY = Message(
    "Tenggatnya mendahului hari pertama periode.", "It is due before the first day of the period."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a plan beside the name of the unit whose it is."""

    row: FollowUp
    unit: str


def add(
    session: Session,
    unit: Unit,
    period: Period,
    *,
    element: str,
    action: str,
    by_whom: str,
    due_on: date,
    at: datetime,
    by: int | None,
) -> FollowUp:
    """Add a line: what is done about an element, who answers for it, by when; `InvalidInput` for a gap."""
    what, who = " ".join(action.split()), " ".join(by_whom.split())
    if element not in elements.BY_KEY:
        raise InvalidInput(NO_ELEMENT, "plan.element", "unsur")
    if not 0 < len(what) <= LONGEST_ACTION:
        raise InvalidInput(NO_ACTION, "plan.action", "tindakan", longest=LONGEST_ACTION)
    if not 0 < len(who) <= LONGEST_NAME:
        raise InvalidInput(NO_ONE, "plan.who", "penanggung", longest=LONGEST_NAME)
    if due_on < period.begins:
        raise InvalidInput(TOO_EARLY, "plan.due", "tenggat")
    row = FollowUp(
        unit_id=unit.id, period_id=period.id, element=element, action=what, by_whom=who, due_on=due_on
    )
    session.add(row)
    session.flush()
    trail.note(session, by, "plan.added", f"follow-up:{row.id}", {"unit": unit.id, "element": element}, at=at)
    return row


def listed(session: Session, path: str, period_id: int) -> list[Line]:
    """Return the plan of the unit with this path and of all below it, what is due first before the rest."""
    rows = (
        select(FollowUp, Unit.name)
        .join(Unit, Unit.id == FollowUp.unit_id)
        .where(units.below(path), FollowUp.period_id == period_id)
        .order_by(FollowUp.due_on, FollowUp.id)
        .limit(MOST_LINES)
    )
    return [Line(*row) for row in session.execute(rows)]


def within(session: Session, line_id: int, scope: str) -> Line:
    """Return a line of a unit that an officer may see; raises `NotFound` for another's."""
    rows = select(FollowUp, Unit.name).join(Unit, Unit.id == FollowUp.unit_id)
    row = session.execute(rows.where(FollowUp.id == line_id, units.below(scope))).one_or_none()
    if row is None:
        raise NotFound
    return Line(*row)


def settle(session: Session, row: FollowUp, *, back: bool, at: datetime, by: int | None) -> None:
    """Note that a line is done, or that it is not after all."""
    row.done_at = None if back else at
    session.flush()
    trail.note(session, by, "plan.reopened" if back else "plan.done", f"follow-up:{row.id}", at=at)


def drop(session: Session, row: FollowUp, *, at: datetime, by: int | None) -> None:
    """Take a line out of the plan; what was to be done stays in the audit trail, without the person."""
    said = {"element": row.element, "action": row.action, "due": row.due_on.isoformat()}
    trail.note(session, by, "plan.dropped", f"follow-up:{row.id}", said, at=at)
    session.delete(row)
    session.flush()
