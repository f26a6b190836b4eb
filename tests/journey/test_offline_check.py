"""A stranger checks a printed certificate with a phone and no network: by photo and text."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
import zxingcpp
from claim_builders import CLAIM, KEY, joined, parts
from conftest import NewVisitor
from PIL import Image
from playwright.sync_api import Page, expect
from printed_paper import NAME, Paper
from served_site import ServedSite
from visitor import Visitor

from lms.certification.rules import claim
from lms.certification.signing import purposes
from lms.certification.signing.purposes import Purpose


@pytest.fixture
def stranger(new_visitor: NewVisitor, paper: Paper, screen: str) -> Visitor:
    """Somebody who has opened the page once."""
    visitor = new_visitor(screen)
    visitor.go("/periksa/")
    expect(visitor.page.get_by_text("Tersimpan di ponsel ini")).to_be_visible()
    expect(visitor.page.locator("[data-ago]")).to_have_text("baru saja")
    return visitor


def show(page: Page, picture: Image.Image) -> None:
    data = BytesIO()
    picture.save(data, "PNG")
    file = {"name": "foto.png", "mimeType": "image/png", "buffer": data.getvalue()}
    page.get_by_label("Ambil atau pilih foto").set_input_files(file)  # type: ignore[arg-type] # a TypedDict


def paste(page: Page, text: str) -> None:
    details = page.locator("details", has_text="Tempel teks kode")
    details.evaluate("(node) => { node.open = true; }")
    details.get_by_label("Teks kode").fill(text)
    details.get_by_role("button", name="Periksa teks").click()


def verdict(page: Page) -> str:
    return page.locator("[data-result] h2").inner_text()


def test_a_scanner_finds_both_codes_on_the_page(paper: Paper) -> None:
    """What another program reads of the whole page at 150 dpi."""
    found = {code.text for code in zxingcpp.read_barcodes(paper.back)}

    assert paper.text in found
    assert any(text.endswith(f"/verifikasi/{paper.certificate.public_id}") for text in found)


def test_a_printed_certificate_is_checked_without_a_network(stranger: Visitor, paper: Paper) -> None:
    page = stranger.page
    with stranger.offline():
        page.reload()
        show(page, paper.back)
        expect(page.locator("[data-result]")).to_be_visible()

        assert verdict(page) == "Asli"
        card = page.locator("[data-result]")
        for fact in (NAME, "Dasar-dasar SPBE", paper.certificate.number, "BKPSDM Kota Palembang"):
            expect(card).to_contain_text(fact)
        expect(card).to_contain_text(re.compile(r"Daftar kunci diperbarui: baru saja\."))
        expect(card.get_by_text("Sambungkan ke jaringan")).to_be_visible()
        stranger.look()
    card.get_by_role("link", name="Periksa secara daring").click()
    expect(page.get_by_role("heading", name="Asli dan berlaku")).to_be_visible()


def test_what_is_not_ours_is_told_apart_without_a_network(stranger: Visitor, paper: Paper) -> None:
    page = stranger.page
    protected, bare, payload, signature = parts(paper.text)
    others = parts(claim.sign(CLAIM, KEY))
    cases = {
        joined([protected, bare, others[2], signature]): "Tidak asli",
        joined(others): "Tidak dikenal",
        joined([protected, bare, payload, signature])[:-3]: "Tidak terbaca",
        "halo": "Bukan kode sertifikat",
    }
    with stranger.offline():
        page.reload()
        for text, word in cases.items():
            paste(page, text)
            expect(page.locator("[data-result] h2")).to_have_text(word)
            stranger.look()
        show(page, paper.front)
        expect(page.locator("[data-result] h2")).to_have_text("Kode alamat")
        expect(page.locator("[data-result]")).to_contain_text("Memeriksa tanpa jaringan")
        stranger.look()


def test_the_age_of_the_keys_is_told(stranger: Visitor, paper: Paper) -> None:
    page = stranger.page
    page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=3, hours=1))
    with stranger.offline():
        page.reload()
        paste(page, "\n".join((paper.text[:90], paper.text[90:])))

        expect(page.locator("[data-result]")).to_contain_text("Daftar kunci diperbarui: 3 hari yang lalu.")


def test_the_last_day_is_compared_with_the_phones_own(
    stranger: Visitor, paper: Paper, site: ServedSite
) -> None:
    page = stranger.page
    key = purposes.for_claims(site.installation.settings)
    assert key
    last = datetime.now().astimezone().date()
    ended = replace(CLAIM, expires_on=last - timedelta(days=1))
    with stranger.offline():
        paste(page, claim.sign(replace(CLAIM, expires_on=last), key))
        expect(page.locator("[data-result] h2")).to_have_text("Asli")
        expect(page.locator("[data-result]")).to_contain_text(
            re.compile("Berlaku sampai.*tanggal di ponsel", re.DOTALL)
        )
        paste(page, claim.sign(ended, key))

        expect(page.locator("[data-result] h2")).to_have_text("Masa berlakunya habis")
        expect(page.locator("[data-result]")).to_contain_text(CLAIM.name)
        stranger.look()


def test_dates_stand_as_on_an_english_certificate(
    new_visitor: NewVisitor, site: ServedSite, screen: str
) -> None:
    page = new_visitor(screen, locale="en-US").page
    page.goto("/periksa/en")
    expect(page.locator("[data-ago]")).to_have_text("just now")
    key = purposes.for_claims(site.installation.settings)
    assert key
    page.locator("details").evaluate("(node) => { node.open = true; }")
    page.get_by_label("Text of the code").fill(claim.sign(CLAIM, key))
    page.get_by_role("button", name="Check the text").click()

    expect(page.locator("[data-result]")).to_contain_text("25 November 2026")


def test_a_newer_key_is_asked_for_when_there_is_a_network(
    stranger: Visitor, paper: Paper, site: ServedSite
) -> None:
    settings = site.installation.settings
    purposes.create(settings, Purpose.CLAIMS)
    key = purposes.for_claims(settings)
    assert key
    with stranger.offline():
        paste(stranger.page, claim.sign(CLAIM, key))
        expect(stranger.page.locator("[data-result] h2")).to_have_text("Tidak dikenal")

    paste(stranger.page, claim.sign(CLAIM, key))

    expect(stranger.page.locator("[data-result] h2")).to_have_text("Asli")


def test_without_scripts_it_leads_to_the_page_that_needs_none(new_visitor: NewVisitor, screen: str) -> None:
    visitor = new_visitor(screen, java_script_enabled=False)
    visitor.page.goto("/periksa/")

    expect(visitor.page.locator("noscript .notice")).to_be_visible()
    expect(visitor.page.get_by_text("Pindai dengan kamera")).to_be_hidden()
    visitor.page.get_by_role("link", name="Periksa dengan jaringan").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Periksa sertifikat")


def test_without_a_camera_there_are_other_ways(stranger: Visitor) -> None:
    page = stranger.page
    page.get_by_role("button", name="Pindai dengan kamera").click()

    expect(page.get_by_role("status").filter(has_text="Kamera")).to_be_visible()
    expect(page.get_by_label("Ambil atau pilih foto")).to_be_attached()
    stranger.look()
