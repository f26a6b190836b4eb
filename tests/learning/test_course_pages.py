"""The course page and my courses, through the client."""

import pytest
from build import NINE, a_person, arm, sign_in
from flask.testing import FlaskClient
from learning_builders import a_course, an_edition, graded, minutes
from sqlalchemy import select

from lms.db.installation import Installation
from lms.learning import enrolments, progress
from lms.learning.models import Enrolment, EnrolmentState
from lms.people.models import Person

MODULES = (("01-satu", "k/satu"), ("02-dua", None))


def given(installation: Installation, client: FlaskClient, *, enrolled: bool = True) -> Person:
    """Ani is signed in, and takes a course of two modules and an exam."""
    with installation.database.write() as session:
        ani, course = a_person(session, "Ani"), a_course(session, modules=MODULES, exam="k/ujian")
        if enrolled:
            enrolments.enrol(session, ani.id, course.slug, at=NINE)
    sign_in(client, ani)
    arm(client)
    return ani


def test_a_visitor_sees_what_a_course_holds_and_signs_in_to_take_it(
    installation: Installation, client: FlaskClient
) -> None:
    with installation.database.write() as session:
        a_course(session, modules=MODULES, exam="k/ujian")

    page = client.get("/kursus/dasar-spbe").text

    assert "Judul 01-satu" in page
    assert "/modul/" not in page
    assert "Masuk untuk mengikuti" in page
    assert client.get("/kursus/dasar-spbe/ikuti").location.startswith("/masuk?next=")


def test_taking_a_course_is_one_press_and_a_second_press_changes_nothing(
    installation: Installation, client: FlaskClient
) -> None:
    ani = given(installation, client, enrolled=False)

    for _press in range(2):
        assert client.post("/kursus/dasar-spbe/ikuti").status_code == 303

    with installation.database.read() as session:
        assert session.scalars(select(Enrolment.learner_id)).all() == [ani.id]
    assert "Mulai belajar" in client.get("/kursus/dasar-spbe").text


def test_the_path_says_what_is_done_and_why_the_exam_is_locked(
    installation: Installation, client: FlaskClient
) -> None:
    ani = given(installation, client)
    with installation.database.write() as session:
        course_id = session.scalars(select(Enrolment.course_id)).one()
        progress.record_result(session, graded(ani.id, course_id, "k/satu", 86))

    page = client.get("/kursus/dasar-spbe").text

    assert page.count("stop-done") == 1
    assert "nilai 86" in page
    assert "33%" in page
    assert "Terbuka setelah semua modul selesai" in page
    assert 'href="/kursus/dasar-spbe/kuis/k/ujian"' not in page


def test_a_course_that_asks_for_another_first_says_which(
    installation: Installation, client: FlaskClient
) -> None:
    with installation.database.write() as session:
        ani = a_person(session)
        a_course(session, "lain", title="Kursus Lain")
        a_course(session, "dua", requires=["lain"])
    sign_in(client, ani)

    page = client.get("/kursus/dua").text

    assert "Selesaikan dahulu" in page
    assert 'href="/kursus/lain">Kursus Lain' in page


def test_leaving_keeps_the_progress_and_offers_the_way_back(
    installation: Installation, client: FlaskClient
) -> None:
    given(installation, client)

    client.post("/kursus/dasar-spbe/berhenti")

    assert "Ikuti lagi" in client.get("/kursus/dasar-spbe").text
    with installation.database.read() as session:
        assert session.scalars(select(Enrolment.state)).one() == EnrolmentState.WITHDRAWN


def test_a_newer_edition_is_offered_and_taken_when_nothing_is_lost(
    installation: Installation, client: FlaskClient
) -> None:
    given(installation, client)
    with installation.database.write() as session:
        course = enrolments.courses.by_slug(session, "dasar-spbe")
        an_edition(session, course, [*MODULES, ("03-tiga", None)], "k/ujian", number=2)
    assert "Judul 03-tiga" not in client.get("/kursus/dasar-spbe").text

    client.post("/kursus/dasar-spbe/edisi-baru")

    page = client.get("/kursus/dasar-spbe").text
    assert "Judul 03-tiga" in page
    assert "Pindah ke terbitan baru" not in page


def test_a_manual_is_read_without_an_account(installation: Installation, client: FlaskClient) -> None:
    with installation.database.write() as session:
        a_course(session, "panduan", kind="manual")

    page = client.get("/kursus/panduan").text

    assert 'href="/kursus/panduan/modul/01-satu"' in page
    assert "Sertifikat</h3>" not in page
    assert client.get("/kursus/panduan/modul/01-satu").status_code == 200


def test_my_courses_come_in_groups_the_last_seen_first(
    installation: Installation, client: FlaskClient
) -> None:
    ani = given(installation, client)
    with installation.database.write() as session:
        a_course(session, "baru", title="Baru")
        enrolments.enrol(session, ani.id, "baru", at=NINE + minutes(5))

    page = client.get("/kursus-saya").text

    assert page.index("Baru") < page.index("Dasar-Spbe")
    assert "Sedang diikuti" in page
    assert "Sudah selesai" not in page


def test_who_has_no_course_is_led_to_the_catalogue(installation: Installation, client: FlaskClient) -> None:
    with installation.database.write() as session:
        ani = a_person(session)
    sign_in(client, ani)

    assert "Belum ada kursus yang Anda ikuti" in client.get("/kursus-saya").text


@pytest.mark.parametrize("path", ["/kursus/tidak-ada", "/kursus/dasar-spbe/modul/99-tidak-ada"])
def test_what_does_not_exist_is_not_found(installation: Installation, client: FlaskClient, path: str) -> None:
    given(installation, client)

    assert client.get(path).status_code == 404


def test_going_on_leads_straight_to_what_comes_next(installation: Installation, client: FlaskClient) -> None:
    ani = given(installation, client)
    assert client.get("/kursus/dasar-spbe/lanjut").location == "/kursus/dasar-spbe/modul/01-satu"

    with installation.database.write() as session:
        course_id = session.scalars(select(Enrolment.course_id)).one()
        progress.record_result(session, graded(ani.id, course_id, "k/satu", 90))
    assert client.get("/kursus/dasar-spbe/lanjut").location == "/kursus/dasar-spbe/modul/02-dua"


def test_going_on_without_the_course_leads_to_its_page(
    installation: Installation, client: FlaskClient
) -> None:
    given(installation, client, enrolled=False)

    assert client.get("/kursus/dasar-spbe/lanjut").location == "/kursus/dasar-spbe"
