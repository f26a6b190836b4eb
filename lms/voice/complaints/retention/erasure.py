"""What citizens wrote is erased five years after their report ended; what figures need stays (UU 27/2022)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.voice.complaints.models import Complaint, ComplaintAttachment, ComplaintMessage
from lms.voice.retention import years_before
from lms.voice.rules import states

YEARS = 5
BATCH = 100
# In the place of the text, so that the desk and whoever still holds the ticket read what became of it.
ERASED = "(Isi laporan ini dihapus lima tahun sesudah berakhir.)"


@dataclass(frozen=True, slots=True)
class Erased:
    """Which reports were erased, and the files that none names any more: to be deleted after the commit."""

    complaint_ids: Sequence[int]
    files: Sequence[str]


def erase(session: Session, *, today: date, zone: ZoneInfo, at: datetime) -> Erased:
    """Erase the next reports: text, place, contacts, messages, files, the words beside a rating; all names.

    Whom it is about goes too. Kind, category, unit, days, steps and scores stay, and the reason of a
    rejection, which tells figures what an archived report had been.
    """
    first = years_before(today, YEARS)
    ids = session.scalars(
        select(Complaint.id)
        .where(
            # Who has ended before then came before then: the index on the day of receipt serves.
            Complaint.received_on < first,
            Complaint.state.in_(states.ENDED),
            Complaint.done_at < datetime.combine(first, time.min, zone),
            Complaint.text != ERASED,
        )
        .order_by(Complaint.id)
        .limit(BATCH)
    ).all()
    if not ids:
        return Erased((), ())
    mine = ComplaintAttachment.complaint_id.in_(ids)
    hashes = set(session.scalars(select(ComplaintAttachment.sha256).where(mine)))
    session.execute(delete(ComplaintAttachment).where(mine))
    session.execute(delete(ComplaintMessage).where(ComplaintMessage.complaint_id.in_(ids)))
    session.execute(
        update(Complaint)
        .where(Complaint.id.in_(ids))
        .values(
            text=ERASED, place="", happened_on=None, happened_time="", reporter_name="", reporter_contact="",
            rating_text="", accused_id=None,
        )
    )  # fmt: skip
    for complaint_id in ids:
        trail.note(session, None, "complaint.erased", f"complaint:{complaint_id}", at=at)
    return Erased(ids, sorted(hashes - _still_named(session, hashes)))


def _still_named(session: Session, hashes: Iterable[str]) -> set[str]:
    """Return those files that another report was sent too: the same bytes are one file."""
    rows = select(ComplaintAttachment.sha256).where(ComplaintAttachment.sha256.in_(list(hashes)))
    return set(session.scalars(rows))
