"""The editor's page and its addresses: saved as one types, merged, refused, shown as learners will see it."""

import io

import pytest
from build import NINE, arm, sign_in
from flask.testing import FlaskClient
from html_forms import fields
from PIL import Image
from studio_builders import DRAWING, MODULE, QUIZ, SECOND, Shared, a_copy, a_shared_course

from lms.db.installation import Installation
from lms.studio import copies
from lms.studio.copies import File

DESK = "/pengajar/studio/dasar-spbe"
JSON = {"Accept": "application/json"}


@pytest.fixture
def shared(client: FlaskClient, installation: Installation) -> Shared:
    """A course of two trainers, of whom Citra is signed in."""
    with installation.database.write() as session:
        shared = a_shared_course(session, installation)
        a_copy(session, shared)
    sign_in(client, shared.citra)
    return shared


def got(installation: Installation, path: str) -> tuple[File, str]:
    with installation.database.write() as session:
        return copies.text(session, copies.of(session, "dasar-spbe", trainer=None, at=NINE), path)


def sent(client: FlaskClient, path: str, text: str, version: int) -> dict[str, str]:
    return {"csrf_token": arm(client), "berkas": path, "teks": text, "versi": str(version)}


def test_the_page_holds_files_text_findings_and_preview(client: FlaskClient, shared: Shared) -> None:
    answer = client.get(f"{DESK}?berkas={MODULE}")

    page = answer.text
    assert 'aria-current="page"' in page
    assert "</textarea>" in page
    assert 'name="bingkai"' in page
    assert "Tidak ada yang perlu diperbaiki di berkas ini." in page
    policy = answer.headers["Content-Security-Policy"]
    assert "style-src 'self' 'nonce-" in policy
    assert "'unsafe-inline'" not in policy


def test_a_text_is_saved_for_the_editor_and_said_to_be(
    client: FlaskClient, installation: Installation, shared: Shared
) -> None:
    file, text = got(installation, MODULE)

    answer = client.post(
        f"{DESK}/simpan", data=sent(client, MODULE, text + "\nBaru.\n", file.version), headers=JSON
    )

    assert answer.json["version"] == file.version + 1
    assert "text" not in answer.json
    assert got(installation, MODULE)[1].endswith("\nBaru.\n")


def test_other_lines_of_somebody_else_arrive_with_the_answer(
    client: FlaskClient, installation: Installation, shared: Shared
) -> None:
    file, text = got(installation, MODULE)
    with installation.database.write() as session:
        copy = copies.of(session, "dasar-spbe", trainer=None, at=NINE)
        copies.save(
            session, copy, MODULE, text + "\nDari Dedi.\n", base=file.version, by=shared.dedi.id, at=NINE
        )
    mine = text.replace("title:", "# Citra\ntitle:", 1)

    answer = client.post(f"{DESK}/simpan", data=sent(client, MODULE, mine, file.version), headers=JSON).json

    assert answer["merged"] == "Dedi"
    assert "# Citra\n" in answer["text"]
    assert answer["text"].endswith("Dari Dedi.\n")


def test_the_same_line_twice_leads_to_the_merge_page_and_loses_nothing(
    client: FlaskClient, installation: Installation, shared: Shared
) -> None:
    file, text = got(installation, MODULE)
    with installation.database.write() as session:
        copy = copies.of(session, "dasar-spbe", trainer=None, at=NINE)
        theirs = text.replace("title: ", "title: Dedi ", 1)
        copies.save(session, copy, MODULE, theirs, base=file.version, by=shared.dedi.id, at=NINE)
    mine = sent(client, MODULE, text.replace("title: ", "title: Citra ", 1), file.version)

    answer = client.post(f"{DESK}/simpan", data=mine, headers=JSON).json
    plain = client.post(f"{DESK}/simpan", data=mine)

    assert answer["clash"] == plain.location
    assert "title: Citra" in client.get(plain.location).text


def test_without_javascript_the_form_saves_and_comes_back(
    client: FlaskClient, installation: Installation, shared: Shared
) -> None:
    form = fields(client.get(f"{DESK}?berkas={MODULE}").text, f"{DESK}/simpan")
    form["csrf_token"] = arm(client)
    form["depan-title"] = "Konsep: yang baru"
    form["depan-outcomes"] = "Menyebut satu\r\nMenyebut dua"

    answer = client.post(f"{DESK}/simpan", data=form, follow_redirects=True)

    assert "Tersimpan." in answer.text
    text = got(installation, MODULE)[1]
    assert 'title: "Konsep: yang baru"\n' in text
    assert "outcomes:\n  - Menyebut satu\n  - Menyebut dua\n" in text


def test_sending_the_form_unchanged_changes_nothing(
    client: FlaskClient, installation: Installation, shared: Shared
) -> None:
    for path in (MODULE, SECOND, QUIZ, "courses/dasar-spbe/course.md"):
        before = got(installation, path)
        form = fields(client.get(f"{DESK}?berkas={path}").text, f"{DESK}/simpan")
        form["csrf_token"] = arm(client)
        client.post(f"{DESK}/simpan", data=form)
        assert got(installation, path) == before


def test_what_is_to_be_mended_is_told_with_its_line(
    client: FlaskClient, installation: Installation, shared: Shared
) -> None:
    file, text = got(installation, MODULE)
    client.post(f"{DESK}/simpan", data=sent(client, MODULE, text + "\n![](assets/x.png)\n", file.version))

    told = client.get(f"{DESK}/temuan?berkas={MODULE}").json

    line = (text + "\n").count("\n") + 1
    assert {one["line"] for one in told["findings"] if one["error"]} == {line}
    assert told["counts"][MODULE][0] == 2
    assert "tidak ada" in client.get(f"{DESK}?berkas={MODULE}").text


def test_who_else_is_there_is_told_with_what_they_wrote(
    client: FlaskClient, installation: Installation, shared: Shared
) -> None:
    file, text = got(installation, MODULE)
    form = sent(client, MODULE, "", file.version)
    first = client.post(f"{DESK}/hadir", data=form).json
    assert first == {"others": [], "version": file.version}

    sign_in(client, shared.dedi)
    client.post(f"{DESK}/simpan", data=sent(client, MODULE, text + "\nDedi.\n", file.version), headers=JSON)
    second = client.post(f"{DESK}/hadir", data=form | {"csrf_token": arm(client)}).json

    assert second["others"] == ["Citra"]
    assert second["text"].endswith("Dedi.\n")
    assert client.post(f"{DESK}/hadir", data=form | {"berkas": "courses/dasar-spbe/99-x.md"}).json == {
        "gone": True
    }


def test_the_preview_may_be_framed_by_us_and_shows_every_file(client: FlaskClient, shared: Shared) -> None:
    for path, view in ((MODULE, "learner"), (QUIZ, "trainer"), ("courses/dasar-spbe/course.md", "printed")):
        answer = client.get(f"{DESK}/pratinjau?berkas={path}&tampilan={view}")
        assert answer.status_code == 200
        assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    picture = client.get(f"{DESK}/aset/assets/{DRAWING.rsplit('/', 1)[1]}")
    assert picture.mimetype == "image/svg+xml"
    assert "sandbox" in picture.headers["Content-Security-Policy"]
    assert client.get(f"{DESK}/aset/01-konsep.md").status_code == 404


def a_picture() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "PNG")
    return io.BytesIO(out.getvalue())


def test_a_picture_is_kept_and_its_line_is_written(
    client: FlaskClient, installation: Installation, shared: Shared
) -> None:
    def form(alt: str) -> dict[str, object]:
        return {
            "csrf_token": arm(client),
            "berkas": MODULE,
            "alt": alt,
            "gambar": (a_picture(), "Loket Kami.png"),
        }

    told = client.post(f"{DESK}/gambar", data=form("Loket"), headers=JSON).json
    client.post(f"{DESK}/gambar", data=form("Loket dua"))
    refused = client.post(f"{DESK}/gambar", data=form(" "), headers=JSON)

    assert told["line"] == "![Loket](assets/loket-kami.webp)"
    assert got(installation, MODULE)[1].endswith("\n\n![Loket dua](assets/loket-kami-2.webp)\n")
    assert refused.status_code == 422
    assert refused.json["message"] == "Teks pengganti gambar belum ditulis."
    assert client.get(f"{DESK}?berkas=courses/dasar-spbe/assets/loket-kami.webp").status_code == 200


def test_files_come_and_go_by_a_page(client: FlaskClient, installation: Installation, shared: Shared) -> None:
    def act(**values: str) -> str:
        return client.post(f"{DESK}/berkas", data={"csrf_token": arm(client)} | values).location

    made = act(aksi="tambah", jenis="module", judul="Penutup")
    assert made.endswith("03-penutup.md")
    path = "courses/dasar-spbe/03-penutup.md"
    assert act(aksi="nama", berkas=path, nama="03-akhir").endswith("03-akhir.md")
    assert act(aksi="naik", berkas="courses/dasar-spbe/03-akhir.md").endswith("02-akhir.md")
    act(aksi="hapus", berkas="courses/dasar-spbe/02-akhir.md")
    assert client.get(f"{DESK}?berkas=courses/dasar-spbe/02-akhir.md").status_code == 404
    assert "Nama atau judulnya belum ditulis." in client.get(act(aksi="tambah", judul=" ")).text
