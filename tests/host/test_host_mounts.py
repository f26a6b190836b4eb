"""The engine in another application: beside its routes, its log-in, its templates and its database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from build import a_person, arm
from flask import Flask
from flask.testing import FlaskClient
from host_app import make_host

from lms.config import Settings
from lms.db.installation import Installation
from lms.web.shell import site

NIP = "199001012015012002"


@pytest.fixture
def host(settings: Settings, tmp_path: Path) -> Iterator[Flask]:
    made = make_host(tmp_path, settings)
    made.testing = True
    yield made
    site(made).installation.database.dispose()


@pytest.fixture
def browser(host: Flask, installation: Installation) -> FlaskClient:
    with installation.database.write() as session:
        a_person(session, "Siti Nurhaliza", identity=NIP)
    made = host.test_client()
    arm(made)
    return made


def test_the_hosts_own_pages_stay_its_own(browser: FlaskClient) -> None:
    assert "layout milik induk untuk tamu" in browser.get("/").text
    assert browser.get("/kursus/spbe").text == "halaman kursus milik induk: spbe"
    assert browser.get("/tidak-ada").text == "induk tidak menemukan halaman"


def test_the_engines_pages_stand_under_its_prefix(browser: FlaskClient) -> None:
    page = browser.get("/belajar/katalog")

    assert page.status_code == 200
    assert "layout milik induk" not in page.text
    assert 'href="/belajar/static/' in page.text
    assert 'href="/katalog' not in page.text


def test_a_visitor_is_sent_to_the_hosts_door_and_comes_back(browser: FlaskClient) -> None:
    sent = browser.get("/belajar/kursus-saya")

    assert sent.location == "/pintu?next=%2Fbelajar%2Fkursus-saya"
    entered = browser.post(sent.location, data={"nip": NIP, "pin": "1234"})
    assert entered.location == "/belajar/kursus-saya"
    assert "Siti Nurhaliza" in browser.get(entered.location).text


def test_somebody_the_engine_does_not_know_is_a_visitor(browser: FlaskClient) -> None:
    with browser.session_transaction() as cookie:
        cookie["nip"] = "198001012005011009"

    assert browser.get("/belajar/kursus-saya").status_code == 302


def test_a_missing_page_of_the_engine_does_not_change_the_hosts(browser: FlaskClient) -> None:
    assert browser.get("/belajar/kursus/tidak-ada").status_code == 404
    assert "layout milik induk untuk tamu" in browser.get("/").text


def test_the_headers_of_the_engine_do_not_reach_the_hosts_pages(browser: FlaskClient) -> None:
    assert "Content-Security-Policy" in browser.get("/belajar/katalog").headers
    assert "Content-Security-Policy" not in browser.get("/").headers
