"""What each sees first, through the client."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from build import NINE, a_person, a_role, arm, sign_in
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session

from lms.asn.kinds import EmployeeKind
from lms.catalogue import courses
from lms.catalogue.models import Course, Release
from lms.db.installation import Installation
from lms.db.session import Database
from lms.learning import enrolments
from lms.ledger.models import YearTotal
from lms.people.models import Person
from lms.web import shell

MANIFEST: dict[str, Any] = {
    "field": "management", "kind": "course", "level": 1, "jp": "2", "minutes": 90,
    "intro": "<p>Untuk semua.</p>", "language": "id", "competencies": [], "trainers": [], "requires": [],
    "addresses": [], "certificate": "standar", "exam": None, "valid": None, "assets": [], "quizzes": {},
    "modules": [
        {"name": "01-satu", "hash": "0" * 64, "title": "Rapat", "jp": "2", "minutes": 8, "quiz": None}
    ],
}  # fmt: skip


def a_course(session: Session, number: int) -> Course:
    course = Course(
        slug=f"kursus-{number}", title=f"Kursus {number}", sort_title=f"kursus {number}", field="management",
        kind="course", jp=Decimal(2), modules=1,
    )  # fmt: skip
    session.add(course)
    session.flush()
    manifest = MANIFEST | {"slug": course.slug, "title": course.title}
    # Editions are kept in memory by their id, and every test's are the same but for the course's.
    course.release_id = 77_000_000 + number
    session.add(
        Release(
            id=course.release_id,
            course_id=course.id,
            number=1,
            hash="0" * 64,
            manifest=manifest,
            published_at=NINE,
        )
    )
    session.flush()
    return course


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK")):
            sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def signed_in(
    installation: Installation,
    client: FlaskClient,
    *roles: str,
    taken: int = 0,
    offered: int = 3,
    **values: Any,
) -> Person:
    with installation.database.write() as session:
        ani = a_person(session, "Ani", **values)
        for role in roles:
            a_role(session, ani, role)
        for number in range(1, offered + 1):
            course = a_course(session, number)
            if number <= taken:
                enrolments.enrol(session, ani.id, course.slug, at=NINE)
    sign_in(client, ani)
    arm(client)
    return ani


def test_a_visitor_is_led_to_catalogue_sign_in_and_verification(
    installation: Installation, client: FlaskClient
) -> None:
    with installation.database.write() as session:
        a_course(session, 1)

    page = client.get("/").text

    for words in ("Kursus 1", 'href="/masuk"', 'href="/katalog"', 'href="/verifikasi"', 'href="/aktivasi"'):
        assert words in page


def test_a_learner_sees_the_next_step_first(installation: Installation, client: FlaskClient) -> None:
    signed_in(installation, client, taken=1)

    page = client.get("/").text

    assert "Modul 1: Rapat" in page
    assert "Sekitar 8 menit" in page
    assert 'href="/kursus/kursus-1/modul/01-satu"' in page
    assert "sebidang dengan kursus Anda" in page


def test_who_has_begun_nothing_is_led_to_the_catalogue(
    installation: Installation, client: FlaskClient
) -> None:
    signed_in(installation, client)

    assert "Siap untuk kursus pertama Anda?" in client.get("/").text


@pytest.mark.parametrize(
    "case",
    [
        (EmployeeKind.PNS, 12, "Sisa 8 JP sebelum 31 Desember", "paling lama"),
        (EmployeeKind.PNS, 20, "Target tahun ini tercapai", "Sisa"),
        (EmployeeKind.PPPK, 4, "Menurut aturan paling lama 24 JP", "tercapai"),
        (EmployeeKind.NON_ASN, 4, "Jam pelajaran tahun 2026", "dari 20 JP"),
    ],
)
def test_credit_hours_stand_beside_the_target_of_the_law(
    installation: Installation,
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    case: tuple[EmployeeKind, int, str, str],
) -> None:
    kind, jp, words, absent = case
    ani = signed_in(installation, client, kind=kind)
    with installation.database.write() as session:
        session.add(YearTotal(person_id=ani.id, year=2026, jp=Decimal(jp), courses=1))
    # In Palembang the year has begun five hours before.
    monkeypatch.setattr(shell, "clock", lambda: datetime(2025, 12, 31, 22, 0, tzinfo=UTC))

    page = client.get("/").text

    assert words in page
    assert absent not in page


def test_an_officer_without_a_course_starts_at_the_desk_and_with_one_at_the_next_step(
    installation: Installation, client: FlaskClient
) -> None:
    ani = signed_in(installation, client, "hr")
    assert client.get("/").location == "/kepegawaian"

    with installation.database.write() as session:
        enrolments.enrol(session, ani.id, "kursus-1", at=NINE)

    page = client.get("/").text
    assert "Modul 1: Rapat" in page
    assert 'href="/kepegawaian"' in page


def test_a_trainer_sees_the_courses_given_to_him_and_their_learners(
    installation: Installation, client: FlaskClient
) -> None:
    ani = signed_in(installation, client, "trainer", taken=1, offered=2)
    with installation.database.write() as session:
        courses.assign(session, courses.by_slug(session, "kursus-1"), ani.id, by=None, at=NINE)

    page = client.get("/pengajar").text

    assert 'href="/pengajar/kursus/kursus-1"' in page
    assert "Kursus 2" not in page
    assert page.count('<td class="right">1</td>') == 2


def test_only_trainers_and_administrators_have_a_trainers_desk(
    installation: Installation, client: FlaskClient
) -> None:
    signed_in(installation, client, "hr")

    assert client.get("/pengajar").status_code == 403


@pytest.mark.parametrize(("path", "most"), [("/", 9), ("/pengajar", 3)])
def test_the_first_pages_ask_the_same_for_many_courses_as_for_few(
    app: Flask, installation: Installation, client: FlaskClient, path: str, most: int
) -> None:
    signed_in(installation, client, "admin", taken=15, offered=20)
    client.get(path)

    with counted(app.extensions["lms"].installation.database) as sent:
        assert client.get(path).status_code == 200

    assert len(sent) <= most, sent


def test_everybody_may_read_what_is_kept_about_people(client: FlaskClient) -> None:
    assert "UU 27/2022" in client.get("/privasi").text
