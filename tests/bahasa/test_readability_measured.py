import pytest

from lms.bahasa.readability import HARD, Measure, measured

PLAIN = (
    "Warga datang ke loket pagi hari. Ia membawa berkas yang diminta. Petugas memeriksa berkas itu, lalu "
    "memberi tanda terima. Bila ada yang kurang, petugas menyebut apa yang kurang."
)
# Perpres 95/2018 Pasal 1 angka 1 and its like.
LAW = (
    "Sistem Pemerintahan Berbasis Elektronik yang selanjutnya disingkat SPBE adalah penyelenggaraan "
    "pemerintahan yang memanfaatkan teknologi informasi dan komunikasi untuk memberikan layanan kepada warga."
)


def test_lix_is_the_average_sentence_plus_the_percentage_of_long_words() -> None:
    measure = measured(["Satu dua pegawai. Empat lima enam tujuh pelayanan?"])

    assert measure == Measure(words=8, sentences=2, long=2, longest=5)
    assert measure.lix == 4 + 25


def test_a_text_without_words_is_not_hard() -> None:
    assert measured([]).lix == measured(["", "1 2 3", "…"]).lix == 0


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Menurut Dr. Rahma benar.", 1),
        ("Prof. A. Siregar hadir", 1),
        ("Satu.\nDua", 2),
        ("Pasal 1.2 berlaku", 1),
    ],
)
def test_a_point_after_a_title_or_an_initial_ends_no_sentence(text: str, sentences: int) -> None:
    assert measured([text]).sentences == sentences


def test_a_sentence_ends_with_its_paragraph() -> None:
    assert measured(["satu dua", "tiga"]).longest == 2


def test_what_the_law_says_is_hard_and_what_is_said_plainly_is_not() -> None:
    assert measured([PLAIN]).lix < 45
    assert measured([LAW]).lix > HARD
