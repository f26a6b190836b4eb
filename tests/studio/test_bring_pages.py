"""A trainer with a Word file sees what it becomes, then begins the course with it in the studio."""

import hashlib
import io
import json
import re
import zipfile

import pytest
from build import a_person, a_role, sign_in

from lms.books import zip as zips
from lms.studio.models import StudioCopy, StudioFile

TEXT = b"# Panduan Loket\n\nIsi.\n\n![](hilang.png)\n"


@pytest.fixture
def rahma(client, installation):
    with installation.database.write() as session:
        person = a_person(session, "Rahma")
        a_role(session, person, "trainer")
    sign_in(client, person)
    return person


def looked(client, data=TEXT, name="panduan-loket.md", **given):
    form = {"file": (io.BytesIO(data), name), "field": "e-government", **given}
    return client.post("/pengajar/studio-impor", data=form)


def token(page):
    return re.search(r'name="berkas" value="([^"]+)"', page.text)[1]


def test_a_document_is_shown_and_then_begun(client, installation, rahma):
    page = looked(client)

    assert page.status_code == 200
    assert "courses/panduan-loket/01-panduan-loket.md" in page.text
    assert "hilang.png" in page.text
    with installation.database.read() as session:
        assert session.query(StudioCopy).count() == 0

    answer = client.post("/pengajar/studio-impor/mulai", data={"berkas": token(page)})

    assert answer.status_code == 303
    with installation.database.read() as session:
        files = session.query(StudioFile).filter_by(removed=False).all()
    assert {file.path for file in files} == {
        "courses/panduan-loket/course.md",
        "courses/panduan-loket/01-panduan-loket.md",
    }


def test_a_name_that_is_taken_begins_nothing(client, installation, rahma):
    first = token(looked(client))
    client.post("/pengajar/studio-impor/mulai", data={"berkas": first})

    answer = client.post("/pengajar/studio-impor/mulai", data={"berkas": first})

    assert answer.status_code == 422
    with installation.database.read() as session:
        assert session.query(StudioCopy).count() == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"data": b"\xd0\xcf\x11\xe0", "name": "lama.doc"}, "bukan dokumen Word"),
        ({"slug": "Nama Besar"}, "bukan nama kursus"),
        ({"field": "tidak-ada"}, "Bidang kursus belum dipilih"),
        ({"name": ""}, "Berkas belum dipilih"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field(client, rahma, given, said):
    page = looked(client, **given)

    assert page.status_code == 422
    assert said in page.text


def test_somebody_else_s_upload_is_not_taken(client, installation, rahma):
    upload = token(looked(client))
    with installation.database.write() as session:
        other = a_person(session, "Budi")
        a_role(session, other, "trainer")
    sign_in(client, other)

    assert client.post("/pengajar/studio-impor/mulai", data={"berkas": upload}).status_code == 422
    assert client.post("/pengajar/studio-impor/mulai", data={"berkas": "palsu"}).status_code == 422


def test_a_course_in_a_zip_whose_text_is_no_text_begins_nothing(client, installation, rahma):
    files = {
        "courses/kursus-x/course.md": b"---\ntitle: X\n---\nx\n",
        "courses/kursus-x/01-a.md": b"\xff\xfe\x00",
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        hashes = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
        file.writestr(zips.MANIFEST, json.dumps({"format": 1, "course": "kursus-x", "files": hashes}))
        for path, data in files.items():
            file.writestr(path, data)

    upload = token(looked(client, data=made.getvalue(), name="a.zip", slug=""))
    answer = client.post("/pengajar/studio-impor/mulai", data={"berkas": upload})

    assert answer.status_code == 422
    with installation.database.read() as session:
        assert session.query(StudioCopy).count() == 0
