"""What a unit does about its weak elements: written, seen in its branch alone, settled, taken out."""

from datetime import date

import pytest
from build import NINE, a_unit
from sqlalchemy import select
from voice_builders import a_period

from lms.audit.models import AuditEntry
from lms.errors import InvalidInput, NotFound
from lms.voice.satisfaction import plans

GOOD = {
    "element": "waktu",
    "action": "  Membuka loket ketiga pada jam sibuk ",
    "by_whom": "Kepala Seksi Pelayanan",
    "due_on": date(2026, 6, 30),
}


def a_line(session, unit, period, **other):
    return plans.add(session, unit, period, **GOOD | other, at=NINE, by=None)


def test_a_plan_is_that_of_the_unit_and_all_below_it_what_is_due_first_before_the_rest(session):
    period, city = a_period(session), a_unit(session, "Kota")
    district = a_unit(session, "Kecamatan Plaju", city)
    late = a_line(session, city, period)
    soon = a_line(session, district, period, due_on=date(2026, 4, 30))
    a_line(session, a_unit(session, "Dinas Lain"), period)

    assert [one.row for one in plans.listed(session, city.path, period.id)] == [soon, late]
    assert [one.unit for one in plans.listed(session, district.path, period.id)] == ["Kecamatan Plaju"]
    assert late.action == "Membuka loket ketiga pada jam sibuk"
    with pytest.raises(NotFound):
        plans.within(session, late.id, district.path)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"element": "u8"}, "unsur"),
        ({"action": "  "}, "tindakan"),
        ({"action": "a" * 501}, "tindakan"),
        ({"by_whom": ""}, "penanggung"),
        ({"due_on": date(2025, 12, 31)}, "tenggat"),
    ],
)
def test_a_line_says_what_is_done_by_whom_and_by_when(session, wrong, field):
    with pytest.raises(InvalidInput) as refused:
        a_line(session, a_unit(session), a_period(session), **wrong)

    assert refused.value.field == field


def test_a_line_is_settled_opened_again_and_taken_out_with_a_trace(session):
    row = a_line(session, a_unit(session), a_period(session))

    plans.settle(session, row, back=False, at=NINE, by=None)
    assert row.done_at == NINE
    plans.settle(session, row, back=True, at=NINE, by=None)
    assert row.done_at is None
    number = row.id
    plans.drop(session, row, at=NINE, by=None)

    with pytest.raises(NotFound):
        plans.within(session, number, "")
    acts = session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert acts[-4:] == ["plan.added", "plan.done", "plan.reopened", "plan.dropped"]
