"""A Word text becomes modules: headings, lists, tables, notes, pictures, formulas, as Word writes them."""

from document_builders import body, codes, drafted, errors, said
from slides_builder import png
from word_builder import docx, link, note, paragraph, picture, run, table, text_box

A, B = (f"<m:r><m:t>{letter}</m:t></m:r>" for letter in "ab")
FRACTION = f"<m:oMath><m:f><m:num>{A}</m:num><m:den>{B}</m:den></m:f></m:oMath>"
STRANGE = "<m:oMath><m:borderBox><m:e><m:r><m:t>x</m:t></m:r></m:e></m:borderBox></m:oMath>"


def module(*blocks, **given):
    draft, texts = drafted(docx(paragraph("Bab", style="Judul1"), *blocks, **given))
    return draft, body(texts["01-bab.md"])


def test_headings_of_the_indonesian_word_part_the_modules(tmp_path):
    draft, texts = drafted(
        docx(
            paragraph("Pelayanan Prima", style="Judul"),
            paragraph("Untuk petugas loket."),
            paragraph("Pe", "layanan ", "publik", style="Judul1"),
            paragraph("Isi."),
            paragraph("Rinci", style="Judul3"),
            paragraph("Penutup: arah baru", style="Judul1"),
        )
    )

    assert list(texts) == ["course.md", "01-pelayanan-publik.md", "02-penutup-arah-baru.md"]
    assert 'title: "Penutup: arah baru"' in texts["02-penutup-arah-baru.md"]
    assert body(texts["course.md"]) == "Untuk petugas loket."
    assert draft.title == "Pelayanan Prima"
    # A level that Word skipped is closed up.
    assert body(texts["01-pelayanan-publik.md"]) == "Isi.\n\n## Rinci"
    assert errors(draft, tmp_path) == []


def test_without_a_heading_there_is_one_module_named_after_the_document():
    draft, texts = drafted(docx(paragraph("Hanya teks."), title="Buku Saku"))

    assert list(texts) == ["course.md", "01-buku-saku.md"]
    assert body(texts["01-buku-saku.md"]) == "Hanya teks."
    assert draft.title == "Buku Saku"


def test_bold_lines_stand_for_headings_where_nothing_is_styled():
    bold = "<w:b/>"
    draft, texts = drafted(
        docx(
            paragraph(run("BAB I PENDAHULUAN", bold)),
            paragraph(run("Latar belakang", bold)),
            paragraph("Isi."),
            paragraph(run("BAB II ISI", bold)),
        )
    )

    assert list(texts)[1:] == ["01-bab-i-pendahuluan.md", "02-bab-ii-isi.md"]
    assert "## Latar belakang" in texts["01-bab-i-pendahuluan.md"]
    assert "document.by-look" in codes(draft)


def test_a_lone_first_heading_is_the_title_of_all():
    draft, texts = drafted(
        docx(
            *(
                paragraph(text, style=f"Judul{level}")
                for level, text in ((1, "Buku"), (2, "Satu"), (2, "Dua"))
            )
        )
    )

    assert draft.title == "Buku"
    assert list(texts)[1:] == ["01-satu.md", "02-dua.md"]


def test_runs_that_word_split_are_one_again_and_signs_stay_signs():
    _, text = module(
        paragraph(
            run("Te", "<w:b/>"), run("bal", "<w:b/>"), " ", run("miring", "<w:i/>"), " 2*3 _x_ [y] $5 <b> #"
        )
    )

    assert text == r"**Tebal** *miring* 2\*3 \_x\_ \[y\] \$5 &lt;b&gt; #"


def test_lists_lie_in_lists_and_go_on_counting():
    _, text = module(
        paragraph("a", num="2"),
        paragraph("b", num="2", level=1),
        paragraph("satu", num="1"),
        paragraph("dua", num="1"),
        paragraph("Di antara."),
        paragraph("tiga", num="1"),
    )

    assert text == "- a\n    - b\n\n1. satu\n2. dua\n\nDi antara.\n\n3. tiga"


def test_tables_are_drawn_with_lines_or_told_when_cells_are_merged():
    draft, text = module(
        table([["Unsur", "Nilai"], ["Waktu", "3|2"]]),
        table([["A"], ["b", "c"]], spans={(0, 0): 2}),
        table([["x", "y"], ["", "z"]], merged={(0, 0): "restart", (1, 0): "continue"}),
    )

    assert "| Unsur | Nilai |\n| --- | --- |\n| Waktu | 3\\|2 |" in text
    assert '<tr><th colspan="2">A</th></tr>' in text
    assert '<th rowspan="2">x</th>' in text
    assert said(draft, "document.merged") == [
        "Bab: 2 tabel dengan sel gabungan atau isi bertingkat ditulis sebagai HTML."
    ]


def test_notes_links_quotations_code_and_captions_come_along(tmp_path):
    draft, text = module(
        paragraph("Dasar", note(1), " dan ", link("rL", "situs"), "."),
        paragraph("Bijak.", style="Kutipan"),
        paragraph(run("lms check", '<w:rFonts w:ascii="Consolas"/>')),
        paragraph(picture("rP", "Loket")),
        paragraph("Gambar 2. Loket Plaju", style="Keterangan"),
        notes={1: "Perpres 95/2018."},
        links={"rL": "https://jdih.go.id"},
        media={"rP": ("image1.png", png())},
    )

    assert "Dasar[^footnote-1] dan [situs](https://jdih.go.id)." in text
    assert "[^footnote-1]: Perpres 95/2018." in text
    assert "> Bijak." in text
    assert "```\nlms check\n```" in text
    assert '![Loket](assets/image1.png "Loket Plaju")' in text
    assert errors(draft, tmp_path) == []


def test_simple_formulas_become_latex_and_others_are_named():
    draft, text = module(paragraph("Nilai ", FRACTION, " saja."), paragraph(STRANGE))

    assert text == r"Nilai $\frac{a}{b}$ saja."
    assert said(draft, "document.formula") == ["Bab: 1 rumus terlalu rumit untuk dibawa (“x”)."]


def test_a_picture_without_words_is_left_blank_for_the_check(tmp_path):
    draft, text = module(paragraph(picture("rP")), media={"rP": ("image1.png", png())})

    assert text == "![](assets/image1.png)"
    assert said(draft, "document.no-alt")
    assert errors(draft, tmp_path) == ["markdown.no-alt"]


def test_what_a_text_box_holds_follows_its_paragraph_once():
    draft, text = module(paragraph("Sebelum.", text_box("Di dalam kotak.")))

    assert text == "Sebelum.\n\nDi dalam kotak."
    assert codes(draft).count("document.text-box") == 1


def test_links_within_the_document_find_their_module():
    target = '<w:bookmarkStart w:id="3" w:name="tujuan"/><w:bookmarkEnd w:id="3"/>'
    anchor = f'<w:hyperlink w:anchor="tujuan">{run("bagian")}</w:hyperlink>'
    lost = f'<w:hyperlink w:anchor="_Toc9">{run("hilang")}</w:hyperlink>'
    draft, texts = drafted(
        docx(
            paragraph("Satu", style="Judul1"),
            paragraph("Lihat ", anchor, " dan ", lost, "."),
            paragraph("Dua", style="Judul1"),
            paragraph(target, "Sub bagian", style="Judul2"),
        )
    )

    assert body(texts["01-satu.md"]) == "Lihat [bagian](02-dua.md#sub-bagian) dan hilang."
    assert "document.link" in codes(draft)
