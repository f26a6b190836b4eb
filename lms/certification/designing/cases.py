"""Forty certificates that are hard to set well: what a design is looked at with, by people and by tests.

Every person is made up. A case names only what differs from `BASE`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lms.certification.models import Mark
from lms.certification.rules import claim

NUMBER = "CONTOH/00123/BKPSDM/2026"
PUBLIC_ID = "c0" * 16
# As long as a signed claim is, in its letters; nobody's key has signed it.
CLAIM = claim.PREFIX + "CONTOH" + claim.BASE45 * 8
BEGAN, COMPLETED = date(2026, 3, 3), date(2026, 3, 17)
LONG_NAME = (
    "Prof. Dr. Ir. H. Muhammad Ar-Raniry Syamsuddin Prawirakusumah, S.T., M.T., Ph.D., IPU, ASEAN Eng."
)
LONG_TITLE = (
    "Penyusunan Arsitektur dan Peta Rencana Sistem Pemerintahan Berbasis Elektronik bagi Perangkat Daerah"
    " Kota Besar"
)
LONG_POST = "Analis Kebijakan Ahli Madya Bidang Pengembangan Kompetensi ASN"
LONG_UNIT = "Bidang Penyelenggaraan Sistem Pemerintahan Berbasis Elektronik dan Keamanan Informasi"
LONG_AGENCY = "Dinas Komunikasi, Informatika, Statistik, dan Persandian"
LONG_FRONT = (
    "Diselenggarakan berdasarkan Peraturan Lembaga Administrasi Negara Nomor 10 Tahun 2018 tentang"
    " Pengembangan Kompetensi PNS, Pasal 5 sampai dengan 9."
)
LONG_BACK = (
    "Jam pelajaran ini dicatat sebagai pengembangan kompetensi pada tahun berjalan dan dilaporkan kepada"
    " Badan Kepegawaian Negara. Simpan berkas PDF aslinya; hasil cetak ialah salinannya saja, bukan asli."
)
LONG_ORGANISER = "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kabupaten Penukal Abab Lematang Ilir"
HEADS = (
    "Konsep dan prinsip SPBE",
    "Tata kelola dan kebijakan SPBE",
    "Manajemen layanan digital",
    "Evaluasi dan indeks SPBE",
)
HEAD = {
    "name": "Drs. H. Contoh Penandatangan, M.Si.",
    "position": "Kepala BKPSDM Kota Palembang",
    "rank": "Pembina Utama Muda",
    "identity": "NIP. 19680411\u00a0199303\u00a01\u00a0009",
}
SECRETARY = {
    "name": "Hj. Contoh Sekretaris Daerah, S.H., M.H.",
    "position": "Sekretaris Daerah Kota Palembang",
    "rank": "Pembina Utama Madya",
    "identity": "NIP. 19700502\u00a0199503\u00a02\u00a0003",
}
LONG_HEAD = {
    "name": "Prof. Dr. Ir. H. Contoh Penandatangan Prawirakusumah, M.Si., Ph.D.",
    "position": "Pelaksana Tugas Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    "rank": "Pembina Utama Muda",
    "identity": "NIP. 19680411\u00a0199303\u00a01\u00a0009",
}
SHAPE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {0} {1}'%3E{2}%3C/svg%3E"
TALL = SHAPE.format(
    60, 80, "%3Cpath d='M2 2h56v40q0 26-28 36Q2 68 2 42z'"
    " fill='%230b5563' stroke='%23b7862b' stroke-width='4'/%3E"
)  # fmt: skip
WIDE = SHAPE.format(
    160, 60, "%3Cellipse cx='80' cy='30' rx='76' ry='26'"
    " fill='%23fdfbf6' stroke='%237a1725' stroke-width='5'/%3E"
)  # fmt: skip


def modules(*parts: tuple[str, str]) -> dict[str, Any]:
    """Return modules and their sum as a snapshot holds them."""
    total = sum(float(jp) for _, jp in parts)
    return {"modules": [{"title": title, "jp": jp} for title, jp in parts], "jp": f"{total:g}"}


@dataclass(frozen=True, slots=True)
class Case:
    """One hard case: its name for people, and what it changes."""

    key: str
    title: Mapping[str, str]
    values: Mapping[str, Any]
    began_on: date = BEGAN
    completed_on: date = COMPLETED
    number: str = NUMBER
    mark: Mark = Mark.OWN
    claim: str = CLAIM
    emblem: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def snapshot(self) -> dict[str, Any]:
        return {**BASE, **self.values}


BASE: Mapping[str, Any] = {
    "language": "id",
    "name": "Siti Rahmawati, S.Kom., M.M.",
    "identity_label": "NIP",
    "identity_value": "199001012015012001",
    "rank": "Penata (III/c)",
    "position": "Pranata Komputer Ahli Muda",
    "unit": "Bidang Aplikasi Informatika",
    "agency": "Dinas Komunikasi dan Informatika",
    "course_title": "Dasar-dasar SPBE",
    "competencies": ["spbe/1", "pelayanan-publik/2"],
    "percent": "250/3",
    "government": "Pemerintah Kota Palembang",
    "organiser": "BKPSDM Kota Palembang",
    "place": "Palembang",
    "signatories": [HEAD],
    **modules(*((title, "2") for title in HEADS)),
}
MANY = modules(
    *((f"{HEADS[n % 4]} di perangkat daerah, bagian {n + 1}", "8") for n in range(13)), ("Penutup", "16")
)
TEN = [f"pelayanan-publik-{word}/2" for word in ("dasar", "lanjut", "digital", "inklusif", "prima")] + [
    f"manajemen-{word}/3" for word in ("risiko", "talenta", "kinerja", "aset", "layanan")
]
EVERYTHING: Mapping[str, Any] = {
    "name": LONG_NAME, "rank": "Pembina Utama Muda (IV/c)", "position": LONG_POST, "unit": LONG_UNIT,
    "agency": LONG_AGENCY, "course_title": LONG_TITLE, "signatories": [LONG_HEAD, HEAD, SECRETARY], **MANY,
}  # fmt: skip


def named(
    key: str, indonesian: str, english: str, /, _values: Mapping[str, Any] | None = None, **more: Any
) -> Case:
    """Write a case as one line of the table: fields of `Case` are its own, the rest is of the snapshot."""
    own = {name: more.pop(name) for name in Case.__dataclass_fields__ if name in more}
    return Case(key, {"id": indonesian, "en": english}, {**(_values or {}), **more}, **own)


CASES: Sequence[Case] = (
    named("biasa", "Biasa", "Ordinary"),
    named("singkat", "Nama tiga huruf", "A name of three letters", name="Ani"),
    named("gelar", "Nama panjang dengan gelar", "A long name with titles", name=LONG_NAME),
    named("mononim", "Satu kata", "A single word", name="Sukarnowati"),
    named(
        "tanpa-spasi",
        "Satu kata yang sangat panjang",
        "One very long word",
        name="Wijayakusumaningratprawirodirdjoatmadja",
    ),
    named(
        "enam-puluh",
        "Nama 60 huruf",
        "A name of 60 letters",
        name="Raden Roro Kusumaningtyas Widyaningrum Prawirodirdjo Ningrat",
    ),
    named("kapital", "Nama huruf besar", "A name in capitals", name="MUHAMMAD WAHYU WIDAMMA, S.KOM., M.M."),
    named(
        "aceh",
        "Tanda ʼ dalam nama",
        "ʼ within a name",
        name="Nurʼaini Daulay",
        identity_label="NI PPPK",
        rank="Golongan IX",
    ),
    named("bali", "Huruf bertanda", "Letters with marks", name="I Gusti Ayu Made Ñurê"),
    named(
        "asing",
        "Huruf bertanda dari jauh",
        "Letters with marks from afar",
        name="Zoë Şükrü Ångström-Øvergård Łukasiewicz",
    ),
    named(
        "gelar-depan",
        "Gelar di depan dan belakang",
        "Titles before and after",
        name="dr. Hj. Siti Nurhalizah binti Tarmizi, Sp.A(K), M.Kes., FISQua",
    ),
    named(
        "bersambung",
        "Nama bersambung",
        "A hyphenated name",
        name="Anak Agung Gde Agung Ngurah Putra-Wijaya, S.H., M.Kn.",
    ),
    named("jabatan", "Jabatan 60 huruf", "A post of 60 letters", position=LONG_POST),
    named("unit", "Unit dan instansi panjang", "Long unit and agency", unit=LONG_UNIT, agency=LONG_AGENCY),
    named(
        "jabatan-unit",
        "Jabatan dan unit panjang",
        "Long post and unit",
        position=LONG_POST,
        unit=LONG_UNIT,
        agency=LONG_AGENCY,
        rank="Pembina Utama Muda (IV/c)",
    ),
    named(
        "pppk",
        "PPPK tanpa golongan",
        "PPPK without a rank",
        identity_label="NI PPPK",
        identity_value="199009132025242014",
        rank="",
    ),
    named(
        "pppk-golongan",
        "PPPK bergolongan",
        "PPPK with a rank",
        identity_label="NI PPPK",
        identity_value="199009132025242014",
        rank="Golongan IX",
    ),
    named(
        "non-asn",
        "Bukan ASN",
        "Not ASN",
        identity_label="",
        identity_value="",
        rank="",
        position="Tenaga Pendamping",
    ),
    named(
        "nama-saja",
        "Hanya nama",
        "Nothing but a name",
        identity_label="",
        identity_value="",
        rank="",
        position="",
        unit="",
        agency="",
    ),
    named("judul", "Judul pelatihan 110 huruf", "A course title of 110 letters", course_title=LONG_TITLE),
    named("judul-pendek", "Judul satu kata", "A title of one word", course_title="Etika"),
    named(
        "judul-nama",
        "Judul dan nama panjang",
        "Long title and long name",
        course_title=LONG_TITLE,
        name=LONG_NAME,
    ),
    named("satu-jp", "1 modul, 1 JP", "1 module, 1 JP", modules(("Pelayanan Prima", "1"))),
    named("empat-belas", "14 modul, 120 JP", "14 modules, 120 JP", MANY),
    named(
        "dua-puluh-delapan",
        "28 modul",
        "28 modules",
        modules(*((f"{HEADS[n % 4]}, bagian {n + 1}", "2") for n in range(28))),
    ),
    named(
        "modul-panjang",
        "Judul modul panjang",
        "Long titles of modules",
        modules(*((f"{LONG_TITLE}, bagian {n + 1}", "3") for n in range(10))),
    ),
    named("setengah", "Setengah JP", "Half a JP", modules(("Pembukaan", "0.5"), ("Pelayanan Prima", "1"))),
    named("sehari", "Selesai dalam sehari", "Completed in a day", began_on=COMPLETED),
    named(
        "lintas-tahun",
        "Melewati tahun baru",
        "Over the new year",
        began_on=date(2025, 11, 28),
        completed_on=date(2026, 1, 3),
    ),
    named("dua-tanda-tangan", "Dua penanda tangan", "Two signatories", signatories=[SECRETARY, HEAD]),
    named(
        "tiga-tanda-tangan", "Tiga penanda tangan", "Three signatories", signatories=[SECRETARY, HEAD, HEAD]
    ),
    named(
        "penanda-panjang",
        "Penanda tangan bernama panjang",
        "A signatory with a long name",
        signatories=[LONG_HEAD],
    ),
    named(
        "tiga-panjang",
        "Tiga penanda tangan bernama panjang",
        "Three signatories with long names",
        signatories=[LONG_HEAD] * 3,
    ),
    named("lambang", "Dengan lambang daerah", "With an emblem", emblem=TALL),
    named("lambang-lebar", "Lambang yang lebar", "A wide emblem", emblem=WIDE, mark=Mark.NONE, claim=""),
    named(
        "inggris",
        "Bahasa Inggris",
        "In English",
        language="en",
        course_title="Foundations of Digital Government",
    ),
    named(
        "tanpa-nilai",
        "Tanpa nilai dan kompetensi",
        "Without mark and competencies",
        percent=None,
        competencies=[],
        mark=Mark.NONE,
        claim="",
    ),
    named("kompetensi", "Sepuluh kompetensi", "Ten competencies", competencies=TEN),
    named(
        "badan",
        "Nama badan panjang, kalimat tambahan",
        "A long organiser, sentences added",
        government="Pemerintah Kabupaten Penukal Abab Lematang Ilir",
        organiser=LONG_ORGANISER,
        place="Talang Ubi",
        number="CONTOH/800.2.3.1/00123/BKPSDM-PALI/III/2026",
        texts={"front": LONG_FRONT, "back": LONG_BACK},
    ),
    named("semuanya", "Semuanya sekaligus", "Everything at once", EVERYTHING, emblem=TALL),
)


def by_key(key: str) -> Case:
    """Return a case; the ordinary one when there is none of this name."""
    return next((case for case in CASES if case.key == key), CASES[0])
