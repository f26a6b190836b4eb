"""Reading on a phone and at a desk: two languages, notes and abbreviations in place, answers on paper."""

from datetime import UTC, datetime

import pytest
from conftest import NewVisitor
from playwright.sync_api import Page, expect
from served_site import PASSWORD, ServedSite
from visitor import Visitor

from lms.learning import enrolments
from lms.people import persons

MODULE = "/kursus/dasar-spbe/modul/01-konsep-prinsip"


@pytest.fixture
def reader(site: ServedSite, new_visitor: NewVisitor, screen: str) -> Visitor:
    nip = site.person(f"Pembaca {screen}")
    with site.installation.database.write() as session:
        enrolments.enrol(session, persons.find(session, nip).id, "dasar-spbe", at=datetime.now(UTC))
    visitor = new_visitor(screen)
    visitor.sign_in(nip, PASSWORD)
    return visitor


def test_a_reader_changes_the_language_of_the_text_and_keeps_the_place(reader: Visitor) -> None:
    reader.go(MODULE)
    heading = reader.page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Konsep dan prinsip SPBE")

    reader.press("English", role="link")

    expect(heading).to_have_text("What SPBE is, and its principles")
    assert heading.get_attribute("lang") == "en"
    assert reader.page.locator("html").get_attribute("lang") == "id"
    expect(reader.page.get_by_text("Check yourself").first).to_be_visible()
    check = reader.page.locator("[data-selfcheck]").first
    check.get_by_text("Yes, because civil servants").first.click()
    check.get_by_role("button", name="Check").click()
    expect(check.get_by_role("status")).to_have_text("Right.")

    reader.go("/kursus/dasar-spbe")
    expect(heading).to_have_text("Basics of e-government (SPBE)")
    reader.press("Bahasa Indonesia", role="link")
    reader.go(MODULE)
    expect(heading).to_have_text("Konsep dan prinsip SPBE")


def test_a_note_opens_where_it_is_called_and_closes_again(reader: Visitor) -> None:
    reader.go(MODULE)
    mark = reader.page.locator("a.footnote-ref").first

    mark.focus()
    reader.page.keyboard.press("Enter")

    note = reader.page.get_by_role("note")
    expect(note).to_contain_text("Pasal 1 angka 1")
    expect(mark).to_have_attribute("aria-expanded", "true")
    reader.look()
    mark.click()
    expect(note).to_have_count(0)


def test_an_abbreviation_explains_itself_when_it_is_touched(reader: Visitor) -> None:
    reader.go(MODULE)
    term = reader.page.locator(".prose abbr").first

    term.click()

    shown = term.evaluate("(node) => getComputedStyle(node, '::after').content")
    assert "Sistem Pemerintahan Berbasis Elektronik" in shown


def test_wordy_tables_are_cards_on_a_phone_and_tables_at_a_desk(reader: Visitor, screen: str) -> None:
    reader.go(MODULE)
    cell = reader.page.get_by_role("cell", name="Jelas fungsi").first

    assert cell.evaluate("(node) => getComputedStyle(node).display") == (
        "block" if screen == "phone" else "table-cell"
    )
    assert reader.page.get_by_role("columnheader", name="Artinya").count() == 1


def test_on_paper_the_answers_stand_at_the_end_and_nowhere_else(reader: Visitor) -> None:
    reader.go(MODULE)
    page = reader.page
    page.emulate_media(media="print")

    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")

    assert hidden(page, ".selfcheck-answer")
    assert hidden(page, ".masthead")
    answers = page.locator(".answers-printed > ol > li")
    assert answers.count() == page.locator(".selfcheck").count()
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert answers.count() == 0


def hidden(page: Page, selector: str) -> bool:
    return page.locator(selector).first.evaluate("(node) => getComputedStyle(node).display") == "none"
