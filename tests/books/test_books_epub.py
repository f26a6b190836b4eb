"""The EPUB is what EPUB 3.3 asks for: the order of its zip, a whole package, sound XHTML, nothing lost."""

import zipfile
from io import BytesIO
from posixpath import dirname, join, normpath
from xml.etree import ElementTree as ET

import pytest
from book_builders import IMPRINT, SLUG, a_course

from lms.books import volumes
from lms.books.binding import epub

OPF = "{http://www.idpf.org/2007/opf}"
XHTML = "{http://www.w3.org/1999/xhtml}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"


@pytest.fixture
def book(tmp_path):
    data = epub.make(volumes.of_folder(a_course(tmp_path), SLUG), IMPRINT)
    return zipfile.ZipFile(BytesIO(data))


def pages(book):
    return {name: ET.fromstring(book.read(name)) for name in book.namelist() if name.endswith(".xhtml")}


def test_its_first_entry_says_what_it_is(book):
    first = book.infolist()[0]

    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert book.read("mimetype") == b"application/epub+zip"


def test_its_package_names_every_file_once_and_no_other(book):
    root = ET.fromstring(book.read("EPUB/package.opf"))
    listed = [f"EPUB/{one.get('href')}" for one in root.iter(f"{OPF}item")]

    assert sorted(listed) == sorted(
        name for name in book.namelist() if name.startswith("EPUB/") and not name.endswith(".opf")
    )
    spine = [one.get("idref") for one in root.iter(f"{OPF}itemref")]
    assert spine == ["judul", "m1", "m2", "kunci"]
    properties = {one.get("id"): one.get("properties") for one in root.iter(f"{OPF}item")}
    assert properties["nav"] == "nav"
    assert properties["m1"] == "mathml"
    assert properties["m2"] is None


def test_its_metadata_tell_language_and_accessibility(book):
    text = book.read("EPUB/package.opf").decode()

    assert "<dc:language>id</dc:language>" in text
    assert "<dc:title>Buku &#34;Uji&#34; &amp; coba</dc:title>" in text
    for word in (
        "alternativeText",
        "MathML",
        "tableOfContents",
        "accessibilityHazard",
        "accessibilitySummary",
    ):
        assert word in text


def test_every_page_is_sound_and_every_link_leads_somewhere(book):
    found = pages(book)
    ids = {name: {one.get("id") for one in root.iter() if one.get("id")} for name, root in found.items()}

    for name, root in found.items():
        assert root.get("lang") == "id"
        for one in root.iter():
            target = one.get("href") or one.get("src")
            if not target or target.startswith("http"):
                continue
            path, _, anchor = target.partition("#")
            whole = normpath(join(dirname(name), path)) if path else name
            assert whole in book.namelist()
            assert not anchor or anchor in ids[whole], (name, target)


def test_formulas_are_mathml_and_pictures_have_words(book):
    first = pages(book)["EPUB/01-satu.xhtml"]

    assert len(list(first.iter(f"{MATHML}math"))) == 2
    assert [one.get("alt") for one in first.iter(f"{XHTML}img")] == ["Alur kerja"]


def test_answers_stand_at_the_end_and_not_beside_their_question(book):
    first, keys = book.read("EPUB/01-satu.xhtml").decode(), book.read("EPUB/kunci.xhtml").decode()

    assert "Tujuh prinsip." not in first
    assert "Tujuh prinsip." in keys
    assert "Jawaban yang benar" in keys
    assert "Kurang." not in first


def test_the_same_course_gives_the_same_bytes(tmp_path):
    root = a_course(tmp_path)

    assert epub.make(volumes.of_folder(root, SLUG), IMPRINT) == epub.make(
        volumes.of_folder(root, SLUG), IMPRINT
    )
