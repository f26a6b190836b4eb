"""Quizzes beside a course's path: offered, never required."""

from pathlib import Path
from textwrap import dedent

from build import NINE, a_person, sign_in
from flask.testing import FlaskClient

from lms.catalogue import releases
from lms.catalogue.rules import edition
from lms.content import reader
from lms.db.installation import Installation
from lms.learning import enrolments

COURSE = """
---
title: Dasar
field: e-government
trainers: [Rahma]
---
Untuk semua.
"""
MODULE = """
---
title: Satu
jp: 1
outcomes: [Tahu]
---
## Bagian

Teks modul.
"""
QUIZ = """
---
title: Judul KIND
kind: KIND
---
## Soal {#soal}
Berapa?

= 7
"""
SCENARIO = """
---
title: Judul scenario
kind: scenario
---
## A
Mulai.

- [Maju](#b) {+1}

## B
Selesai.
"""


def written(root: Path, **quizzes: str) -> Path:
    texts = {"courses/dasar/course.md": COURSE, "courses/dasar/01-satu.md": MODULE}
    texts |= {f"quizzes/dasar/{name}.md": text for name, text in quizzes.items()}
    for path, text in texts.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text).lstrip(), encoding="utf-8")
    return root


def of_kind(kind: str) -> str:
    return QUIZ.replace("KIND", kind)


def test_a_course_without_such_files_keeps_its_hash(tmp_path: Path) -> None:
    library = reader.read(written(tmp_path))
    draft = edition.draft(library.courses[0], library.quizzes)

    assert library.courses[0].extras == ()
    assert "extras" not in draft.manifest


def test_what_no_module_names_is_offered_in_the_order_of_a_course(tmp_path: Path) -> None:
    root = written(
        tmp_path,
        b=of_kind("practice"),
        a=of_kind("survey"),
        c=of_kind("pretest"),
        d=SCENARIO,
        e=of_kind("module"),
    )
    library = reader.read(root)
    draft = edition.draft(library.courses[0], library.quizzes)

    assert library.courses[0].extras == ("dasar/c", "dasar/b", "dasar/d", "dasar/a")
    assert [one["kind"] for one in draft.manifest["extras"]] == ["pretest", "practice", "scenario", "survey"]
    assert set(draft.manifest["quizzes"]) == set(library.courses[0].extras)
    unused = [one.path for one in library.findings if one.code == "quiz.unused"]
    assert unused == ["quizzes/dasar/e.md"]


def test_they_stand_on_the_course_page_and_are_not_needed_to_finish(
    client: FlaskClient, installation: Installation, tmp_path: Path
) -> None:
    library = reader.read(written(tmp_path, tes=of_kind("pretest"), cerita=SCENARIO, kesan=of_kind("survey")))
    with installation.database.write() as session:
        person = a_person(session, "Ani", language="id")
        releases.publish(session, library.courses[0], library.quizzes, installation.files, by=None, at=NINE)
        enrolments.enrol(session, person.id, "dasar", at=NINE)
    sign_in(client, person)

    shown = client.get("/kursus/dasar").get_data(as_text=True)

    places = [shown.index(text) for text in ("Tes awal", "isi-kursus", "Latihan", "Judul scenario", "Survei")]
    assert places == sorted(places)
    assert "Semua modul selesai (0 dari 1)" in shown
    door = client.get("/kursus/dasar/kuis/dasar/cerita").get_data(as_text=True)
    assert "Mulai skenario" in door
    assert "pilihan tidak dapat ditarik kembali" in door


def test_a_visitor_sees_their_titles_and_no_way_in(
    client: FlaskClient, installation: Installation, tmp_path: Path
) -> None:
    library = reader.read(written(tmp_path, cerita=SCENARIO))
    with installation.database.write() as session:
        releases.publish(session, library.courses[0], library.quizzes, installation.files, by=None, at=NINE)

    shown = client.get("/kursus/dasar").get_data(as_text=True)

    assert "Judul scenario" in shown
    assert "/kuis/dasar/cerita" not in shown


def test_nobody_fails_an_opening_test(
    client: FlaskClient, installation: Installation, tmp_path: Path
) -> None:
    library = reader.read(written(tmp_path, tes=of_kind("pretest")))
    with installation.database.write() as session:
        person = a_person(session, "Ani", language="id")
        releases.publish(session, library.courses[0], library.quizzes, installation.files, by=None, at=NINE)
        enrolments.enrol(session, person.id, "dasar", at=NINE)
    sign_in(client, person)

    begun = client.post("/kursus/dasar/kuis/dasar/tes")
    attempt = begun.headers["Location"].rstrip("/")
    client.post(f"{attempt}/kumpulkan")
    shown = client.get(f"{attempt}/hasil").get_data(as_text=True)

    assert "Yang sudah Anda ketahui sebelum mulai" in shown
    assert "Belum lulus" not in shown
    assert "Batas lulus" not in shown
