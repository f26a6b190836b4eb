"""A learner between two citizens: presses twice, presses on without a network, is signed out on the way."""

from dataclasses import dataclass

import pytest
from conftest import NewVisitor
from exam_paper import Answers, answer, question_ids
from playwright.sync_api import Page, expect
from served_site import PASSWORD, ServedSite
from visitor import Visitor

NUMBER = ".question-number"


@dataclass(frozen=True, slots=True)
class Hurried:
    """Somebody before the first question of a quiz, and the right answer to it."""

    nip: str
    visitor: Visitor
    question: str
    values: Answers

    @property
    def page(self) -> Page:
        return self.visitor.page

    def press_on(self) -> None:
        self.page.get_by_role("button", name="Simpan & lanjut").click()


@pytest.fixture
def hurried(site: ServedSite, new_visitor: NewVisitor) -> Hurried:
    nip = site.person("Sulastri")
    visitor = new_visitor("phone")
    visitor.sign_in(nip, PASSWORD)
    visitor.go("/kursus/dasar-spbe")
    visitor.press("Ikuti kursus")
    visitor.go("/kursus/dasar-spbe/kuis/dasar-spbe/layanan")
    visitor.follow("Mulai kuis", role="button")
    question, values = next(iter(question_ids(site, nip).items()))
    return Hurried(nip, visitor, question, values)


def test_a_double_click_passes_over_no_question(hurried: Hurried) -> None:
    hurried.page.get_by_role("button", name="Simpan & lanjut").dblclick()
    hurried.page.wait_for_timeout(1000)

    expect(hurried.page.locator(NUMBER)).to_contain_text("Soal 2 dari")


def test_who_presses_on_without_a_network_is_told_why_nothing_moves(hurried: Hurried) -> None:
    ribbon = hurried.page.locator("[data-ribbon]")
    with hurried.visitor.offline():
        answer(hurried.visitor, hurried.question, hurried.values, said="Belum terkirim")
        hurried.press_on()
        hurried.page.wait_for_timeout(3000)
        expect(ribbon).to_contain_text("halaman berikutnya belum dapat dibuka")

    expect(hurried.page.locator("[data-saved]")).to_contain_text("Tersimpan")
    expect(ribbon).to_be_hidden()


def test_who_was_signed_out_signs_in_and_loses_nothing(hurried: Hurried) -> None:
    page = hurried.page
    page.context.clear_cookies(name="lms")
    answer(hurried.visitor, hurried.question, hurried.values, said="Belum terkirim")
    hurried.press_on()

    page.get_by_label("NIP, NI PPPK, atau e-mail").fill(hurried.nip)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Masuk").click()

    expect(page.locator(NUMBER)).to_contain_text("Soal 2 dari")
    expect(page.locator("[data-ribbon]")).to_have_text("Jawaban yang disimpan di ponsel ini sudah terkirim.")
