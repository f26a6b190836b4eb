from collections.abc import Callable
from pathlib import Path

import pytest
from build import a_person, a_role
from catalogue_builders import SLUG, a_folder, a_quiz, write
from click.testing import Result
from sqlalchemy import func, select

from lms.catalogue import courses
from lms.catalogue.models import CourseTrainer, Release
from lms.config import Settings
from lms.db.installation import Installation

Run = Callable[..., Result]


@pytest.fixture
def root(settings: Settings) -> Path:
    a_folder(settings.content_root)
    return settings.content_root


def releases_of(installation: Installation) -> int:
    with installation.database.read() as session:
        return session.scalar(select(func.count()).select_from(Release)) or 0


def test_the_shelf_is_published_once(runner: Run, installation: Installation, root: Path) -> None:
    first, again = runner("publish"), runner("publish")

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "terbit untuk pertama kali: 2 modul, 2 soal, 2 JP" in first.output
    assert f"{SLUG}: terbitan 1 sudah terbit." in first.output
    assert f"{SLUG}: tidak berubah sejak terbitan 1." in again.output
    assert releases_of(installation) == 1


def test_a_dry_run_says_what_would_change_and_changes_nothing(
    runner: Run, installation: Installation, root: Path
) -> None:
    runner("publish")
    a_quiz(root, f"{SLUG}/ujian", right="Lima")
    result = runner("publish", "--dry-run")

    assert result.exit_code == 0
    assert "dari “Tujuh” menjadi “Lima”" in result.output
    assert "tidak ada yang diubah" in result.output
    assert releases_of(installation) == 1


def test_a_broken_course_is_named_and_the_clean_one_published(
    runner: Run, installation: Installation, root: Path
) -> None:
    a_folder(root, "lain", "Kursus lain")
    write(root, "courses/lain/02-layanan.md", "---\ntitle: Layanan\njp: dua\n---\n## Bagian\n\nIsi.\n")
    result = runner("publish")

    assert result.exit_code == 1
    assert "lain: 1 kesalahan; tidak terbit" in result.output
    assert "courses/lain/02-layanan.md:3: " in result.output
    assert f"{SLUG}: terbitan 1 sudah terbit." in result.output
    assert releases_of(installation) == 1


def test_only_the_courses_named_are_published(runner: Run, installation: Installation, root: Path) -> None:
    a_folder(root, "lain", "Kursus lain")

    assert runner("publish", "lain").exit_code == 0
    assert releases_of(installation) == 1


def test_a_course_that_is_not_there_is_refused(runner: Run, root: Path) -> None:
    result = runner("publish", "tidak-ada")

    assert result.exit_code == 1
    assert "Tidak ada kursus “tidak-ada”" in result.output


def test_a_retired_course_is_published_only_by_name(
    runner: Run, installation: Installation, root: Path
) -> None:
    runner("publish")
    runner("courses", "retire", SLUG)
    a_quiz(root, f"{SLUG}/ujian", right="Lima")

    assert "dilewati" in runner("publish").output
    assert releases_of(installation) == 1
    assert "terbitan 2 sudah terbit" in runner("publish", SLUG).output


def test_courses_are_listed_shown_retired_and_offered(runner: Run, root: Path) -> None:
    assert "Belum ada kursus" in runner("courses", "list").output
    runner("publish")

    assert "Dasar-dasar SPBE" in runner("courses", "list").output
    assert "terbitan 1" in runner("courses", "show", SLUG).output
    assert "ditarik" in runner("courses", "retire", SLUG).output
    assert "ditarik" in runner("courses", "list").output
    assert "ditawarkan lagi" in runner("courses", "retire", SLUG, "--undo").output
    assert runner("courses", "show", "tidak-ada").exit_code == 1


def test_a_course_still_being_written_can_be_given_to_a_trainer(
    runner: Run, installation: Installation, root: Path
) -> None:
    with installation.database.write() as session:
        rahma = a_person(session, "Rahma", email="rahma@example.go.id")
    refused = runner("courses", "assign", SLUG, "rahma@example.go.id")
    with installation.database.write() as session:
        a_role(session, rahma, "trainer")
    given = runner("courses", "assign", SLUG, "rahma@example.go.id")

    assert refused.exit_code == 1
    assert "belum berperan pengajar" in refused.output
    assert given.exit_code == 0
    with installation.database.read() as session:
        assert [course.slug for course in courses.of_trainer(session, rahma.id)] == [SLUG]

    runner("courses", "assign", SLUG, "rahma@example.go.id", "--remove")
    with installation.database.read() as session:
        assert session.scalars(select(CourseTrainer)).all() == []
