"""From a citizen's complaint to a course and to a better service: two periods, four days of one story."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import loop_scene
import pytest
from album import keep as keep_picture
from conftest import visitors
from exam_paper import answer_all, hand_in, question_ids
from loop_scene import ENDS, FIRST, PLAJU, SECOND, TURN
from playwright.sync_api import Browser, Page, expect
from right_answers import complete
from served_site import BKPSDM, PASSWORD, ServedSite, made_site, wait_until
from visitor import Visitor

from lms.people import persons
from lms.people.models import RoleName

COURSE, SLUG = "Dasar-dasar SPBE", "dasar-spbe"
LATER_ANSWERS = 40
# The place of the question about time among the nine, and the faces chosen for the others in turn.
WAITING = 3
USUAL = (2, 3)
# Milliseconds that a citizen looks at a step before going on.
READING = 400


def picture(visitor: Visitor, name: str, **how: Any) -> None:
    keep_picture(visitor, "panduan-kepegawaian", name, many=True, **how)


@pytest.fixture
def city(tmp_path: Path) -> Iterator[ServedSite]:
    with made_site(tmp_path / "city") as site:
        yield site


def test_a_complaint_becomes_a_course_and_the_next_period_shows_what_came_of_it(
    city: ServedSite, browser: Browser
) -> None:
    code = loop_scene.lay(city)
    loop_scene.complain(city)
    loop_scene.answer(city, FIRST, loop_scene.SLOW, at_day=-1)
    desk = city.person("Yusuf Maulana", role=RoleName.DESK, unit=BKPSDM)
    officer = city.person("Ahmad Ma'ruf", role=RoleName.HR, unit=BKPSDM)
    learner = city.person("Ratna Dewi")

    with city.serve(), visitors(browser, city.url) as new:
        judge(new("phone"), code, speed=1)
        ticket = complain(new("phone"))
        number = hand_out(new("desk"), desk)
        answer(new("phone"), learner, number)
        read_and_rate(new("phone"), ticket)
    with city.serve(TURN), visitors(browser, city.url) as new:
        close(new("desk"), desk, FIRST)
        take_up(new("desk"), officer, city)
        finish_course(new("phone"), learner, city)
    loop_scene.answer(city, SECOND, loop_scene.QUICK, at_day=LATER_ANSWERS)
    with city.serve(LATER_ANSWERS), visitors(browser, city.url) as new:
        judge(new("phone"), code, speed=3)
    with city.serve(ENDS), visitors(browser, city.url) as new:
        closing = new("desk")
        close(closing, desk, SECOND)
        print_report(closing)
        see_what_came(new("desk"), officer)


def judge(citizen: Visitor, code: str, *, speed: int) -> None:
    """Nine faces by the thumb, one a screen, and a word at the end."""
    page = citizen.page
    citizen.go(f"/survei/{code}")
    picture(citizen, "lingkar-survei")
    for place in range(1, 10):
        expect(page.get_by_text(f"Langkah {place} dari 10")).to_be_visible()
        face = speed if place == WAITING else USUAL[place % 2]
        page.locator(".survey-question:visible .choice").nth(face).click()
    citizen.press("Kirim jawaban saya")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Terima kasih")


def complain(citizen: Visitor) -> str:
    """Write the report in steps, without a name; return the address of the ticket."""
    page = citizen.page
    citizen.go("/suara")
    citizen.press("Pengaduan", role="link")
    picture(citizen, "lingkar-lapor")
    further(page)
    page.get_by_text("Prosedur atau syarat berbelit").click()
    page.get_by_label("Unit atau layanan").select_option(label=f"{PLAJU} secara umum")
    further(page)
    page.get_by_role("textbox", name="Laporan Anda").fill(
        "Syaratnya diminta tiga kali, setiap kali berbeda. Mohon satu daftar."
    )
    further(page)
    page.get_by_label("Saya melapor tanpa nama").check()
    citizen.press("Kirim laporan saya")
    expect(page.get_by_role("heading", level=1)).to_have_text("Laporan Anda tersimpan")
    picture(citizen, "lingkar-tiket")
    citizen.press("Buka tiket", role="link")
    return page.url


def hand_out(officer: Visitor, nip: str) -> str:
    """The desk reads the new report, verifies it, and gives it to an officer of the unit."""
    page = officer.page
    officer.sign_in(nip, PASSWORD)
    officer.go("/meja-warga/pengaduan?cari=tiga+kali")
    picture(officer, "lingkar-meja", wide=True)
    number = page.locator(".table tbody th a").inner_text()
    officer.press(number, role="link")
    officer.press("Verifikasi")
    page.get_by_label("Ratna Dewi").check()
    picture(officer, "lingkar-tangani", wide=True)
    officer.press("Serahkan kepada penangan")
    officer.go("/meja-warga")
    return number


def answer(handler: Visitor, nip: str, number: str) -> None:
    """The handler says what will be done, does it, and answers: what, by whom, on which day."""
    page = handler.page
    handler.sign_in(nip, PASSWORD)
    handler.go("/tindak-lanjut")
    handler.press(number, role="link")
    today = datetime.now(ZoneInfo("Asia/Jakarta")).date().isoformat()
    for words, button in (
        ("Kami menyusun satu daftar syarat untuk ketiga loket.", "Sampaikan rencana tindak lanjut"),
        ("Satu daftar syarat kini terpasang di ketiga loket.", "Jawab: sudah selesai"),
    ):
        step = page.locator(".case-act[open]")
        step.locator("textarea").fill(words)
        step.get_by_label("Oleh siapa?").fill("Seksi Pelayanan Umum")
        step.get_by_label("tanggal").fill(today)
        handler.press(button)


def read_and_rate(citizen: Visitor, ticket: str) -> None:
    page = citizen.page
    citizen.go(ticket)
    expect(page.get_by_text("Satu daftar syarat kini terpasang")).to_be_visible()
    page.get_by_text("Puas", exact=True).click()
    citizen.press("Kirim penilaian saya")
    picture(citizen, "lingkar-jawaban", top="#pesan-pesan")


def further(page: Page) -> None:
    page.wait_for_timeout(READING)
    page.get_by_role("button", name="Berikutnya").click()


def close(officer: Visitor, nip: str, period: str) -> None:
    officer.sign_in(nip, PASSWORD)
    officer.go("/meja-warga/survei")
    officer.press(f"Tutup {period}")


def print_report(officer: Visitor) -> None:
    """The official report is made behind the page, which shows it by itself."""
    officer.press("Laporan survei", role="link")
    officer.press(PLAJU, role="link")
    officer.press("Buat PDF")
    expect(officer.page.get_by_role("link", name="Unduh PDF")).to_be_visible(timeout=60_000)
    officer.look()


def take_up(officer: Visitor, nip: str, city: ServedSite) -> None:
    """HR finds the need with its evidence, and asks the unit's people for the course that answers it."""
    page = officer.page
    officer.sign_in(nip, PASSWORD)
    row = page.locator(".table").get_by_role("row").filter(has_text="Waktu penyelesaian")
    wait_until(lambda: bool(page.goto("/kepegawaian/kebutuhan") and row.count()), "the needs")
    officer.look()
    picture(officer, "lingkar-kebutuhan", wide=True)
    with page.expect_navigation():
        row.get_by_role("link").click()
    officer.look()
    picture(officer, "lingkar-bukti", wide=True)
    expect(page.get_by_text("Ini unsur terlemah unit ini")).to_be_visible()
    officer.press("Tugaskan")
    expect(page.get_by_role("heading", name="Putusan")).to_be_visible()


def finish_course(learner: Visitor, nip: str, city: ServedSite) -> None:
    """The home page says why; the course's modules are read elsewhere, its exam is taken here."""
    page = learner.page
    learner.sign_in(nip, PASSWORD)
    learner.go("/")
    asked = page.locator("#tugas-belajar").locator("..")
    expect(asked).to_contain_text("Waktu penyelesaian")
    expect(asked).to_contain_text("2 dari 4")
    picture(learner, "lingkar-beranda", top="#tugas-belajar")
    learner.press(COURSE, role="link")
    learner.press("Ikuti kursus")
    with city.installation.database.write() as session:
        at = datetime.now(UTC) + timedelta(days=TURN)
        complete(session, persons.find(session, nip).id, SLUG, at=at, exam=False)
    learner.go("/")
    learner.press("Ke ujian akhir", role="link")
    learner.follow("Mulai kuis", role="button")
    answer_all(learner, question_ids(city, nip))
    learner.follow("Simpan & kumpulkan", role="button")
    hand_in(learner)
    learner.go("/sertifikat")
    learner.press(COURSE, role="link")
    expect(page.get_by_role("link", name="Unduh PDF")).to_be_visible(timeout=40_000)
    learner.look()
    picture(learner, "lingkar-sertifikat", top=".certificate-page")
    learner.go("/")
    expect(page.locator("#tugas-belajar")).to_have_count(0)


def see_what_came(officer: Visitor, nip: str) -> None:
    officer.sign_in(nip, PASSWORD)
    officer.go("/kepegawaian/kebutuhan/dampak")
    row = officer.page.locator(".table").get_by_role("row").filter(has_text=PLAJU)
    expect(row).to_contain_text("Membaik")
    picture(officer, "lingkar-dampak", wide=True)
    with officer.page.expect_navigation():
        row.get_by_role("link").click()
    officer.look()
