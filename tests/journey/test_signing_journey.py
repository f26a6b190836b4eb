"""An officer has BSrE sign from the page: it goes on by itself, waits out trouble, and forgets."""

import threading
from collections.abc import Iterator

import pytest
from album import keep as keep_picture
from bsre_builders import NIK, PASSPHRASE, again, trust, waiting
from bsre_gateway import Fake, a_gateway
from build import a_person, a_role, a_unit, sign_in
from conftest import SCREENS
from flask import Flask
from playwright.sync_api import Browser, expect
from sqlalchemy import select
from visitor import Visitor
from werkzeug.serving import make_server

from lms.certification.models import Certificate
from lms.config import Settings
from lms.db.installation import Installation
from lms.people.models import Person

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PAGE = "/kepegawaian/penandatanganan"


@pytest.fixture
def fake() -> Iterator[Fake]:
    with a_gateway() as made:
        yield made


@pytest.fixture
def settings(settings: Settings, fake: Fake) -> Settings:
    return settings.model_copy(update={"bsre_url": fake.url})


@pytest.fixture
def served(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def made(installation: Installation) -> list[Certificate]:
    """Three certificates that wait in the unit of the officer."""
    trust(installation)
    with installation.database.write() as session:
        unit = a_unit(session, "BKPSDM")
        a_role(session, a_person(session, "Eka", unit=unit, language="id"), "hr", unit)
    return waiting(installation, "Ani", "Budi", "Citra", unit=unit)


@pytest.fixture
def cookie(app: Flask, installation: Installation, made: list[Certificate]) -> tuple[str, str]:
    """The officer's session, by name and value."""
    client = app.test_client()
    with installation.database.read() as session:
        sign_in(client, session.scalars(select(Person).where(Person.name == "Eka")).one())
    found = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert found is not None
    return found.key, found.value


@pytest.fixture
def desk(browser: Browser, served: str, screen: str, cookie: tuple[str, str]) -> Iterator[Visitor]:
    with browser.new_context(base_url=served, viewport=SCREENS[screen], locale="id-ID") as context:
        context.add_cookies([{"name": cookie[0], "value": cookie[1], "url": served}])
        yield Visitor(context.new_page(), served)


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lms.hr.views.signing.SECONDS", 0.0)


@pytest.mark.usefixtures("one_by_one")
def test_signing_goes_on_by_itself_and_forgets_the_passphrase(
    desk: Visitor, fake: Fake, installation: Installation, made: list[Certificate]
) -> None:
    page = desk.page
    fake.modes = ["good", "broken", "full", "good"]
    page.clock.install()
    page.goto(PAGE)
    keep_picture(desk, "panduan-kepegawaian", "tanda-tangan", wide=True)
    page.fill("#f-nik", NIK)
    page.fill("#f-frasa", PASSPHRASE)

    page.get_by_role("button", name="Tanda tangani yang menunggu").click()

    expect(page.get_by_role("status")).to_contain_text("dicoba lagi dalam 2 detik")
    page.clock.fast_forward(2000)
    expect(page.get_by_role("status")).to_contain_text(
        "2 ditandatangani, 1 gagal, 1 masih menunggu. Selesai."
    )
    expect(page.locator("[data-failures] li")).to_contain_text(made[1].number)
    assert [bool(again(installation, one).sha256) for one in made] == [True, False, True]
    assert page.input_value("#f-nik") + page.input_value("#f-frasa") == ""
    desk.look()
