"""The module page and the door of a quiz, through the client."""

import re
from datetime import timedelta

import pytest
from build import NINE, a_person, arm, sign_in
from flask import Flask
from flask.testing import FlaskClient
from learning_builders import a_course, counted
from sqlalchemy import select

from lms.db.installation import Installation
from lms.learning import enrolments, openings
from lms.learning.models import Enrolment, EnrolmentState, ModuleProgress
from lms.people.models import Person
from lms.web import shell

PAGE = "/kursus/dasar-spbe/modul/01-satu"


def given(
    installation: Installation,
    client: FlaskClient,
    modules: tuple[tuple[str, str | None], ...] | None = None,
    quiz_kind: str = "module",
) -> Person:
    with installation.database.write() as session:
        ani = a_person(session, "Ani")
        a_course(session, modules=modules or (("01-satu", None),), words=1000, quiz_kind=quiz_kind)
        enrolments.enrol(session, ani.id, "dasar-spbe", at=NINE)
    sign_in(client, ani)
    arm(client)
    return ani


def at(monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
    """Set the server's clock."""
    monkeypatch.setattr(shell, "clock", lambda: NINE + timedelta(seconds=seconds))


def token_of(page: str) -> str:
    found = re.search(r'name="opened" value="([^"]+)"', page)
    assert found
    return found[1]


def test_the_text_is_the_page_with_its_contents_and_its_neighbours(
    installation: Installation, client: FlaskClient
) -> None:
    given(installation, client, (("01-satu", None), ("02-dua", None), ("03-tiga", None)))

    page = client.get("/kursus/dasar-spbe/modul/02-dua").text

    assert '<h2 id="prinsip">' in page
    assert 'href="#prinsip"' in page
    assert re.search(r'rel="prev" href="/kursus/dasar-spbe/modul/01-satu".*?Judul 01-satu', page, re.DOTALL)
    assert re.search(r'rel="next" href="/kursus/dasar-spbe/modul/03-tiga".*?Judul 03-tiga', page, re.DOTALL)
    assert "2 dari 3" in page


def test_who_does_not_take_the_course_is_led_to_its_page(
    installation: Installation, client: FlaskClient
) -> None:
    with installation.database.write() as session:
        a_course(session)

    assert client.get(PAGE).location == "/kursus/dasar-spbe"
    assert "tekan Ikuti kursus" in client.get("/kursus/dasar-spbe").text


def test_the_reading_place_is_kept_and_offered_again(installation: Installation, client: FlaskClient) -> None:
    given(installation, client)

    assert client.post(f"{PAGE}/tempat", data={"section": "prinsip"}).status_code == 204

    page = client.get(PAGE).text
    assert 'href="#prinsip"><svg' in page
    assert "Lanjutkan dari “Prinsip”" in page
    assert f'href="{PAGE}#prinsip"' in client.get("/kursus/dasar-spbe").text


def test_the_finish_button_counts_by_the_servers_clock(
    installation: Installation, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(installation, client)
    at(monkeypatch, 0)
    token = token_of(client.get(PAGE).text)

    at(monkeypatch, 20)
    early = client.post(f"{PAGE}/selesai", data={"opened": token})

    assert early.location == f"{PAGE}#selesai"
    again = client.get(PAGE).text
    assert "Mohon baca 40 detik lagi" in again
    at(monkeypatch, 60)
    client.post(f"{PAGE}/selesai", data={"opened": token_of(again)})
    with installation.database.read() as session:
        assert session.scalars(select(Enrolment.state)).one() == EnrolmentState.COMPLETED
    assert "Modul ini selesai" in client.get(PAGE).text


def test_a_reading_place_tells_the_first_opening_too(
    installation: Installation, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(installation, client)
    at(monkeypatch, 0)
    client.post(f"{PAGE}/tempat", data={"section": ""})

    at(monkeypatch, 60)
    client.post(f"{PAGE}/selesai", data={"opened": token_of(client.get(PAGE).text)})

    with installation.database.read() as session:
        assert session.scalars(select(ModuleProgress.done_at)).one() == NINE + timedelta(seconds=60)


@pytest.mark.parametrize("wrong", ["", "forged.token", "learner", "module"])
def test_a_token_of_somebody_else_or_of_another_module_is_refused(
    installation: Installation, client: FlaskClient, app: Flask, wrong: str
) -> None:
    ani = given(installation, client)
    with installation.database.read() as session:
        course_id = session.scalars(select(Enrolment.course_id)).one()
    secret = str(app.secret_key)
    tokens = {
        "learner": openings.seal(secret, ani.id + 1, course_id, "01-satu", NINE),
        "module": openings.seal(secret, ani.id, course_id, "02-dua", NINE),
    }

    answer = client.post(f"{PAGE}/selesai", data={"opened": tokens.get(wrong, wrong)})

    assert answer.status_code == 422
    with installation.database.read() as session:
        assert session.scalars(select(ModuleProgress)).all() == []


def test_a_module_with_a_quiz_ends_in_its_quiz(installation: Installation, client: FlaskClient) -> None:
    given(installation, client, (("01-satu", "k/satu"),))

    page = client.get(PAGE).text

    assert 'href="/kursus/dasar-spbe/kuis/k/satu"' in page
    assert 'name="opened"' not in page


def test_a_module_page_asks_the_database_three_times_at_most(
    app: Flask, installation: Installation, client: FlaskClient
) -> None:
    given(installation, client)
    client.get(PAGE)

    with counted(app.extensions["lms"].installation.database) as sent:
        client.get(PAGE)

    assert len(sent) <= 3, sent


@pytest.mark.parametrize("path", ["/kursus/dasar-spbe", "/kursus-saya", "/kursus/dasar-spbe/kuis/k/1"])
def test_pages_of_a_long_course_ask_no_more_than_those_of_a_short_one(
    app: Flask, installation: Installation, client: FlaskClient, path: str
) -> None:
    given(installation, client, tuple((f"{number:02d}-modul", f"k/{number}") for number in range(1, 15)))
    client.get(path)

    with counted(app.extensions["lms"].installation.database) as sent:
        client.get(path)

    assert len(sent) <= 4, sent


def test_the_door_of_a_quiz_says_its_rules_and_starts_it(
    installation: Installation, client: FlaskClient
) -> None:
    given(installation, client, (("01-satu", "k/satu"),))
    door = "/kursus/dasar-spbe/kuis/k/satu"

    page = client.get(door).text

    for words in (
        "1 soal",
        "30 menit sejak dimulai",
        "3 kesempatan",
        "Lulus mulai 70%",
        "Bila jaringan putus",
    ):
        assert words in page
    assert "Mulai kuis" in page
    first = client.post(door).location
    assert first.startswith("/percobaan/")
    assert "Lanjutkan" in client.get(door).text
    assert client.post(door).location == first


def test_the_door_of_a_survey_promises_no_mark(installation: Installation, client: FlaskClient) -> None:
    given(installation, client, (("01-satu", "k/satu"),), quiz_kind="survey")

    page = client.get("/kursus/dasar-spbe/kuis/k/satu").text

    assert ("Mulai survei" in page, "Survei: tidak ada yang dinilai" in page) == (True, True)
    assert "Lulus mulai" not in page


def test_the_door_of_the_exam_is_locked_until_the_modules_are_done(
    installation: Installation, client: FlaskClient
) -> None:
    with installation.database.write() as session:
        ani = a_person(session)
        a_course(session, exam="k/ujian")
        enrolments.enrol(session, ani.id, "dasar-spbe", at=NINE)
    sign_in(client, ani)
    arm(client)

    page = client.get("/kursus/dasar-spbe/kuis/k/ujian").text

    assert "Masih 2 modul lagi" in page
    assert "Mulai kuis" not in page
    assert client.post("/kursus/dasar-spbe/kuis/k/ujian").status_code == 409
