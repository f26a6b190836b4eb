"""Answering on the pages of a quiz, with the right answers from the database, each seen to be saved."""

from playwright.sync_api import expect
from right_answers import as_texts, of_open
from served_site import ServedSite
from visitor import Visitor

from lms.people import persons


def question_ids(site: ServedSite, nip: str) -> dict[str, list[str]]:
    """Return what to answer, by question, in the order of the paper."""
    with site.installation.database.read() as session:
        found = of_open(session, persons.find(session, nip).id)
    return {question: as_texts(response) for question, response in found.items()}


def answer(visitor: Visitor, question: str, values: list[str], *, said: str = "Tersimpan") -> None:
    """Choose or type the answer; the page says that it was saved."""
    section = visitor.page.locator(f'[data-question="{question}"]')
    if section.locator(".answer-choice").count():
        for value in values:
            section.locator(f'.choice:has(input[value="{value}"])').click()
    else:
        field = section.get_by_label("Jawaban Anda")
        field.fill(values[0])
        field.press("Tab")
    expect(section.locator("[data-saved]")).to_contain_text(said)


def answer_all(visitor: Visitor, right: dict[str, list[str]]) -> None:
    """Answer on one page."""
    layout = visitor.page.get_by_role("link", name="Semua soal di satu halaman")
    if layout.count():
        with visitor.page.expect_navigation():
            layout.click()
    visitor.look()
    for question, values in right.items():
        answer(visitor, question, values)


def hand_in(visitor: Visitor) -> None:
    """Every question is answered; hand in, and see the full mark."""
    visitor.look()
    visitor.press("Kumpulkan")
    expect(visitor.page.locator(".result-word")).to_contain_text("Lulus")
    expect(visitor.page.locator(".result-number")).to_have_text("100")
