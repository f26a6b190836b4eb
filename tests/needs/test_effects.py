"""A need that was taken up is judged against units where nobody was trained; before that, nothing is said."""

from datetime import UTC, datetime

import pytest
from build import a_person, a_unit
from learning_builders import counted
from needs_builders import (
    GOOD,
    WEAK,
    a_category,
    a_need,
    a_quarter,
    a_served,
    an_answering,
    calculated,
    complaints,
)
from sqlalchemy import select
from test_needs_decide import accepted

from lms.needs import effects, training_needs
from lms.needs.models import Assignment, Need, NeedState
from lms.needs.rules.effect import Verdict
from lms.people.models import Unit
from lms.voice.models import Period

MAY = datetime(2026, 5, 20, tzinfo=UTC)
FAIR = (0, 10, 60, 30)
# Nothing in all, and nothing that goes with the level.
SHIFTS = (2, -3, 3, -2, -2, 3, -3, 2)


def others(session, period, number=8, **after):
    """Untrained units, each with answers of its own in both periods."""
    later = a_quarter(session, 1)
    for place in range(number):
        unit = a_unit(session, f"Unit {place}")
        a_served(session, unit, period, waktu=(0, 5 + 6 * place, 60, 30))
        a_served(session, unit, later, waktu=(0, 5 + 6 * place + SHIFTS[place], 60, 30))
    return later


def trained(session, need, share=1.0):
    rows = session.scalars(select(Assignment).where(Assignment.need_id == need.id)).all()
    for row in rows[: round(share * len(rows))]:
        row.done_at = MAY
    session.flush()


@pytest.fixture
def need(session):
    made, _, unit, _ = a_need(session)
    accepted(session, made)
    return made, unit


def judged(session, need, later):
    return effects.of_need(session, training_needs.of(session, "", need.id), later)


def test_a_unit_whose_element_rose_more_than_elsewhere_improved(session, need) -> None:
    made, unit = need
    later = others(session, session.get_one(Period, made.period_id))
    a_served(session, unit, later, waktu=GOOD)
    trained(session, made)

    came = judged(session, made, later)

    assert came.effect is not None
    assert (came.effect.verdict, came.effect.others, came.element) == (Verdict.IMPROVED, 8, True)
    assert came.effect.trained_change == pytest.approx(0.85)
    assert (came.asked, came.done) == (2, 2)


def test_nothing_is_said_while_fewer_than_half_have_finished(session, need) -> None:
    made, unit = need
    later = a_quarter(session, 1)
    a_served(session, unit, later, waktu=GOOD)

    came = judged(session, made, later)

    assert (came.effect, came.asked, came.done) == (None, 2, 0)


@pytest.mark.parametrize(("decided", "yardsticks"), [(MAY, 7), (datetime(2026, 7, 1, tzinfo=UTC), 8)])
def test_units_trained_before_the_end_are_no_yardstick_and_later_ones_move_nothing(
    session, need, decided, yardsticks
) -> None:
    made, unit = need
    period = session.get_one(Period, made.period_id)
    later = others(session, period)
    a_served(session, unit, later, waktu=WEAK)
    trained(session, made)
    yardstick = session.scalars(select(Unit).where(Unit.name == "Unit 3")).one()
    session.add(
        Need(
            unit_id=yardstick.id,
            period_id=period.id,
            source="skm/waktu",
            state=NeedState.ACCEPTED,
            evidence={},
            made_at=MAY,
            decided_at=decided,
        )
    )
    session.flush()

    came = judged(session, made, later)

    assert came.effect is not None
    assert (came.effect.verdict, came.effect.trained, came.effect.others) == (
        Verdict.UNCHANGED,
        1,
        yardsticks,
    )


def test_a_unit_trained_before_and_decided_anew_later_stays_no_yardstick(session, need) -> None:
    made, unit = need
    period = session.get_one(Period, made.period_id)
    later = others(session, period)
    a_served(session, unit, later, waktu=WEAK)
    trained(session, made)
    other = session.scalars(select(Unit).where(Unit.name == "Unit 3")).one()
    again = Need(
        unit_id=other.id, period_id=period.id, source="skm/waktu", state=NeedState.REJECTED, evidence={},
        made_at=MAY, decided_at=datetime(2026, 8, 1, tzinfo=UTC),
    )  # fmt: skip
    session.add(again)
    session.flush()
    first = session.scalars(select(Assignment)).first()
    session.add(
        Assignment(
            person_id=first.person_id,
            need_id=again.id,
            course_id=first.course_id,
            due_on=first.due_on,
            made_at=MAY,
            ended_at=datetime(2026, 8, 1, tzinfo=UTC),
        )
    )
    session.flush()

    assert judged(session, made, later).effect.others == 7


def test_a_period_is_judged_whole_in_a_bounded_number_of_queries(installation) -> None:
    with installation.database.write() as session:
        made, _, unit, _ = a_need(session)
        accepted(session, made)
        period = session.get_one(Period, made.period_id)
        later = others(session, period)
        a_served(session, unit, later, waktu=FAIR)
        trained(session, made)
    with installation.database.read() as session, counted(installation.database) as sent:
        (came,) = effects.of_period(session, "", period, later)
        number = len(sent)
        known = [one.id for one in effects.later(session, period)]
        elsewhere = effects.of_period(session, "/0/", period, later)

    assert came.shown.need.id == made.id
    assert (known, elsewhere) == ([later.id], [])
    assert number <= 10


def test_complaints_are_judged_by_their_rate(session) -> None:
    period = a_quarter(session)
    a_category(session)
    unit = a_unit(session, "Kecamatan Plaju")
    a_person(session, "Pegawai", unit=unit)
    a_served(session, unit, period, people=1000)
    complaints(session, unit, period, 40)
    later = a_quarter(session, 1)
    a_served(session, unit, later, people=1000)
    complaints(session, unit, later, 4)
    for place in range(6):
        other = a_unit(session, f"Unit {place}")
        for one, number in ((period, 10 + 8 * place), (later, 10 + 8 * place + SHIFTS[place])):
            a_served(session, other, one, people=2000)
            complaints(session, other, one, number)
    (need,) = calculated(session, period)
    accepted(session, need, [an_answering(session, "prosedur", need.source).slug])
    trained(session, need)

    came = judged(session, need, later)

    assert came.effect is not None
    assert (came.effect.verdict, came.element) == (Verdict.IMPROVED, False)
