"""The one door through which a report goes from state to state: allowed, counted, written down."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.errors import Conflict, Message, Refused
from lms.voice.complaints import limits
from lms.voice.complaints.models import Complaint, ComplaintAct, State
from lms.voice.rules import states, working_days
from lms.voice.rules.states import Actor

NO_WAY = Message(
    "Laporan {number} tidak dapat dipindahkan dari “{before}” ke “{after}”.",
    "Report {number} cannot go from “{before}” to “{after}”.",
    "Muat ulang halaman untuk melihat keadaannya sekarang.",
    "Reload the page to see where it stands now.",
)
MEANWHILE = Message(
    "Laporan {number} baru saja diubah orang lain.",
    "Report {number} was changed by somebody else just now.",
    "Muat ulang halaman, lalu putuskan lagi.",
    "Reload the page, then decide again.",
)


def move(
    session: Session,
    complaint: Complaint,
    after: State,
    actor: Actor,
    *,
    by: int | None,
    at: datetime,
    today: date,
    reason: str = "",
    **values: Any,
) -> None:
    """Move a report and write down by whom, when and why; `values` are columns that change with it.

    The reason of a rejection stays with the report, and marks it when it is archived. Time spent waiting for
    the citizen is added to the deadlines that are left. Raises `Refused` for a way that this actor has not,
    `Conflict` when the report stands elsewhere meanwhile.
    """
    before = complaint.state
    if not states.allowed(before, after, actor):
        raise Refused(NO_WAY, "complaint.no-way", number=complaint.number, before=before, after=after)
    changed = {"state": after} | _clock(session, complaint, after, today=today, at=at) | values
    if after not in states.CLOSED:
        changed["reason"] = reason if after == State.REJECTED else ""
    moved = session.execute(
        update(Complaint).where(Complaint.id == complaint.id, Complaint.state == before).values(changed)
    )
    if moved.rowcount != 1:  # type: ignore[attr-defined] # a cursor's, which update gives
        raise Conflict(MEANWHILE, "complaint.meanwhile", number=complaint.number)
    session.refresh(complaint)
    session.add(
        ComplaintAct(
            complaint_id=complaint.id,
            before=before,
            after=after,
            by_id=by,
            handler_id=complaint.handler_id,
            reason=reason,
            at=at,
        )
    )
    trail.note(session, by, f"complaint.{after}", f"complaint:{complaint.id}", {"before": before}, at=at)


def _clock(
    session: Session, complaint: Complaint, after: State, *, today: date, at: datetime
) -> dict[str, Any]:
    """Return the columns of time that change when a report goes from its state to `after`."""
    if after in states.CLOSED:
        return {}
    site = limits.site_days(session)
    changed: dict[str, Any] = {}
    waited, finish_by = complaint.waited_days, complaint.finish_by
    if complaint.waiting_since is not None:
        more = working_days.between(complaint.waiting_since, today, site)
        waited, finish_by = waited + more, working_days.after(finish_by, more, site)
        changed = {
            "waiting_since": None,
            "waited_days": waited,
            "finish_by": finish_by,
            "plan_by": working_days.after(complaint.plan_by, more, site),
        }
    if after == State.WAITING:
        return changed | {"waiting_since": today}
    if after in states.ENDED:
        taken = working_days.between(complaint.received_on, today, site) - waited
        return changed | {"done_at": at, "taken_days": taken, "in_time": today <= finish_by}
    return changed | {"done_at": None, "taken_days": None, "in_time": None}
