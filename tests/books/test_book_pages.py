"""Who may fetch a book, and what comes: a learner's edition without quizzes, a trainer's, keys on wish."""

from zipfile import ZipFile

import pytest
from book_builders import SLUG, a_course
from build import NINE, a_person, a_role, sign_in
from catalogue_builders import published

from lms import flow
from lms.books import impressions
from lms.catalogue import courses
from lms.learning import enrolments


@pytest.fixture
def shelf(installation):
    """A published course, who takes it, who trains it, and a stranger to it."""
    a_course(installation.settings.content_root)
    with installation.database.write() as session:
        release = published(session, installation, SLUG)
        people = {name: a_person(session, name) for name in ("Ani", "Budi", "Rahma")}
        a_role(session, people["Rahma"], "trainer")
        course = courses.by_slug(session, SLUG)
        courses.assign(session, course, people["Rahma"].id, by=None, at=NINE)
        enrolments.enrol(session, people["Ani"].id, SLUG, at=NINE)
        people["release"] = release
    return people


def drained(installation):
    flow.open_worker(installation).drain()


def test_who_takes_the_course_carries_it_away(client, shelf):
    sign_in(client, shelf["Ani"])

    page, book = client.get(f"/kursus/{SLUG}/buku/html"), client.get(f"/kursus/{SLUG}/buku/epub")

    assert page.headers["Content-Disposition"] == f'attachment; filename="{SLUG}-1.html"'
    assert "Terbitan 1" in page.text
    assert "Berapa prinsip SPBE?" not in page.text
    assert book.data.startswith(b"PK")
    assert "Baca tanpa internet" in client.get(f"/kursus/{SLUG}/buku").text


def test_who_does_not_take_it_is_led_to_the_course(client, shelf):
    sign_in(client, shelf["Budi"])

    for address in ("", "/html", "/pdf"):
        answer = client.get(f"/kursus/{SLUG}/buku{address}")
        assert answer.status_code == 303
        assert answer.location == f"/kursus/{SLUG}"


def test_the_pdf_is_made_by_a_job_and_then_fetched(client, installation, shelf):
    sign_in(client, shelf["Ani"])
    assert client.get(f"/kursus/{SLUG}/buku/pdf").status_code == 303

    client.post(f"/kursus/{SLUG}/buku")
    assert "Buku sedang dibuat." in client.get(f"/kursus/{SLUG}/buku").text
    drained(installation)

    assert "Unduh PDF" in client.get(f"/kursus/{SLUG}/buku").text
    assert client.get(f"/kursus/{SLUG}/buku/pdf").data.startswith(b"%PDF-1.7")


def test_a_trainer_gets_the_keys_and_the_zip(client, installation, shelf, tmp_path):
    sign_in(client, shelf["Rahma"])
    client.post(f"/pengajar/kursus/{SLUG}/unduh", data={"kunci": "1"})
    drained(installation)

    keys = client.get(f"/pengajar/kursus/{SLUG}/unduh/pdf?kunci=1")
    packed = client.get(f"/pengajar/kursus/{SLUG}/unduh/zip")

    assert keys.headers["Content-Disposition"] == f'attachment; filename="{SLUG}-1-kunci.pdf"'
    # The learners' book was not asked for.
    assert client.get(f"/pengajar/kursus/{SLUG}/unduh/pdf").status_code == 303
    (tmp_path / "a.zip").write_bytes(packed.data)
    assert f"courses/{SLUG}/01-satu.md" in ZipFile(tmp_path / "a.zip").namelist()
    assert "Untuk dicetak, dengan kuis dan kunci" in client.get(f"/pengajar/kursus/{SLUG}/unduh").text


def test_a_book_that_was_lost_or_refused_is_made_anew_when_asked(installation, shelf):
    release, files = shelf["release"], installation.files

    def asked():
        with installation.database.write() as session:
            impressions.ask(session, files, release, tests=False, at=NINE)
        drained(installation)
        with installation.database.read() as session:
            return impressions.of(session, files, release, tests=False)

    first = asked()
    files.delete(first.sha256)
    second = asked()

    assert first.state is second.state is impressions.State.READY
    assert first.sha256 == second.sha256
    assert files.has(second.sha256)


def test_what_refuses_a_book_is_shown_to_who_asked(client, installation):
    root = a_course(installation.settings.content_root)
    (root / f"courses/{SLUG}/02-dua.md").write_text("---\ntitle: Dua\njp: 1\n---\n## Sub bagian\n\nIsi ᬦ.\n")
    with installation.database.write() as session:
        published(session, installation, SLUG)
        ani = a_person(session, "Ani")
        enrolments.enrol(session, ani.id, SLUG, at=NINE)
    sign_in(client, ani)

    client.post(f"/kursus/{SLUG}/buku")
    drained(installation)

    assert "U+1B26" in client.get(f"/kursus/{SLUG}/buku").text
