import re
from pathlib import Path

import pytest
from build import NINE, a_person, a_role, sign_in
from catalogue_builders import SLUG, a_folder, a_quiz, published, write
from flask.testing import FlaskClient
from sqlalchemy import select

from lms.catalogue import courses
from lms.catalogue.models import Release
from lms.db.installation import Installation
from lms.people.models import Person

DESK = f"/pengajar/kursus/{SLUG}"


@pytest.fixture
def root(installation: Installation) -> Path:
    root = installation.settings.content_root
    a_folder(root)
    return root


@pytest.fixture
def rahma(client: FlaskClient, installation: Installation, root: Path) -> Person:
    """A trainer, signed in, whose course has one release."""
    with installation.database.write() as session:
        rahma = a_person(session, "Rahma")
        a_role(session, rahma, "trainer")
        published(session, installation)
        courses.assign(session, courses.by_slug(session, SLUG), rahma.id, by=None, at=NINE)
    sign_in(client, rahma)
    return rahma


def press(client: FlaskClient, page: str) -> str:
    """Press the page's button and return what it leads to."""
    shown = re.search(r'name="hash" value="([0-9a-f]+)"', page)
    assert shown
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    form = {"hash": shown[1], "csrf_token": token[1]}
    return client.post(f"{DESK}/terbitkan", data=form, follow_redirects=True).text


def releases_of(installation: Installation) -> list[int]:
    with installation.database.read() as session:
        return list(session.scalars(select(Release.number).order_by(Release.number)))


def test_a_clean_unchanged_folder_has_nothing_to_publish(client: FlaskClient, rahma: Person) -> None:
    page = client.get(DESK).text

    assert "Tidak ada yang berubah sejak terbitan 1" in page
    assert "/terbitkan" not in page
    assert "dari baris perintah" in page


def test_a_trainer_publishes_what_the_page_has_shown(
    client: FlaskClient, installation: Installation, rahma: Person, root: Path
) -> None:
    a_quiz(root, f"{SLUG}/ujian", right="Lima")
    page = client.get(DESK).text
    assert "dari “Tujuh” menjadi “Lima”" in page

    after = press(client, page)

    assert "Terbitan 2 sudah terbit" in after
    assert "oleh Rahma" in after
    assert releases_of(installation) == [1, 2]


def test_a_folder_that_changed_since_is_shown_again_and_not_published(
    client: FlaskClient, installation: Installation, rahma: Person, root: Path
) -> None:
    a_quiz(root, f"{SLUG}/ujian", right="Lima")
    page = client.get(DESK).text
    write(root, f"courses/{SLUG}/02-layanan.md", "---\ntitle: Layanan baru\njp: 1\n---\n## Bagian\n\nIsi.\n")

    after = press(client, page)

    assert "berubah sejak dampaknya ditampilkan" in after
    assert "Layanan baru" in after
    assert releases_of(installation) == [1]


def test_a_broken_folder_shows_line_and_mend_and_no_button(
    client: FlaskClient, installation: Installation, rahma: Person, root: Path
) -> None:
    a_quiz(root, f"{SLUG}/ujian", right="Lima")
    page = client.get(DESK).text
    write(root, f"courses/{SLUG}/02-layanan.md", "---\ntitle: Layanan\njp: dua\n---\nIsi.\n")

    broken, pressed = client.get(DESK).text, press(client, page)

    for words in ("1 kesalahan", f"courses/{SLUG}/02-layanan.md", "baris 3", "“dua”", "kelipatan 0,5"):
        assert words in broken
    assert "/terbitkan" not in broken
    assert "belum dapat terbit" in pressed
    assert releases_of(installation) == [1]


def test_a_folder_that_is_gone_leaves_the_release(client: FlaskClient, rahma: Person, root: Path) -> None:
    (root / f"courses/{SLUG}/course.md").unlink()

    page = client.get(DESK).text

    assert f"Folder courses/{SLUG} tidak ada" in page
    assert "Terbitan 1" in page


def test_another_trainers_course_is_not_found(
    client: FlaskClient, installation: Installation, rahma: Person, root: Path
) -> None:
    with installation.database.write() as session:
        courses.unassign(session, courses.by_slug(session, SLUG), rahma.id, by=None, at=NINE)
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/pengajar/kursus").text)
    assert token

    assert client.get(DESK).status_code == 404
    posted = client.post(f"{DESK}/terbitkan", data={"hash": "-", "csrf_token": token[1]})
    assert posted.status_code == 404
    assert "Belum ada kursus untuk Anda" in client.get("/pengajar/kursus").text


def test_an_administrator_sees_new_folders_and_publishes_them(
    client: FlaskClient, installation: Installation, root: Path
) -> None:
    with installation.database.write() as session:
        admin = a_person(session, "Admin")
        a_role(session, admin, "admin")
    sign_in(client, admin)

    assert "Folder baru" in client.get("/pengajar/kursus").text
    page = client.get(DESK).text
    assert "terbit untuk pertama kali: 2 modul, 2 soal, 2 JP" in page
    press(client, page)

    assert releases_of(installation) == [1]
    assert client.get("/pengajar/kursus/tidak-ada").status_code == 404
