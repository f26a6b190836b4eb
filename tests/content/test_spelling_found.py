from pathlib import Path

import pytest
from content_builders import MODULE, QUIZ, a_shelf

from lms.content import reader

STEMS = """sistem pemerintah perintah kata isi jawab hanya warga layan berapa prinsip lima tujuh unsur adalah
apa itu laku yang dan untuk semua pegawai konsep konsep jelas dasar kami lalu serta nama alamat minta"""
TEXT = """
Warga minta pelayanna, lalu `pelayanna` dan *speling* serta nama Pelayanna.

*[wfh]: kerja dari rumah

Kami wfh. Alamat https://contoh.id/pelayanna. Isi itu e-kantor.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return a_shelf(
        tmp_path / "rak", module=MODULE + TEXT, quiz=QUIZ.replace("Berapa prinsip", "Berapa pirnsip")
    )


def found(root: Path) -> list[tuple[str, int, int, str]]:
    return [
        (one.path.rpartition("/")[2], one.line, one.column, str(one.values["word"]))
        for one in reader.spelling(root, STEMS.split())
    ]


def test_a_word_in_no_list_is_named_where_it_stands(root: Path) -> None:
    assert found(root) == [
        ("01-konsep.md", 11, 13, "pelayanna"),
        ("01-konsep.md", 15, 55, "e-kantor"),
        ("ujian.md", 9, 8, "pirnsip"),
    ]


def test_a_suggestion_is_made_and_the_line_is_shown(root: Path) -> None:
    finding = reader.spelling(root, [*STEMS.split(), "e-kantor"])[-1]

    assert "prinsip" in finding.remedy("id")
    assert finding.excerpt == "Berapa pirnsip SPBE?"


def test_a_course_and_a_site_have_words_of_their_own(root: Path) -> None:
    (root / "courses/kamus.txt").write_text("# surel\ne-kantor\n", encoding="utf-8")
    (root / "courses/dasar/kamus.txt").write_text("Pelayanna # begitu namanya\n", encoding="utf-8")

    assert [word for *_, word in found(root)] == ["pirnsip"]
    assert reader.read(root).findings == ()


@pytest.mark.parametrize("encoding", ["utf-8", "iso8859-1"])
def test_the_list_of_hunspell_is_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "id_ID.dic"
    file.write_bytes("3\nbaca/M0k0\ncafé\nrumah sakit\n".encode(encoding))

    assert reader.dictionary(file) == {"baca", "café", "rumah sakit"}
    assert reader.dictionary(tmp_path / "tidak-ada.dic") is None
