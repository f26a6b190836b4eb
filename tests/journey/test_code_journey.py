"""Two neighbours, one phone, a code each: each finds the own answers alone, and each code answers once."""

from datetime import UTC, datetime, timedelta

import pytest
from conftest import NewVisitor
from playwright.sync_api import Page, expect
from served_site import PLAJU, ServedSite

from lms.people import units
from lms.voice.satisfaction import services
from lms.voice.satisfaction.counter import codes, tokens

DAY = timedelta(days=1)
QUESTIONS = 9


@pytest.fixture
def handed(site: ServedSite) -> tuple[str, list[str]]:
    """Hand out two codes of a service that asks for them; return its page and the codes as printed."""
    at, secret = datetime.now(UTC), site.installation.settings.secret_key
    with site.installation.database.write() as session:
        unit = units.find_or_make(session, PLAJU, at=at, by=None)
        period = services.running(session, at.date())
        if period is None:
            period = services.begin(
                session, "Triwulan berkode", at.date() - DAY, at.date() + DAY, at=at, by=None
            )
        service = services.add(session, unit.id, "Akta kelahiran", at=at, by=None)
        tokens.ask(session, service, only=True, at=at, by=None)
        batch = tokens.make(session, service, period, 2, secret=secret, at=at, by=None)
        found = tokens.unused(session, service, period, batch, secret=secret)
        return f"/survei/{service.code}", [codes.grouped(code) for code in found]


def test_each_code_has_its_own_draft_and_one_answer(
    handed: tuple[str, list[str]], new_visitor: NewVisitor
) -> None:
    address, (hers, his) = handed
    visitor = new_visitor("phone")
    page = visitor.page
    visitor.go(address)
    enter(page, hers.lower().replace("-", " "))
    visitor.look()
    answer(page, 1, 2)
    page.goto(address)
    enter(page, "abcd-efgh-jklm")
    expect(page.get_by_role("alert")).to_contain_text("tidak berlaku untuk layanan ini")

    page.goto(f"{address}?kode={his}")
    expect(page.get_by_text("Langkah 1 dari", exact=False)).to_be_visible()
    expect(page.locator("input:checked")).to_have_count(0)

    page.goto(f"{address}?kode={hers}")
    answer(page, 3, QUESTIONS)
    visitor.follow("Kirim jawaban saya", role="button")
    expect(page.get_by_role("heading", name="Terima kasih")).to_be_visible()
    page.goto(f"{address}?kode={hers}")
    expect(page.get_by_role("alert")).to_contain_text("sudah dipakai")


def enter(page: Page, code: str) -> None:
    """Type a code and go on without a mouse."""
    page.get_by_label("Kode").fill(code)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def answer(page: Page, first: int, last: int) -> None:
    for step in range(first, last + 1):
        expect(page.get_by_text(f"Langkah {step} dari {QUESTIONS + 1}", exact=True)).to_be_visible()
        page.locator(".choice:visible").nth(step % 4).click()
    expect(page.get_by_text(f"Langkah {last + 1} dari {QUESTIONS + 1}", exact=True)).to_be_visible()
