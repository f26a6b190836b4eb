"""What citizens sent is in the audit trail once its day is over: nothing goes, comes or moves unseen."""

from datetime import UTC, date, datetime, timedelta

import pytest
from build import NINE
from desk_builders import Desk
from sqlalchemy import delete, select, update

from lms.audit import trail
from lms.audit.models import AuditEntry
from lms.voice.complaints.desk import daily
from lms.voice.complaints.models import Complaint, ComplaintAct, Escalation
from lms.voice.complaints.retention import receipts

MIDNIGHT = datetime(2026, 3, 3, 17, tzinfo=UTC)  # in Jakarta
DAYS = [date(2026, 3, 3), date(2026, 3, 5)]


@pytest.fixture
def sealed(installation):
    """Two reports on a Tuesday and one on the Thursday after, noted by the runs of the next days."""
    with installation.database.write() as session:
        desk = Desk(session)
        ids = [desk.report(at=NINE + timedelta(days=day)).id for day in (0, 0, 2)]
    for day in range(1, 5):
        daily.run(installation, at=NINE + timedelta(days=day))
    return ids


def noted(session):
    rows = select(AuditEntry).where(AuditEntry.act == "complaints.received").order_by(AuditEntry.id)
    return [(one.subject, one.details["count"]) for one in session.scalars(rows)]


def test_each_day_with_reports_is_noted_once(installation, sealed) -> None:
    with installation.database.read() as session:
        assert noted(session) == [("day:2026-03-03", 2), ("day:2026-03-05", 1)]
        assert receipts.unsound(session) == []
        assert trail.verify(session).broken_at is None


def test_a_day_is_noted_when_it_is_over_and_an_hour_more(session, settings) -> None:
    Desk(session).report(at=NINE)

    assert receipts.seal(session, zone=settings.zone, at=MIDNIGHT + timedelta(minutes=59)) == 0
    assert receipts.seal(session, zone=settings.zone, at=MIDNIGHT + timedelta(minutes=60)) == 1
    assert receipts.seal(session, zone=settings.zone, at=MIDNIGHT + timedelta(days=9)) == 0


@pytest.mark.parametrize(
    ("change", "differing"),
    [
        (lambda ids: update(Complaint).where(Complaint.id == ids[0]).values(received_on=DAYS[1]), DAYS),
        (lambda ids: update(Complaint).where(Complaint.id == ids[1]).values(secret_hash="x"), DAYS[:1]),
        (
            lambda ids: (
                update(Complaint)
                .where(Complaint.id == ids[2])
                .values(received_at=NINE + timedelta(days=2, hours=1))
            ),
            DAYS[1:],
        ),
        (lambda ids: delete(Complaint).where(Complaint.id == ids[2]), DAYS[1:]),
    ],
    ids=["dated back", "another's secret", "another hour", "gone"],
)
def test_what_was_changed_behind_its_back_is_told_by_day(
    installation, runner, sealed, change, differing
) -> None:
    assert runner("audit", "verify").exit_code == 0
    with installation.database.write() as session:
        for table in (ComplaintAct, Escalation):
            session.execute(delete(table).where(table.complaint_id == sealed[2]))
        session.execute(change(sealed))

    told = runner("audit", "verify")

    assert told.exit_code == 1
    assert ", ".join(day.isoformat() for day in differing) in told.output


def test_a_report_laid_in_on_a_past_day_is_told(installation, sealed) -> None:
    with installation.database.write() as session:
        kept = session.get_one(Complaint, sealed[0])
        names = set(Complaint.__table__.columns.keys()) - {"id"}
        values = {name: getattr(kept, name) for name in names}
        values |= {"number": "ADU-2026-99999", "secret_hash": "y", "once": "y"}
        session.add(Complaint(**values | {"received_on": date(2026, 3, 4)}))

    with installation.database.read() as session:
        assert receipts.unsound(session) == [date(2026, 3, 4)]
