from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from build import NINE, a_person
from catalogue_builders import SLUG, a_folder, a_quiz, published, write
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.audit.models import AuditEntry
from lms.catalogue import contents, courses, drafts, releases
from lms.catalogue.models import Asset, Content, Release
from lms.content import reader
from lms.db.installation import Installation
from lms.errors import Conflict, NotFound, Refused

LATER = NINE + timedelta(hours=1)


@pytest.fixture
def root(installation: Installation) -> Path:
    root = installation.settings.content_root
    a_folder(root)
    return root


def test_a_release_holds_modules_quizzes_questions_and_pictures(
    session: Session, installation: Installation, root: Path
) -> None:
    release = published(session, installation)

    edition = releases.at(session, release.id)
    quiz = contents.body(session, edition.quizzes[f"{SLUG}/ujian"])
    questions = contents.bodies(session, [one["hash"] for one in quiz["pools"][0]["questions"]])
    first = contents.body(session, edition.modules[0].hash)
    assert [module.name for module in edition.modules] == ["01-konsep", "02-layanan"]
    assert (edition.jp, edition.number, edition.slug) == (2, 1, SLUG)
    assert [body["kind"] for body in questions.values()] == ["choice", "number"]
    assert f"lms-asset:{edition.assets[0].sha256}.svg" in first["html"]
    assert installation.files.has(edition.assets[0].sha256)
    assert session.get(Asset, edition.assets[0].sha256).media_type == "image/svg+xml"


def test_the_course_row_shows_what_the_release_says(
    session: Session, installation: Installation, root: Path
) -> None:
    release = published(session, installation)

    course = courses.by_slug(session, SLUG)
    assert (course.title, course.jp, course.modules, course.release_id) == (
        "Dasar-dasar SPBE",
        2,
        2,
        release.id,
    )
    assert course.summary.startswith("Bagi ASN yang melayani perizinan")
    assert [one.slug for one in courses.listed(session, "loket izin tujuan").courses] == [SLUG]


def test_unchanged_content_makes_no_new_release(
    session: Session, installation: Installation, root: Path
) -> None:
    first = published(session, installation)
    again = published(session, installation, at=LATER)

    assert again.id == first.id
    assert session.scalar(select(func.count()).select_from(Release)) == 1


def test_a_change_makes_the_next_release_and_keeps_the_one_before(
    session: Session, installation: Installation, root: Path
) -> None:
    first = published(session, installation)
    before = releases.at(session, first.id)
    a_quiz(root, f"{SLUG}/ujian", right="Lima")
    second = published(session, installation, at=LATER)

    after = releases.at(session, second.id)
    assert second.number == 2
    assert courses.by_slug(session, SLUG).release_id == second.id
    assert before.modules == after.modules
    assert contents.body(session, before.quizzes[f"{SLUG}/ujian"]) != contents.body(
        session, after.quizzes[f"{SLUG}/ujian"]
    )


def test_going_back_to_an_older_text_is_a_release_of_its_own(
    session: Session, installation: Installation, root: Path
) -> None:
    first = published(session, installation)
    a_quiz(root, f"{SLUG}/ujian", right="Lima")
    published(session, installation, at=LATER)
    a_quiz(root, f"{SLUG}/ujian")
    third = published(session, installation, at=LATER)

    assert (third.number, third.hash) == (3, first.hash)
    assert third.id != first.id


def test_broken_content_never_replaces_good(session: Session, installation: Installation, root: Path) -> None:
    good = published(session, installation)
    write(root, f"courses/{SLUG}/02-layanan.md", "---\ntitle: Layanan\njp: dua\n---\nIsi.\n")

    with pytest.raises(Refused):
        published(session, installation, at=LATER)

    assert courses.by_slug(session, SLUG).release_id == good.id
    assert session.scalar(select(func.count()).select_from(Release)) == 1


def test_a_picture_that_changes_meanwhile_is_refused(
    session: Session, installation: Installation, root: Path
) -> None:
    library = reader.read(root)
    write(root, f"courses/{SLUG}/assets/alur.svg", "<svg/>")

    with pytest.raises(Conflict):
        drafts.of_library(session, library, SLUG, installation.files, by=None, at=NINE)


def test_a_course_that_names_a_quiz_not_given_is_refused(
    session: Session, installation: Installation, root: Path
) -> None:
    course = reader.read(root).courses[0]

    with pytest.raises(Refused):
        releases.publish(session, course, {}, installation.files, by=None, at=NINE)


def test_what_was_shown_is_what_is_published(
    session: Session, installation: Installation, root: Path
) -> None:
    shown = drafts.of(root, SLUG).draft
    a_quiz(root, f"{SLUG}/ujian", right="Lima")

    with pytest.raises(Conflict):
        drafts.publish(
            session, root, SLUG, installation.files, trainer=None, expected=shown.hash, by=None, at=NINE
        )


def test_publishing_is_noted_with_who_did_it(
    session: Session, installation: Installation, root: Path
) -> None:
    rahma = a_person(session, "Rahma")
    release = published(session, installation, by=rahma.id)

    noted = session.scalars(select(AuditEntry)).one()
    assert (noted.act, noted.subject, noted.by_id) == ("course.published", SLUG, rahma.id)
    assert noted.details == {"number": 1, "hash": release.hash}
    assert [(one.number, one.by) for one in releases.history(session, release.course_id)] == [(1, "Rahma")]


def test_a_retired_course_leaves_the_catalogue_and_can_come_back(
    session: Session, installation: Installation, root: Path
) -> None:
    published(session, installation)
    course = courses.by_slug(session, SLUG)

    releases.retire(session, course, by=None, at=LATER)
    assert courses.listed(session).courses == ()
    assert releases.current(session, course).slug == SLUG
    releases.offer(session, course, by=None, at=LATER)
    assert len(courses.listed(session).courses) == 1


def test_an_unknown_release_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        releases.at(session, 7)


def test_many_publishers_of_a_new_course_make_one_release(installation: Installation, root: Path) -> None:
    library, start = reader.read(root), Barrier(6)
    made: list[int] = []

    def work() -> None:
        start.wait()
        with installation.database.write() as session:
            release = drafts.of_library(session, library, SLUG, installation.files, by=None, at=NINE)
            made.append(release.id)

    threads = [Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with installation.database.read() as session:
        kept = session.scalars(select(Release)).all()
        rows = session.scalar(select(func.count()).select_from(Content))
    assert len(made) == 6
    assert {release.id for release in kept} == set(made)
    assert rows == 5
