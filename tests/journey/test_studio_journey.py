"""The studio in a real browser: a course by keyboard, two trainers in one file, a phone without network."""

import re

import pytest
from album import keep as keep_picture
from conftest import NewVisitor
from keys import enter, tab_to
from playwright.sync_api import Page, expect
from served_site import BKPSDM, PASSWORD, ROOT, ServedSite
from visitor import Visitor

from lms.people.models import RoleName

GUIDE = "panduan-pengajar"
TITLE = "Sapaan di loket pelayanan"
SLUG = "sapaan-di-loket-pelayanan"
PICTURE = ROOT / "courses" / GUIDE / "assets" / "meja.png"
SENTENCE = "Petugas menyapa lebih dahulu, menyebut namanya, lalu bertanya apa yang dapat dibantu. "
IN_EDITOR = "focused.classList.contains('cm-content')"


@pytest.fixture
def trainer(site: ServedSite) -> str:
    return site.person("Yusnita Sari", role=RoleName.TRAINER, unit=BKPSDM)


def test_a_trainer_who_knows_only_word_makes_a_course_that_a_learner_reads(
    site: ServedSite, new_visitor: NewVisitor, trainer: str
) -> None:
    # As narrow as three columns can be: the pictures of the manual are read on a phone.
    visitor = new_visitor("desk", viewport={"width": 1060, "height": 640})
    visitor.sign_in(trainer, PASSWORD)
    begin_a_course(visitor)
    write_a_module(visitor)
    bring_in_a_picture(visitor)
    ask_a_question(visitor)
    add_the_second_module(visitor)
    publish(visitor)

    learner = new_visitor("phone")
    learner.sign_in(site.person("Joko Santoso"), PASSWORD)
    learner.go("/katalog?q=sapaan")
    learner.press(TITLE, role="link")
    for module in ("Menyapa lebih dahulu", "Menutup pelayanan"):
        expect(learner.page.get_by_role("heading", name=module)).to_be_visible()
    learner.press("Ikuti kursus")
    learner.go(f"/kursus/{SLUG}/modul/01-pembukaan")
    expect(learner.page.locator(".prose strong").first).to_have_text("menyapa")
    expect(learner.page.get_by_role("img", name="Loket dengan dua petugas")).to_be_visible()


def begin_a_course(visitor: Visitor) -> None:
    page = visitor.page
    visitor.go("/pengajar/studio")
    enter(page, "Mulai kursus baru")
    tab_to(page, "focused.name === 'title'")
    page.keyboard.type(TITLE)
    tab_to(page, "focused.name === 'field'")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Mulai kursus ini").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    editor_of(page)
    visitor.look()


def write_a_module(visitor: Visitor) -> None:
    """All by keys: the title in its field, the text in the editor, bold by Ctrl+B, out by Escape and Tab."""
    page = visitor.page
    tab_to(page, "focused.closest('#berkas') && focused.innerText.trim().startsWith('Pembukaan')")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    editor_of(page)
    page.locator("[data-matter] summary").focus()
    page.keyboard.press("Enter")
    tab_to(page, "focused.name === 'depan-title'")
    page.keyboard.press("Control+a")
    page.keyboard.type("Menyapa lebih dahulu")
    tab_to(page, IN_EDITOR)
    expect(page.locator("textarea[name=teks]")).to_have_value(re.compile("title: Menyapa lebih dahulu"))
    page.keyboard.press("Control+Home")
    while not page.locator(".cm-activeLine").inner_text().startswith("Mulailah"):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    page.keyboard.press("Control+Shift+End")
    page.keyboard.type("Bu Ratna ")
    page.keyboard.press("Control+b")
    page.keyboard.type("menyapa")
    page.keyboard.press("End")
    page.keyboard.type(" lebih dahulu.\n\n## Langkahnya\n\n")
    page.keyboard.insert_text(SENTENCE)
    page.keyboard.press("Control+s")
    saved(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('.cm-editor')")
    page.locator("[data-matter]").evaluate("matter => { matter.open = false; }")
    keep_picture(visitor, GUIDE, "studio-editor", wide=True)
    visitor.look()


def bring_in_a_picture(visitor: Visitor) -> None:
    page = visitor.page
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("\n\n")
    tool = page.get_by_role("toolbar").get_by_role("button", name="Gambar")
    tool.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Masukkan gambar")
    dialog.get_by_label("Berkas gambar").set_input_files(PICTURE)
    dialog.get_by_label("Apa yang terlihat?").fill("Loket dengan dua petugas")
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(page.locator("textarea[name=teks]")).to_have_value(
        re.compile(r"!\[Loket dengan dua petugas\]\(assets/meja\.\w+\)")
    )
    saved(page)
    frame = page.frame_locator("iframe[name=bingkai]")
    expect(frame.get_by_role("img", name="Loket dengan dua petugas")).to_be_visible()
    keep_picture(visitor, GUIDE, "studio-gambar", wide=True)


def ask_a_question(visitor: Visitor) -> None:
    page = visitor.page
    visitor.press("Kuis pembukaan", role="link")
    editor_of(page)
    visitor.press("Soal dengan formulir", role="link")
    page.get_by_text("Soal baru").first.click()
    visitor.press("Satu jawaban benar", role="link")
    page.get_by_label("Nama soal").fill("Sapaan pertama")
    page.get_by_label("Soal", exact=True).fill("Apa yang dikatakan petugas lebih dahulu?")
    for place, text in enumerate(("Selamat pagi", "Antre dulu", "Berkasnya mana"), start=1):
        page.get_by_label(f"Pilihan {place}").fill(text)
    page.get_by_label("Benar").first.check()
    page.get_by_label("Pembahasan").fill("Sapaan membuat warga merasa dilayani.")
    keep_picture(visitor, GUIDE, "studio-soal", wide=True)
    visitor.look()
    visitor.press("Simpan soal")
    expect(page.get_by_text("Soal tersimpan.")).to_be_visible()
    page.locator("#kumpulan-0").scroll_into_view_if_needed()
    expect(page.get_by_text("Sapaan pertama").first).to_be_visible()


def add_the_second_module(visitor: Visitor) -> None:
    page = visitor.page
    visitor.go(f"/pengajar/studio/{SLUG}/berkas")
    page.get_by_label("Judul").fill("Menutup pelayanan")
    visitor.press("Tambahkan")
    editor_of(page)
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(f"\n\n{SENTENCE * 40}\n")
    saved(page)


def publish(visitor: Visitor) -> None:
    page = visitor.page
    visitor.press("Terbitkan", role="link")
    keep_picture(visitor, GUIDE, "studio-terbit", wide=True)
    visitor.press("Terbitkan")
    expect(page.get_by_text("Terbitan 1 sudah terbit.")).to_be_visible()


def test_two_trainers_write_in_one_file_and_no_line_is_lost(
    site: ServedSite, new_visitor: NewVisitor, trainer: str
) -> None:
    path = "/pengajar/studio/panduan-peserta?berkas=courses/panduan-peserta/02-belajar.md"
    other = site.person("Dedi Kurniawan", role=RoleName.TRAINER, unit=BKPSDM)
    pages = []
    for nip in (trainer, other):
        site.assign("panduan-peserta", nip)
        visitor = new_visitor("desk")
        visitor.sign_in(nip, PASSWORD)
        visitor.go(path)
        editor_of(visitor.page)
        pages.append(visitor.page)
    yusnita, dedi = pages
    expect(dedi.locator("[data-others]")).to_contain_text("Yusnita Sari")

    write_at(yusnita, "Control+End", "\nDari Yusnita.\n")
    saved(yusnita)
    write_at(dedi, "Control+Home", "ArrowDown", "ArrowDown", "ArrowDown", "# Dari Dedi.\n")
    saved(dedi)

    expect(dedi.locator("[data-notice]")).to_contain_text("Yang ditulis Yusnita Sari")
    text = dedi.locator("textarea[name=teks]").input_value()
    assert "# Dari Dedi.\n" in text
    assert text.endswith("Dari Yusnita.\n")
    # What was typed stays where the cursor stands.
    dedi.keyboard.type("# Lagi.\n")
    saved(dedi)
    assert "# Dari Dedi.\n# Lagi.\n" in dedi.locator("textarea[name=teks]").input_value()


def test_on_a_phone_a_text_written_in_a_lift_is_sent_when_the_network_is_back(
    site: ServedSite, new_visitor: NewVisitor, trainer: str
) -> None:
    site.assign("panduan-peserta", trainer)
    visitor = new_visitor("phone")
    page = visitor.page
    visitor.sign_in(trainer, PASSWORD)
    visitor.go("/pengajar/studio/panduan-peserta?berkas=courses/panduan-peserta/03-kuis.md")
    editor_of(page)
    keep_picture(visitor, GUIDE, "studio-ponsel")
    with visitor.offline():
        write_at(page, "Control+End", "\nDitulis di lift.\n")
        expect(page.locator("[data-state]")).to_contain_text("Disimpan di perangkat ini")
        assert "Ditulis di lift." in page.evaluate("Object.values(localStorage).join()")
    page.reload()
    editor_of(page)
    expect(page.locator("textarea[name=teks]")).to_have_value(re.compile(r"Ditulis di lift\.\n$"))
    saved(page)

    page.get_by_role("link", name="Pratinjau").click()
    expect(page.locator("#teks")).to_be_hidden()
    frame = page.frame_locator("iframe[name=bingkai]")
    expect(frame.get_by_text("Ditulis di lift.")).to_be_attached()
    visitor.look()
    page.get_by_role("link", name="Berkas", exact=True).click()
    expect(page.locator("#berkas")).to_be_visible()
    visitor.look()


def write_at(page: Page, *keys: str) -> None:
    page.locator(".cm-content").focus()
    for key in keys[:-1]:
        page.keyboard.press(key)
    page.keyboard.type(keys[-1])


def editor_of(page: Page) -> None:
    """Wait until the editor has come in the place of the field."""
    expect(page.locator(".cm-content")).to_be_visible()


def saved(page: Page) -> None:
    """Wait until what stands in the editor is what the server keeps."""
    page.wait_for_timeout(100)
    expect(page.locator("[data-state]")).to_have_text(re.compile(r"^\s*Tersimpan \d\d\.\d\d$"))
