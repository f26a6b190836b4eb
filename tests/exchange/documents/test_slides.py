"""A presentation becomes sections and modules: levels, tables, charts, pictures, notes; the rest is named."""

import pytest
from document_builders import body, codes, drafted, errors, said
from slides_builder import (
    BLANK,
    ONLY_TITLE,
    SECTION,
    TITLE,
    a_chart,
    a_picture,
    a_show,
    a_slide,
    in_sections,
    saved,
)

from lms.errors import Refused
from lms.exchange.documents import first_draft


def test_sections_become_modules_and_slides_their_sections(tmp_path):
    show = a_show()
    a_slide(show, TITLE, "Pelayanan Prima").placeholders[1].text = "BKPSDM"
    a_slide(show, title="Mengapa", lines=[(0, "Warga"), (1, "menunggu"), (0, "Petugas")], notes="Ceritakan.")
    a_slide(show, title="Mengapa", lines=[(0, "lanjut")])
    a_slide(show, title="Akhir", lines=[(0, "Selesai")])
    in_sections(show, [("Pembukaan", 3), ("Isi", 1)])

    draft, texts = drafted(saved(show), "prima.pptx")

    assert draft.title == "Pelayanan Prima"
    assert body(texts["course.md"]) == "BKPSDM"
    first = body(texts["01-pembukaan.md"])
    assert first.startswith("## Mengapa\n\n- Warga\n    - menunggu\n- Petugas\n\n<details>")
    assert "<summary>Catatan pembicara</summary>\n\nCeritakan." in first
    assert first.count("## Mengapa") == 1
    assert body(texts["02-isi.md"]) == "## Akhir\n\n- Selesai"
    assert errors(draft, tmp_path) == []


def test_section_headers_part_a_show_without_sections():
    show = a_show()
    a_slide(show, SECTION, "Satu")
    a_slide(show, title="Butir", lines=[(0, "x")])
    a_slide(show, SECTION, "Dua")
    a_slide(show, title="Butir", lines=[(0, "y")])

    _, texts = drafted(saved(show), "a.pptx")

    assert list(texts)[1:] == ["01-satu.md", "02-dua.md"]


def test_tables_charts_and_pictures_come_along():
    show = a_show()
    slide = a_slide(show, ONLY_TITLE, "Data")
    a_chart(slide)
    table = slide.shapes.add_table(2, 2, 0, 0, 90, 90).table
    for place, text in enumerate(("Unsur", "Nilai", "Waktu", "3,2")):
        table.cell(place // 2, place % 2).text = text
    a_picture(slide, "Antrean loket")
    a_picture(slide)

    draft, texts = drafted(saved(show), "data.pptx")

    text = body(texts["01-data.md"])
    assert "| Kategori | IKM |\n| --- | --- |\n| 2024 | 81,5 |" in text
    assert "| Unsur | Nilai |\n| --- | --- |\n| Waktu | 3,2 |" in text
    assert "![Antrean loket](assets/salindia-1-data.png)" in text
    assert "![](assets/salindia-1-data.png)" in text
    assert {"document.chart-table", "document.no-alt"} <= set(codes(draft))


def test_merged_cells_and_text_boxes_come_along():
    show = a_show()
    slide = a_slide(show, BLANK)
    table = slide.shapes.add_table(2, 2, 0, 0, 90, 90).table
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(0, 0).text = "Lebar"
    slide.shapes.add_textbox(0, 0, 90, 90).text_frame.text = "Kotak *teks*"

    draft, texts = drafted(saved(show), "a.pptx")

    assert '<th colspan="2">Lebar</th>' in texts["01-a.md"]
    assert "Kotak \\*teks\\*" in texts["01-a.md"]
    assert said(draft, "document.untitled") == ["a.pptx: 1 salindia tanpa judul (“1”)."]


def test_hidden_slides_are_left_out_and_named():
    show = a_show()
    a_slide(show, title="Tampak", lines=[(0, "x")])
    a_slide(show, title="Rahasia", lines=[(0, "y")], hidden=True)

    draft, texts = drafted(saved(show), "a.pptx")

    assert "Rahasia" not in "".join(text for text in texts.values() if isinstance(text, str))
    assert said(draft, "document.hidden") == ["a.pptx: 1 salindia tersembunyi dilewati (“2 Rahasia”)."]


@pytest.mark.parametrize("cut", [100, 5_000, 12_000])
def test_a_broken_show_is_refused(cut):
    show = a_show()
    a_slide(show, title="x", lines=[(0, "y")])

    with pytest.raises(Refused):
        first_draft(saved(show)[:cut], "a.pptx", "a")
