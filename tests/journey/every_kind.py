"""A course whose exam asks in every way there is, and what to answer: by words, as a person knows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

SLUG = "segala-jenis"
EXAM = f"{SLUG}/ujian"
COURSE = """---
title: Segala jenis soal
field: e-government
exam: segala-jenis/ujian
---
Untuk mencoba setiap jenis soal.
"""
MODULE = """---
title: Sebelum ujian
jp: 1
---
Baca sebentar, lalu kerjakan ujiannya.
"""
QUIZ = """---
title: Ujian segala jenis
kind: exam
pass: 70
minutes: 60
---

## Pengantar {#pengantar text}
Soal-soal ini tentang layanan di Kecamatan Plaju.

## Satu pilihan {#satu}
Siapa yang menindaklanjuti pengaduan?
- ( ) Pelapor
- (x) Petugas pengaduan
- ( ) Tetangga pelapor

## Banyak pilihan {#banyak}
Mana yang termasuk unsur SKM?
- [x] Waktu penyelesaian
- [ ] Warna gedung
- [x] Biaya

## Isian {#isian}
Apa singkatan dari Survei Kepuasan Masyarakat?
= SKM

## Bilangan {#bilangan}
Berapa rupiah setoran seribu lima ratus rupiah?
= 1500

## Bersatuan {#satuan unit=required}
Berapa lama kerja dari pukul 08.00 sampai 10.00?
= 2 jam

## Pasangan {#pasangan}
Pasangkan singkatan dengan artinya.
- SPBE -> sistem elektronik
- SKM -> survei kepuasan
- -> tidak terpakai

## Urutan {#urutan order}
Urutkan penanganan pengaduan.
1. Terima
2. Periksa
3. Jawab

## Rumpang {#rumpang}
Pengaduan dijawab paling lambat [[= 5]] hari oleh [[( ) pelapor / (x) petugas]] di [[loket]].

## Kelompok {#kelompok}
Kelompokkan laporan ini.
- Jalan rusak => pengaduan
- Antrean lama => pengaduan
- Usul taman => aspirasi

## Uraian {#uraian essay words=3-50}
Jelaskan satu cara mempercepat layanan.
- [2] menyebut satu cara
- [1] menyebut alasannya

## Penilaian {#penilaian}
Seberapa sesuai ujian ini dengan tugas Anda?
- 1..4: tidak sesuai, kurang sesuai, sesuai, sangat sesuai
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """One page of the exam: what to choose, to type or pick field by field, to put in order, to sort."""

    id: str
    choose: tuple[str, ...] = ()
    fill: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    sort: Mapping[str, str] = field(default_factory=dict)


ESSAY = "Berkas diunggah lebih dulu, karena antrean menjadi pendek."
PAGES = (
    Asked("pengantar"),
    Asked("satu", choose=("Petugas pengaduan",)),
    Asked("banyak", choose=("Waktu penyelesaian", "Biaya")),
    Asked("isian", fill=("SKM",)),
    Asked("bilangan", fill=("1.500",)),
    Asked("satuan", fill=("2 jam",)),
    Asked("pasangan", fill=("sistem elektronik", "survei kepuasan")),
    Asked("urutan", order=("Terima", "Periksa", "Jawab")),
    Asked("rumpang", fill=("5", "petugas", "Loket")),
    Asked(
        "kelompok",
        sort={"Jalan rusak": "pengaduan", "Antrean lama": "pengaduan", "Usul taman": "aspirasi"},
    ),
    Asked("uraian", fill=(ESSAY,)),
    Asked("penilaian", choose=("sangat sesuai",)),
)


def write(shelf: Path) -> None:
    """Put the course on a shelf."""
    course, quizzes = shelf / "courses" / SLUG, shelf / "quizzes" / SLUG
    for folder in (course, quizzes):
        folder.mkdir(parents=True, exist_ok=True)
    (course / "course.md").write_text(COURSE, encoding="utf-8")
    (course / "01-mulai.md").write_text(MODULE, encoding="utf-8")
    (quizzes / "ujian.md").write_text(QUIZ, encoding="utf-8")
