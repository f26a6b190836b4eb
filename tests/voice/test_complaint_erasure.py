"""Five years after its end a report keeps what figures need, and nothing of what the citizen wrote."""

from datetime import UTC, date, datetime

import pytest
from build import NINE
from desk_builders import Desk
from sqlalchemy import func, select

from lms.audit.models import AuditEntry
from lms.voice.complaints import attachments, figures, handling, ticket
from lms.voice.complaints.attachments import Cleaned
from lms.voice.complaints.desk import daily
from lms.voice.complaints.models import Complaint, ComplaintMessage
from lms.voice.complaints.retention import erasure
from lms.voice.retention import years_before

# Reports of the tests end on 3 March 2026.
LAST_DAY, DAY_AFTER = date(2031, 3, 3), date(2031, 3, 4)
FILE, SHARED = (
    Cleaned("a.pdf", "application/pdf", b"%PDF-1.7 a"),
    Cleaned("b.pdf", "application/pdf", b"%PDF b"),
)


def run(installation, day):
    return daily.run(installation, at=datetime(day.year, day.month, day.day, 2, tzinfo=UTC)).erased


@pytest.fixture
def ids(installation):
    """One report that is done, one that was rejected, and one that still runs; two share a file."""
    with installation.database.write() as session:
        desk = Desk(session)
        named = {"anonymous": False, "name": "Yulia", "contact": "0812", "place": "Loket 2"}
        done = desk.report(**named)
        attachments.keep(session, done, [FILE, SHARED])
        desk.lead(done)
        ticket.rate(session, done, 2, "Yulia masih kecewa.", at=NINE)
        rejected = desk.report(**named)
        handling.reject(session, rejected, "Bukan layanan kami.", by=desk.hana.id, at=NINE)
        running = desk.report(**named)
        attachments.keep(session, running, [SHARED])
        return done.id, rejected.id, running.id


def test_words_names_and_files_go_and_figures_stay(installation, ids) -> None:
    with installation.database.read() as session:
        whole = figures.of_days(session, date(2026, 1, 1), date(2026, 12, 31), today=LAST_DAY)
        hashes = [one.sha256 for one in attachments.of(session, session.get_one(Complaint, ids[0]))]

    assert run(installation, LAST_DAY) == 0
    assert run(installation, DAY_AFTER) == 2
    assert run(installation, DAY_AFTER) == 0

    with installation.database.read() as session:
        done, rejected, running = (session.get_one(Complaint, one) for one in ids)
        for gone in (done, rejected):
            assert gone.text == erasure.ERASED
            assert (gone.place, gone.reporter_name, gone.reporter_contact) == ("", "", "")
            said = select(func.count()).where(ComplaintMessage.complaint_id == gone.id)
            assert session.scalar(said) == 0
            assert attachments.of(session, gone) == []
        assert (done.rating, done.rating_text) == (2, "")
        assert (running.reporter_name, running.reporter_contact) == ("Yulia", "0812")
        after = figures.of_days(session, date(2026, 1, 1), date(2026, 12, 31), today=LAST_DAY)
        acts = select(AuditEntry.subject).where(AuditEntry.act == "complaint.erased")
        assert session.scalars(acts).all() == [f"complaint:{one}" for one in ids[:2]]
    assert after == whole
    assert [installation.files.has(one) for one in hashes] == [False, True]


def test_many_are_erased_in_batches(installation, ids, monkeypatch) -> None:
    monkeypatch.setattr(erasure, "BATCH", 1)

    assert run(installation, DAY_AFTER) == 2


@pytest.mark.parametrize(
    ("today", "first"),
    [(date(2031, 3, 4), date(2026, 3, 4)), (date(2028, 2, 29), date(2023, 2, 28))],
)
def test_five_years_are_counted_by_the_calendar(today, first) -> None:
    assert years_before(today, erasure.YEARS) == first
