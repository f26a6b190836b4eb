from fractions import Fraction

import pytest
from build import NINE, a_person
from learning_builders import a_course, graded, heard, minutes
from sqlalchemy.orm import Session

from lms.catalogue.models import Course
from lms.errors import NotFound, Refused
from lms.events import CourseCompleted, ModuleCompleted
from lms.learning import enrolments, progress
from lms.learning.models import EnrolmentState
from lms.people.models import Person

QUIZZES = (("01-satu", "k/satu"), ("02-dua", None))


def taken(session: Session, **values: object) -> tuple[Person, Course]:
    ani, course = a_person(session), a_course(session, **values)
    enrolments.enrol(session, ani.id, course.slug, at=NINE)
    return ani, course


def test_the_reading_place_moves_and_the_furthest_section_only_grows(session: Session) -> None:
    ani, course = taken(session)

    progress.read(session, ani.id, course.id, "01-satu", section="prinsip", at=NINE)
    row = progress.read(session, ani.id, course.id, "01-satu", section="pendahuluan", at=NINE + minutes(1))

    assert (row.place, row.reached, row.opened_at, row.read_at) == ("pendahuluan", 2, NINE, None)
    enrolment = enrolments.of(session, ani.id, course.id)
    assert (enrolment.last_module, enrolment.last_seen_at) == ("01-satu", NINE + minutes(1))


def test_the_last_section_reached_is_read(session: Session) -> None:
    ani, course = taken(session)

    row = progress.read(session, ani.id, course.id, "01-satu", section="penutup", at=NINE)

    assert (row.reached, row.read_at, row.done_at) == (3, NINE, None)


@pytest.mark.parametrize("section", ["", "tidak-ada"])
def test_an_unknown_section_is_the_beginning(session: Session, section: str) -> None:
    ani, course = taken(session)

    row = progress.read(session, ani.id, course.id, "01-satu", section=section, at=NINE)

    assert (row.place, row.reached) == ("", 0)


def test_reading_needs_the_course_and_a_module_of_its_edition(session: Session) -> None:
    ani, course = taken(session)

    with pytest.raises(NotFound):
        progress.read(session, ani.id, course.id, "09-lain", section="", at=NINE)
    with pytest.raises(Refused):
        progress.read(session, a_person(session, "Budi").id, course.id, "01-satu", section="", at=NINE)


def test_a_module_is_finished_when_it_was_open_long_enough_by_the_servers_clock(session: Session) -> None:
    ani, course = taken(session, words=1000)
    told = heard(session, ModuleCompleted)

    missing = progress.finish(session, ani.id, course.id, "01-satu", served_at=NINE, at=NINE)

    assert (missing, told) == (60, [])
    missing = progress.finish(
        session, ani.id, course.id, "01-satu", served_at=NINE + minutes(1), at=NINE + minutes(1)
    )
    assert missing == 0
    assert told == [ModuleCompleted(NINE + minutes(1), ani.id, course.id, "01-satu")]
    assert enrolments.of(session, ani.id, course.id).done == 1


def test_finishing_twice_is_once(session: Session) -> None:
    ani, course = taken(session)
    told = heard(session, ModuleCompleted)

    for later in (5, 6):
        progress.finish(session, ani.id, course.id, "01-satu", served_at=NINE, at=NINE + minutes(later))

    assert [event.at for event in told] == [NINE + minutes(5)]


def test_a_module_with_a_quiz_is_not_finished_by_reading(session: Session) -> None:
    ani, course = taken(session, modules=QUIZZES)

    with pytest.raises(Refused, match="quiz"):
        progress.finish(session, ani.id, course.id, "01-satu", served_at=NINE, at=NINE + minutes(5))


def test_a_module_is_done_when_its_quiz_is_passed_and_stays_done(session: Session) -> None:
    ani, course = taken(session, modules=QUIZZES)
    told = heard(session, ModuleCompleted)

    progress.record_result(session, graded(ani.id, course.id, "k/satu", 69))
    assert progress.done_modules(session, ani.id, course.id) == set()
    progress.record_result(session, graded(ani.id, course.id, "k/satu", 70, NINE + minutes(1)))
    progress.record_result(session, graded(ani.id, course.id, "k/satu", 0, NINE + minutes(2)))

    assert progress.done_modules(session, ani.id, course.id) == {"01-satu"}
    assert [event.at for event in told] == [NINE + minutes(1)]


def test_the_last_requirement_completes_the_course_once(session: Session) -> None:
    ani, course = taken(session, modules=QUIZZES, exam="k/ujian")
    told = heard(session, CourseCompleted)
    progress.record_result(session, graded(ani.id, course.id, "k/satu", 80))
    progress.finish(session, ani.id, course.id, "02-dua", served_at=NINE, at=NINE + minutes(5))
    assert told == []

    for later in (9, 10):
        progress.record_result(session, graded(ani.id, course.id, "k/ujian", 90, NINE + minutes(later)))

    pinned = enrolments.of(session, ani.id, course.id)
    assert told == [
        CourseCompleted(NINE + minutes(9), ani.id, course.id, pinned.release_id, NINE, Fraction(90))
    ]
    assert (pinned.state, pinned.done) == (EnrolmentState.COMPLETED, 2)


def test_an_exam_passed_early_waits_for_the_modules(session: Session) -> None:
    ani, course = taken(session, modules=[("01-satu", "k/satu")], exam="k/ujian")
    told = heard(session, CourseCompleted)

    progress.record_result(session, graded(ani.id, course.id, "k/ujian", 90))
    assert told == []
    progress.record_result(session, graded(ani.id, course.id, "k/satu", 90))

    assert len(told) == 1


def test_results_of_other_quizzes_and_of_no_course_change_nothing(session: Session) -> None:
    ani, course = taken(session, modules=QUIZZES)

    progress.record_result(session, graded(ani.id, None, "k/satu", 100))
    progress.record_result(session, graded(ani.id, course.id + 1, "k/satu", 100))
    progress.record_result(session, graded(ani.id, course.id, "k/lain", 100))

    assert progress.done_modules(session, ani.id, course.id) == set()
