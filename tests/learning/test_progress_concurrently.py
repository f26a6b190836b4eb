"""What two devices do at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from build import NINE, a_person
from learning_builders import a_course, graded, minutes
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.db.installation import Installation
from lms.events import CourseCompleted
from lms.learning import enrolments, progress
from lms.learning.models import Enrolment, EnrolmentState


def together(installation: Installation, calls: list[Callable[[Session], object]]) -> list[CourseCompleted]:
    """Run each call in a transaction of its own, all begun at once; return the completions told."""
    told: list[CourseCompleted] = []
    gate = Barrier(len(calls))

    def run(call: Callable[[Session], object]) -> None:
        gate.wait()
        with installation.database.write() as session:
            session.info["journey"] = {CourseCompleted: [lambda _session, event: told.append(event)]}
            call(session)

    with ThreadPoolExecutor(len(calls)) as pool:
        for done in [pool.submit(run, call) for call in calls]:
            done.result()
    return told


def test_the_last_modules_finished_at_once_complete_the_course_once(installation: Installation) -> None:
    modules = [(f"0{number}-modul", f"k/{number}") for number in range(1, 7)]
    with installation.database.write() as session:
        ani, course = a_person(session), a_course(session, modules=modules)
        enrolments.enrol(session, ani.id, course.slug, at=NINE)
    events = [graded(ani.id, course.id, quiz, 100) for _name, quiz in modules] * 2

    told = together(installation, [lambda s, e=event: progress.record_result(s, e) for event in events])

    assert len(told) == 1
    with installation.database.read() as session:
        assert session.scalars(select(Enrolment.state)).one() == EnrolmentState.COMPLETED


def test_the_finish_button_pressed_many_times_at_once_is_one_finish(installation: Installation) -> None:
    with installation.database.write() as session:
        ani, course = a_person(session), a_course(session, modules=[("01-satu", None)])
        enrolments.enrol(session, ani.id, course.slug, at=NINE)

    def finish(session: Session) -> None:
        progress.finish(session, ani.id, course.id, "01-satu", served_at=NINE, at=NINE + minutes(5))

    assert len(together(installation, [finish] * 8)) == 1


def test_two_clicks_at_once_enrol_once(installation: Installation) -> None:
    with installation.database.write() as session:
        ani, course = a_person(session), a_course(session)

    together(installation, [lambda s: enrolments.enrol(s, ani.id, course.slug, at=NINE)] * 6)

    with installation.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Enrolment)) == 1
