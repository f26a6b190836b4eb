"""The question builder over the browser: opened and sent unchanged, a question stays what it was."""

import re
import time
from pathlib import Path

import pytest
from build import NINE, arm, sign_in
from flask.testing import FlaskClient
from html_forms import fields
from studio_builders import MODULE, QUIZ, a_copy, a_shared_course

from lms.content import canonical, quiz
from lms.content.findings import Findings
from lms.content.markdown.document import Setting
from lms.content.source import Source
from lms.db.installation import Installation
from lms.people.models import Person
from lms.studio import copies
from lms.studio.builder import outline, reading
from lms.studio.builder.sorts import SORTS

ROOT = Path(__file__).parents[2]
PAGE = "/pengajar/studio/dasar-spbe/soal"
REST = {
    "essay": "## U {#u essay words=50-300 points=3}\nApa?\n\n- [2] dasar\n- [1,0] contoh\n\n> Sebab.\n\n"
    "> [!HINT]\n> Baca.",
    "rating": "## S {#s}\nPuas?\n\n- 1..4: tidak, kurang, ya, sangat",
    "poll": "## P {#p poll}\nPilih?\n\n- ( ) a\n- ( ) b",
    "polls": "## Q {#q poll}\nPilih?\n\n- [ ] a\n- [ ] b",
    "comment": "## K {#k comment words=50}\nSaran?",
    "text": "## T {#t text}\nBaca ini.\n\n> Kutipan.",
    "gaps": "## G {#g gaps case}\nAda [[tujuh]] dan [[= 5 ± 1]] dan [[(x) a / ( ) b # bukan]].",
    "ordering": "## O {#o order score=longest}\nUrutkan.\n\n1. a\n2. b\n3. c",
    "grouping": "## R {#r}\nPilah.\n\n- a => X\n- b => Y\n- c => X",
}


@pytest.fixture
def citra(client: FlaskClient, installation: Installation) -> Person:
    """A trainer, signed in, who has a copy of her course."""
    with installation.database.write() as session:
        shared = a_shared_course(session, installation)
        a_copy(session, shared)
    sign_in(client, shared.citra)
    return shared.citra


def put(installation: Installation, path: str, text: str, by: Person) -> None:
    with installation.database.write() as session:
        copy = copies.of(session, "dasar-spbe", trainer=None, at=NINE)
        copies.save(
            session, copy, path, text, base=copies.file(session, copy, path).version, by=by.id, at=NINE
        )


def got(installation: Installation, path: str) -> str:
    with installation.database.write() as session:
        return copies.text(session, copies.of(session, "dasar-spbe", trainer=None, at=NINE), path)[1]


def digests(text: str) -> list[tuple[str, str, str]]:
    made = quiz.read(Setting(Source.of("x", text), Findings("x")), "x")
    assert made is not None
    return [(one.id, str(one.points), canonical.digest(canonical.question(one))) for one in made.questions]


def test_a_question_of_every_sort_survives_being_opened_and_kept(
    client: FlaskClient, installation: Installation, citra: Person
) -> None:
    """The form is proven over every shipped question by test_questions_round.py; this adds its page."""
    text = one_of_every_sort()
    put(installation, QUIZ, text, citra)
    token = arm(client)

    for pool in outline.read(text).pools:
        for section in pool.sections:
            shown = client.get(f"{PAGE}?berkas={QUIZ}&soal={section.mark}")
            assert shown.status_code == 200, section.text
            sent = fields(shown.text, "soal")
            sent.add("aksi", "simpan")
            sent["csrf_token"] = token
            assert client.post(PAGE, data=sent).status_code == 303, section.text

    assert digests(got(installation, QUIZ)) == digests(text)


def one_of_every_sort() -> str:
    """Gather the longest question of each sort from all that ships, and those that no quiz has."""
    chosen: dict[str, str] = {}
    for path in sorted((ROOT / "quizzes").rglob("*.md")):
        found = outline.read(path.read_text(encoding="utf-8"))
        for section in (one for pool in found.pools for one in pool.sections if found.kind != "scenario"):
            form = reading.asked(section.text, found.manner)
            if form and not found.manner.survey and len(section.text) > len(chosen.get(form.sort, "")):
                chosen[form.sort] = section.text
    for sort, text in REST.items():
        chosen.setdefault(sort, text)
    assert set(chosen) == set(SORTS)
    texts = (re.sub(r"\{#[\w-]+", f"{{#satu-{at}", text, count=1) for at, text in enumerate(chosen.values()))
    return "---\ntitle: Semua\nkind: practice\nfeedback: after-each\n---\n\n" + "\n\n".join(texts) + "\n"


def test_a_question_is_made_without_any_sign(
    client: FlaskClient, installation: Installation, citra: Person
) -> None:
    token = arm(client)
    blank = fields(client.get(f"{PAGE}?berkas={QUIZ}&jenis=single&kumpulan=0").text, "soal")
    sent = {
        **blank.to_dict(), "csrf_token": token, "aksi": "simpan", "label": "Loket ramah",
        "prompt": "Apa sapaan pertama?",
        "text": ["Selamat pagi", "Antre dulu", ""], "key": "0", "feedback": ["", "Kurang ramah.", ""],
        "weight": ["", "", ""], "explanation": "Standar pelayanan.",
    }  # fmt: skip

    answer = client.post(PAGE, data=sent)

    assert answer.status_code == 303
    assert (
        "## Loket ramah {#loket-ramah}\nApa sapaan pertama?\n\n- (x) Selamat pagi\n- ( ) Antre dulu\n"
        "  > Kurang ramah.\n\n> Standar pelayanan.\n"
    ) in got(installation, QUIZ)


def test_what_is_missing_is_named_and_what_was_typed_stays(
    client: FlaskClient, installation: Installation, citra: Person
) -> None:
    before = got(installation, QUIZ)
    sent = {
        "csrf_token": arm(client),
        "berkas": QUIZ,
        "sort": "single",
        "label": "",
        "prompt": "Apa?",
        "text": ["satu", ""],
    }

    page = client.post(PAGE, data={**sent, "aksi": "simpan"}).text

    assert "Nama soal belum ditulis." in page
    assert "Soal ini hanya punya satu pilihan." in page
    assert "satu</textarea>" in page
    assert got(installation, QUIZ) == before


def test_rows_are_added_and_moved_by_buttons_alone(client: FlaskClient, citra: Person) -> None:
    sent = {
        "csrf_token": arm(client),
        "berkas": QUIZ,
        "sort": "ordering",
        "label": "x",
        "text": ["satu", "dua"],
    }

    grown = client.post(PAGE, data={**sent, "aksi": "row"}).text
    moved = client.post(PAGE, data={**sent, "aksi": "down-0"}).text

    assert len(re.findall(r'name="text"', grown)) == 3
    assert re.findall(r">(\w+)</textarea>", moved)[:2] == ["dua", "satu"]


def test_questions_and_pools_are_moved_removed_and_named(
    client: FlaskClient, installation: Installation, citra: Person
) -> None:
    text = got(installation, QUIZ)
    first, *_ = (one for pool in outline.read(text).pools for one in pool.sections)
    token = {"csrf_token": arm(client), "berkas": QUIZ}

    client.post(PAGE, data={**token, "aksi": "kumpulan-baru", "judul": "Tambahan", "ambil": "1"})
    client.post(PAGE, data={**token, "aksi": "kumpulan-ubah", "kumpulan": "0", "judul": "Inti", "ambil": ""})
    client.post(PAGE, data={**token, "aksi": "hapus", "soal": first.mark})

    after = got(installation, QUIZ)
    assert "# Tambahan {draw=1}\n" in after
    assert "# Inti\n" in after
    assert first.text not in after
    gone = client.post(PAGE, data={**token, "aksi": "hapus", "soal": first.mark}, follow_redirects=True)
    assert "sudah diubah orang lain" in gone.text


def test_a_self_check_is_made_and_changed_by_the_same_form(
    client: FlaskClient, installation: Installation, citra: Person
) -> None:
    token = {"csrf_token": arm(client), "berkas": MODULE, "aksi": "simpan"}
    made = {**token, "sort": "shorttext", "prompt": "Ibu kota Sumatera Selatan?", "text": ["Palembang"]}

    assert client.post(PAGE, data=made).status_code == 303
    text = got(installation, MODULE)
    assert text.endswith("```quiz\nIbu kota Sumatera Selatan?\n\n= Palembang\n```\n")

    listed = client.get(f"{PAGE}?berkas={MODULE}").text
    mark = re.findall(r"soal=([0-9a-f]{20})", listed)[-1]
    sent = fields(client.get(f"{PAGE}?berkas={MODULE}&soal={mark}").text, "soal")
    sent.update({"csrf_token": token["csrf_token"], "aksi": "simpan"})
    client.post(PAGE, data=sent)
    assert got(installation, MODULE) == text


def test_a_list_of_very_many_questions_opens_in_a_moment(
    client: FlaskClient, installation: Installation, citra: Person
) -> None:
    check = "```quiz\nBerapa?\n- (x) Satu\n- ( ) Dua {number}\n```\n"
    text = "\n".join(check.replace("{number}", str(number)) for number in range(1000))
    with installation.database.write() as session:
        copy = copies.of(session, "dasar-spbe", trainer=citra.id, at=NINE)
        copies.save(session, copy, MODULE, text, base=1, by=citra.id, at=NINE)

    begun = time.perf_counter()
    page = client.get(f"{PAGE}?berkas={MODULE}")

    assert page.text.count("Berapa?") >= 1000
    assert time.perf_counter() - begun < 6
