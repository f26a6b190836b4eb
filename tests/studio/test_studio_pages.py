"""The pages around the editor, as a browser without JavaScript walks through them."""

import re
from datetime import UTC, datetime

import pytest
from build import NINE, a_person, a_role, sign_in
from catalogue_builders import SLUG, write
from flask import Flask
from flask.testing import FlaskClient
from studio_builders import MODULE, SECOND, Shared, a_copy, a_shared_course, edited

from lms import flow
from lms.catalogue import courses, releases
from lms.db.installation import Installation
from lms.studio import copies
from lms.studio.copies import Clash
from lms.web.shell import site

HOME = f"/pengajar/studio/{SLUG}"
HASH = re.compile(r'name="hash" value="([0-9a-f]{64})"')


@pytest.fixture
def shared(app: Flask, client: FlaskClient) -> Shared:
    opened = site(app).installation
    with opened.database.write() as session:
        shared = a_shared_course(session, opened, release=True)
        a_copy(session, shared)
    sign_in(client, shared.citra)
    return shared


def test_a_trainer_begins_a_course_of_his_or_her_own(app: Flask, client: FlaskClient, shared: Shared) -> None:
    page = client.post("/pengajar/kursus-baru", data={"title": "Loket yang ramah", "field": "communication"})

    assert page.headers["Location"].endswith("/pengajar/studio/loket-yang-ramah")
    assert "Loket yang ramah" in client.get("/pengajar/studio").text
    published = client.get("/pengajar/studio/loket-yang-ramah/terbit").text
    assert "kesalahan" not in published
    assert HASH.search(published)
    sign_in(client, shared.dedi)
    assert client.get("/pengajar/studio/loket-yang-ramah/terbit").status_code == 404


def test_a_name_that_is_taken_is_numbered_or_refused(client: FlaskClient, shared: Shared) -> None:
    form = {"title": "Dasar SPBE", "field": "e-government"}

    assert client.post("/pengajar/kursus-baru", data=form).location.endswith("/dasar-spbe-2")
    refused = client.post("/pengajar/kursus-baru", data={**form, "slug": SLUG})
    assert refused.status_code == 422
    assert "Sudah ada kursus dengan nama pendek" in refused.text
    assert 'value="Dasar SPBE"' in refused.text


@pytest.mark.parametrize(
    "form", [{"title": ""}, {"title": "X", "field": "lain"}, {"title": "X", "slug": "../x"}, {"slug": "Baru"}]
)
def test_what_is_no_course_is_refused_in_words(
    client: FlaskClient, shared: Shared, form: dict[str, str]
) -> None:
    page = client.post("/pengajar/kursus-baru", data={"title": "Baru", "field": "management", **form})

    assert page.status_code == 422
    assert 'role="alert"' in page.text


def test_a_draft_that_nobody_saw_is_thrown_away(app: Flask, client: FlaskClient, shared: Shared) -> None:
    client.post("/pengajar/kursus-baru", data={"title": "Coba", "field": "management"})

    client.post("/pengajar/studio/coba/buang", data={"yakin": "coba "})
    assert client.get("/pengajar/studio/coba/riwayat").status_code == 200
    client.post("/pengajar/studio/coba/buang", data={"yakin": "coba"})

    assert client.get("/pengajar/studio/coba/riwayat").status_code == 404
    with site(app).installation.database.read() as session:
        assert courses.row(session, "coba") is None
    # What was published stays.
    assert client.post(f"{HOME}/buang", data={"yakin": SLUG}).status_code == 409


def test_the_history_leads_to_a_difference_and_back_to_a_text(
    app: Flask, client: FlaskClient, shared: Shared
) -> None:
    write_in(app, shared, "bersih", "terbuka")
    page = client.get(f"{HOME}/riwayat", query_string={"berkas": MODULE}).text
    assert "Citra" in page
    id_ = int(re.search(r"beda\?id=(\d+)&amp;dari=1&amp;ke=2", page)[1])  # type: ignore[index] # it is there

    difference = client.get(f"{HOME}/beda?id={id_}&dari=1&ke=2").text
    assert "<del>bersih</del>" in difference
    assert "<ins>terbuka</ins>" in difference
    client.post(f"{HOME}/kembalikan", data={"id": id_, "versi": 1})

    assert "bersih" in text_of(app, MODULE)
    assert "Naskah lama dikembalikan" in client.get(f"{HOME}/riwayat?berkas={MODULE}").text


def test_a_removed_file_comes_back(app: Flask, client: FlaskClient, shared: Shared) -> None:
    opened = site(app).installation
    with opened.database.write() as session:
        copy = a_copy(session, shared)
        id_ = copies.file(session, copy, SECOND).id
        copies.remove(session, copy, SECOND, by=shared.citra.id, at=NINE)
    assert "Berkas ini sudah dihapus" in client.get(f"{HOME}/riwayat?berkas={SECOND}").text

    client.post(f"{HOME}/kembalikan", data={"id": id_, "versi": 1})

    assert "Layanan administrasi" in text_of(app, SECOND)


def test_a_clash_is_decided_with_a_form(app: Flask, client: FlaskClient, shared: Shared) -> None:
    aside = clash(app, shared)
    page = client.get(f"{HOME}/bentrok/{aside}").text
    assert "lincah" in page
    assert "terbuka" in page

    unanswered = client.post(f"{HOME}/bentrok/{aside}", data={"versi": 2})
    assert unanswered.status_code == 422
    assert "Bagian 1 belum dipilih" in unanswered.text
    client.post(f"{HOME}/bentrok/{aside}", data={"versi": 2, "pilih-1": "milik-saya"})

    assert "lincah" in text_of(app, MODULE)


def test_a_review_is_asked_remarked_and_given(app: Flask, client: FlaskClient, shared: Shared) -> None:
    write_in(app, shared, "bersih", "terbuka")
    client.post(f"{HOME}/telaah", data={"tindakan": "minta", "pesan": "Contohnya?"})
    client.post(f"{HOME}/telaah", data={"tindakan": "setujui", "versi": version_of(app)})
    assert "Sedang ditelaah" in client.get("/pengajar/studio").text

    sign_in(client, shared.dedi)
    assert 'id="catatan-baru"' in client.get(f"{HOME}/telaah?berkas={MODULE}&baris=9").text
    client.post(f"{HOME}/catatan", data={"berkas": MODULE, "baris": "9", "catatan": "<b>Sumber?</b>"})
    assert "&lt;b&gt;Sumber?&lt;/b&gt;" in client.get(f"{HOME}/telaah?berkas={MODULE}").text
    client.post(f"{HOME}/telaah", data={"tindakan": "setujui", "versi": version_of(app)})

    assert "Naskah disetujui" in client.get(f"{HOME}/telaah").text


def test_a_release_is_published_and_an_earlier_one_comes_back(
    app: Flask, client: FlaskClient, shared: Shared
) -> None:
    write_in(app, shared, "bersih", "terbuka")
    page = client.get(f"{HOME}/terbit").text
    assert "Modul yang berubah" in page
    answer = client.post(f"{HOME}/terbit", data={"hash": found(page)}, follow_redirects=True)
    assert "Terbitan 2 sudah terbit" in answer.text
    flow.open_worker(site(app).installation).drain()

    # The first release came from the command line without its sources: only the second can come back.
    write_in(app, shared, "terbuka", "lincah")
    client.post(f"{HOME}/terbit", data={"hash": found(client.get(f"{HOME}/terbit").text)})
    letter = client.get(f"{HOME}/terbitan-lama?nomor=2").text
    answer = client.post(
        f"{HOME}/terbitan-lama", data={"nomor": 2, "hash": found(letter)}, follow_redirects=True
    )

    assert "Terbitan 4 berisi sama dengan terbitan 2" in answer.text
    assert "terbuka" in text_of(app, MODULE)
    assert client.get(f"{HOME}/terbitan-lama?nomor=1").status_code == 404


def test_a_hash_that_was_not_shown_publishes_nothing(app: Flask, client: FlaskClient, shared: Shared) -> None:
    write_in(app, shared, "bersih", "terbuka")

    answer = client.post(f"{HOME}/terbit", data={}, follow_redirects=True)

    assert "berubah sejak dampaknya ditampilkan" in answer.text
    with site(app).installation.database.read() as session:
        assert releases.current(session, courses.by_slug(session, SLUG)).number == 1


def test_an_administrator_finds_a_folder_that_nobody_has(app: Flask, client: FlaskClient) -> None:
    opened: Installation = site(app).installation
    write(
        opened.settings.content_root, "courses/baru/course.md", "---\ntitle: Baru\nfield: management\n---\n"
    )
    with opened.database.write() as session:
        gita = a_person(session, "Gita")
        a_role(session, gita, "admin")
    sign_in(client, gita)

    assert "baru" in client.get("/pengajar/studio").text
    assert client.get("/pengajar/studio/baru/terbit").status_code == 200
    assert client.get("/pengajar/studio/tidak-ada/terbit").status_code == 404


def write_in(app: Flask, shared: Shared, old: str, new: str) -> None:
    with site(app).installation.database.write() as session:
        edited(session, a_copy(session, shared), MODULE, old, new, by=shared.citra, at=datetime.now(UTC))


def clash(app: Flask, shared: Shared) -> int:
    with site(app).installation.database.write() as session:
        copy = a_copy(session, shared)
        file, text = copies.text(session, copy, MODULE)
        edited(session, copy, MODULE, "bersih", "terbuka", by=shared.dedi)
        try:
            mine = text.replace("bersih", "lincah")
            copies.save(session, copy, MODULE, mine, base=file.version, by=shared.citra.id, at=NINE)
        except Clash as error:
            return error.aside
    raise AssertionError


def text_of(app: Flask, path: str) -> str:
    with site(app).installation.database.read() as session:
        copy = copies.of(session, SLUG, trainer=None, at=NINE)
        return copies.text(session, copy, path)[1]


def version_of(app: Flask) -> int:
    with site(app).installation.database.read() as session:
        return copies.of(session, SLUG, trainer=None, at=NINE).version


def found(page: str) -> str:
    match = HASH.search(page)
    assert match is not None, page
    return match[1]
