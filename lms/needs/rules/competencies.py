"""Which competency (PermenPANRB 38/2017) a complaint asks for, until HR says otherwise."""

from collections.abc import Mapping

FALLBACK = "Pelayanan publik"
OF_SOURCE: Mapping[str, str] = {
    "skm/persyaratan": "Pelayanan publik",
    "skm/prosedur": "Mengelola perubahan",
    "skm/waktu": "Orientasi pada hasil",
    "skm/biaya": "Integritas",
    "skm/produk": "Orientasi pada hasil",
    "skm/kompetensi": "Pengembangan diri dan orang lain",
    "skm/perilaku": "Komunikasi",
    "skm/sarana": "Pelayanan publik",
    "skm/pengaduan": "Pelayanan publik",
    "pengaduan/waktu": "Orientasi pada hasil",
    "pengaduan/prosedur": "Mengelola perubahan",
    "pengaduan/kualitas": "Orientasi pada hasil",
    "pengaduan/kode-etik": "Integritas",
    "pengaduan/pungli": "Integritas",
    "pengaduan/diskriminasi": "Perekat bangsa",
}


def of_source(source: str) -> str:
    return OF_SOURCE.get(source, FALLBACK)


def name(entry: str) -> str:
    """Read `pelayanan-publik/1`, as a course names a competency and its level, as people say it."""
    return entry.partition("/")[0].replace("-", " ").strip().capitalize()
