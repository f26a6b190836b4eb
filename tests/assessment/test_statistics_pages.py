"""The trainer's pages of a quiz: what one sees, and how little is asked for it."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from build import a_person, a_role, sign_in
from catalogue_builders import SLUG, a_folder, published
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select
from sqlalchemy.orm import Session
from statistics_builders import taken

from lms import flow
from lms.assessment.statistics import reports
from lms.catalogue import contents, courses, releases
from lms.db.installation import Installation
from lms.jobs.models import Job

QUIZ = f"{SLUG}/ujian"
PAGE = f"/pengajar/statistik/{QUIZ}"
MOST_QUERIES = 16
SURVEY = """---
title: Kesan peserta
kind: survey
---
# Kesan

## Kepuasan {#puas}
Seberapa puas Anda?
- 1..4: tidak puas, kurang puas, puas, sangat puas
"""


def taught(installation: Installation, client: FlaskClient, learners: int) -> None:
    """Publish a course, let so many take its exam, and sign its trainer in."""
    a_folder(installation.settings.content_root)
    with installation.database.write() as session:
        trainer = a_person(session, "Citra", language="id")
        a_role(session, trainer, "trainer")
        release = published(session, installation)
        courses.assign(session, courses.by_slug(session, SLUG), trainer.id, by=None, at=datetime.now(UTC))
        hash_ = releases.at(session, release.id).quizzes[QUIZ]
        many(session, hash_, learners)
    sign_in(client, trainer)


def many(session: Session, hash_: str, learners: int) -> None:
    dice = random.Random(4)
    body = contents.body(session, hash_)
    ids = [one["id"] for pool in body["pools"] for one in pool["questions"]]
    for n in range(learners):
        able = dice.random()
        marks = {id_: int(dice.random() < able) for id_ in ids}
        answers = {id_: [1 if mark else 0] for id_, mark in marks.items()}
        taken(session, a_person(session, f"P {n}").id, hash_, marks, answers=answers, quiz=QUIZ)


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    statements: list[str] = []
    engine = app.extensions["lms"].installation.database.engine

    def count(_: object, __: object, statement: str, *___: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    yield statements
    event.remove(engine, "before_cursor_execute", count)


def test_the_desk_says_what_a_quiz_is_and_leads_on(client: FlaskClient, installation: Installation) -> None:
    taught(installation, client, 3)

    page = client.get(f"/pengajar/kuis/{QUIZ}").text

    assert f'href="{PAGE}"' in page
    assert "percobaan selesai" in page


def test_a_course_lists_its_quizzes_for_its_trainer(client: FlaskClient, installation: Installation) -> None:
    taught(installation, client, 0)

    page = client.get(f"/pengajar/kursus/{SLUG}/kuis").text
    course = client.get(f"/pengajar/kursus/{SLUG}").text
    home = client.get("/pengajar").text

    assert f'href="/pengajar/kuis/{QUIZ}"' in page
    assert f'href="/pengajar/kursus/{SLUG}/kuis"' in course
    assert f'href="/pengajar/kursus/{SLUG}/kuis"' in home


def test_figures_stand_with_their_intervals_drawings_and_tables(
    client: FlaskClient, installation: Installation
) -> None:
    taught(installation, client, 30)

    page = client.get(PAGE).text

    assert page.count('role="img"') == 2
    assert "Daya beda" in page
    assert "Sepertiga atas" in page
    assert "style=" not in page.partition("<main")[2]
    assert "P 1" not in page


@pytest.mark.parametrize(
    ("learners", "words"), [(0, "Belum ada yang menyelesaikan"), (19, "Terlalu sedikit: 19")]
)
def test_too_few_are_said_to_be_too_few(
    client: FlaskClient, installation: Installation, learners: int, words: str
) -> None:
    taught(installation, client, learners)

    page = client.get(PAGE).text

    assert words in page
    assert "Daya beda" not in page


def test_the_number_of_queries_is_bounded(
    client: FlaskClient, app: Flask, installation: Installation
) -> None:
    taught(installation, client, 25)
    client.get(PAGE)

    with counted(app) as statements:
        client.get(PAGE, query_string={"percobaan": "all"})

    assert len(statements) <= MOST_QUERIES


def test_what_takes_long_is_reckoned_by_a_job_and_kept(
    client: FlaskClient, app: Flask, installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "AT_ONCE", 10)
    taught(installation, client, 25)

    waiting = client.get(PAGE)
    done = flow.open_worker(app.extensions["lms"].installation).drain()
    shown = client.get(PAGE)
    with counted(app) as statements:
        client.get(PAGE)

    assert (waiting.headers["Refresh"], done) == ("5", 1)
    assert "sedang dihitung" in waiting.text
    assert "Daya beda" in shown.text
    assert "sedang diolah" not in shown.text
    assert len(statements) <= 8


def test_newer_marks_are_worked_in_while_the_older_report_is_shown(
    client: FlaskClient, app: Flask, installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "AT_ONCE", 10)
    taught(installation, client, 25)
    client.get(PAGE)
    flow.open_worker(app.extensions["lms"].installation).drain()
    with installation.database.write() as session:
        course = courses.by_slug(session, SLUG)
        many(session, releases.current(session, course).quizzes[QUIZ], 1)

    older = client.get(PAGE).text
    flow.open_worker(app.extensions["lms"].installation).drain()
    newer = client.get(PAGE).text

    assert "sedang diolah" in older
    assert "25 percobaan" in older
    assert "26 percobaan" in newer


def test_while_a_report_is_to_be_reckoned_it_is_not_ordered_again(
    client: FlaskClient, installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "AT_ONCE", 10)
    taught(installation, client, 25)
    client.get(PAGE)
    with installation.database.write() as session:
        many(session, releases.current(session, courses.by_slug(session, SLUG)).quizzes[QUIZ], 1)

    client.get(PAGE)
    client.get(PAGE, query_string={"percobaan": "last"})

    with installation.database.read() as session:
        assert len(session.scalars(select(Job).where(Job.name == reports.JOB)).all()) == 2


def test_a_survey_shows_who_chose_what_and_no_figures(
    client: FlaskClient, installation: Installation
) -> None:
    a_folder(installation.settings.content_root)
    file = installation.settings.content_root / f"quizzes/{SLUG}/kesan.md"
    file.write_text(SURVEY, encoding="utf-8")
    with installation.database.write() as session:
        admin = a_person(session, "Gita", language="id")
        a_role(session, admin, "admin")
        release = published(session, installation)
        hash_ = releases.at(session, release.id).quizzes[f"{SLUG}/kesan"]
        for n in range(24):
            learner = a_person(session, f"P {n}").id
            taken(session, learner, hash_, {"puas": 0}, answers={"puas": "3"}, quiz=f"{SLUG}/kesan")
    sign_in(client, admin)

    page = client.get(f"/pengajar/statistik/{SLUG}/kesan").text

    assert "Jawaban yang dipilih" in page
    assert "100 %" in page
    assert "Daya beda" not in page
    assert "Sepertiga" not in page
