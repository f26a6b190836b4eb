import pytest

from lms.bahasa.spelling import Speller

STEMS = """
ada aju aman anggota atur bagai baik berkas bukti cepat daftar data didik duduk ganti guna hanya
hasil hati ikut isi jawab kantor kerja kirim laku lapor layan lengkap loket masyarakat main nilai
nyata olah pakai paham pegawai perintah periksa pohon pulih rinci salah sama sampai satu sederhana
selenggara sepatu seluruh sistem surat tanggung tanggungjawab tangkap tenggat terima tidak tulis
ubah unduh untung warga kecamatan di yang dan lihat kembang
"""
KNOWN = """
pelayanan melayani dilayani terlayani menyelenggarakan penyelenggaraan memperbaiki diperbaiki
perbaikan keberhasilan ketergantian pemberlakuan dikembangkan menyederhanakan mengirimkan
mengajukan pengaduan pemohon memakai menulis penulisnya tertulis kantornya loketlah hanyalah
berkas-berkas berkas-berkasnya lihat-melihat seterima sedikit dimainkannya mengunduh unduhan unduh
pertanggungjawaban antarpegawai antarpelayanan berpendidikan kependudukan memahami selengkapnya
ditangkap dinilai penilaian mengolah kekurangan
"""
WRONG = """
pelayanna pengadauan penyelengaraan memeprbaiki mempehatikan kecematan masayrakat pegawia ketentaun
dilyani berkas-brekas tengat terlmabat melayai pengirimna
"""
SPELLER = Speller([*STEMS.split(), "adu", "gantung", "kurang", "dikit", "lambat", "tentu"])


@pytest.mark.parametrize("word", KNOWN.split())
def test_what_affixes_make_of_a_stem_is_a_word(word: str) -> None:
    assert SPELLER.knows(word)
    assert SPELLER.knows(word.capitalize())


@pytest.mark.parametrize("word", WRONG.split())
def test_a_slip_makes_no_word(word: str) -> None:
    assert not SPELLER.knows(word)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("pelayanna", "pelayanan"),
        ("penyelengaraan", "penyelenggaraan"),
        ("memeprbaiki", "memperbaiki"),
        ("kecematan", "kecamatan"),
        ("masayrakat", "masyarakat"),
        ("dilyani", "dilayani"),
        ("zzzzzz", ""),
    ],
)
def test_the_word_that_was_meant_is_named(word: str, meant: str) -> None:
    assert SPELLER.nearest(word, {"pelayanan", "dilayani"}) == meant


def test_words_of_the_site_take_endings_too() -> None:
    speller = Speller(STEMS.split(), ["ponsel", "e-mail", "SPBE"])

    assert all(speller.knows(word) for word in ("ponselnya", "berponsel", "e-mail", "e-mailnya", "spbe"))
    assert not SPELLER.knows("ponsel")
