"""Trainers bring question banks in and take quizzes out on pages; nothing of an upload is kept."""

import base64
import io
import re
import zipfile

import pytest
from build import NINE, a_person, a_role, sign_in
from catalogue_builders import SLUG, a_folder, published
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lms.assessment.exchange import previews
from lms.catalogue import courses
from lms.db.installation import Installation
from lms.errors import Refused

KEY = f"{SLUG}/ujian"
GIFT = (
    "::Satu::Ibu kota?{=Jakarta#ya ~Bandung####sebab}\n\n::Dua::Hitung{#5:1}\n\n::Rusak::Apa?{~a}\n\n"
    "::Tiga::Kata{=a =%50%b}\n\n::Empat::Jodoh{=a -> b =c -> d}\n\n::Lima::Cerita\n\n::Enam::Esai{}\n"
)
XML = """<quiz><question type="cloze"><name><text>Peta</text></name><questiontext format="html">
<text>&lt;img src="@@PLUGINFILE@@/peta.png" alt="peta"&gt; {1:MC:=a~b} {1:SA:=c}</text>
<file name="peta.png" encoding="base64">iVBORw0KGgp4eA==</file></questiontext>
<hint><text>Lihat utara</text></hint></question></quiz>"""


@pytest.fixture
def trainer(installation: Installation, client: FlaskClient) -> FlaskClient:
    root = installation.settings.content_root
    a_folder(root)
    quiz = root / f"quizzes/{KEY}.md"
    drawn = "![alur](assets/alur.svg)\n\nBerapa prinsip"
    quiz.write_text(quiz.read_text().replace("Berapa prinsip", drawn))
    with installation.database.write() as session:
        person = a_person(session, "Citra")
        a_role(session, person, "trainer")
        published(session, installation)
        courses.assign(session, courses.by_slug(session, SLUG), person.id, by=None, at=NINE)
    sign_in(client, person)
    return client


def upload(client: FlaskClient, text: str | bytes, name: str = "bank.gift", **more: str) -> TestResponse:
    data = text.encode() if isinstance(text, str) else text
    return client.post("/pengajar/impor", data={"file": (io.BytesIO(data), name), **more})


def downloaded(page: str) -> tuple[str, bytes]:
    name = re.search(r'download="([^"]+)"', page)
    data = re.search(r'href="data:[^"]*;base64,([^"]+)"', page)
    assert name
    assert data
    return name[1], base64.b64decode(data[1])


def test_the_form_lists_the_formats(trainer: FlaskClient) -> None:
    page = trainer.get("/pengajar/impor").text

    assert "Moodle XML" in page
    assert "QTI" in page


def test_every_question_is_shown_with_its_key_and_what_was_left_out(trainer: FlaskClient) -> None:
    page = upload(trainer, GIFT, title="Kuis uji").text

    assert page.count('class="question"') == 6
    assert "Kunci dan umpan balik" in page
    assert "Soal “Rusak”: pilihannya kurang dari dua." in page
    name, data = downloaded(page)
    assert name == "kuis-uji.md"
    assert data.decode().startswith('---\ntitle: "Kuis uji"\n')


def test_pictures_are_shown_and_come_along_in_a_zip(trainer: FlaskClient) -> None:
    page = upload(trainer, XML, "bank.xml").text

    assert 'src="data:image/png;base64,' in page
    assert "lms-asset:" not in page
    assert "Petunjuk 1" in page
    name, data = downloaded(page)
    assert name == "bank.zip"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == ["bank.md", "assets/peta.png"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Pilih berkas yang tidak kosong."),
        (b"halo", "Format berkas ini tidak dikenali."),
        (b"<!DOCTYPE quiz [<!ENTITY a 'b'>]><quiz/>", "DTD"),
        ("\n\n".join(f"Soal {at}{{T}}" for at in range(501)).encode(), "paling banyak 500"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(trainer: FlaskClient, data: bytes, said: str) -> None:
    answer = upload(trainer, data, "bank.bin")

    assert answer.status_code == 422
    assert said in answer.text


def test_more_than_a_page_takes_is_not_read() -> None:
    with pytest.raises(Refused) as refused:
        previews.read(b" " * (9 * 2**20), "bank.gift")

    assert "8 MB" in refused.value.text("id")


def test_a_file_without_a_good_question_says_so(trainer: FlaskClient) -> None:
    page = upload(trainer, "Soal{~a}").text

    assert "Tidak ada soal yang dapat dibawa." in page
    assert "download=" not in page


def test_a_long_bank_is_shown_in_part(trainer: FlaskClient) -> None:
    page = upload(trainer, "\n\n".join(f"Soal {at}{{T}}" for at in range(201))).text

    assert "200 soal pertama" in page


@pytest.mark.parametrize("form", ["gift", "moodle-xml", "aiken", "text2qti", "qti-2.2", "qti-3.0"])
def test_a_quiz_goes_out_in_every_format(trainer: FlaskClient, form: str) -> None:
    page = trainer.get(f"/pengajar/ekspor/{KEY}?format={form}").text
    file = trainer.get(f"/pengajar/unduh-soal/{form}/{KEY}")

    assert f"/pengajar/unduh-soal/{form}/{KEY}" in page
    assert file.status_code == 200
    assert file.headers["Content-Disposition"].startswith("attachment; filename=ujian.")
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert len(file.data) > 50


def test_pictures_of_a_release_go_out(trainer: FlaskClient) -> None:
    file = trainer.get(f"/pengajar/unduh-soal/moodle-xml/{KEY}").text

    assert re.search(r'<file name="gambar-[0-9a-f]{8}\.svg" path="/" encoding="base64">', file)
    assert "@@PLUGINFILE@@/gambar-" in file
    assert "lms-asset:" not in file


def test_a_format_that_is_none_is_not_found(trainer: FlaskClient) -> None:
    assert trainer.get(f"/pengajar/unduh-soal/qti/{KEY}").status_code == 404
    assert trainer.get(f"/pengajar/unduh-soal/x/{KEY}").status_code == 404
    assert "unduh-soal" not in trainer.get(f"/pengajar/ekspor/{KEY}?format=x").text
    assert "unduh-soal" not in trainer.get(f"/pengajar/ekspor/{KEY}").text
