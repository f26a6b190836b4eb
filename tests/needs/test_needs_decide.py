"""HR takes a need up, changes it or lays it aside; who is asked, why, and when it is done."""

from datetime import date

import pytest
from build import NINE, a_person, a_unit
from learning_builders import a_course
from needs_builders import DUE, TODAY, a_need, an_answering
from sqlalchemy import select

from lms.audit.models import AuditEntry
from lms.errors import Conflict, InvalidInput, NotFound
from lms.events import CourseCompleted
from lms.learning import enrolments
from lms.learning.models import EnrolmentState
from lms.needs import assignments, training_needs
from lms.needs.models import Assignment, NeedState

WHY = "Loket baru dibuka bulan ini."


def accepted(session, need, slugs=("tepat-waktu",), due=DUE, **more):
    by = a_person(session, "Eka")
    return training_needs.accept(session, need, slugs, due, today=TODAY, at=NINE, by=by.id, **more)


def test_an_accepted_need_asks_the_units_people_below_it_too(session) -> None:
    need, course, unit, people = a_need(session)
    below = a_person(session, "Bawahan", unit=a_unit(session, "Seksi", parent=unit))
    a_person(session, "Orang lain", unit=a_unit(session, "Unit lain"))
    a_person(session, "Pensiun", unit=unit, disabled_at=NINE)

    assert accepted(session, need) == 3
    assert need.state == NeedState.ACCEPTED
    asked = set(session.scalars(select(Assignment.person_id)))
    assert asked == {below.id, *(one.id for one in people)}
    (mine,) = assignments.open_of(session, below.id)
    assert (mine.slug, mine.due_on, mine.source, mine.unit) == ("tepat-waktu", DUE, "skm/waktu", unit.name)
    assert mine.evidence["mean"] == pytest.approx(2.6)
    assert course.id == mine.course_id


def test_who_has_finished_the_course_is_not_asked_again(session) -> None:
    need, course, _, people = a_need(session)
    enrolments.enrol(session, people[0].id, course.slug, at=NINE).state = EnrolmentState.COMPLETED
    session.flush()

    assert accepted(session, need) == 1
    assert assignments.open_of(session, people[0].id) == []


def test_finishing_the_course_ticks_it_off(session) -> None:
    need, course, _, people = a_need(session)
    accepted(session, need)

    assignments.close(session, CourseCompleted(NINE, people[0].id, course.id, 1, NINE, None))

    assert assignments.open_of(session, people[0].id) == []
    assert [(one.asked, one.done) for one in assignments.counts(session, need.id)] == [(2, 1)]


def test_other_courses_than_proposed_ask_for_a_reason(session) -> None:
    need, _, _, people = a_need(session)
    a_course(session, "lain")

    with pytest.raises(InvalidInput):
        accepted(session, need, ["lain"])
    accepted(session, need, ["lain"], reason=WHY)

    assert (need.state, need.reason) == (NeedState.CHANGED, WHY)
    assert [one.slug for one in assignments.open_of(session, people[0].id)] == ["lain"]


def test_changing_the_courses_ends_what_is_not_done_and_moves_the_due_date(session) -> None:
    need, _, _, people = a_need(session)
    an_answering(session, "lain")
    accepted(session, need, ["tepat-waktu", "lain"], reason=WHY)
    later = date(2026, 7, 31)

    accepted(session, need, ["lain"], later, reason=WHY)

    assert [(one.slug, one.due_on) for one in assignments.open_of(session, people[0].id)] == [("lain", later)]


@pytest.mark.parametrize(
    ("slugs", "due"), [([], DUE), (["tepat-waktu"], TODAY)], ids=["no course", "due today"]
)
def test_a_decision_that_cannot_be_carried_out_is_refused(session, slugs, due) -> None:
    need, *_ = a_need(session)

    with pytest.raises(InvalidInput):
        accepted(session, need, slugs, due)
    assert need.state == NeedState.PROPOSED


def test_a_rejected_need_keeps_its_reason_and_asks_nobody(session) -> None:
    need, _, _, people = a_need(session)
    accepted(session, need)
    by = a_person(session, "Eka dua")

    with pytest.raises(InvalidInput):
        training_needs.reject(session, need, "tidak", at=NINE, by=by.id)
    training_needs.reject(session, need, WHY, at=NINE, by=by.id)

    assert (need.state, need.reason, need.decided_by) == (NeedState.REJECTED, WHY, by.id)
    assert assignments.open_of(session, people[0].id) == []
    with pytest.raises(Conflict):
        training_needs.reject(session, need, WHY, at=NINE, by=by.id)
    acts = set(session.scalars(select(AuditEntry.act)))
    assert {"need.accepted", "need.rejected"} <= acts


def test_needs_of_another_branch_are_not_found(session) -> None:
    need, _, unit, _ = a_need(session)
    other = a_unit(session, "Unit lain")

    assert training_needs.of(session, unit.path, need.id).unit == unit.name
    with pytest.raises(NotFound):
        training_needs.of(session, other.path, need.id)
    assert training_needs.listed(session, other.path, need.period_id) == ([], 0)
    assert training_needs.counts(session, "", need.period_id) == {NeedState.PROPOSED: 1}


def test_the_list_goes_on_where_the_page_before_ended(session) -> None:
    need, *_ = a_need(session)

    (shown,), after = training_needs.listed(session, "", need.period_id, size=1)
    assert (shown.need.id, after) == (need.id, 0)
    assert training_needs.listed(session, "", need.period_id, after=need.id) == ([], 0)
    assert training_needs.listed(session, "", need.period_id, [NeedState.REJECTED]) == ([], 0)
