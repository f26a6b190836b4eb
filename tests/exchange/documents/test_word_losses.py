"""What a Word file holds and a course cannot is named with the heading it stood under, in both languages."""

import pytest
from document_builders import body, codes, drafted, said
from word_builder import docx, graphic, paragraph, picture, run

LOST = {
    "document.chart": paragraph(graphic("chart")),
    "document.smartart": paragraph(graphic("diagram")),
    "document.shape": paragraph(graphic("line")),
    "document.embedded": paragraph("<w:r><w:object><o:OLEObject/></w:object></w:r>"),
    "document.alt-chunk": '<w:altChunk r:id="x"/>',
    "document.comment": paragraph('<w:r><w:commentReference w:id="0"/></w:r>'),
    "document.contents": paragraph("Bab 1 …… 3", style="DAFISI1"),
    "document.picture": paragraph(picture("rE", "Bagan")),
    "document.linked-picture": paragraph(picture("x").replace("r:embed", "r:link")),
}


def document(block):
    return docx(
        paragraph("Bab", style="Judul1"),
        paragraph("Tetap."),
        block,
        media={"rE": ("image1.emf", b"\1\0\0\0 EMF")},
        comments={0: "Periksa"},
    )


@pytest.mark.parametrize("code", LOST)
def test_it_is_named_once_with_its_place(code):
    draft, texts = drafted(document(LOST[code]))

    assert body(texts["01-bab.md"]) == "Tetap."
    assert codes(draft).count(code) == 1
    assert said(draft, code)[0].startswith("Bab: ")
    assert said(draft, code, "en")[0].startswith("Bab: ")


def test_tracked_changes_are_taken_as_accepted():
    inserted = f'<w:ins w:id="1">{run("baru")}</w:ins>'
    deleted = '<w:del w:id="2"><w:r><w:delText>lama</w:delText></w:r></w:del>'

    draft, texts = drafted(docx(paragraph("Bab", style="Judul1"), paragraph("Teks ", inserted, deleted)))

    assert body(texts["01-bab.md"]) == "Teks baru"
    assert said(draft, "document.change") == ["Bab: 2 perubahan terlacak dianggap diterima (“baru”, “lama”)."]


def test_headers_are_named_with_their_words():
    draft, _ = drafted(docx(paragraph("Bab", style="Judul1"), header="BKPSDM Palembang"))

    assert said(draft, "document.header") == ["Bab: 1 kepala halaman tidak terbawa (“BKPSDM Palembang”)."]


def test_what_a_content_control_holds_stays_but_not_the_contents():
    kept = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Isian.')}</w:sdtContent></w:sdt>"
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    contents = f"<w:sdt>{gallery}<w:sdtContent>{paragraph('Bab 3')}</w:sdtContent></w:sdt>"

    draft, texts = drafted(docx(paragraph("Bab", style="Judul1"), contents, kept))

    assert body(texts["01-bab.md"]) == "Isian."
    assert "document.contents" in codes(draft)


def test_what_is_left_to_decide_is_said_at_the_end():
    draft, _ = drafted(docx(paragraph("Bab", style="Judul1")))

    assert codes(draft)[-1] == "document.decide"
    assert draft.remarks[-1].remedy("id")
