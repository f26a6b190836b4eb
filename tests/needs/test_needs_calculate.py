"""A closed period becomes needs: in batches, taken up where it stopped, in a bounded number of queries."""

import pytest
from build import NINE, a_unit
from learning_builders import counted
from needs_builders import WEAK, a_batch, a_category, a_quarter, a_served, calculated, complaints
from sqlalchemy import func, select

from lms.errors import Refused
from lms.events import PeriodClosed
from lms.jobs.models import Job
from lms.needs import calculation
from lms.needs.models import Calculation, Need, NeedState
from lms.voice.complaints.models import Kind, State


def test_weak_elements_and_complaints_of_a_unit_become_needs(session) -> None:
    earlier, period = a_quarter(session), a_quarter(session, 1)
    near, far = a_unit(session, "Kecamatan Plaju"), a_unit(session, "Puskesmas Plaju")
    a_served(session, near, period, waktu=WEAK)
    a_served(session, far, period, people=50_000)
    a_category(session)
    complaints(session, far, period, 3)
    complaints(session, far, earlier, 3)

    needs = calculated(session, period)

    assert [(one.unit_id, one.source) for one in needs] == [
        (near.id, "skm/waktu"),
        (far.id, "pengaduan/prosedur"),
    ]
    assert needs[0].evidence["mean"] == pytest.approx(2.6)
    assert (needs[1].evidence["count"], needs[1].evidence["before"]) == (3, 3)


def test_requests_rejected_reports_and_other_days_count_as_no_complaint(session) -> None:
    earlier, period = a_quarter(session), a_quarter(session, 1)
    unit = a_unit(session, "Kecamatan Plaju")
    a_category(session)
    complaints(session, unit, earlier, 5)
    complaints(session, unit, period, 2)
    complaints(session, unit, period, 5, state=State.REJECTED)
    complaints(session, unit, period, 5, state=State.FORWARDED)
    complaints(session, unit, period, 5, state=State.ARCHIVED, reason="Di luar kewenangan.")
    complaints(session, unit, period, 5, state=State.ARCHIVED, forwarded_to="PLN")
    complaints(session, unit, period, 5, kind=Kind.INFORMATION)

    assert calculated(session, period) == []


def test_a_second_run_renews_figures_and_leaves_what_was_decided(session) -> None:
    period = a_quarter(session)
    unit, other = a_unit(session, "Kecamatan Plaju"), a_unit(session, "Kecamatan Kertapati")
    for one in (unit, other):
        a_served(session, one, period, waktu=WEAK)
    first, second = calculated(session, period)
    first.state, first.evidence, second.evidence = NeedState.REJECTED, {"mean": 1}, {"mean": 1}
    session.flush()

    calculation.again(session, period.id, by=None, at=NINE)
    session.expire_all()
    calculated(session, period)
    session.expire_all()

    assert session.scalar(select(func.count()).select_from(Need)) == 2
    assert (first.state, first.evidence) == (NeedState.REJECTED, {"mean": 1})
    assert second.evidence["mean"] == pytest.approx(2.6)


def test_a_run_that_was_broken_off_goes_on_behind_the_last_batch(installation, monkeypatch) -> None:
    monkeypatch.setattr(calculation, "BATCH", 2)
    with installation.database.write() as session:
        period = a_quarter(session)
        for place in range(5):
            a_served(session, a_unit(session, f"Unit {place}"), period, waktu=WEAK)
        calculation.begin(session, period.id, at=NINE)
        a_batch(session, period)

    told: list[tuple[int, int]] = []
    done = calculation.run(installation, period.id, told=lambda *figures: told.append(figures))

    assert told == [(4, 5), (5, 5)]
    assert (done.done, done.found) == (5, 5)


def test_an_open_period_has_no_needs_yet(installation) -> None:
    with installation.database.write() as session:
        period = a_quarter(session, closed=False)

    with pytest.raises(Refused):
        calculation.run(installation, period.id)


def test_queries_do_not_grow_with_units(installation) -> None:
    sent = []
    with installation.database.write() as session:
        a_quarter(session)
    for place, units in ((1, 1), (2, 30)):
        with installation.database.write() as session:
            period = a_quarter(session, place)
            for number in range(units):
                a_served(session, a_unit(session, f"Unit {place} {number}"), period, waktu=WEAK)
            calculation.begin(session, period.id, at=NINE)
        with counted(installation.database) as statements, installation.database.write() as session:
            a_batch(session, period)
        sent.append(len(statements))

    assert sent[0] == sent[1] <= 15


def test_the_closing_of_a_period_promises_one_run(session) -> None:
    period = a_quarter(session)
    for _ in range(2):
        calculation.promise(session, PeriodClosed(NINE, period.id))

    (job,) = session.scalars(select(Job))
    assert (job.name, job.payload) == (calculation.JOB, {"period_id": period.id})
    assert session.scalar(select(func.count()).select_from(Calculation)) == 0


def test_the_command_draws_the_needs_of_a_period(runner, installation) -> None:
    with installation.database.write() as session:
        period = a_quarter(session)
        a_served(session, a_unit(session, "Kecamatan Plaju"), period, waktu=WEAK)

    first = runner("needs", "calculate", "--period", period.name)
    second = runner("needs", "calculate", "--period", period.name, "--again")

    for told in (first, second):
        assert told.exit_code == 0
        assert f"Periode “{period.name}”: 1 unit dihitung, 1 kebutuhan ditemukan." in told.output
    assert runner("needs", "calculate", "--period", "Tidak ada").exit_code == 1
