"""What reports come to: counts by unit and category, median days, in time; each from one query."""

from datetime import date
from fractions import Fraction

import pytest
from build import NINE
from desk_builders import Desk, later
from sqlalchemy import event
from voice_builders import a_period

from lms.voice.complaints import figures, handling
from lms.voice.complaints.figures import Handled
from lms.voice.complaints.models import Kind

MARCH = (date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def desk(session):
    return Desk(session)


@pytest.fixture
def statements(session):
    """Count what is asked of the database from here on."""
    asked = []
    session.flush()
    connection = session.connection()
    event.listen(connection, "before_cursor_execute", lambda *given: asked.append(given[2]))
    return asked


def test_rates_count_complaints_of_a_period_by_unit_and_category(desk, session, statements):
    period = a_period(session)
    for category in ("waktu", "waktu", "pungli"):
        desk.report(category=category)
    desk.report(desk.kemuning)
    desk.report(kind=Kind.INFORMATION)
    desk.report(kind=Kind.ASPIRATION)
    desk.report(unit_id=None)
    desk.report(at=later(40))
    statements.clear()

    found = figures.rates(session, period)

    assert found == {desk.plaju.id: {"waktu": 2, "pungli": 1}, desk.kemuning.id: {"waktu": 1}}
    assert figures.rates(session, period, [desk.kemuning.id]) == {desk.kemuning.id: {"waktu": 1}}
    assert figures.rates(session, period, []) == {}
    assert len(statements) == 3


def test_what_was_rejected_or_another_agency_s_counts_for_no_unit_also_in_the_archive(desk, session):
    period = a_period(session)
    rejected, forwarded, done = (desk.report() for _ in range(3))
    handling.reject(session, rejected, "Di luar kewenangan.", by=desk.hana.id, at=NINE)
    handling.forward(session, forwarded, "PLN", "", "", by=desk.hana.id, at=NINE)
    desk.lead(done)

    assert figures.rates(session, period) == {desk.plaju.id: {"waktu": 1}}
    for report in (rejected, forwarded, done):
        handling.archive(session, report, by=desk.hana.id, at=NINE)

    assert figures.rates(session, period) == {desk.plaju.id: {"waktu": 1}}
    of_march = figures.of_days(session, *MARCH, today=MARCH[1])
    assert of_march == Handled(
        received=3, done=1, rejected=1, forwarded=1, in_time=1, median_days=Fraction(0)
    )


def test_days_and_time_are_told_of_what_was_done(desk, session, statements):
    # One, two and nineteen working days: Nyepi and Idulfitri are no working days.
    for days in (1, 2, 34):
        report = desk.lead(desk.report(), to="in_progress")
        desk.lead_end(report, later(days))
    desk.report(desk.kemuning)
    statements.clear()

    found = figures.of_days(session, *MARCH, today=date(2026, 4, 10))

    assert len(statements) == 1
    assert (found.received, found.done, found.in_time, found.median_days) == (4, 3, 2, 2)
    assert (found.under_way, found.late, found.in_time_share) == (1, 1, Fraction(2, 3))
    by_unit = figures.by_unit(session, *MARCH, today=date(2026, 3, 10))
    assert by_unit[desk.kemuning.id] == Handled(received=1, under_way=1)
    assert by_unit[desk.plaju.id].median_days == 2
    by_category = figures.by_category(session, *MARCH, today=date(2026, 3, 10), scope=desk.plaju.path)
    assert {key: one.received for key, one in by_category.items()} == {"waktu": 3}
    assert len(statements) == 3


def test_the_median_of_two_is_their_exact_mean(desk, session):
    for days in (1, 2):
        desk.lead_end(desk.lead(desk.report(), to="in_progress"), later(days))

    assert figures.of_days(session, *MARCH, today=MARCH[1]).median_days == Fraction(3, 2)


def test_of_nothing_there_is_no_share_and_few_are_suppressed(session):
    nothing = figures.of_days(session, *MARCH, today=MARCH[1])

    assert (nothing.received, nothing.in_time_share, nothing.median_days) == (0, None, None)
    assert Handled(received=4).suppressed
    assert not Handled(received=5).suppressed
