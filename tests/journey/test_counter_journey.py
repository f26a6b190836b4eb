"""A tablet at the counter, citizen after citizen: who walks away leaves nothing, who stays loses nothing."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from conftest import NewVisitor
from playwright.sync_api import Page, expect
from served_site import PLAJU, ServedSite
from visitor import Visitor

from lms.people import units
from lms.voice.satisfaction import services
from lms.voice.satisfaction.counter import kiosk

TABLET = {"width": 800, "height": 1280}
STEPS = 10
# Pixels of a target that a thumb in a hurry hits.
LARGE = 60
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def counter(site: ServedSite) -> str:
    """Open the counter of a service; return the path of its page."""
    at = datetime.now(UTC)
    with site.installation.database.write() as session:
        unit = units.find_or_make(session, PLAJU, at=at, by=None)
        days = at.date() - DAY, at.date() + DAY
        if services.running(session, at.date()) is None:
            services.begin(session, "Triwulan di loket", *days, at=at, by=None)
        service = services.add(session, unit.id, "Kartu keluarga", name_en="Family card", at=at, by=None)
        kiosk.open_until(session, service, at + DAY, at=at, by=None)
        door = kiosk.key(service, site.installation.settings.secret_key, at=at)
        return f"/survei/{service.code}/loket/{door}"


def test_a_citizen_answers_and_the_next_one_finds_an_empty_page(
    counter: str, new_visitor: NewVisitor
) -> None:
    visitor = new_visitor("desk", viewport=TABLET, has_touch=True)
    page = visitor.page
    visitor.go(counter)
    assert page.locator(".choice:visible").first.bounding_box()["height"] >= LARGE

    answer_all(page)
    visitor.press("Kirim jawaban saya")
    expect(page.get_by_role("heading", name="Terima kasih")).to_be_visible()
    visitor.follow("Mulai penilaian baru")
    expect_empty(page)
    page.go_back()
    page.go_back()
    expect_empty(page)


def test_an_unfinished_form_asks_waits_and_clears(counter: str, new_visitor: NewVisitor) -> None:
    visitor = new_visitor("phone")
    page = visitor.page
    page.clock.install()
    visitor.go(counter)
    # Who has not begun is asked nothing.
    page.clock.run_for(120_000)
    idle = page.get_by_role("dialog", name="Masih mengisi?")
    expect(idle).to_be_hidden()

    begin(page)
    page.clock.run_for(61_000)
    expect(idle).to_be_visible()
    expect(page.get_by_role("button", name="Lanjut mengisi")).to_be_focused()
    visitor.look()
    page.keyboard.press("Enter")
    expect(idle).to_be_hidden()
    expect(page.locator("input:checked")).to_have_count(1)
    page.clock.run_for(61_000)
    expect(idle).to_be_visible()
    page.clock.run_for(21_000)
    expect(page.get_by_text(f"Langkah 1 dari {STEPS}")).to_be_visible()
    expect_empty(page)
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_without_a_network_it_still_begins_anew(counter: str, new_visitor: NewVisitor) -> None:
    visitor = new_visitor("phone")
    page = visitor.page
    page.clock.install()
    visitor.go(counter)
    begin(page)
    before = page.locator("[name=tanda]").input_value()

    with visitor.offline():
        page.clock.run_for(61_000)
        page.get_by_role("button", name="Mulai dari awal").click()
        expect_empty(page)
        expect(page.get_by_text(f"Langkah 1 dari {STEPS}")).to_be_visible()
        # The next one's answer is not taken for the same as the one that was left.
        assert page.locator("[name=tanda]").input_value() != before


def test_without_javascript_the_page_goes_back_by_itself(counter: str, new_visitor: NewVisitor) -> None:
    visitor = Visitor(new_visitor("phone", java_script_enabled=False).page, "")
    page = visitor.page
    page.goto(counter)
    for name in set(page.locator("input[type=radio]").evaluate_all("all => all.map((one) => one.name)")):
        page.locator(f"input[name={name}]").nth(2).check()

    with page.expect_response(re.compile("terima-kasih")) as thanks:
        page.get_by_role("button", name="Kirim jawaban saya").click()

    assert thanks.value.headers["refresh"] == f"15; url={counter}"
    page.get_by_role("link", name="Tetap di halaman ini").click()
    expect(page.get_by_role("link", name="Mulai penilaian baru")).to_be_visible()


def begin(page: Page) -> None:
    page.locator(".choice:visible").nth(2).click()
    page.clock.run_for(500)
    expect(page.get_by_text(f"Langkah 2 dari {STEPS}")).to_be_visible()


def answer_all(page: Page) -> None:
    for step in range(1, STEPS):
        expect(page.get_by_text(f"Langkah {step} dari {STEPS}", exact=True)).to_be_visible()
        page.locator(".choice:visible").nth(step % 4).click()


def expect_empty(page: Page) -> None:
    expect(page.locator("[data-kiosk]")).to_be_attached()
    expect(page.locator("input:checked")).to_have_count(0)
    expect(page.locator("[name=saran]")).to_have_value("")
