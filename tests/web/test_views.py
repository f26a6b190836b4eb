"""The shell as a browser meets it: headers, files, switches, refusals."""

import pytest
from build import a_person, sign_in
from flask.testing import FlaskClient

from lms.db.installation import Installation


def test_a_page_of_ours_lets_no_other_host_in(client: FlaskClient) -> None:
    response = client.get("/masuk")

    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_of_somebody_signed_in_is_never_stored(
    client: FlaskClient, installation: Installation
) -> None:
    with installation.database.write() as session:
        ani = a_person(session)
    sign_in(client, ani)

    assert client.get("/akun").headers["Cache-Control"] == "no-store"


def test_files_are_kept_for_ever_under_an_address_of_their_content(client: FlaskClient) -> None:
    page = client.get("/masuk").text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]

    sheet = client.get(address, headers={"Accept-Encoding": "gzip"})

    assert "immutable" in sheet.headers["Cache-Control"]
    assert sheet.headers["Content-Encoding"] == "gzip"
    assert client.get(address.replace(address.split("/")[2], "old")).headers["Cache-Control"] == "no-cache"
    assert client.get("/static/x/../../config.py").status_code == 404


def test_a_form_without_its_token_changes_nothing(client: FlaskClient) -> None:
    bare = client.application.test_client()

    response = bare.post("/tampilan", data={"language": "en"})

    assert response.status_code == 400
    assert "lms_language" not in response.headers.get("Set-Cookie", "")
    assert "Muat ulang" in response.text


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x"]
)
def test_a_switch_leads_nowhere_else(client: FlaskClient, target: str) -> None:
    response = client.post("/tampilan", data={"language": "en", "next": target})

    assert response.headers["Location"] == "/"


def test_the_language_is_the_readers_choice(client: FlaskClient) -> None:
    assert '<html lang="id"' in client.get("/masuk").text

    client.post("/tampilan", data={"language": "en"})

    assert '<html lang="en"' in client.get("/masuk").text


@pytest.mark.parametrize(("language", "words"), [("id", "tidak ditemukan"), ("en", "not found")])
def test_an_unknown_address_says_what_to_do_in_the_readers_language(
    client: FlaskClient, language: str, words: str
) -> None:
    client.post("/tampilan", data={"language": language})

    response = client.get("/tidak/ada")

    assert response.status_code == 404
    assert words in response.text


def test_a_program_gets_its_refusal_as_json(client: FlaskClient) -> None:
    response = client.get("/kursus/tidak-ada", headers={"Accept": "application/json"})

    assert response.status_code == 404
    assert response.json is not None
    assert set(response.json) == {"code", "message", "mend"}


def test_a_visitor_is_sent_to_sign_in_and_comes_back(client: FlaskClient) -> None:
    response = client.get("/kursus-saya?x=1")

    assert response.status_code == 302
    assert response.headers["Location"] == "/masuk?next=/kursus-saya?x%3D1"


def test_the_watchers_addresses_answer(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").json == {"status": "ok"}
