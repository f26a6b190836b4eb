"""A trainer's pages for what was written: no name, the next one at hand, nothing typed is lost."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from assessment_builders import KEY
from build import a_person, a_role, arm, sign_in
from essay_builders import TEXT, mark, written
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from lms.assessment.essays.refusals import Overtaken
from lms.assessment.models import Attempt, Mark
from lms.catalogue.models import Course, CourseTrainer, Release
from lms.db.installation import Installation
from lms.people.models import Person

# A number of its own, for what is read of an edition is kept.
ONLY = 88_003
NAME = "Wulandari Sekar"


def taught(
    installation: Installation, *names: str, quizzes: Mapping[str, str] | None = None
) -> tuple[list[Person], list[Attempt]]:
    """Hand in answers to a quiz of a course that Citra teaches."""
    with installation.database.write() as session:
        trainers = [a_person(session, name, language="id") for name in ("Citra", "Dedi")]
        course = Course(
            id=1, slug="dasar-spbe", title="Dasar SPBE", sort_title="dasar spbe", field="e-government",
            kind="course", jp=Decimal(8),
        )  # fmt: skip
        session.add(course)
        session.flush()
        attempts = [written(session, name, f"{TEXT} {place}") for place, name in enumerate(names)]
        manifest = {
            "slug": "dasar-spbe", "title": "Dasar SPBE", "field": "e-government", "kind": "course",
            "level": 1, "jp": "8", "minutes": 8, "intro": "", "language": "id", "competencies": [],
            "trainers": [], "requires": [], "addresses": [], "certificate": "standar", "exam": KEY,
            "valid": None, "assets": [], "modules": [],
            "quizzes": {KEY: attempts[0].quiz_hash} if quizzes is None else quizzes,
        }  # fmt: skip
        at = attempts[0].began_at
        release_id = ONLY + (quizzes is not None)
        session.add(
            Release(id=release_id, course_id=1, number=1, hash="0" * 64, manifest=manifest, published_at=at)
        )
        session.flush()
        course.release_id = release_id
        for trainer in trainers:
            a_role(session, trainer, "trainer")
            session.add(CourseTrainer(course_id=1, person_id=trainer.id))
    return trainers, attempts


def address(attempt: Attempt) -> str:
    return f"/pengajar/penilaian/jawaban/{attempt.id}/uraian/{KEY}"


def post(client: FlaskClient, attempt: Attempt, *given: str, **more: str) -> TestResponse:
    form: Mapping[str, object] = {"given": list(given), "comment": "Baik.", "revision": "1", **more}
    return client.post(address(attempt), data=form)


@pytest.fixture
def reader(client: FlaskClient) -> FlaskClient:
    arm(client)
    return client


def test_the_way_from_all_quizzes_to_the_next_answer(reader: FlaskClient, installation: Installation) -> None:
    (citra, _), attempts = taught(installation, NAME, "Budi")
    sign_in(reader, citra)

    everything = reader.get("/pengajar/penilaian").text
    heap = reader.get(f"/pengajar/penilaian/{KEY}").text
    first = min(attempts, key=lambda attempt: attempt.id)
    second = max(attempts, key=lambda attempt: attempt.id)
    onward = post(reader, first, "2", "1", lanjut="berikut")
    last = post(reader, second, "0", "0,5", lanjut="berikut")

    assert "2 jawaban menunggu" in everything
    assert f"/pengajar/penilaian/{KEY}" in everything
    assert address(first) in heap
    assert onward.location == address(second)
    assert last.location == f"/pengajar/penilaian/{KEY}"
    assert "Tidak ada yang menunggu" in reader.get("/pengajar/penilaian").text


def test_nothing_tells_whose_answer_it_is(reader: FlaskClient, installation: Installation) -> None:
    (citra, _), (attempt,) = taught(installation, NAME)
    sign_in(reader, citra)

    pages = [reader.get(path).text for path in (address(attempt), f"/pengajar/penilaian/{KEY}?soal=uraian")]

    assert TEXT in pages[0]
    assert "8 kata, diminta 3 sampai 8" in " ".join(pages[0].split())
    for page in pages:
        assert NAME not in page
        assert f"/{attempt.learner_id}/" not in page


def test_what_was_typed_stays_when_points_cannot_be_read(
    reader: FlaskClient, installation: Installation
) -> None:
    (citra, _), (attempt,) = taught(installation, NAME)
    sign_in(reader, citra)

    refused = post(reader, attempt, "9", "0,5", comment="Panjang lebar.")

    assert refused.status_code == 422
    assert "Panjang lebar." in refused.text
    assert 'value="0,5"' in refused.text
    assert refused.text.count('aria-invalid="true"') == 1


def test_who_was_overtaken_sees_both_and_may_save_again(
    reader: FlaskClient, installation: Installation
) -> None:
    (citra, dedi), (attempt,) = taught(installation, NAME)
    with installation.database.write() as session:
        mark(session, attempt, "2", "0", by=dedi.id, comment="Kurang contoh.")
    sign_in(reader, citra)

    refused = post(reader, attempt, "1", "1", comment="Cukup.")
    again = post(reader, attempt, "1", "1", comment="Cukup.", revision="2")

    assert refused.status_code == 409
    for words in ("baru saja dinilai Dedi", "Kurang contoh.", "Cukup.", 'name="revision" value="2"'):
        assert words in refused.text
    assert again.status_code == 303
    assert "oleh Citra" in reader.get(address(attempt)).text


def test_marked_answers_are_found_again_by_their_code(
    reader: FlaskClient, installation: Installation
) -> None:
    (citra, _), (attempt,) = taught(installation, NAME)
    sign_in(reader, citra)
    post(reader, attempt, "2", "1")

    listed = reader.get(f"/pengajar/penilaian/{KEY}?soal=uraian").text
    shown = reader.get(address(attempt)).text

    assert f"{attempt.id & 0xFFFFFF:06X}" in listed
    assert "oleh Citra" in shown
    assert 'value="2"' in shown


def test_the_learner_waits_and_then_reads_what_the_trainer_said(
    reader: FlaskClient, installation: Installation
) -> None:
    (citra, _), (attempt,) = taught(installation, NAME)
    with installation.database.read() as session:
        learner = session.get_one(Person, attempt.learner_id)
    sign_in(reader, learner)
    before = reader.get(f"/percobaan/{attempt.id}/hasil").text
    with installation.database.write() as session:
        mark(session, attempt, "1,5", "1", by=citra.id, comment="Sebut pasalnya.")

    after = reader.get(f"/percobaan/{attempt.id}/hasil").text

    assert "Menunggu penilaian pengajar" in before
    assert "RAHASIA" not in before
    assert "dari 100" not in before
    for words in ("Sebut pasalnya.", "1,5 dari 2", "5,5 dari 6 poin", f"{attempt.id & 0xFFFFFF:06X}"):
        assert words in after
    assert "Citra" not in after


def test_of_many_who_mark_at_once_one_is_kept_and_the_others_are_told(installation: Installation) -> None:
    trainers, (attempt,) = taught(installation, NAME)
    gate = Barrier(8)

    def run(place: int) -> bool:
        gate.wait()
        try:
            with installation.database.write() as session:
                mark(session, attempt, "1", f"0,{place}", by=trainers[place % 2].id)
        except Overtaken:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(run, range(8)))

    assert kept.count(True) == 1
    with installation.database.read() as session:
        assert session.scalar(select(func.count()).where(Mark.question == "uraian")) == 2


def test_a_quiz_that_its_course_has_no_more_is_still_marked(
    reader: FlaskClient, installation: Installation
) -> None:
    (citra, _), (attempt,) = taught(installation, NAME, quizzes={})
    sign_in(reader, citra)

    assert f"/pengajar/penilaian/{KEY}" in reader.get("/pengajar/penilaian").text
    assert address(attempt) in reader.get(f"/pengajar/penilaian/{KEY}").text
    assert post(reader, attempt, "2", "1").status_code == 303
    assert reader.get("/pengajar/penilaian/dasar-spbe/lain").status_code == 404


def test_all_of_it_is_said_in_english_too(reader: FlaskClient, installation: Installation) -> None:
    (citra, _), (attempt,) = taught(installation, NAME)
    sign_in(reader, citra)
    with installation.database.write() as session:
        session.get_one(Person, citra.id).language = "en"

    shown = reader.get(address(attempt)).text

    assert "asked for: 3 to 8" in shown
    assert "Save" in shown
