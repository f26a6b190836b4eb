"""The needs of all units in a closed period, reckoned by a job in batches; taken up where it stopped."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select, union
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.db.installation import Installation
from lms.errors import Message, Refused
from lms.events import PeriodClosed
from lms.jobs import queue
from lms.needs import figures
from lms.needs.models import Calculation, Need, NeedState
from lms.needs.rules import detection
from lms.needs.rules.rates import Rate
from lms.voice.complaints.figures import rates
from lms.voice.complaints.models import Complaint
from lms.voice.models import Period, Service

JOB = "needs.calculate"
BATCH = 200

Told = Callable[[int, int], None]

STILL_OPEN = Message(
    "Periode “{name}” belum ditutup, jadi angkanya masih berubah.",
    "The period “{name}” is not closed, so its figures still change.",
    "Tutup dulu periodenya di meja warga.",
    "Close the period at the citizens' desk first.",
)


def promise(session: Session, event: PeriodClosed) -> None:
    """Have the needs of a period reckoned as soon as it is closed."""
    queue.promise(session, JOB, {"period_id": event.period_id}, key=f"{JOB}:{event.period_id}", at=event.at)


def work(installation: Installation, payload: Mapping[str, Any]) -> None:
    """Reckon the period of a job; its handler."""
    run(installation, payload["period_id"])


def run(installation: Installation, period_id: int, *, told: Told | None = None) -> Calculation:
    """Go through all units with a voice, a batch a transaction; done twice finds what it found before.

    `told` hears how many units are done, of how many. Units that were done before an interruption are not
    done again. Raises `Refused` while the period is open.
    """
    with installation.database.write() as session:
        begun = begin(session, period_id, at=datetime.now(UTC))
        common = figures.common_rates(session, session.get_one(Period, period_id))
    while begun.finished_at is None:
        with installation.database.write() as session:
            begun = batch(session, period_id, common, at=datetime.now(UTC))
        if told is not None:
            told(begun.done, begun.units)
    return begun


def of(session: Session, period_id: int) -> Calculation | None:
    """Return how far the run over a period is; None before the first."""
    return session.scalars(select(Calculation).where(Calculation.period_id == period_id)).one_or_none()


def again(session: Session, period_id: int, *, by: int | None, at: datetime) -> None:
    """Let the next run go through all units anew; what HR has decided stays as it was decided."""
    row = of(session, period_id)
    if row is not None:
        session.delete(row)
        session.flush()
    trail.note(session, by, "needs.again", f"period:{period_id}", at=at)


def batch(session: Session, period_id: int, common: Mapping[str, Rate], *, at: datetime) -> Calculation:
    """Reckon the next units of a period: ten statements, whatever their number; the last batch is noted.

    `common` are the rates of all units together, the same for every batch.
    """
    row = session.scalars(
        select(Calculation).where(Calculation.period_id == period_id).with_for_update()
    ).one()
    period = session.get_one(Period, period_id)
    heard = _heard(period).subquery()
    rows = select(heard.c.unit_id).where(heard.c.unit_id > row.last_unit_id).order_by(heard.c.unit_id)
    unit_ids = list(session.scalars(rows.limit(BATCH)))
    if unit_ids:
        row.found += _keep(session, period, unit_ids, common, at)
        row.done += len(unit_ids)
        row.last_unit_id = unit_ids[-1]
    if len(unit_ids) < BATCH:
        row.finished_at, row.units = at, row.done
        trail.note(session, None, "needs.calculated", f"period:{period_id}", {"found": row.found}, at=at)
    session.flush()
    return row


def begin(session: Session, period_id: int, *, at: datetime) -> Calculation:
    """Return the run over a period, begun now unless it was begun before."""
    period = session.get_one(Period, period_id)
    if period.closed_at is None:
        raise Refused(STILL_OPEN, "needs.period-open", name=period.name)
    known = of(session, period_id)
    if known is not None:
        return known
    number = session.scalar(select(func.count()).select_from(_heard(period).subquery()))
    row = Calculation(period_id=period_id, began_at=at, units=number or 0, done=0, last_unit_id=0, found=0)
    session.add(row)
    session.flush()
    return row


def _heard(period: Period) -> Any:
    """Select the units that give a service or are complained about in the period, each once."""
    complained = select(Complaint.unit_id).where(
        Complaint.unit_id.is_not(None),
        Complaint.received_on >= period.begins,
        Complaint.received_on <= period.ends,
    )
    return union(select(Service.unit_id), complained)


def _keep(
    session: Session, period: Period, unit_ids: Sequence[int], common: Mapping[str, Rate], at: datetime
) -> int:
    """Write the needs of these units; of one that HR has decided only its figures of that day stay."""
    now, earlier = figures.of_period(session, period, unit_ids), figures.before(session, period)
    before = rates(session, earlier, unit_ids) if earlier else {}
    rows = [
        {
            "unit_id": unit_id,
            "period_id": period.id,
            "state": NeedState.PROPOSED,
            "made_at": at,
            "reason": "",
            **asdict(found),
        }
        for unit_id in unit_ids
        for found in detection.find(now.of(unit_id, before), common)
    ]
    if not rows:
        return 0
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(Need)
    kept = statement.on_conflict_do_update(
        index_elements=["unit_id", "period_id", "source"],
        set_={"evidence": statement.excluded.evidence, "made_at": statement.excluded.made_at},
        where=Need.state == NeedState.PROPOSED,
    )
    session.execute(kept, rows)
    return len(rows)
