"""Quick thumbs and slow keyboards: a choice is one step, in the questionnaire and in the report."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from conftest import NewVisitor
from playwright.sync_api import Page, expect
from served_site import PLAJU, ServedSite

from lms.people import units
from lms.voice.satisfaction import services

DAY = timedelta(days=1)
# After a step went by itself, a press on Next is the same wish for so long.
SETTLED = 700
SERIAL = count(1)


@pytest.fixture
def questionnaire(site: ServedSite) -> str:
    at = datetime.now(UTC)
    with site.installation.database.write() as session:
        unit = units.find_or_make(session, PLAJU, at=at, by=None)
        if services.running(session, at.date()) is None:
            services.begin(session, "Triwulan jempol", at.date() - DAY, at.date() + DAY, at=at, by=None)
        return f"/survei/{services.add(session, unit.id, f'Surat {next(SERIAL)}', at=at, by=None).code}"


def stands_at(page: Page, step: int) -> None:
    expect(page.get_by_text(f"Langkah {step} dari", exact=False)).to_be_visible()


@pytest.mark.parametrize("pause", [20, 120, 260])
def test_a_choice_and_a_press_are_one_step(questionnaire: str, new_visitor: NewVisitor, pause: int) -> None:
    visitor = new_visitor("phone")
    page = visitor.page
    for address in (questionnaire, "/lapor"):
        visitor.go(address)
        page.locator(".choice:visible").first.click()
        page.wait_for_timeout(pause)
        page.get_by_role("button", name="Berikutnya").click()
        page.wait_for_timeout(SETTLED)
        stands_at(page, 2)


def test_enter_goes_to_the_next_step_also_where_a_later_one_is_empty(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("desk")
    page = visitor.page
    visitor.go("/lapor")
    for step in (1, 2):
        stands_at(page, step)
        page.locator(".choice:visible input").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
    stands_at(page, 3)
    page.get_by_role("button", name="Berikutnya").press("Enter")
    stands_at(page, 4)


def test_a_report_too_short_is_told_before_the_last_step(new_visitor: NewVisitor) -> None:
    visitor = new_visitor("phone")
    page = visitor.page
    visitor.go("/lapor")
    for step in (1, 2):
        stands_at(page, step)
        page.locator(".choice:visible").first.click()
        page.wait_for_timeout(SETTLED)
    page.get_by_role("button", name="Berikutnya").click()
    page.get_by_role("textbox", name="Laporan Anda").fill("pendek")
    page.get_by_role("button", name="Berikutnya").click()
    stands_at(page, 4)
    page.get_by_role("textbox", name="Laporan Anda").fill("Loket tutup sebelum waktunya, dua kali.")
    page.get_by_role("button", name="Berikutnya").click()
    stands_at(page, 5)


def test_a_device_that_has_answered_is_told_at_the_start(questionnaire: str, new_visitor: NewVisitor) -> None:
    visitor = new_visitor("phone")
    page = visitor.page
    visitor.go(questionnaire)
    for step in range(1, 10):
        stands_at(page, step)
        page.locator(".choice:visible").nth(2).click()
    visitor.follow("Kirim jawaban saya", role="button")

    visitor.go(questionnaire)

    expect(page.get_by_text("sudah menjawab untuk layanan ini")).to_be_visible()
