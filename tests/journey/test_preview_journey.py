"""An author writes beside the preview: a change is seen, a slip shown with its line until it is mended."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from album import keep as keep_picture
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FrameLocator, Page, expect
from served_site import ROOT
from visitor import Visitor

from lms.config import Settings
from lms.preview.live import server
from lms.preview.live.shelf import Shelf

MODULE = "courses/dasar-spbe/01-konsep-prinsip.md"
SMALL_DESK = {"width": 1100, "height": 620}
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("rak")
    for part in ("courses", "quizzes"):
        shutil.copytree(ROOT / part / "dasar-spbe", root / part / "dasar-spbe")
    shutil.copytree(ROOT / "certificates", root / "certificates")
    return root


@pytest.fixture(scope="module")
def address(shelf: Path) -> Iterator[str]:
    followed = Shelf(shelf)
    listening = server.bound(0)
    port = listening.getsockname()[1]
    serving = server.Serving(followed, server.make_app(followed, Settings(), "id", port), listening)
    thread = Thread(target=serving.run)
    thread.start()
    yield f"http://127.0.0.1:{port}"
    serving.stop()
    thread.join()


@pytest.fixture
def author(browser: Browser, address: str) -> Iterator[Visitor]:
    context = browser.new_context(base_url=address, viewport=DESK, locale="id-ID")
    page = context.new_page()
    slips: list[str] = []
    page.on("pageerror", lambda error: slips.append(str(error)))
    yield Visitor(page, address)
    context.close()
    assert slips == []


def frames(page: Page) -> list[FrameLocator]:
    """Return the phone and the desk."""
    return [page.frame_locator("iframe >> nth=0"), page.frame_locator("iframe >> nth=1")]


def places(page: Page) -> list[float]:
    return [float(frame.locator("body").evaluate("() => scrollY")) for frame in frames(page)]


def read_on(page: Page) -> list[float]:
    """Scroll on the phone until the desk has followed, and return where both stand."""
    heading = frames(page)[0].locator(".prose h2").nth(2)
    for _turn in range(20):
        heading.evaluate("heading => { heading.scrollIntoView(); scrollBy(0, 4); }")
        page.wait_for_timeout(300)
        if all(places(page)):
            break
    stood = places(page)
    assert all(stood)
    return stood


def clean(page: Page) -> bool:
    return not Axe().run(page).response["violations"]


def test_what_is_saved_is_seen_and_what_is_wrong_is_shown_until_it_is_mended(
    author: Visitor, shelf: Path
) -> None:
    page, file = author.page, shelf / MODULE
    text = file.read_text("utf-8")
    page.goto("/kursus/dasar-spbe?halaman=modul/01-konsep-prinsip")
    for frame in frames(page):
        expect(frame.get_by_role("heading", level=1)).to_have_text("Konsep dan prinsip SPBE")

    file.write_text(text.replace("title: Konsep dan prinsip SPBE", "title: Konsep yang baru"), "utf-8")
    for frame in frames(page):
        expect(frame.get_by_role("heading", level=1)).to_have_text("Konsep yang baru")

    stood = read_on(page)

    file.write_text(text.replace("assets/tujuh-prinsip.svg", "assets/tujuh-prinsi.svg"), "utf-8")
    overlay = page.locator(".desk-errors")
    expect(overlay).to_contain_text("Berkas “assets/tujuh-prinsi.svg” tidak ada.")
    expect(overlay).to_contain_text(MODULE)
    expect(overlay.locator(".mend-caret")).to_contain_text("^")
    page.wait_for_timeout(500)
    assert clean(page)
    page.set_viewport_size(SMALL_DESK)
    page.wait_for_timeout(300)
    keep_picture(author, "panduan-pengajar", "pratinjau", wide=True)
    page.set_viewport_size(DESK)

    file.write_text(text.replace("title:", "titl:", 1), "utf-8")
    expect(overlay).to_contain_text("Kunci titl tidak dikenal.")
    expect(frames(page)[0].get_by_role("heading", level=1)).to_be_attached()

    file.write_text(text, "utf-8")
    expect(overlay).to_have_count(0)
    for frame in frames(page):
        expect(frame.get_by_role("heading", level=1)).to_have_text("Konsep dan prinsip SPBE")
    page.wait_for_timeout(500)
    assert all(abs(one - other) < 80 for one, other in zip(stood, places(page), strict=True))


def test_frames_follow_one_another_and_the_bar_follows_them(author: Visitor) -> None:
    page = author.page
    page.goto("/kursus/dasar-spbe")
    phone, desk = frames(page)

    phone.get_by_role("link", name="Layanan dan aplikasi").first.click()

    expect(desk.get_by_role("heading", level=1)).to_contain_text("ayanan")
    expect(page.locator("[data-page]")).to_have_value("modul/02-layanan-aplikasi")
    assert "halaman=modul" in page.url
    page.get_by_role("link", name="Pengajar").click()
    expect(frames(page)[1].get_by_text("courses/dasar-spbe/02-layanan-aplikasi.md")).to_be_visible()


def test_a_file_that_gets_another_name_is_followed_and_a_new_one_is_listed(
    author: Visitor, shelf: Path
) -> None:
    page, file = author.page, shelf / "courses/dasar-spbe/04-evaluasi.md"
    page.goto("/kursus/dasar-spbe?halaman=modul/04-evaluasi")
    expect(frames(page)[1].get_by_role("heading", level=1)).to_be_visible()

    other = file.rename(file.with_name("04-penilaian.md"))
    expect(page.locator("[data-page]")).to_have_value("modul/04-penilaian")
    for frame in frames(page):
        expect(frame.locator(".prose")).to_be_attached()

    other.rename(file)
    expect(page.locator("[data-page]")).to_have_value("modul/04-evaluasi")


def test_a_quiz_that_is_being_answered_keeps_its_answers_when_its_file_is_saved(
    author: Visitor, shelf: Path
) -> None:
    page, file = author.page, shelf / "quizzes/dasar-spbe/konsep.md"
    text = file.read_text("utf-8")
    page.goto("/kursus/dasar-spbe?halaman=kuis/dasar-spbe/konsep")
    phone, desk = frames(page)
    answer = phone.locator(".answer-choice input").first
    answer.check()

    file.write_text(text.replace("title: ", "title: Baru, ", 1), "utf-8")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Baru,")
    expect(phone.locator(".answer-choice input").first).to_be_checked()

    phone.get_by_role("button", name="Kumpulkan dan lihat hasilnya").click()
    for frame in (phone, desk):
        expect(frame.locator(".result-mark")).to_be_visible()
    file.write_text(text, "utf-8")
    expect(phone.get_by_role("heading", level=1)).not_to_contain_text("Baru,")
    expect(phone.locator(".result-mark")).to_be_visible()


def test_the_preview_is_used_by_keyboard_and_on_a_phone(author: Visitor) -> None:
    page = author.page
    page.set_viewport_size(PHONE)
    page.goto("/kursus/dasar-spbe?halaman=modul/01-konsep-prinsip")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator("iframe >> nth=1")).to_be_hidden()
    assert clean(page)

    page.locator("[data-page]").focus()
    page.keyboard.press("ArrowDown")
    expect(frames(page)[0].get_by_role("heading", level=1)).not_to_have_text("Konsep dan prinsip SPBE")

    page.locator(".desk-menu summary").press("Enter")
    page.get_by_role("button", name="Gelap").press("Enter")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(frames(page)[0].locator("html")).to_have_attribute("data-theme", "dark")
    assert clean(page)
