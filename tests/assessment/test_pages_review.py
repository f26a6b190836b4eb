import re
from datetime import UTC, datetime
from decimal import Decimal

from assessment_builders import stored
from flask.testing import FlaskClient
from page_builders import TWO, begun, hand_in, page, save
from sqlalchemy import update

from lms.assessment.models import Attempt
from lms.catalogue.models import Course, Release
from lms.db.installation import Installation

# A number of its own, for what is read of an edition is kept.
ONLY = 88_001


def a_course(installation: Installation) -> None:
    with installation.database.write() as session:
        session.add(
            Course(
                id=1,
                slug="dasar-spbe",
                title="Dasar SPBE",
                sort_title="dasar spbe",
                field="e-government",
                kind="course",
                jp=Decimal(8),
            )
        )


def ends_its_course(installation: Installation, attempt: Attempt) -> None:
    manifest = {
        "slug": "dasar-spbe", "title": "Dasar SPBE", "field": "e-government", "kind": "course", "level": 1,
        "jp": "8", "minutes": 8, "intro": "", "language": "id", "competencies": [], "trainers": [],
        "requires": [], "addresses": [], "certificate": "standar", "exam": attempt.quiz, "valid": None,
        "assets": [], "modules": [], "quizzes": {attempt.quiz: attempt.quiz_hash},
    }  # fmt: skip
    with installation.database.write() as session:
        release = Release(
            id=ONLY, course_id=1, number=1, hash="0" * 64, manifest=manifest, published_at=datetime.now(UTC)
        )
        session.add(release)
        session.flush()
        session.execute(update(Course).where(Course.id == 1).values(release_id=ONLY))


def full_mark(client: FlaskClient, attempt: Attempt) -> None:
    save(client, attempt, "jml-prinsip", "1", 0)
    save(client, attempt, "rupiah", "1000", 1)
    hand_in(client, attempt)


def test_the_result_says_the_mark_and_what_to_do_next(
    client: FlaskClient, installation: Installation
) -> None:
    a_course(installation)
    attempt = begun(client, installation, attempts=3)
    save(client, attempt, "jml-prinsip", "1", 0)
    hand_in(client, attempt)

    shown = page(client, attempt, "/hasil").text

    assert "Belum lulus" in shown
    assert "1 dari 2 poin" in shown
    assert "Sisa kesempatan: 2." in shown
    assert "/kursus/dasar-spbe/kuis/dasar-spbe/konsep" in shown
    assert "Yang perlu dibaca lagi" in shown


def test_a_wait_is_told_instead_of_another_try(client: FlaskClient, installation: Installation) -> None:
    a_course(installation)
    attempt = begun(client, installation, attempts=3, wait=3600)
    hand_in(client, attempt)

    shown = page(client, attempt, "/hasil").text

    assert "Anda dapat mencoba lagi mulai" in shown
    assert "Coba lagi" not in shown


def test_nothing_is_to_be_gained_after_the_full_mark(client: FlaskClient, installation: Installation) -> None:
    a_course(installation)
    attempt = begun(client, installation, attempts=3, wait=3600)
    full_mark(client, attempt)

    shown = page(client, attempt, "/hasil").text

    assert "Lanjutkan kursus" in shown
    assert "Coba lagi" not in shown
    assert "mencoba lagi" not in shown


def test_a_passed_exam_leads_to_the_certificate(client: FlaskClient, installation: Installation) -> None:
    a_course(installation)
    attempt = begun(client, installation)
    ends_its_course(installation, attempt)
    full_mark(client, attempt)

    shown = page(client, attempt, "/hasil").text

    assert re.search(r'href="/sertifikat"[^>]*>[^<]*<svg.*?</svg> Sertifikat saya', shown, re.DOTALL)
    assert "Lanjutkan kursus" not in shown


def test_an_attempt_outside_of_a_course_has_its_result_too(
    client: FlaskClient, installation: Installation
) -> None:
    attempt = begun(client, installation)
    hand_in(client, attempt)

    assert page(client, attempt, "/hasil").status_code == 200


def test_an_open_attempt_has_no_result(client: FlaskClient, installation: Installation) -> None:
    attempt = begun(client, installation)

    assert page(client, attempt, "/hasil").location == f"/percobaan/{attempt.id}"


def test_handing_in_twice_shows_the_same(client: FlaskClient, installation: Installation) -> None:
    attempt = begun(client, installation)

    assert hand_in(client, attempt).location == hand_in(client, attempt).location
    assert page(client, attempt).location == f"/percobaan/{attempt.id}/hasil"
    assert page(client, attempt, "/kumpulkan").location == f"/percobaan/{attempt.id}/hasil"


def test_a_kind_that_is_gone_is_said_on_the_page(client: FlaskClient, installation: Installation) -> None:
    attempt = begun(client, installation)
    with installation.database.write() as session:
        strange = stored(session, "question", TWO["jml-prinsip"] | {"kind": "hologram"})
        paper = [{**attempt.paper[0], "hash": strange}, attempt.paper[1]]
        session.execute(update(Attempt).values(paper=paper))

    assert "tidak terpasang lagi" in page(client, attempt, soal="1").text
    refused = hand_in(client, attempt)
    assert refused.status_code == 409
    assert "hologram" in refused.text


def test_pictures_and_links_have_their_addresses(client: FlaskClient, installation: Installation) -> None:
    picture = TWO["jml-prinsip"] | {"prompt": '<p><img src="lms-asset:abc.svg" alt="Alur"></p>'}
    attempt = begun(client, installation, [{"gambar": picture}])

    assert '<img src="/aset/abc.svg" alt="Alur">' in page(client, attempt).text
