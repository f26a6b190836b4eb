"""Answering on the pages of a quiz, with the right answers from the database, each seen to be saved."""

from playwright.sync_api import Locator, expect
from right_answers import as_form, of_open
from served_site import ServedSite
from visitor import Visitor

from lms.people import persons
from lms.questions.response import FIELD

# What to fill in, by the name of its field.
Answers = dict[str, list[str]]


def question_ids(site: ServedSite, nip: str) -> dict[str, Answers]:
    """Return what to answer, by question, in the order of the paper."""
    with site.installation.database.read() as session:
        found = of_open(session, persons.find(session, nip).id)
    return {question: as_form(response) for question, response in found.items()}


def answer(visitor: Visitor, question: str, right: Answers, *, said: str = "Tersimpan") -> None:
    """Choose, type, pick or move; the page says that it was saved."""
    section = visitor.page.locator(f'[data-question="{question}"]')
    named = on_page(section, right)
    if section.locator("[data-ordering]").count():
        put_in_order(section, named)
    else:
        for name, values in named.items():
            fill(section, name, values)
    expect(section.locator("[data-saved]")).to_contain_text(said)


def on_page(section: Locator, right: Answers) -> Answers:
    """Return the answers by the names that the fields have among the other questions of a page."""
    field = section.get_attribute("data-field") or FIELD
    return {field + name.removeprefix(FIELD): values for name, values in right.items()}


def fill(section: Locator, name: str, values: list[str]) -> None:
    field = section.locator(f'[name="{name}"]:not([type=hidden])')
    sort = field.first.evaluate("(one) => one.tagName === 'SELECT' ? 'select' : one.type")
    if sort in ("radio", "checkbox"):
        for value in values:
            section.locator(f'.choice:has(input[name="{name}"][value="{value}"])').click()
    elif sort == "select":
        field.select_option(values[0])
    else:
        field.fill(values[0])
        field.press("Tab")


def put_in_order(section: Locator, right: Answers) -> None:
    """Lift each item to the top, the last one first; a list that stands right is moved all the same."""
    for name in sorted(right, key=lambda name: -int(right[name][0])):
        item = section.locator(f'.step:has([name="{name}"])')
        while item.evaluate("(one) => one.previousElementSibling !== null"):
            item.locator("[data-way=up]").click()


def answer_all(visitor: Visitor, right: dict[str, Answers]) -> None:
    """Answer on one page."""
    layout = visitor.page.get_by_role("link", name="Semua soal di satu halaman")
    if layout.count():
        with visitor.page.expect_navigation():
            layout.click()
    visitor.look()
    for question, fields in right.items():
        answer(visitor, question, fields)


def hand_in(visitor: Visitor) -> None:
    """Every question is answered; hand in, and see the full mark."""
    visitor.look()
    visitor.press("Kumpulkan")
    expect(visitor.page.locator(".result-word")).to_contain_text("Lulus")
    expect(visitor.page.locator(".result-number")).to_have_text("100")
