"""A kept page shows each reader only what is his or her own."""

import gzip
import re

from build import NINE, a_person, arm, sign_in
from flask import Flask
from learning_builders import a_course, graded
from sqlalchemy import select

from lms.db.installation import Installation
from lms.learning import enrolments, progress
from lms.learning.models import Enrolment
from lms.learning.sheets import NAME, OPENED, TOKEN

PAGE = "/kursus/dasar-spbe/modul/01-satu"


def test_two_readers_of_one_page_get_their_own_name_and_tokens(
    app: Flask, installation: Installation
) -> None:
    pages, tokens = [], []
    with installation.database.write() as session:
        a_course(session)
        people = [a_person(session, name) for name in ("Ani <b>", "Budi")]
        for person in people:
            enrolments.enrol(session, person.id, "dasar-spbe", at=NINE)

    for person in people:
        client = app.test_client()
        sign_in(client, person)
        arm(client)
        pages.append(client.get(PAGE).text)
        opened = re.search(r'name="opened" value="([^"]+)"', pages[-1])
        assert opened
        tokens.append(opened[1])
        assert client.post(f"{PAGE}/selesai", data={"opened": tokens[-1]}).status_code == 303

    assert "Ani &lt;b&gt;" in pages[0]
    assert "Budi" in pages[1]
    assert "Ani" not in pages[1]
    assert tokens[0] != tokens[1]
    assert not any(hole in page for page in pages for hole in (NAME, OPENED, TOKEN))


def test_a_kept_page_follows_progress_and_the_choice_of_language_and_look(
    app: Flask, installation: Installation
) -> None:
    with installation.database.write() as session:
        ani, course = a_person(session), a_course(session, modules=[("01-satu", "k/satu"), ("02-dua", None)])
        enrolments.enrol(session, ani.id, course.slug, at=NINE)
    client = app.test_client()
    sign_in(client, ani)
    assert "Sekarang kuisnya" in client.get(PAGE).text

    with installation.database.write() as session:
        course_id = session.scalars(select(Enrolment.course_id)).one()
        progress.record_result(session, graded(ani.id, course_id, "k/satu", 90))
    client.set_cookie("lms_language", "en")
    client.set_cookie("lms_theme", "dark")

    page = client.get(PAGE).text
    assert "This module is done" in page
    assert 'data-theme="dark"' in page


def test_a_page_is_sent_small_and_no_secret_is_compressed(app: Flask, installation: Installation) -> None:
    with installation.database.write() as session:
        ani, course = a_person(session, "Ani"), a_course(session)
        enrolments.enrol(session, ani.id, course.slug, at=NINE)
    client = app.test_client()
    sign_in(client, ani)
    client.get(PAGE)

    small = client.get(PAGE, headers={"Accept-Encoding": "gzip, br"})
    page = gzip.decompress(small.data).decode()

    assert small.headers["Content-Encoding"] == "gzip"
    assert small.headers["Vary"].startswith("Accept-Encoding")
    assert small.content_length == len(small.data) < len(page) / 2
    token = re.search(r'<meta name="csrf-token" content="([^"]+)"', page)
    opened = re.search(r'name="opened" value="([^"]+)"', page)
    assert token
    assert opened
    assert small.data.count(token[1].encode()) == page.count(token[1])
    assert opened[1].encode() in small.data
    assert b"Ani" in small.data


def test_who_cannot_unpack_gets_the_same_page(app: Flask, installation: Installation) -> None:
    with installation.database.write() as session:
        a_course(session)
    client = app.test_client()

    plain = client.get("/kursus/dasar-spbe", headers={"Accept-Encoding": "identity"})
    small = client.get("/kursus/dasar-spbe", headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(small.data) == plain.data
