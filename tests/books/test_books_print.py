"""The book on paper: tagged, in its language; contents, notes at the foot, formulas drawn, keys apart."""

import subprocess

import pikepdf
import pytest
from book_builders import IMPRINT, SLUG, a_course

from lms.books import volumes
from lms.books.binding import prints
from lms.errors import Refused


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    folder = tmp_path_factory.mktemp("buku")
    made = prints.make(volumes.of_folder(a_course(folder), SLUG, tests=True), IMPRINT)
    (folder / "buku.pdf").write_bytes(made)
    return folder / "buku.pdf"


def told(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def pages(path):
    return told("pdftotext", "-layout", str(path), "-").split("\f")


def test_it_is_tagged_and_says_its_language_and_title(path):
    with pikepdf.open(path) as file:
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == "id"
        assert str(file.docinfo["/Title"]) == 'Buku "Uji" & coba'
        assert b"pdfuaid" in file.Root.Metadata.read_bytes()


def test_its_contents_name_the_pages_where_things_stand(path):
    found = pages(path)
    line = next(line for line in found[1].splitlines() if line.strip().startswith("1") and "Konsep" in line)

    number = int(line.split()[-1])

    assert "Konsep dan prinsip" in found[number - 1]
    assert "Setelah modul ini Anda dapat" in found[number - 1]


def test_a_note_stands_at_the_foot_of_the_page_that_calls_it(path):
    page = next(page for page in pages(path) if "Lihat modul dua" in page)

    last = [line.strip() for line in page.splitlines() if line.strip()][-2:]
    assert "Pasal 1 angka 2." in last[0]
    assert last[1].isdigit()


def test_answers_and_quizzes_stand_at_the_end(path):
    found = pages(path)
    check = next(n for n, page in enumerate(found) if "Cek pemahaman 1.1" in page)
    keys = next(n for n, page in enumerate(found) if page.lstrip().startswith("Kunci cek pemahaman"))

    assert check < keys
    assert "Tujuh prinsip." in found[keys]
    assert "jangan dibagikan" in "".join(found[keys:])
    assert "Kunci: 20" in "".join(found[keys:])


def test_without_the_wish_no_quiz_is_in_it(tmp_path):
    text = prints.page(volumes.of_folder(a_course(tmp_path), SLUG), IMPRINT)

    assert "Berapa prinsip SPBE?" not in text


def test_formulas_are_drawn_with_their_words(tmp_path):
    text = prints.page(volumes.of_folder(a_course(tmp_path), SLUG), IMPRINT)

    assert "<math" not in text
    assert text.count('class="formula-inline"') == 1
    assert text.count('class="formula-block"') == 1
    assert r'alt="\frac{a}{b}"' in text


def test_the_same_course_gives_the_same_bytes(tmp_path):
    root = a_course(tmp_path)

    made = [prints.make(volumes.of_folder(root, SLUG), IMPRINT) for _ in range(2)]

    assert made[0] == made[1]


def test_a_letter_that_no_font_has_is_named(tmp_path):
    root = a_course(tmp_path)
    (root / f"courses/{SLUG}/02-dua.md").write_text("---\ntitle: Dua\njp: 1\n---\n## Sub bagian\n\nIsi ᬦ.\n")

    with pytest.raises(Refused) as refusal:
        prints.make(volumes.of_folder(root, SLUG), IMPRINT)

    assert "ᬦ" in refusal.value.text("id")
