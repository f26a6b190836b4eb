"""Reports that end by silence: a question that stays without reply, an answer that nobody objects to.

domain.md §4.2: closed after so many working days (10) of the citizen's silence, by the report's class.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.errors import Conflict
from lms.voice.complaints import moves
from lms.voice.complaints.models import Author, Complaint, ComplaintMessage, HandlingClass, State
from lms.voice.rules import working_days
from lms.voice.rules.states import Actor
from lms.voice.rules.working_days import SiteDays

# Every report is a step of its own, with its entry in the audit trail.
BATCH = 100

UNANSWERED = (
    "Laporan ini kami tutup karena pertanyaan kami belum dijawab selama {days} hari kerja. "
    "Bila Anda masih memerlukan tindak lanjut, balaslah di sini; laporan akan kami buka lagi."
)
ACCEPTED = (
    "Laporan ini kami arsipkan karena {days} hari kerja berlalu tanpa keberatan atas jawaban kami. "
    "Untuk hal yang baru, buatlah laporan baru."
)
REASON = "Tanpa balasan warga selama {days} hari kerja"


@dataclass(frozen=True, slots=True)
class Clock:
    """The moment of a run, the site's day and zone, and its own holidays."""

    at: datetime
    today: date
    zone: ZoneInfo
    site: SiteDays


@dataclass(frozen=True, slots=True)
class Ended:
    """How far a run came: reports ended, the last id looked at (None: it was all)."""

    count: int
    last_id: int | None


@dataclass(frozen=True, slots=True)
class _Way:
    """From which state to which silence leads, the day that it began, and what the citizen is told."""

    before: State
    after: State
    since: Callable[[Complaint, Clock], date]
    words: str


def _asked(complaint: Complaint, clock: Clock) -> date:
    return complaint.waiting_since or clock.today


def _answered(complaint: Complaint, clock: Clock) -> date:
    return (complaint.done_at or clock.at).astimezone(clock.zone).date()


CLOSING = _Way(State.WAITING, State.DONE, _asked, UNANSWERED)
ARCHIVING = _Way(State.DONE, State.ARCHIVED, _answered, ACCEPTED)


def close(session: Session, clock: Clock, *, after: int = 0) -> Ended:
    """End the next reports by id whose citizen was asked and has not replied in time."""
    return _end(session, clock, CLOSING, after)


def archive(session: Session, clock: Clock, *, after: int = 0) -> Ended:
    """Archive the next answered reports by id to which the citizen has not objected in time."""
    return _end(session, clock, ARCHIVING, after)


def _end(session: Session, clock: Clock, way: _Way, after: int) -> Ended:
    rows = (
        select(Complaint, HandlingClass.silence_days)
        .join(HandlingClass, HandlingClass.key == Complaint.class_key)
        .where(Complaint.id > after, Complaint.state == way.before)
        .order_by(Complaint.id)
        .limit(BATCH)
    )
    found = session.execute(rows).all()
    count = 0
    for complaint, days in found:
        begun = way.since(complaint, clock)
        # Working days are never more than days: no calendar is asked about what is too young anyway.
        too_young = clock.today - begun <= timedelta(days=days)
        if not too_young and working_days.after(begun, days, clock.site) < clock.today:
            count += _move(session, complaint, way, days, clock)
    session.flush()
    return Ended(count, found[-1][0].id if len(found) == BATCH else None)


def _move(session: Session, complaint: Complaint, way: _Way, days: int, clock: Clock) -> bool:
    """End one report by the engine; False when somebody was faster, who then is right."""
    reason = REASON.format(days=days)
    try:
        moves.move(
            session,
            complaint,
            way.after,
            Actor.ENGINE,
            by=None,
            at=clock.at,
            today=clock.today,
            reason=reason,
        )
    except Conflict:
        return False
    told = way.words.format(days=days)
    session.add(ComplaintMessage(complaint_id=complaint.id, author=Author.ENGINE, text=told, at=clock.at))
    return True
