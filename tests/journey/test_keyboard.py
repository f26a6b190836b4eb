"""A quiz without a mouse, in the dark: Tab, Space, arrows and Enter alone."""

from conftest import NewVisitor
from exam_paper import Answers, on_page, question_ids
from keys import arrow_to, enter, tab_to
from playwright.sync_api import Locator, Page, expect
from served_site import PASSWORD, ServedSite


def test_a_quiz_is_walked_with_the_keyboard_alone(site: ServedSite, new_visitor: NewVisitor) -> None:
    nip = site.person("Sulastri")
    visitor = new_visitor("desk", color_scheme="dark")
    page = visitor.page
    visitor.sign_in(nip, PASSWORD)
    visitor.go("/kursus/dasar-spbe")
    enter(page, "Ikuti kursus")
    enter(page, "Kuis")
    visitor.look()
    enter(page, "Mulai kuis")
    right = question_ids(site, nip)
    for place, (question, fields) in enumerate(right.items(), start=1):
        visitor.look()
        answer(page, question, fields)
        enter(page, "Simpan & lanjut" if place < len(right) else "Simpan & kumpulkan")
    enter(page, "Kumpulkan")
    visitor.look()

    expect(page.locator(".result-number")).to_have_text("100")


def answer(page: Page, question: str, fields: Answers) -> None:
    """Choose with Space or arrows, type into a field, pick from a list; the page says that it was saved."""
    section = page.locator(f'[data-question="{question}"]')
    for name, values in on_page(section, fields).items():
        answer_field(page, section, name, values)
    expect(section.locator("[data-saved]")).to_contain_text("Tersimpan")


def answer_field(page: Page, section: Locator, name: str, values: list[str]) -> None:
    here = f"focused.name === {name!r}"
    if section.locator("select").count():
        tab_to(page, here)
        arrow_to(page, f"focused.value === {values[0]!r}")
    elif section.locator("[type=radio]").count():
        tab_to(page, here)
        page.keyboard.press("Space")
        while page.evaluate("document.activeElement.value") != values[0]:
            page.keyboard.press("ArrowDown")
    elif section.locator("[type=checkbox]").count():
        for _ in section.locator("[type=checkbox]").all():
            tab_to(page, here)
            if page.evaluate("document.activeElement.value") in values:
                page.keyboard.press("Space")
    else:
        tab_to(page, here)
        page.keyboard.type(values[0])
