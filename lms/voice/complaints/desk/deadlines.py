"""Deadlines that come near or pass: each written down once, and shown to desk and handler until they act."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from lms.people.models import Person, Unit
from lms.voice.complaints.desk import lists
from lms.voice.complaints.desk.lists import Days
from lms.voice.complaints.models import Category, Complaint, Escalation, State
from lms.voice.rules import states

BATCH = 500
SHOWN = 20
# While the citizen is asked no deadline runs.
RUNNING = states.OPEN - {State.WAITING}


class Stage(StrEnum):
    """What a reminder is about: a limit of domain.md §4.2, and whether it is near or over."""

    VERIFY_NEAR = "verify-near"
    VERIFY_OVER = "verify-over"
    PLAN_NEAR = "plan-near"
    PLAN_OVER = "plan-over"
    FINISH_NEAR = "finish-near"
    FINISH_OVER = "finish-over"


# Near, over.
VERIFY = (Stage.VERIFY_NEAR, Stage.VERIFY_OVER)
PLAN = (Stage.PLAN_NEAR, Stage.PLAN_OVER)
FINISH = (Stage.FINISH_NEAR, Stage.FINISH_OVER)
OVER = frozenset({Stage.VERIFY_OVER, Stage.PLAN_OVER, Stage.FINISH_OVER})


@dataclass(frozen=True, slots=True)
class Batch:
    """How far a run came: reports looked at, reminders written, the last report's id (None: it was all)."""

    seen: int
    written: int
    last_id: int | None


@dataclass(frozen=True, slots=True)
class Reminder:
    """One report with the last reminder about it that nobody has acted upon."""

    complaint_id: int
    number: str
    category: str
    category_en: str
    unit: str
    handler: str
    stage: Stage
    due: date
    at: datetime

    @property
    def over(self) -> bool:
        return self.stage in OVER


def count_due(session: Session, days: Days) -> int:
    """Count the reports whose deadline is near or over, reminded of or not."""
    return session.scalars(select(func.count()).select_from(Complaint).where(*_due(days))).one()


def remind(session: Session, days: Days, *, at: datetime, after: int = 0) -> Batch:
    """Write the reminders of the next reports by id: three queries, whatever their number.

    One stage of a report is written once, also when its deadline is moved later and comes near again. What
    is over already is not reminded of as near.
    """
    found = session.scalars(
        select(Complaint).where(Complaint.id > after, *_due(days)).order_by(Complaint.id).limit(BATCH)
    ).all()
    ids = [one.id for one in found]
    wanted = {(one.id, stage) for one in found for stage in stages(one, days)}
    known = select(Escalation.complaint_id, Escalation.stage).where(Escalation.complaint_id.in_(ids))
    wanted -= {(complaint_id, Stage(stage)) for complaint_id, stage in session.execute(known)}
    if wanted:
        dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        rows = [{"complaint_id": one, "stage": stage.value, "at": at} for one, stage in sorted(wanted)]
        # Another run may write the same one meanwhile.
        session.execute(dialect.insert(Escalation).values(rows).on_conflict_do_nothing())
    return Batch(len(ids), len(wanted), ids[-1] if len(ids) == BATCH else None)


def stages(complaint: Complaint, days: Days) -> Iterator[Stage]:
    """Return what a running report is to be reminded of today: its next deadline, and its last one."""
    limits = [(complaint.finish_by, FINISH)]
    if complaint.state == State.NEW:
        limits.append((complaint.verify_by, VERIFY))
    elif complaint.state in (State.VERIFIED, State.ASSIGNED) and complaint.answered_at is None:
        limits.append((complaint.plan_by, PLAN))
    for day, (near, over) in limits:
        if day < days.today:
            yield over
        elif day <= days.near:
            yield near


def handled_by(person_id: int) -> tuple[ColumnElement[bool], ...]:
    """Limit reminders to those of a handler, as `lists.visible` does to those of an officer."""
    return (Complaint.handler_id == person_id,)


def any_unread(session: Session, person_id: int) -> bool:
    """Tell whether a handler has reminders at all: one query, for the page that everybody begins with."""
    rows = select(Escalation.id).join(Complaint, Complaint.id == Escalation.complaint_id)
    mine = rows.where(Escalation.seen_at.is_(None), Complaint.state.in_(RUNNING), *handled_by(person_id))
    return session.scalar(mine.limit(1)) is not None


def count_unread(session: Session, whose: Sequence[ColumnElement[bool]], days: Days) -> int:
    """Count the reports with a reminder that nobody has acted upon, and whose deadline is near or over."""
    return session.scalars(select(func.count()).select_from(_unread(whose, days).subquery())).one()


def unread(
    session: Session, whose: Sequence[ColumnElement[bool]], days: Days, limit: int = SHOWN
) -> Sequence[Reminder]:
    """Return those reports, the most urgent deadline first; `whose` is `lists.visible` or `handled_by`."""
    last = _unread(whose, days).subquery()
    rows = (
        select(
            Complaint.id,
            Complaint.number,
            Category.name,
            Category.name_en,
            func.coalesce(Unit.name, ""),
            func.coalesce(Person.name, ""),
            Escalation.stage,
            Complaint.verify_by,
            Complaint.plan_by,
            Complaint.finish_by,
            Escalation.at,
        )
        .join(last, last.c.escalation_id == Escalation.id)
        .join(Complaint, Complaint.id == Escalation.complaint_id)
        .join(Category, Category.key == Complaint.category_key)
        .outerjoin(Unit, Unit.id == Complaint.unit_id)
        .outerjoin(Person, Person.id == Complaint.handler_id)
        .order_by(lists.next_by(), Complaint.id)
        .limit(limit)
    )
    return [_reminder(*row) for row in session.execute(rows)]


def _unread(whose: Sequence[ColumnElement[bool]], days: Days) -> Select[int]:
    """Select the last unread reminder of each report; one that was moved or has gone on is not urgent."""
    return (
        select(func.max(Escalation.id).label("escalation_id"))
        .join(Complaint, Complaint.id == Escalation.complaint_id)
        .where(Escalation.seen_at.is_(None), *_due(days), *whose)
        .group_by(Escalation.complaint_id)
    )


def _due(days: Days) -> tuple[ColumnElement[bool], ...]:
    near = or_(lists.next_by() <= days.near, Complaint.finish_by <= days.near)
    return Complaint.state.in_(RUNNING), near


def _reminder(*row: Any) -> Reminder:
    """Read a row of `unread`, whose three deadlines become the one that the stage is about."""
    *named, stage, verify, plan, finish, at = row
    of = Stage(stage)
    due = verify if of in VERIFY else plan if of in PLAN else finish
    complaint_id, number, category, category_en, unit, handler = named
    return Reminder(complaint_id, number, category, category_en, unit, handler, of, due, at)
