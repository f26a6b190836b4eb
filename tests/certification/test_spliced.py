"""A certificate of the fast way: what poppler and pikepdf read of it equals WeasyPrint's own print."""

import hashlib
import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from certification_builders import LONG_NAME, LONG_TITLE
from PIL import Image, ImageChops
from signing_builders import SIGNED_AT, own_key
from splice_builders import a_sheet, by_weasyprint, printed, reasons
from test_pdf_standard import BEYOND_PIKEPDF, archived, heard

from lms.certification.signing import lean
from lms.errors import Refused

PEOPLE = {
    "diacritics": ("standar", {"name": "I Gusti Ayu Made Ñurê, S.T., M.Kom.", "rank": ""}),
    "okina": ("standar", {"name": "Nur’aini ‘Aisyah Daulay–Łukaszewska"}),
    "mononym": ("standar", {"name": "Ani", "position": "", "identity_label": "", "identity_value": ""}),
    "two-lines": ("standar", {
        "name": LONG_NAME, "course_title": LONG_TITLE, "rank": "Pembina Utama (IV/e)", "language": "en",
        "position": "Kepala Dinas Komunikasi dan Informatika serta Persandian & Statistik <Kota Palembang>",
    }),
    "modern": ("modern", {"name": "A. Tavi Yovanka AVATAR, S.Kom."}),
}  # fmt: skip
# What pikepdf judges of no file: the badge inside, the field for a signature.
UNJUDGED = {"embedded files are not supported", "interactive forms (/AcroForm) are not supported"}
BOX = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<')


@pytest.fixture(scope="module", params=PEOPLE)
def both(request, tmp_path_factory):
    """One certificate printed both ways, the fast one after another person's of the same page."""
    design, values = PEOPLE[request.param]
    folder = tmp_path_factory.mktemp(request.param)
    with reasons() as slow:
        printed(a_sheet(1, **values), design)
        spliced = printed(a_sheet(7, **values), design)
    assert slow == []
    paths = folder / "spliced.pdf", folder / "own.pdf"
    paths[0].write_bytes(spliced)
    paths[1].write_bytes(by_weasyprint(a_sheet(7, **values), design))
    return paths


def told(*command):
    return subprocess.run([str(one) for one in command], check=True, capture_output=True, text=True).stdout


def boxes(path):
    return [
        ([float(one) for one in found[:4]], found[4])
        for found in BOX.findall(told("pdftotext", "-bbox", path, "-"))
    ]


def said(path):
    """Everything that a file says beside its pages."""
    with pikepdf.open(path) as file:
        links = [str(one.A.URI) for page in file.pages for one in page.Annots if "/A" in one]
        alts = [str(one.Alt) for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
        attached = {name: one.get_file().read_bytes() for name, one in file.attachments.items()}
        info = {key: str(value) for key, value in file.docinfo.items()}
        return (
            links, sorted(alts), attached, info, file.Root.Metadata.read_bytes(), str(file.trailer.ID[0]),
            str(file.Root.AcroForm.Fields[0].TU), len(file.pages),
        )  # fmt: skip


def test_each_word_stands_where_weasyprint_puts_it(both):
    ours, theirs = map(boxes, both)

    assert [text for _, text in ours] == [text for _, text in theirs]
    assert len(ours) > 100
    for (one, _), (other, _) in zip(ours, theirs, strict=True):
        assert one == pytest.approx(other, abs=0.02)


def tree(node):
    """A structure element without its place in the file: kind, description, attributes, content."""
    if not isinstance(node, pikepdf.Dictionary):
        return int(node)
    kids = node.get("/K", pikepdf.Array())
    kids = kids if isinstance(kids, pikepdf.Array) else [kids]
    told = [str(node.get(key)) for key in ("/S", "/Alt", "/Lang", "/MCID", "/ID")]
    shape = node.A.unparse() if "/A" in node else b""
    return (*told, shape, tuple(map(tree, kids)))


def test_structure_and_reading_order_are_the_same(both):
    trees = []
    for path in both:
        with pikepdf.open(path) as file:
            trees.append(tree(file.Root.StructTreeRoot))
    ours, theirs = (told("pdftotext", "-raw", path, "-") for path in both)

    assert trees[0] == trees[1]
    assert "'/Figure'" in repr(trees[0])
    assert ours == theirs


def test_links_pictures_words_files_and_metadata_are_the_same(both):
    ours, theirs = map(said, both)

    assert ours == theirs
    assert ours[2]


def test_both_look_the_same_and_the_codes_are_the_person_s(both, tmp_path):
    for which, path in enumerate(both):
        told("pdftoppm", "-r", "110", "-gray", path, tmp_path / str(which))
    for page in (1, 2):
        ours, theirs = (Image.open(tmp_path / f"{which}-{page}.pgm") for which in (0, 1))
        differing = ImageChops.difference(ours, theirs).point(lambda value: 255 * (value > 64))

        assert differing.histogram()[255] < 40
        codes = {found.text for found in zxingcpp.read_barcodes(ours)}
        assert a_sheet(7).address in codes


def test_it_is_an_accessible_archive_file(both, tmp_path):
    data = both[0].read_bytes()

    assert heard(data, tmp_path) == (set(), "pass")
    with pikepdf.open(BytesIO(data)) as file:
        assert {found for found in archived(file) if found[1] not in UNJUDGED} == BEYOND_PIKEPDF


def test_it_can_be_signed_and_the_signature_covers_the_whole_file(both, tmp_path):
    signed = lean.sign(both[0].read_bytes(), own_key(), at=SIGNED_AT, place="Palembang")
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed)
    verdict = told("pdfsig", "-nocert", path)

    assert "Signature is Valid" in verdict
    assert "Total document signed" in verdict
    assert told("qpdf", "--check", path)


def test_bytes_do_not_depend_on_what_the_process_printed_before():
    words = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:]; from splice_builders import a_sheet, printed;"
        "print(hashlib.sha256(printed(a_sheet(7), 'modern')).hexdigest())"
    )
    folders = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
    fresh = told(sys.executable, "-c", words, *folders).split()[-1]

    for name in ("Ñurê fi", "Œuvre Ångström", "Budi Æ"):
        printed(a_sheet(3, name=name), "modern")

    assert hashlib.sha256(printed(a_sheet(7), "modern")).hexdigest() == fresh


@pytest.mark.parametrize("name", ["Ani  Budi", "Ani\u200dBudi", "e\u0301clair"])
def test_a_hard_value_goes_the_slow_way_and_says_why(name):
    sheet = a_sheet(7, name=name)
    with reasons() as slow:
        data = printed(sheet, "modern")

    assert slow == ["printed the slow way: a value has letters that only the slow way sets"]
    assert data == by_weasyprint(sheet, "modern")


def test_a_letter_without_a_glyph_refuses_on_the_fast_way_too():
    with pytest.raises(Refused) as refusal:
        printed(a_sheet(7, name="Ani \u1e9e\u01c2 Budi"), "modern")

    assert refusal.value.code == "certificate.no-letter"


def test_what_is_not_of_the_person_makes_another_page():
    sheet = a_sheet(7)
    with reasons() as slow:
        red = printed(replace(sheet, colours={"judul": "#aa0000"}))
        other = printed(sheet)

    assert slow == []
    assert red != other
