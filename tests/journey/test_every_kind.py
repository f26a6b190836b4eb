"""An exam of every kind of question on a phone's screen: by keyboard alone, by touch; a trainer marks it."""

import every_kind
import pytest
from conftest import NewVisitor
from every_kind import ESSAY, EXAM, PAGES, SLUG, Asked
from keys import arrow_to, enter, tab_to
from playwright.sync_api import Locator, Page, expect
from served_site import PASSWORD, ServedSite
from visitor import Visitor

from lms.people.models import RoleName

FIELDS = "input:not([type=hidden], [type=radio], [type=checkbox]), select:visible, textarea"


@pytest.fixture(scope="module")
def exam(site: ServedSite) -> str:
    """Publish the course; return where its exam begins."""
    every_kind.write(site.shelf)
    site.lms("publish", SLUG)
    return f"/kursus/{SLUG}/kuis/{EXAM}"


def test_every_kind_is_answered_by_keyboard_alone(
    site: ServedSite, exam: str, new_visitor: NewVisitor
) -> None:
    nip = site.person("Masayu")
    site.let_read(nip, SLUG)
    visitor = new_visitor("phone", has_touch=False)
    page = visitor.page
    visitor.sign_in(nip, PASSWORD)
    visitor.go(exam)
    enter(page, "Mulai kuis")
    for asked in PAGES:
        visitor.look()
        by_keys(page, asked)
        enter(page, "Simpan & lanjut" if asked is not PAGES[-1] else "Simpan & kumpulkan")
    visitor.look()
    enter(page, "Kumpulkan")
    visitor.look()

    expect(page.locator("main")).to_contain_text("Menunggu penilaian")
    mark(site, new_visitor)
    page.reload()
    visitor.look()
    expect(page.locator(".result-number")).to_have_text("100")


def test_every_kind_is_answered_by_touch(site: ServedSite, exam: str, new_visitor: NewVisitor) -> None:
    nip = site.person("Kemas")
    site.let_read(nip, SLUG)
    visitor = new_visitor("phone")
    visitor.sign_in(nip, PASSWORD)
    visitor.go(exam)
    visitor.press("Mulai kuis")
    for asked in PAGES:
        visitor.look()
        by_touch(visitor, asked)
        with visitor.page.expect_navigation():
            visitor.page.locator("main button[name=lanjut]").first.tap()
    visitor.press("Kumpulkan")

    expect(visitor.page.locator("main")).to_contain_text("Menunggu penilaian")


def by_keys(page: Page, asked: Asked) -> None:
    inside = f"""focused.closest('[data-question="{asked.id}"]')"""
    for words in asked.choose:
        choose(page, inside, words)
    for _ in asked.sort:
        tab_to(page, f"{inside} && focused.matches('[type=radio]')")
        item = page.evaluate("document.activeElement.closest('.group').querySelector('legend').innerText")
        page.keyboard.press("Space")
        arrow_to(page, f"focused.closest('label').innerText.trim() === {asked.sort[item.strip()]!r}")
    for words in asked.fill:
        tab_to(page, f"{inside} && focused.matches('input, select, textarea')")
        if page.evaluate("document.activeElement.tagName") == "SELECT":
            arrow_to(page, f"focused.selectedOptions[0].innerText.trim() === {words!r}")
        else:
            page.keyboard.type(words)
    for words in reversed(asked.order):
        # Lift each to the top, the last one first.
        while step(page, asked).first.inner_text().strip() != words:
            tab_to(page, f"{inside} && focused.ariaLabel === 'Naikkan: {words}'")
            page.keyboard.press("Enter")
    saved(page, asked)


def choose(page: Page, inside: str, words: str) -> None:
    """Tab to each box, or into the group of radio buttons and along it."""
    here = f"{inside} && focused.closest('label')?.innerText.trim().endsWith({words!r})"
    if page.locator("main [type=checkbox]").count():
        tab_to(page, here)
        page.keyboard.press("Space")
    else:
        tab_to(page, f"{inside} && focused.matches('[type=radio]')")
        page.keyboard.press("Space")
        arrow_to(page, here)


def by_touch(visitor: Visitor, asked: Asked) -> None:
    page = visitor.page
    section = page.locator(f'[data-question="{asked.id}"]')
    for words in asked.choose:
        section.locator("label").filter(has_text=words).first.tap()
    for item, words in asked.sort.items():
        group = section.locator(".group").filter(has=page.locator("legend", has_text=item))
        group.locator("label").filter(has_text=words).tap()
    fields = section.locator(
        "input:not([type=hidden], [type=radio], [type=checkbox]), select:visible, textarea"
    )
    for place, words in enumerate(asked.fill):
        one = fields.nth(place)
        if one.evaluate("(field) => field.tagName") == "SELECT":
            one.select_option(label=words)
        else:
            one.tap()
            one.fill(words)
            one.blur()
    for words in reversed(asked.order):
        while step(page, asked).first.inner_text().strip() != words:
            section.get_by_role("button", name=f"Naikkan: {words}").tap()
    saved(page, asked)


def step(page: Page, asked: Asked) -> Locator:
    return page.locator(f'[data-question="{asked.id}"] .step-text')


def saved(page: Page, asked: Asked) -> None:
    if asked.choose or asked.fill or asked.order or asked.sort:
        page.keyboard.press("Tab")
        expect(page.locator(f'[data-question="{asked.id}"] [data-saved]')).to_contain_text("Tersimpan")


def mark(site: ServedSite, new_visitor: NewVisitor) -> None:
    """Give the essay its full mark, as its trainer."""
    nip = site.person("Rahma", role=RoleName.TRAINER)
    site.assign(SLUG, nip)
    visitor = new_visitor("desk")
    visitor.sign_in(nip, PASSWORD)
    visitor.go(f"/pengajar/penilaian/{EXAM}")
    with visitor.page.expect_navigation():
        visitor.page.locator(".heap .button").click()
    visitor.look()
    expect(visitor.page.locator(".written")).to_have_text(ESSAY)
    for field, points in zip(visitor.page.locator(".rubric-line input").all(), ("2", "1"), strict=True):
        field.fill(points)
    visitor.press("Simpan")
