from pathlib import Path

import pytest
from catalogue_builders import DRAWING, SLUG, a_folder, a_listed, published
from flask.testing import FlaskClient
from sqlalchemy import select

from lms.catalogue.models import Asset
from lms.db.installation import Installation


@pytest.fixture
def root(installation: Installation) -> Path:
    root = installation.settings.content_root
    a_folder(root)
    return root


def test_a_visitor_reads_the_catalogue(client: FlaskClient, installation: Installation, root: Path) -> None:
    with installation.database.write() as session:
        published(session, installation)

    page = client.get("/katalog")

    assert page.status_code == 200
    for words in (
        "Dasar-dasar SPBE",
        "Bagi ASN yang melayani",
        "2 JP",
        "2 modul",
        "Tingkat 1 dari 5",
        f"/kursus/{SLUG}",
    ):
        assert words in page.text


def test_an_empty_catalogue_says_so(client: FlaskClient) -> None:
    assert "Belum ada kursus yang terbit" in client.get("/katalog").text


def test_a_search_without_result_offers_a_guess(client: FlaskClient, installation: Installation) -> None:
    with installation.database.write() as session:
        a_listed(session, "publik", "Pelayanan publik")

    page = client.get("/katalog?q=pelayanna")

    assert "Tidak ada kursus untuk “pelayanna”" in page.text
    assert "Maksud Anda “pelayanan”?" in page.text


def test_what_is_searched_for_is_shown_as_text(client: FlaskClient) -> None:
    page = client.get("/katalog?q=<script>alert(1)</script>&bidang=%22><b>")

    assert "<script>alert" not in page.text
    assert '"><b>' not in page.text


def test_fields_are_chips_that_keep_the_search(client: FlaskClient, installation: Installation) -> None:
    with installation.database.write() as session:
        a_listed(session, "a", "Arsip digital")
        a_listed(session, "b", "Bicara digital", field="communication")
        a_listed(session, "c", "Cakap berbicara", field="communication")

    page = client.get("/katalog?q=digital&bidang=communication")

    assert "Bicara digital" in page.text
    assert "Arsip digital" not in page.text
    assert "bidang=e-government" in page.text
    assert "1 kursus untuk “digital”" in page.text


def test_manuals_stand_below_the_courses(client: FlaskClient, installation: Installation) -> None:
    with installation.database.write() as session:
        a_listed(session, "panduan-peserta", "Panduan peserta", kind="manual")

    assert "/kursus/panduan-peserta" in client.get("/katalog").text


def test_the_next_page_goes_on_where_this_one_ends(client: FlaskClient, installation: Installation) -> None:
    with installation.database.write() as session:
        for number in range(30):
            a_listed(session, f"k{number:02d}", f"Kursus {number:02d}")

    first, second = client.get("/katalog").text, client.get("/katalog?sesudah=k23").text

    assert "sesudah=k23" in first
    assert "Kursus 24" not in first
    assert "Kursus 24" in second
    assert "sesudah=" not in second


def test_a_picture_is_kept_a_year_and_runs_no_script(
    client: FlaskClient, installation: Installation, root: Path
) -> None:
    with installation.database.write() as session:
        published(session, installation)
        sha256 = session.scalars(select(Asset.hash)).one()

    answer = client.get(f"/aset/{sha256}.svg")

    assert answer.data.decode() == DRAWING
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "Content-Disposition" not in answer.headers
    assert (
        client.get(f"/aset/{sha256}.svg", headers={"If-None-Match": answer.headers["ETag"]}).status_code
        == 304
    )
    part = client.get(f"/aset/{sha256}.svg", headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.data) == (206, b"<svg")


def test_a_download_is_saved_and_not_opened(client: FlaskClient, installation: Installation) -> None:
    with installation.database.write() as session:
        sha256 = installation.files.put(b"<script>alert(1)</script>")
        session.add(Asset(hash=sha256, media_type="text/html", size=25))

    answer = client.get(f"/aset/{sha256}.html")

    assert answer.headers["Content-Disposition"] == "attachment"


@pytest.mark.parametrize("name", ["0" * 64 + ".svg", "rahasia.svg", "..%2Fconfig.py", "a.b.c"])
def test_what_no_release_has_brought_is_not_found(client: FlaskClient, name: str) -> None:
    assert client.get(f"/aset/{name}").status_code == 404
