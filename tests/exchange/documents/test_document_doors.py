"""What is broken, hostile or beyond every measure is refused at the door, in words and without harm."""

import io
import time
import zipfile

import pytest
from PIL import Image
from word_builder import NAMES, docx, paragraph, picture, zipped

from lms.errors import Refused
from lms.exchange.documents import first_draft, pictures
from lms.exchange.documents.pictures import Pictures

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


def refused(data, name="a.docx"):
    with pytest.raises(Refused) as refusal:
        first_draft(data, name, "a")
    assert refusal.value.text("id") != refusal.value.text("en")
    assert refusal.value.remedy("id")
    return refusal.value.code


def with_text(xml):
    return docx(extra={"word/document.xml": xml})


def test_a_file_of_another_kind_is_refused_by_name():
    assert refused(b"\xd0\xcf\x11\xe0 old") == "document.not-word"
    assert refused(b"plain words", "a.rtf") == "document.unknown"
    assert refused(zipped({"a.txt": "x"}), "a.zip") == "document.nothing"
    assert refused(zipped({"[Content_Types].xml": "<x/>"})) == "document.not-word"
    assert refused(zipped({"[Content_Types].xml": "<x/>", "ppt/a": "x"}), "a.pptx") == "document.not-slides"


def test_entities_are_refused_before_they_grow():
    assert refused(with_text(f"{BOMB}<w:document {NAMES}>&b;</w:document>")) == "xml.doctype"


def test_a_bomb_is_refused_before_it_is_opened():
    begun = time.process_time()

    assert refused(docx(extra={"word/x.bin": b"0" * 50_000_000})) == "archive.large"
    assert time.process_time() - begun < 2


def test_a_document_beyond_every_measure_is_refused_at_once():
    text = f"<w:document {NAMES}><w:body>{'<w:p></w:p>x' * 100_000}</w:body></w:document>"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as file:
        file.writestr("[Content_Types].xml", "<x/>")
        file.writestr("word/document.xml", text)
    begun = time.process_time()

    assert refused(data.getvalue()) == "document.large"
    assert time.process_time() - begun < 2


def test_a_text_without_a_body_and_one_that_breaks_off_are_refused():
    assert refused(with_text(f"<w:document {NAMES}/>")) == "document.not-word"
    assert refused(with_text(f"<w:document {NAMES}><w:body>")) == "xml.broken"


def test_what_breaks_the_reader_is_a_refusal_and_no_crash():
    symbol = paragraph('<w:r><w:sym w:font="x"/></w:r>')

    assert refused(docx(paragraph("a"), symbol)) == "document.broken"


def test_pictures_are_made_small_and_freed_of_what_a_camera_adds():
    photo = Image.effect_noise((3000, 2000), 90).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "Kamera Rahasia"
    data = io.BytesIO()
    photo.save(data, "JPEG", quality=95, exif=exif)

    suffix, made = pictures.prepared(data.getvalue())

    assert suffix == ".jpg"
    assert len(made) <= pictures.HEAVY
    assert b"Kamera" not in made
    assert Image.open(io.BytesIO(made)).width == pictures.WIDEST


def test_a_picture_of_too_many_pixels_is_not_opened():
    data = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(data, "PNG")

    assert pictures.prepared(data.getvalue()) == ("", b"")


def test_a_drawing_with_a_script_stays_behind():
    space = 'xmlns="http://www.w3.org/2000/svg"'

    assert pictures.prepared(f"<svg {space}><script>x</script></svg>".encode()) == ("", b"")
    assert pictures.prepared(f'<svg {space} viewBox="0 0 1 1"><path d="M0 0"/></svg>'.encode())[0] == ".svg"


def test_the_same_picture_twice_is_one_file_and_another_gets_its_own_name():
    found = Pictures()
    first, second = (io.BytesIO(), io.BytesIO())
    Image.new("RGB", (9, 9), "red").save(first, "PNG")
    Image.new("RGB", (9, 9), "blue").save(second, "PNG")

    names = [found.take(data.getvalue(), "Foto Loket.png") for data in (first, first, second)]

    assert names == ["assets/foto-loket.png", "assets/foto-loket.png", "assets/foto-loket-2.png"]


def test_a_picture_that_lies_elsewhere_is_not_fetched():
    data = docx(paragraph(picture("rX")), media={"rX": ("../../../../etc/passwd", b"x")})

    with pytest.raises(Refused):
        first_draft(data, "a.docx", "a")
