"""What changes in the folder comes into the copy; what both changed waits for a person."""

from pathlib import Path

from build import NINE
from catalogue_builders import SLUG
from sqlalchemy import select
from sqlalchemy.orm import Session
from studio_builders import MODULE, QUIZ, SECOND, a_copy, a_shared_course, edited, held

from lms.catalogue import courses
from lms.db.installation import Installation
from lms.events import CoursePublished
from lms.studio import copies
from lms.studio.models import StudioRevision
from lms.studio.publishing import publishes, sources


def change(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_change_in_the_folder_is_brought_in(session: Session, installation: Installation) -> None:
    shared = a_shared_course(session, installation)
    a_copy(session, shared)
    change(installation.settings.content_root, MODULE, "bersih", "bersih dan terbuka")

    copy = a_copy(session, shared)

    file, text = copies.text(session, copy, MODULE)
    assert "bersih dan terbuka" in text
    assert (file.version, file.by) == (2, "")


def test_other_lines_of_the_folder_are_merged(session: Session, installation: Installation) -> None:
    shared = a_shared_course(session, installation)
    copy = a_copy(session, shared)
    edited(session, copy, MODULE, "Konsep dan", "Konsep serta", by=shared.citra)
    change(installation.settings.content_root, MODULE, "bersih", "terbuka")

    text = copies.text(session, a_copy(session, shared), MODULE)[1]

    assert "Konsep serta" in text
    assert "terbuka" in text


def test_the_same_line_of_the_folder_is_set_aside(session: Session, installation: Installation) -> None:
    shared = a_shared_course(session, installation)
    copy = a_copy(session, shared)
    edited(session, copy, MODULE, "bersih", "lincah", by=shared.citra)
    change(installation.settings.content_root, MODULE, "bersih", "terbuka")

    copy = a_copy(session, shared)
    again = a_copy(session, shared)

    asides = session.scalars(select(StudioRevision).where(StudioRevision.version.is_(None))).all()
    assert "lincah" in copies.text(session, copy, MODULE)[1]
    assert [("terbuka" in (one.text or ""), one.by_id) for one in asides] == [(True, None)]
    assert publishes.open_clashes(session, again) == 1


def test_a_file_that_came_and_one_that_went(session: Session, installation: Installation) -> None:
    shared = a_shared_course(session, installation)
    a_copy(session, shared)
    root = installation.settings.content_root
    (root / SECOND).rename(root / f"courses/{SLUG}/03-layanan.md")

    files = held(session, a_copy(session, shared))

    assert SECOND not in files
    assert f"courses/{SLUG}/03-layanan.md" in files


def test_a_file_that_went_from_the_folder_stays_when_somebody_worked_on_it(
    session: Session, installation: Installation
) -> None:
    shared = a_shared_course(session, installation)
    copy = a_copy(session, shared)
    edited(session, copy, SECOND, "Layanan administrasi", "Layanan internal", by=shared.citra)
    (installation.settings.content_root / SECOND).unlink()

    assert SECOND in held(session, a_copy(session, shared))


def test_a_folder_that_is_not_there_takes_nothing_away(session: Session, installation: Installation) -> None:
    shared = a_shared_course(session, installation)
    before = held(session, a_copy(session, shared))
    (installation.settings.content_root / "courses").rename(installation.settings.content_root / "elsewhere")

    assert held(session, a_copy(session, shared)) == before


def test_a_link_out_of_the_folder_is_not_followed(session: Session, installation: Installation) -> None:
    shared = a_shared_course(session, installation)
    root = installation.settings.content_root
    secret = root.parent / "rahasia.txt"
    secret.write_text("rahasia", encoding="utf-8")
    (root / f"courses/{SLUG}/03-tautan.md").symlink_to(secret)
    (root / f"courses/{SLUG}/assets/tautan.txt").symlink_to(secret)

    files = held(session, a_copy(session, shared))

    assert not [path for path in files if "tautan" in path]


def test_a_file_that_the_studio_cannot_take_is_named_and_never_removed(
    session: Session, installation: Installation
) -> None:
    shared = a_shared_course(session, installation)
    copy = a_copy(session, shared)
    folder = installation.settings.content_root / "courses" / SLUG
    (folder / "02-layanan.md").write_bytes(b"---\ntitle: Rusak \xff\n---\n")
    (folder / "03 Besar.md").write_text("Isi", encoding="utf-8")

    assert SECOND in held(session, a_copy(session, shared))
    prospect = publishes.prospect(installation, session, copies.by_id(session, copy.id), "id")
    assert prospect.left_out == (SECOND, f"courses/{SLUG}/03 Besar.md")


def test_a_course_whose_folder_is_gone_begins_with_its_release(installation: Installation) -> None:
    site = installation
    with site.database.write() as session:
        shared = a_shared_course(session, site, release=True)
        course = courses.by_slug(session, SLUG)
        root, release = site.settings.content_root, course.release_id or 0
        sources.keep(session, CoursePublished(NINE, course.id, SLUG, release, root, (f"{SLUG}/ujian",)))
        (root / "courses").rename(root / "elsewhere")
        copy = a_copy(session, shared)

        assert {MODULE, SECOND, QUIZ} <= held(session, copy).keys()
        assert "bersih" in copies.text(session, copy, MODULE)[1]


def test_a_page_that_only_reads_finds_what_came_in(installation: Installation) -> None:
    with installation.database.write() as session:
        shared = a_shared_course(session, installation)

    with installation.database.read() as session:
        copy = copies.of(session, SLUG, trainer=shared.citra.id, at=NINE)
        assert MODULE in held(session, copy)
    change(installation.settings.content_root, MODULE, "bersih", "terbuka")
    with installation.database.read() as session:
        copy = copies.of(session, SLUG, trainer=shared.citra.id, at=NINE)
        assert "terbuka" in copies.text(session, copy, MODULE)[1]
