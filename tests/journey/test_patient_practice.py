"""A practice that helps: a wrong answer brings a hint, certainty weighs, the first press always counts."""

import pytest
from conftest import NewVisitor
from playwright.sync_api import expect
from served_site import PASSWORD, ServedSite

SLUG = "latihan-sabar"
COURSE = """---
title: Latihan yang sabar
field: e-government
---
Untuk mencoba petunjuk dan keyakinan.
"""
MODULE = f"""---
title: Latihan
jp: 1
quiz: {SLUG}/latihan
---
Kerjakan latihannya.
"""
QUIZ = """---
title: Latihan dengan petunjuk
kind: practice
feedback: after-each
penalty: 25
certainty: yes
---

## Prinsip {#prinsip points=4}
Berapa prinsip SPBE?
- ( ) Lima
  > Lima adalah jumlah unsur SPIP.
- (x) Tujuh
- ( ) Sembilan

> [!HINT]
> Baca Pasal 2.

> Tujuh.
"""


@pytest.fixture(scope="module")
def door(site: ServedSite) -> str:
    """Publish the course; return the door of its quiz."""
    folders = site.shelf / "courses" / SLUG, site.shelf / "quizzes" / SLUG
    for folder in folders:
        folder.mkdir()
    (folders[0] / "course.md").write_text(COURSE, encoding="utf-8")
    (folders[0] / "01-latihan.md").write_text(MODULE, encoding="utf-8")
    (folders[1] / "latihan.md").write_text(QUIZ, encoding="utf-8")
    site.lms("publish", SLUG)
    return f"/kursus/{SLUG}/kuis/{SLUG}/latihan"


def test_a_wrong_answer_brings_a_hint_and_the_next_one_may_be_right(
    site: ServedSite, door: str, new_visitor: NewVisitor
) -> None:
    nip = site.person("Rusdi")
    visitor = new_visitor("phone")
    page = visitor.page
    visitor.sign_in(nip, PASSWORD)
    visitor.go(f"/kursus/{SLUG}")
    visitor.press("Ikuti kursus")
    visitor.go(door)
    visitor.press("Mulai kuis")

    page.get_by_label("Lima").check()
    page.get_by_label("Cukup yakin").check()
    expect(page.locator("[data-saved]")).to_contain_text("Tersimpan")
    visitor.press("Periksa jawaban ini")
    expect(page.locator(".tried")).to_contain_text("Lima adalah jumlah unsur SPIP.")
    expect(page.locator(".tried")).to_contain_text("Baca Pasal 2.")
    expect(page.get_by_label("Cukup yakin")).to_be_checked()

    page.get_by_label("Tujuh").check()
    visitor.press("Periksa jawaban ini")
    expect(page.locator(".question-closed")).to_contain_text("Benar")

    visitor.follow("Simpan & kumpulkan", role="button")
    visitor.press("Kumpulkan")
    expect(page.locator(".earned")).to_contain_text("2 kali mencoba, mengurangi 25%")
    expect(page.locator(".earned")).to_contain_text("Anda cukup yakin: 2 poin")
    expect(page.locator(".result-number")).to_have_text("50")
