"""The trainer's page: looking changes nothing, applying needs what was shown; the learner is told."""

import re

import pytest
from assessment_builders import KEY, a_choice
from build import a_person, a_role, sign_in
from flask import Flask
from flask.testing import FlaskClient
from regrade_builders import LIMA, TUJUH, a_taught_course, begun, correct, now, regraded, took
from sqlalchemy import select

from lms.assessment.models import Attempt, Regrade
from lms.assessment.regrades import runs
from lms.catalogue import courses
from lms.db.installation import Installation
from lms.jobs.models import Job
from lms.people.models import Person
from lms.web.shell import site

HERE = f"/pengajar/nilai-ulang/{KEY}"
HALF = {"jml-prinsip": LIMA, "rupiah": "1000"}


@pytest.fixture
def attempt(client: FlaskClient, installation: Installation) -> Attempt:
    """Ani's attempt, marked by a key that was corrected since; her trainer is signed in."""
    with installation.database.write() as session:
        course = a_taught_course(session)
        trainer = a_person(session, "Citra", language="id")
        a_role(session, trainer, "trainer")
        courses.assign(session, course, trainer.id, by=None, at=trainer.created_at)
        taken = took(session, "Ani", HALF)
        correct(session)
    sign_in(client, trainer)
    return taken


def look(client: FlaskClient, **wish: str) -> str:
    return client.get(HERE, query_string={"tindakan": "nilai", **wish}).get_data(as_text=True)


def shown_hash(page: str) -> str:
    found = re.search(r'name="hash" value="(\w+)"', page)
    assert found
    return found[1]


def test_it_hints_that_keys_have_changed(client: FlaskClient, attempt: Attempt) -> None:
    page = client.get(HERE).get_data(as_text=True)

    assert "Kunci 1 soal berubah sejak 1 percobaan dinilai." in page
    assert 'name="hash"' not in page


def test_looking_names_who_rises_and_changes_nothing(
    client: FlaskClient, attempt: Attempt, installation: Installation
) -> None:
    page = look(client)

    assert "kunci dari “Tujuh” menjadi “Lima”" in page
    assert re.search(r'<th scope="row">Ani</th>.*>50<.*>100<', page)
    assert now(installation, attempt).percent == 50


def test_applying_what_was_shown_is_done_by_a_job(
    client: FlaskClient, attempt: Attempt, installation: Installation, app: Flask
) -> None:
    form = {"hash": shown_hash(look(client)), "tindakan": "nilai", "reason": "Kunci tertukar."}
    assert client.post(HERE, data=form).status_code == 302
    assert "data-live" in client.get(HERE).get_data(as_text=True)

    with installation.database.read() as session:
        job = session.scalars(select(Job)).one()
    runs.work(site(app).installation, job.payload)

    page = client.get(HERE).get_data(as_text=True)
    assert now(installation, attempt).percent == 100
    assert "Kunci tertukar." in page
    assert "Citra" in page
    assert "berubah sejak" not in page


def test_one_that_was_cut_off_is_gone_on_with(
    client: FlaskClient, attempt: Attempt, installation: Installation, app: Flask
) -> None:
    begun(installation)

    assert client.post(HERE).status_code == 302
    with installation.database.read() as session:
        job = session.scalars(select(Job)).one()
    runs.work(site(app).installation, job.payload)

    assert now(installation, attempt).percent == 100


def test_another_release_meanwhile_is_refused_in_words(
    client: FlaskClient, attempt: Attempt, installation: Installation
) -> None:
    seen = shown_hash(look(client))
    with installation.database.write() as session:
        correct(session, {"jml-prinsip": a_choice(right=2)}, number=3)

    form = {"hash": seen, "tindakan": "nilai", "reason": "Kunci tertukar."}
    page = client.post(HERE, data=form, follow_redirects=True).get_data(as_text=True)

    assert "belum ada nilai yang diubah" in page
    assert "Yang akan berubah" in page
    with installation.database.read() as session:
        assert session.scalars(select(Regrade)).all() == []


def test_without_a_reason_nothing_begins(
    client: FlaskClient, attempt: Attempt, installation: Installation
) -> None:
    form = {"hash": shown_hash(look(client)), "tindakan": "nilai", "reason": " "}

    page = client.post(HERE, data=form, follow_redirects=True).get_data(as_text=True)

    assert "Alasan belum ditulis." in page
    with installation.database.read() as session:
        assert session.scalars(select(Regrade)).all() == []


def test_a_question_to_void_must_be_chosen(client: FlaskClient, attempt: Attempt) -> None:
    answer = client.get(HERE, query_string={"tindakan": "batal", "soal": ""})

    assert answer.status_code == 422
    assert "belum dipilih" in answer.get_data(as_text=True)


def test_a_voided_question_is_shown_as_such(
    client: FlaskClient, attempt: Attempt, installation: Installation
) -> None:
    page = look(client, tindakan="batal", soal="jml-prinsip")
    form = {"hash": shown_hash(page), "tindakan": "batal", "soal": "jml-prinsip", "reason": "Rancu."}
    client.post(HERE, data=form)
    with installation.database.read() as session:
        regrade_id = session.scalars(select(Regrade.id)).one()
    runs.go_on(installation, regrade_id, at=attempt.began_at)

    assert "dibatalkan" in client.get(HERE).get_data(as_text=True)
    assert now(installation, attempt).points_max == 1


def test_the_learner_is_told_plainly(
    client: FlaskClient, attempt: Attempt, installation: Installation
) -> None:
    regraded(installation, reason="Kunci tertukar.")
    with installation.database.read() as session:
        sign_in(client, session.get_one(Person, attempt.learner_id))

    page = client.get(f"/percobaan/{attempt.id}/hasil").get_data(as_text=True)

    assert "Alasan: Kunci tertukar." in page
    assert "Nilai Anda dahulu 50 dan sekarang 100." in page
    assert "Kunci soal ini diperbaiki setelah Anda menjawab: Lima" in page


def test_who_did_not_gain_sees_the_corrected_key_too(
    client: FlaskClient, attempt: Attempt, installation: Installation
) -> None:
    with installation.database.write() as session:
        correct(session, {"jml-prinsip": a_choice(right=1)}, number=3)
        other = took(session, "Budi", {"jml-prinsip": TUJUH})
        correct(session, number=4)
    begun_id = begun(installation)
    runs.go_on(installation, begun_id, at=attempt.began_at)
    with installation.database.read() as session:
        sign_in(client, session.get_one(Person, other.learner_id))

    page = client.get(f"/percobaan/{other.id}/hasil").get_data(as_text=True)

    assert "Dinilai ulang" not in page
    assert "diperbaiki setelah Anda menjawab: Lima" in page
