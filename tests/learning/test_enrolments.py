import pytest
from build import NINE, a_person
from learning_builders import a_course, an_edition, graded, minutes
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.assessment.models import Attempt
from lms.errors import NotFound, Refused
from lms.learning import enrolments, progress
from lms.learning.enrolments import Touched
from lms.learning.models import Enrolment, EnrolmentState


def test_enrolling_pins_the_current_edition(session: Session) -> None:
    ani, course = a_person(session), a_course(session)
    first = course.release_id

    enrolled = enrolments.enrol(session, ani.id, "dasar-spbe", at=NINE)
    an_edition(session, course, [("01-satu", None)], number=2)

    assert (enrolled.release_id, enrolled.state, enrolled.began_at) == (first, EnrolmentState.ACTIVE, NINE)


def test_enrolling_twice_is_once(session: Session) -> None:
    ani, _course = a_person(session), a_course(session)
    enrolments.enrol(session, ani.id, "dasar-spbe", at=NINE)

    again = enrolments.enrol(session, ani.id, "dasar-spbe", at=NINE + minutes(5))

    assert again.began_at == NINE
    assert session.scalar(select(func.count()).select_from(Enrolment)) == 1


def test_who_comes_back_finds_everything_as_it_was(session: Session) -> None:
    ani, course = a_person(session), a_course(session)
    enrolments.enrol(session, ani.id, course.slug, at=NINE)
    progress.read(session, ani.id, course.id, "01-satu", section="prinsip", at=NINE)
    enrolments.withdraw(session, ani.id, course.slug, at=NINE + minutes(1))

    with pytest.raises(Refused):
        progress.read(session, ani.id, course.id, "01-satu", section="penutup", at=NINE + minutes(2))
    back = enrolments.enrol(session, ani.id, course.slug, at=NINE + minutes(3))

    assert (back.state, back.began_at) == (EnrolmentState.ACTIVE, NINE)
    place = progress.read(session, ani.id, course.id, "01-satu", section="pendahuluan", at=NINE + minutes(4))
    assert (place.reached, place.place) == (2, "pendahuluan")


def test_a_finished_course_cannot_be_left(session: Session) -> None:
    ani, course = a_person(session), a_course(session, modules=[("01-satu", "k/satu")])
    enrolments.enrol(session, ani.id, course.slug, at=NINE)
    progress.record_result(session, graded(ani.id, course.id, "k/satu", 90))

    with pytest.raises(Refused, match="finished"):
        enrolments.withdraw(session, ani.id, course.slug, at=NINE)


def test_what_was_graded_after_leaving_counts_when_one_comes_back(session: Session) -> None:
    ani, course = a_person(session), a_course(session, modules=[("01-satu", "k/satu")])
    enrolments.enrol(session, ani.id, course.slug, at=NINE)
    enrolments.withdraw(session, ani.id, course.slug, at=NINE)
    progress.record_result(session, graded(ani.id, course.id, "k/satu", 90))
    assert enrolments.of(session, ani.id, course.id).state == EnrolmentState.WITHDRAWN

    back = enrolments.enrol(session, ani.id, course.slug, at=NINE + minutes(3))

    assert (back.state, back.completed_at) == (EnrolmentState.COMPLETED, NINE + minutes(3))


@pytest.mark.parametrize(
    ("values", "retired", "word"),
    [({"kind": "manual"}, False, "manual"), ({}, True, "no new"), ({"requires": ["lain"]}, False, "lain")],
)
def test_enrolling_is_refused_with_the_reason(
    session: Session, values: dict[str, object], retired: bool, word: str
) -> None:
    ani, course = a_person(session), a_course(session, **values)
    course.retired_at = NINE if retired else None

    with pytest.raises(Refused, match=word):
        enrolments.enrol(session, ani.id, course.slug, at=NINE)


def test_a_course_opens_when_the_course_before_it_is_finished(session: Session) -> None:
    ani, first = a_person(session), a_course(session, "lain", modules=[("01-satu", "k/satu")])
    course = a_course(session, requires=["lain"])
    enrolments.enrol(session, ani.id, "lain", at=NINE)
    progress.record_result(session, graded(ani.id, first.id, "k/satu", 100))

    assert enrolments.enrol(session, ani.id, course.slug, at=NINE).state == EnrolmentState.ACTIVE


def test_who_loses_nothing_may_move_to_the_new_edition(session: Session) -> None:
    ani, course = a_person(session), a_course(session)
    enrolments.enrol(session, ani.id, course.slug, at=NINE)
    progress.finish(session, ani.id, course.id, "01-satu", served_at=NINE, at=NINE + minutes(5))
    new = an_edition(session, course, [("01-satu", None), ("03-tiga", None)], number=2)

    moved = enrolments.move(session, ani.id, course.slug, at=NINE + minutes(6))

    assert (moved.release_id, moved.done) == (new.id, 1)
    with pytest.raises(Refused, match="newest"):
        enrolments.move(session, ani.id, course.slug, at=NINE + minutes(7))


def test_moving_is_refused_when_something_done_would_be_lost(session: Session) -> None:
    ani, course = a_person(session), a_course(session)
    enrolments.enrol(session, ani.id, course.slug, at=NINE)
    progress.finish(session, ani.id, course.id, "01-satu", served_at=NINE, at=NINE + minutes(5))
    an_edition(session, course, [("02-dua", None)], number=2, jp=4)

    with pytest.raises(Refused, match="take some of your progress away"):
        enrolments.move(session, ani.id, course.slug, at=NINE + minutes(6))


def test_a_quiz_begins_for_who_takes_the_course_and_an_open_attempt_goes_on(session: Session) -> None:
    ani, course = a_person(session), a_course(session, modules=[("01-satu", "k/satu")])
    words = {"at": NINE, "seed": 1, "language": "id"}
    with pytest.raises(Refused, match="not taking"):
        enrolments.begin_quiz(session, ani.id, course.slug, "k/satu", **words)
    enrolments.enrol(session, ani.id, course.slug, at=NINE)

    first = enrolments.begin_quiz(session, ani.id, course.slug, "k/satu", **words)
    second = enrolments.begin_quiz(session, ani.id, course.slug, "k/satu", **words)

    assert first.id == second.id
    assert session.scalar(select(func.count()).select_from(Attempt)) == 1
    with pytest.raises(NotFound):
        enrolments.begin_quiz(session, ani.id, course.slug, "k/lain", **words)


def test_the_exam_waits_for_the_modules(session: Session) -> None:
    ani, course = a_person(session), a_course(session, modules=[("01-satu", "k/satu")], exam="k/ujian")
    enrolments.enrol(session, ani.id, course.slug, at=NINE)
    words = {"at": NINE, "seed": 1, "language": "id"}
    with pytest.raises(Refused, match="exam"):
        enrolments.begin_quiz(session, ani.id, course.slug, "k/ujian", **words)
    progress.record_result(session, graded(ani.id, course.id, "k/satu", 70))

    assert enrolments.begin_quiz(session, ani.id, course.slug, "k/ujian", **words).quiz == "k/ujian"


def test_a_change_touches_those_who_take_the_course(session: Session) -> None:
    course = a_course(session, modules=[("01-satu", "k/satu")])
    ani, budi, citra = (a_person(session, name) for name in ("Ani", "Budi", "Citra"))
    for person in (ani, budi, citra):
        enrolments.enrol(session, person.id, course.slug, at=NINE)
    progress.record_result(session, graded(ani.id, course.id, "k/satu", 70))
    enrolments.withdraw(session, citra.id, course.slug, at=NINE)

    assert enrolments.touched(session, course.id) == Touched(learners=3, active=1, completed=1)
    assert enrolments.touched(session, course.id + 1) == Touched(0, 0, 0)
