"""A course may use another's quiz, but naming it is no way to read the keys of an exam of others."""

import pytest
from build import NINE, a_person, a_role, sign_in
from catalogue_builders import SLUG, a_folder, a_quiz, published
from studio_builders import QUIZ, a_shared_course

from lms.catalogue import courses
from lms.studio import copies

OWN = "loket"
MODULE = f"courses/{OWN}/01-konsep.md"
KEYS = f"/pengajar/studio/{OWN}/pratinjau?berkas={QUIZ}&tampilan=trainer"


@pytest.fixture
def eve(client, installation):
    """A trainer of a course of her own, beside one that two others write."""
    root = installation.settings.content_root
    with installation.database.write() as session:
        a_shared_course(session, installation, release=True)
        person = a_person(session, "Eve")
        a_role(session, person, "trainer")
        a_folder(root, OWN, "Layanan loket")
        course = courses.begin(session, OWN, "Layanan loket")
        courses.assign(session, course, person.id, by=None, at=NINE)
        session.expunge_all()
    sign_in(client, person)
    return person


def names_it(installation, person):
    """Write the other course's exam into a module, as anybody can."""
    with installation.database.write() as session:
        copy = copies.of(session, OWN, trainer=person.id, at=NINE)
        file, text = copies.text(session, copy, MODULE)
        text = text.replace("jp: 1", f"jp: 1\nquiz: {SLUG}/ujian")
        copies.save(session, copy, MODULE, text, base=file.version, by=person.id, at=NINE)


def codes(installation):
    with installation.database.write() as session:
        copy = copies.of(session, OWN, trainer=None, at=NINE)
        return {one.code for one in copies.library(installation, session, copy).findings if one.is_error}


def test_naming_somebody_else_s_exam_shows_none_of_it(client, installation, eve):
    names_it(installation, eve)

    page = client.get(KEYS)

    assert "Tujuh" not in page.text
    assert "course.quiz-unknown" in codes(installation)


def test_who_writes_both_courses_uses_the_quiz_of_one_in_the_other(client, installation, eve):
    with installation.database.write() as session:
        courses.assign(session, courses.by_slug(session, SLUG), eve.id, by=None, at=NINE)
    names_it(installation, eve)

    assert "Tujuh" in client.get(KEYS).text
    assert not codes(installation)


def test_a_quiz_that_the_folder_or_the_release_uses_already_stays_usable(client, installation, eve):
    root = installation.settings.content_root
    file = root / f"courses/{OWN}/02-layanan.md"
    file.write_text(file.read_text().replace("jp: 1", f"jp: 1\nquiz: {SLUG}/ujian"))

    assert "Tujuh" in client.get(KEYS).text
    with installation.database.write() as session:
        published(session, installation, OWN)
    file.write_text(file.read_text().replace(f"\nquiz: {SLUG}/ujian", ""))
    names_it(installation, eve)
    assert not codes(installation)


def test_a_quiz_of_a_folder_without_a_course_is_nobody_s(client, installation, eve):
    a_quiz(installation.settings.content_root, "bersama/ujian")
    with installation.database.write() as session:
        copy = copies.of(session, OWN, trainer=eve.id, at=NINE)
        file, text = copies.text(session, copy, MODULE)
        text = text.replace("jp: 1", "jp: 1\nquiz: bersama/ujian")
        copies.save(session, copy, MODULE, text, base=file.version, by=eve.id, at=NINE)

    assert "course.quiz-unknown" in codes(installation)
