"""The camera over a printed certificate, without a network: what it films is a scan of the page."""

from collections.abc import Iterator

import pytest
import zxingcpp
from conftest import PHONE
from PIL import Image
from playwright.sync_api import Browser, Playwright, expect
from printed_paper import NAME, Paper
from served_site import ServedSite


@pytest.fixture(scope="module")
def camera_browser(
    playwright: Playwright, paper: Paper, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A phone whose camera is held over the back of the certificate; its owner grants it to no page."""
    width, height = 1280, 720
    scene = Image.new("L", (width, height), 96)
    page = paper.back.rotate(4, Image.Resampling.BICUBIC, expand=True, fillcolor=96)
    found = next(code for code in zxingcpp.read_barcodes(page) if code.text == paper.text)
    middle_x = (found.position.top_left.x + found.position.bottom_right.x) // 2
    middle_y = (found.position.top_left.y + found.position.bottom_right.y) // 2
    near = page.resize((page.width * 2, page.height * 2), Image.Resampling.BICUBIC)
    scene.paste(near, (width // 2 - 2 * middle_x, height // 2 - 2 * middle_y))
    grey = bytes([128]) * (width * height // 2)
    film = f"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420\n".encode()
    path = tmp_path_factory.mktemp("film") / "film.y4m"
    path.write_bytes(film + 2 * (b"FRAME\n" + scene.tobytes() + grey))
    browser = playwright.chromium.launch(
        executable_path="/usr/bin/chromium",
        args=[
            "--no-sandbox",
            "--deny-permission-prompts",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={path}",
        ],
    )
    yield browser
    browser.close()


def test_the_camera_reads_the_code(camera_browser: Browser, site: ServedSite) -> None:
    context = camera_browser.new_context(base_url=site.url, viewport=PHONE, permissions=["camera"])
    page = context.new_page()
    page.goto("/periksa/")
    expect(page.get_by_text("Tersimpan di ponsel ini")).to_be_visible()
    context.set_offline(True)

    page.get_by_role("button", name="Pindai dengan kamera").click()

    expect(page.locator("[data-result] h2")).to_have_text("Asli", timeout=20_000)
    expect(page.locator("[data-result]")).to_contain_text(NAME)
    assert page.locator("video").evaluate("(video) => video.srcObject") is None
    context.close()


def test_a_camera_that_is_refused_leaves_the_other_ways(camera_browser: Browser, site: ServedSite) -> None:
    page = camera_browser.new_page(base_url=site.url, viewport=PHONE)
    page.goto("/periksa/")

    page.get_by_role("button", name="Pindai dengan kamera").click()

    expect(page.get_by_role("status").filter(has_text="Kamera tidak diizinkan")).to_be_visible()
    expect(page.locator("[data-scene]")).to_be_hidden()
    expect(page.get_by_role("button", name="Pindai dengan kamera")).to_be_visible()
