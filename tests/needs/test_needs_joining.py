"""Who joins a unit is asked what the unit is asked; who leaves it is asked no more."""

from datetime import UTC, date, datetime

import pytest
from build import NINE, a_person, a_unit
from learning_builders import counted
from needs_builders import DUE, TODAY, a_need, an_answering
from rosters import ANI, BUDI, csv
from sqlalchemy import select

from lms import flow
from lms.asn.kinds import EmployeeKind
from lms.catalogue.models import Course
from lms.events import PeoplePlaced
from lms.learning import enrolments
from lms.learning.models import EnrolmentState
from lms.needs import assignments, training_needs
from lms.needs.models import Assignment
from lms.people import persons
from lms.people.models import Unit
from lms.people.persons import Details
from lms.people.roster.applying import apply
from lms.people.roster.comparing import plan

MAY, JUNE, JULY = (datetime(2026, month, 20, 2, tzinfo=UTC) for month in (5, 6, 7))
WHY = "Loket baru dibuka bulan ini."


@pytest.fixture
def unit(session) -> Unit:
    """A unit of two people whose need was taken up, due on the last of June."""
    session.info["journey"] = flow.JOURNEY
    need, _, unit, _ = a_need(session)
    decide(session, need)
    return unit


def decide(session, need, due=DUE, slugs=("tepat-waktu",)) -> int:
    by = a_person(session, f"Eka {due}")
    return training_needs.accept(session, need, slugs, due, reason=WHY, today=TODAY, at=NINE, by=by.id)


def joins(session, unit, at=MAY, name="Baru"):
    details = Details(name, EmployeeKind.NON_ASN, unit_id=unit.id)
    return persons.create(session, details, number=f"{name.casefold()}.1", at=at, by=None)


def moves(session, person, unit, at=MAY) -> None:
    details = {key: getattr(person, key) for key in Details.__slots__} | {"unit_id": unit.id}
    persons.change(session, person, Details(**details), at=at, by=None)


def asked(session, person) -> list[date]:
    return [one.due_on for one in assignments.open_of(session, person.id)]


def counts(session) -> list[tuple[int, int]]:
    need_id = session.scalars(select(Assignment.need_id)).first()
    return [(one.asked, one.done) for one in assignments.counts(session, need_id)]


def test_who_joins_has_the_unit_s_day_or_thirty_days_whichever_is_later(session, unit) -> None:
    below = a_unit(session, "Seksi", parent=unit)

    assert asked(session, joins(session, below)) == [DUE]
    assert asked(session, joins(session, unit, JUNE, "Lambat")) == [date(2026, 7, 20)]
    assert asked(session, joins(session, unit, JULY, "Terlambat")) == []
    assert asked(session, joins(session, a_unit(session, "Unit lain"), name="Lain")) == []


def test_who_leaves_is_asked_no_more_and_who_comes_back_is(session, unit) -> None:
    person, other = joins(session, unit), a_unit(session, "Unit lain")
    assert counts(session) == [(3, 0)]

    moves(session, person, other)
    assert (asked(session, person), counts(session)) == ([], [(2, 0)])
    moves(session, person, unit)
    assert (asked(session, person), counts(session)) == ([DUE], [(3, 0)])
    persons.disable(session, person, at=MAY, by=None)
    assert counts(session) == [(2, 0)]
    persons.enable(session, person, at=MAY, by=None)
    assert (asked(session, person), counts(session)) == ([DUE], [(3, 0)])


def test_who_moves_within_the_branch_keeps_the_day(session, unit) -> None:
    person = joins(session, unit)

    moves(session, person, a_unit(session, "Seksi", parent=unit), JUNE)

    assert asked(session, person) == [DUE]


def test_a_need_decided_anew_does_not_ask_who_has_left(session, unit) -> None:
    person = joins(session, unit)
    moves(session, person, a_unit(session, "Unit lain"))
    (shown,), _ = training_needs.listed(session, "", session.scalars(select(Assignment.need_id)).first())

    assert decide(session, shown.need, JULY.date()) == 0

    assert asked(session, person) == []
    assert counts(session) == [(2, 0)]


def test_what_was_done_for_the_unit_stays_done_when_somebody_leaves(session, unit) -> None:
    person = joins(session, unit)
    session.query(Assignment).filter_by(person_id=person.id).update({"done_at": MAY})

    moves(session, person, a_unit(session, "Unit lain"))

    assert counts(session) == [(3, 1)]


def test_a_course_finished_before_or_retired_is_not_asked(session, unit) -> None:
    other, course = a_unit(session, "Unit lain"), session.query(Course).filter_by(slug="tepat-waktu").one()
    person = joins(session, other)
    enrolments.enrol(session, person.id, course.slug, at=MAY).state = EnrolmentState.COMPLETED
    moves(session, person, unit)
    assert asked(session, person) == []

    course.retired_at = MAY
    assert joins(session, unit, name="Nanti") is not None
    assert counts(session) == [(2, 0)]


def test_a_course_chosen_no_longer_stays_ended(session, unit) -> None:
    an_answering(session, "lain")
    (shown,), _ = training_needs.listed(session, "", session.scalars(select(Assignment.need_id)).first())
    decide(session, shown.need, slugs=["lain"])

    person = joins(session, unit)

    assert [one.slug for one in assignments.open_of(session, person.id)] == ["lain"]


def test_a_roster_asks_whom_it_brings_and_moves(session, unit) -> None:
    unit.name = "Kominfo"
    session.flush()

    def roster(*rows) -> None:
        apply(session, plan(session, csv(*rows), today=MAY.date()), at=MAY, by=None)

    roster(ANI, BUDI)
    assert counts(session) == [(4, 0)]
    roster([*ANI[:-2], "Puskesmas Plaju", "Dinkes"])
    assert counts(session) == [(3, 0)]
    roster(ANI)
    assert counts(session) == [(4, 0)]


@pytest.mark.parametrize("people", [1, 60])
def test_statements_do_not_grow_with_people(installation, people) -> None:
    with installation.database.write() as session:
        need, _, unit, _ = a_need(session)
        decide(session, need)
        ids = tuple(a_person(session, f"Baru {place}", unit=unit).id for place in range(people))

    with counted(installation.database) as statements, installation.database.write() as session:
        assignments.follow(session, PeoplePlaced(MAY, ids))

    assert len([one for one in statements if "BEGIN" not in one]) == 3
