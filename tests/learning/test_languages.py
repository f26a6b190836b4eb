"""A course that can be read in two languages: the switch, what it remembers, what it leaves alone."""

from pathlib import Path

import pytest
from build import NINE, a_person, arm, sign_in
from flask.testing import FlaskClient
from sqlalchemy import select

from lms.catalogue import releases
from lms.catalogue.models import Course
from lms.content import reader
from lms.db.installation import Installation
from lms.learning import enrolments
from lms.learning.models import ModuleProgress

COURSE = "---\ntitle: Dasar\nfield: e-government\n---\nUntuk siapa.\n"
ONE = "---\ntitle: Konsep\njp: 1\n---\n## Apa itu\n\nIsi naskah.\n\n## Prinsip\n\nTujuh.\n"
TWO = "---\ntitle: Layanan\njp: 1\n---\n## Jenis\n\nDua jenis.\n"
ENGLISH = "---\ntitle: Concepts\n---\n## What it is\n\nThe text.\n\n## Principles\n\nSeven.\n"
MODULE = "/kursus/dasar/modul/01-konsep"


@pytest.fixture
def learner(installation: Installation, client: FlaskClient, tmp_path: Path) -> int:
    """Ani takes a course of which the introduction and the first module are in English too."""
    home = tmp_path / "courses/dasar"
    home.mkdir(parents=True)
    for name, text in {
        "course.md": COURSE,
        "course.en.md": "---\ntitle: Basics\n---\nFor whom.\n",
        "01-konsep.md": ONE,
        "01-konsep.en.md": ENGLISH,
        "02-layanan.md": TWO,
    }.items():
        (home / name).write_text(text)
    library = reader.read(tmp_path)
    with installation.database.write() as session:
        releases.publish(session, library.courses[0], {}, installation.files, by=None, at=NINE)
        ani = a_person(session, "Ani")
        enrolments.enrol(session, ani.id, "dasar", at=NINE)
    sign_in(client, ani)
    arm(client)
    return ani.id


def test_a_text_is_first_shown_in_the_language_of_the_interface(learner: int, client: FlaskClient) -> None:
    assert "Isi naskah" in client.get(MODULE).text
    client.set_cookie("lms_language", "en")
    assert "The text." in client.get(MODULE).text


def test_the_switch_changes_the_text_and_leaves_the_interface(learner: int, client: FlaskClient) -> None:
    shown = client.get(f"{MODULE}?bahasa=en").text

    assert '<h1 lang="en">Concepts</h1>' in shown
    assert '<div class="prose" lang="en"' in shown
    assert '<html lang="id"' in shown
    assert "Berikutnya" in shown
    assert '<a href="?bahasa=id" lang="id" hreflang="id">Bahasa Indonesia</a>' in shown
    assert '<a href="?bahasa=en" lang="en" hreflang="en" aria-current="true">English</a>' in shown


def test_the_choice_is_remembered_on_every_page(learner: int, client: FlaskClient) -> None:
    client.get(f"{MODULE}?bahasa=en")

    course = client.get("/kursus/dasar").text
    assert '<h1 lang="en">Basics</h1>' in course
    assert "For whom." in course
    assert ">Concepts</a>" in course
    assert '<h3 lang="id">' in course
    client.get(f"{MODULE}?bahasa=id")
    assert "Isi naskah" in client.get(MODULE).text


def test_what_is_not_translated_is_shown_as_written_and_says_so(learner: int, client: FlaskClient) -> None:
    shown = client.get("/kursus/dasar/modul/02-layanan?bahasa=en").text

    assert "Dua jenis." in shown
    assert "belum diterjemahkan; Anda membacanya dalam Bahasa Indonesia" in shown
    assert '<div class="prose" lang="id"' in shown
    assert "belum diterjemahkan" not in client.get("/kursus/dasar/modul/02-layanan?bahasa=id").text


def test_a_reading_place_in_one_language_is_the_same_in_the_other(
    learner: int, client: FlaskClient, installation: Installation
) -> None:
    assert 'id="prinsip">Principles' in client.get(f"{MODULE}?bahasa=en").text
    client.post(f"{MODULE}/tempat", data={"section": "prinsip"})

    with installation.database.read() as session:
        assert session.scalars(select(ModuleProgress.place)).one() == "prinsip"
    assert "Lanjutkan dari “Principles”" in client.get(MODULE).text
    assert "Lanjutkan dari “Prinsip”" in client.get(f"{MODULE}?bahasa=id").text


@pytest.mark.parametrize("asked", ["xx", "", "en\r\nX: 1"])
def test_a_language_that_is_unknown_changes_nothing(learner: int, client: FlaskClient, asked: str) -> None:
    response = client.get(MODULE, query_string={"bahasa": asked})

    assert "Isi naskah" in response.text
    assert "lms_reading" not in str(response.headers)


def test_a_course_of_one_language_has_no_switch(
    learner: int, client: FlaskClient, installation: Installation, tmp_path: Path
) -> None:
    for name in ("course.en.md", "01-konsep.en.md"):
        (tmp_path / "courses/dasar" / name).unlink()
    with installation.database.write() as session:
        library = reader.read(tmp_path)
        releases.publish(session, library.courses[0], {}, installation.files, by=None, at=NINE)
        enrolments.move(session, learner, "dasar", at=NINE)

    assert "bahasa=" not in client.get(MODULE).text
    assert "belum diterjemahkan" not in client.get(f"{MODULE}?bahasa=en").text


def test_a_translation_that_comes_or_goes_touches_no_progress(
    learner: int, client: FlaskClient, installation: Installation, tmp_path: Path
) -> None:
    client.post(f"{MODULE}/tempat", data={"section": "prinsip"})
    (tmp_path / "courses/dasar/02-layanan.en.md").write_text("---\ntitle: Services\n---\n## Kinds\n\nTwo.\n")
    with installation.database.write() as session:
        library = reader.read(tmp_path)
        releases.publish(session, library.courses[0], {}, installation.files, by=None, at=NINE)
        enrolments.move(session, learner, "dasar", at=NINE)
        course = session.scalars(select(Course)).one()
        assert session.scalars(select(ModuleProgress.place)).one() == "prinsip"
        assert releases.current(session, course).number == 2

    assert "Two." in client.get("/kursus/dasar/modul/02-layanan?bahasa=en").text
