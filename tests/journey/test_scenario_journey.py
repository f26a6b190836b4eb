"""A scenario from the course page to its result, on a phone, by keyboard alone."""

from conftest import NewVisitor
from keys import enter, tab_to
from playwright.sync_api import expect
from served_site import PASSWORD, ServedSite

CHOICE = "focused.matches('.scene-choice') && focused.innerText.includes({words!r})"
# The best choice of each scene; no scene has it in a place one could guess.
BEST = ("Persilakan duduk", "Proses dengan dua syarat", "beri tanda terima bernomor", "Catat gangguannya")


def test_a_scenario_is_walked_with_the_keyboard_and_each_scene_takes_the_focus(
    site: ServedSite, new_visitor: NewVisitor
) -> None:
    nip = site.person("Rusdi")
    visitor = new_visitor("phone")
    page = visitor.page
    visitor.sign_in(nip, PASSWORD)
    visitor.go("/kursus/dasar-spbe")
    enter(page, "Ikuti kursus")
    enter(page, "Skenario: sehari di loket Plaju")
    visitor.look()
    enter(page, "Mulai skenario")
    for words in BEST:
        visitor.look()
        scene = page.locator(".scene-title").inner_text()
        tab_to(page, CHOICE.format(words=words))
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.locator(".scene-title")).to_be_focused()
        expect(page.locator(".scene-title")).not_to_have_text(scene)
    enter(page, "Kumpulkan dan lihat hasilnya")
    visitor.look()

    expect(page.locator(".result-number")).to_have_text("100")
    expect(page.locator(".story-review .story-step")).to_have_count(5)
    visitor.go("/kursus/dasar-spbe")
    expect(page.locator(".offer", has_text="loket Plaju")).to_contain_text("nilai 100")
