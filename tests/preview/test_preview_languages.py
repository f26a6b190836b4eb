"""A page is read in the language that its switch names, and links take the wish along."""

from preview_builders import FIRST, Desk, links, words

MODULE = "/bingkai/peserta/layanan/modul/01-menyambut"
ENGLISH = """---
title: Greeting
outcomes:
  - Greet well
---
## First greeting

Greet first, then go on to [the second module](02-mencatat.md).
"""


def translated(desk: Desk) -> Desk:
    desk.write("courses/layanan/01-menyambut.en.md", ENGLISH)
    return desk


def test_a_translation_is_shown_when_the_switch_asks_for_it(desk: Desk) -> None:
    page = translated(desk).get(MODULE)
    assert "?bahasa=en" in links(page)
    assert "Sapa dahulu" in words(page)

    english = desk.get(f"{MODULE}?bahasa=en")
    assert "Greet first" in words(english)
    assert "/bingkai/peserta/layanan/modul/02-mencatat?bahasa=en" in links(english)


def test_the_switch_keeps_what_else_the_address_says(desk: Desk) -> None:
    page = translated(desk).get(f"{MODULE}?berkas=x")

    assert "?berkas=x&amp;bahasa=en" in page


def test_what_is_wrong_in_a_translation_belongs_to_its_page(desk: Desk) -> None:
    desk.write("courses/layanan/01-menyambut.en.md", ENGLISH + "\n![](assets/loket.svg)\n")

    panel = words(desk.get("/perbaikan/layanan?halaman=modul/01-menyambut"))
    assert "di berkas ini" in panel
    assert "01-menyambut.en.md" in panel


def test_files_of_which_no_page_can_be_made_are_told_so_that_the_page_stays(desk: Desk) -> None:
    desk.write("courses/layanan/02-mencatat.md", "---\ntitle: [\n---\n")
    desk.write("courses/layanan/01-menyambut.md", FIRST.replace("loket.svg", "hilang.svg"))

    stream = desk.client.get("/kejadian", base_url="http://127.0.0.1:8001", buffered=False).iter_encoded()
    next(stream)
    told = next(stream).decode()
    desk.shelf.close()

    assert '"lost": ["courses/layanan/02-mencatat.md"]' in told
