"""Both designs with the hardest of the forty cases: nothing runs over, nothing lies on anything else.

`lms certificates sheet DESIGN` draws all forty, to be looked at.
"""

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from lms.certification import designs, pdf
from lms.certification.designing import cases, previews, sheets
from lms.certification.models import Mark
from lms.certification.rules.looks import Dress, Look

SHELF = Path(__file__).parents[2] / "certificates"
# What nothing may be printed beyond, in points: left, right, top, and the bottoms of front and back.
PAPER = {"standar": (60, 782, 53, (542, 560)), "modern": (84, 800, 45, (570, 570))}
HARDEST = ("semuanya", "badan", "dua-puluh-delapan", "tanpa-spasi")
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<')


@pytest.fixture(scope="module", params=[(name, key) for name in PAPER for key in HARDEST], ids="-".join)
def hard(request, tmp_path_factory):
    name, key = request.param
    path = tmp_path_factory.mktemp("desain") / f"{name}-{key}.pdf"
    path.write_bytes(previews.draw(designs.load(SHELF, name), cases.by_key(key)))
    return name, path


def words_of(path):
    text = subprocess.run(
        ["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True, text=True
    ).stdout
    return [
        [(*map(float, found[:4]), found[4]) for found in WORD.findall(page)]
        for page in text.split("<page ")[1:]
    ]


def lie_on_each_other(one, other):
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    # Line boxes touch; letters that overlap share a third of their height.
    return across >= 1 and down >= 0.34 * min(one[3] - one[1], other[3] - other[1])


def test_hard_cases_fit_two_light_pages_and_nothing_overlaps(hard):
    name, path = hard
    pages = words_of(path)

    assert len(pages) == 2
    assert path.stat().st_size < previews.MOST_BYTES
    left, right, top, bottoms = PAPER[name]
    for words, bottom in zip(pages, bottoms, strict=True):
        out = [w for w in words if w[0] < left or w[2] > right or w[1] < top or w[3] > bottom]
        assert out == []
        pairs = [
            (one, other)
            for n, one in enumerate(words)
            for other in words[n + 1 :]
            if lie_on_each_other(one, other)
        ]
        assert pairs == []


@pytest.mark.parametrize(
    ("key", "sentence"),
    [("singkat", "Dasar: Keputusan Wali Kota Nomor 12 Tahun 2026"), ("semuanya", cases.LONG_FRONT)],
)
def test_a_sentence_more_stays_inside_the_frame(tmp_path, key, sentence):
    path = tmp_path / "kalimat.pdf"
    case = replace(cases.by_key(key), texts={"front": sentence})
    path.write_bytes(previews.draw(designs.load(SHELF, "standar"), case))

    assert max(word[3] for word in words_of(path)[0]) <= PAPER["standar"][3][0]


def test_there_are_forty_cases_each_with_a_name_of_its_own():
    assert len(cases.CASES) == len({case.key for case in cases.CASES}) == 40
    assert all(case.title["id"] and case.title["en"] for case in cases.CASES)


@pytest.mark.parametrize("name", PAPER)
@pytest.mark.parametrize("language", ["id", "en"])
def test_each_mark_says_what_is_true_of_its_signature(name, language):
    design = designs.load(SHELF, name)
    case = cases.named("x", "x", "x", language=language)
    page = {
        mark: pdf.order(design, previews.sheet(design, replaced(case, mark), None, base_url=previews.HOST))
        for mark in Mark
    }
    said = {mark: " ".join(order.html.split()) for mark, order in page.items()}
    own = {
        "id": "Ditandatangani secara elektronik dengan kunci BKPSDM Kota Palembang; tanda tangan elektronik"
        " tidak tersertifikasi",
        "en": "Signed electronically with the key of BKPSDM Kota Palembang; an electronic signature that is"
        " not certified",
    }[language]

    assert own in said[Mark.OWN]
    for mark in (Mark.NONE, Mark.BSRE):
        assert not re.search(r"igned electronically|itandatangani|tanda tangan elektronik", said[mark])
        assert page[mark].signature_field == ""
    # BSrE's own words and mark are drawn by BSrE's gateway, on the file that it signs and on no other.
    assert not any(re.search("BSrE|Balai Sertifikasi", html) for html in said.values())


def test_colours_and_texts_reach_the_page_and_only_its_own_variables():
    design = designs.load(SHELF, "modern")
    dress = Dress({"judul": "#123456", "lain": "#000000"}, {"front": {"id": "Sesuai <peraturan>."}})
    look = Look(dresses={"modern": dress})

    html = pdf.order(design, previews.sheet(design, cases.by_key("biasa"), look, base_url=previews.HOST)).html

    assert "--judul:#123456;" in html
    assert "--lain" not in html
    assert "Sesuai &lt;peraturan&gt;." in html


def test_a_contact_sheet_shows_a_refused_case_beside_the_others():
    design = designs.load(SHELF, "modern")
    chosen = [cases.named("aksara", "Aksara Bali", "Balinese letters", name="ᬅᬦᬶ"), cases.by_key("biasa")]

    drawn = list(sheets.drawn(design, Look(), chosen))

    assert [one.refused is None for one in drawn] == [False, True]
    assert sheets.contact(drawn, "id").startswith(b"%PDF-")


def replaced(case, mark):
    return cases.Case(case.key, case.title, case.values, mark=mark)
