"""The generated year in a database: sums agree with answers, reports stand right, the command tells."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.asn import nip
from lms.asn.kinds import EmployeeKind
from lms.db.installation import Installation
from lms.errors import Conflict
from lms.people.models import Identity, Person
from lms.upkeep.year import making
from lms.upkeep.year.rules import plan
from lms.upkeep.year.rules.plan import Size
from lms.voice.complaints.models import Complaint, ComplaintAct, State
from lms.voice.models import ElementSum, Period, Service, SurveyAnswer, TotalSum
from lms.voice.rules import elements, tickets
from lms.voice.rules.satisfaction_index import complete
from lms.voice.satisfaction import standings

if TYPE_CHECKING:
    from click.testing import Result

AT = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
SMALL = Size(people=90, answers=700, complaints=130)


def test_the_quarters_are_the_four_that_ended_last() -> None:
    found = plan.quarters(date(2026, 11, 26))

    assert [one.name for one in found] == [
        "Triwulan IV 2025", "Triwulan I 2026", "Triwulan II 2026", "Triwulan III 2026",
    ]  # fmt: skip
    assert (found[0].begins, found[0].ends) == (date(2025, 10, 1), date(2025, 12, 31))
    assert plan.quarters(date(2026, 1, 1))[-1].ends == date(2025, 12, 31)


def test_a_year_is_laid_as_if_it_had_been_lived(installation: Installation) -> None:
    heard: list[int] = []

    made = making.make(installation, SMALL, seed=3, at=AT, tell=heard.append)

    assert sum(heard) == making.length(SMALL)
    assert (made.units, made.people, made.answers, made.complaints) == (40, 90, 700, 130)
    with installation.database.read() as session:
        _sums_agree(session)
        _reports_agree(session)
        kinds = session.execute(select(Identity.value, Person.kind).join(Person)).all()
        assert len(kinds) == 90
        assert all(nip.read(value, EmployeeKind(kind), AT.date()).problem is None for value, kind in kinds)
        period, *closed, now = session.scalars(select(Period).order_by(Period.begins)).all()
        assert (len(closed), now.closed_at) == (3, None)
        assert now.begins <= AT.date() <= now.ends
        assert standings.of_unit(session, "/", period.id).index is not None
    with pytest.raises(Conflict):
        making.make(installation, SMALL, seed=3, at=AT)


def _sums_agree(session: Session) -> None:
    """Count every answer again by the stated rule and compare with what was kept."""
    asked = {one.id: one.elements for one in session.scalars(select(Service))}
    sums: dict[tuple[int, int, str], list[int]] = {}
    totals: dict[tuple[int, int, int, int], int] = {}
    for answer in session.scalars(select(SurveyAnswer)):
        place = (answer.period_id, answer.service_id)
        scores = {key: getattr(answer, key) for key in asked[answer.service_id]}
        whole = complete(scores, asked[answer.service_id])
        used, total = (len(scores), sum(scores.values())) if whole else (0, 0)
        totals[*place, used, total] = totals.get((*place, used, total), 0) + 1
        for key, score in scores.items() if whole else ():
            sums.setdefault((*place, key), [0, 0, 0, 0])[score - 1] += 1
        assert all(getattr(answer, key) is None for key in set(elements.KEYS) - scores.keys())

    kept = {(one.period_id, one.service_id, one.element): [one.n1, one.n2, one.n3, one.n4]
            for one in session.scalars(select(ElementSum))}  # fmt: skip
    assert kept == sums
    assert {(one.period_id, one.service_id, one.used, one.total): one.n
            for one in session.scalars(select(TotalSum))} == totals  # fmt: skip


def _reports_agree(session: Session) -> None:
    reports = session.scalars(select(Complaint).order_by(Complaint.id)).all()
    assert [one.number for one in reports] == [
        tickets.number(one.received_on.year, one.id) for one in reports
    ]
    assert [one.received_on for one in reports] == sorted(one.received_on for one in reports)
    acts = dict(
        session.execute(
            select(ComplaintAct.complaint_id, func.count()).group_by(ComplaintAct.complaint_id)
        ).all()
    )  # fmt: skip
    for one in reports:
        assert one.received_on < one.verify_by < one.finish_by
        assert acts[one.id] >= 1
        assert not (one.anonymous and (one.reporter_name or one.reporter_contact))
        if one.state == State.DONE:
            assert one.done_at is not None
            assert one.in_time == (one.done_at.date() <= one.finish_by)
            assert one.handler_id is not None


def test_the_command_says_what_it_made(runner: "Callable[..., Result]") -> None:
    result = runner("demo", "year", "--scale", "0.02")

    assert result.exit_code == 0, result.output
    assert "40 unit, 40 pegawai, 400 jawaban" in result.output
    again = runner("demo", "year", "--scale", "0.02")
    assert again.exit_code == 1
    assert "pemasangan baru" in again.output
    unasked = runner("demo", "year", "--if-empty")
    assert (unasked.exit_code, unasked.output) == (0, "")


def test_the_command_alone_loads_demo_people_as_before(runner: "Callable[..., Result]") -> None:
    result = runner("demo")

    assert result.exit_code == 0, result.output
    assert "Nurʼaini" not in result.output
    assert "199003122015032001" in result.output
