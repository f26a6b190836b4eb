"""The generated district's offices, what they offer, and people's names; none of them is real."""

from dataclasses import dataclass

GOVERNMENT = "Kabupaten Musi Permai (data contoh)"

HEALTH = ("Pemeriksaan umum", "Imunisasi", "Surat keterangan sehat")
DISTRICT = ("Surat pengantar", "Legalisasi dokumen", "Rekomendasi izin")
VILLAGE = ("Surat keterangan domisili", "Surat keterangan tidak mampu")
SCHOOL = ("Penerimaan peserta didik", "Legalisasi ijazah")


@dataclass(frozen=True, slots=True)
class Office:
    """One serving unit, the agency above it (empty: none), what it offers, whether that costs anything."""

    agency: str
    name: str
    services: tuple[str, ...]
    paid: bool = False

    @property
    def path(self) -> str:
        """Write it with all above it, as `lms.people.units` reads it."""
        return " > ".join(part for part in (GOVERNMENT, self.agency, self.name) if part)


def _clinics(*names: str) -> list[Office]:
    return [Office("Dinas Kesehatan", f"Puskesmas {name}", HEALTH, paid=True) for name in names]


def _districts(*names: str) -> list[Office]:
    return [Office("", f"Kecamatan {name}", DISTRICT) for name in names]


def _villages(*places: tuple[str, str]) -> list[Office]:
    return [Office(f"Kecamatan {above}", f"Kelurahan {name}", VILLAGE) for above, name in places]


def _mixed() -> tuple[Office, ...]:
    """Deal the kinds of office out, so that those in training are of every kind."""
    agencies = [
        Office(
            "", "Dinas Kependudukan dan Pencatatan Sipil", ("KTP elektronik", "Kartu keluarga", "Akta lahir")
        ),
        Office("", "Dinas Penanaman Modal dan PTSP", ("Izin usaha", "Izin praktik"), paid=True),
        Office("", "RSUD Musi Permai", ("Rawat jalan", "Rawat inap", "Pendaftaran"), paid=True),
        Office("", "Dinas Sosial", ("Bantuan sosial", "Data kesejahteraan")),
        Office("", "Dinas Pekerjaan Umum dan Penataan Ruang", ("Keterangan rencana kota", "Izin galian")),
        Office("", "Dinas Perhubungan", ("Uji kendaraan", "Izin trayek"), paid=True),
        Office("", "Badan Pendapatan Daerah", ("Pajak bumi dan bangunan", "Bea perolehan hak"), paid=True),
        Office("", "Dinas Tenaga Kerja", ("Kartu pencari kerja", "Pencatatan hubungan kerja")),
        Office("", "Dinas Lingkungan Hidup", ("Persetujuan lingkungan", "Pengangkutan sampah"), paid=True),
        Office("", "Dinas Perdagangan", ("Tera ulang", "Izin kios pasar"), paid=True),
        *(Office("Dinas Pendidikan", f"UPTD SMP Negeri {number}", SCHOOL) for number in (1, 4, 9)),
    ]
    clinics = _clinics(
        *("Sungai Lais", "Talang Kelapa", "Tanjung Raya", "Muara Enim Hilir", "Air Bening", "Pulau Rimau"),
        *("Lubuk Seberang", "Kebun Bunga", "Simpang Tiga", "Rantau Panjang", "Bukit Lama", "Tebing Indah"),
    )
    districts = _districts(
        *("Sungai Lais", "Talang Kelapa", "Tanjung Raya", "Muara Hilir", "Air Bening"),
        *("Pulau Rimau", "Lubuk Seberang", "Kebun Bunga", "Simpang Tiga", "Rantau Panjang"),
    )
    villages = _villages(
        ("Sungai Lais", "Sungai Lais Ulu"),
        ("Talang Kelapa", "Talang Indah"),
        ("Tanjung Raya", "Tanjung Sari"),
        ("Air Bening", "Air Bening Ilir"),
        ("Kebun Bunga", "Kebun Bunga Timur"),
    )
    kinds = [agencies, clinics, districts, villages]
    return tuple(kind[turn] for turn in range(len(agencies)) for kind in kinds if turn < len(kind))


OFFICES = _mixed()

GIVEN_MEN = (
    *("Ahmad", "Budi", "Hasan", "Kemas", "Rizki", "Agus", "Dedi", "Eko", "Fajar", "Hendra", "Iwan", "Joko"),
    *("Kurniawan", "Lukman", "Muhammad", "Nanda", "Putra", "Raden", "Slamet", "Taufik", "Usman", "Yusuf"),
    *("Zainal", "Ki Agus", "Bayu", "Candra", "Doni", "Gunawan", "Ilham", "Ridwan"),
)
GIVEN_WOMEN = (
    *(
        "Siti",
        "Rina",
        "Dewi",
        "Nyimas",
        "Masayu",
        "Ani",
        "Citra",
        "Diah",
        "Endang",
        "Fitri",
        "Indah",
        "Kartika",
    ),
    *("Lestari", "Mega", "Nur", "Putri", "Ratna", "Sri", "Tri", "Wulan", "Yanti", "Yulia", "Ayu", "Eka"),
    *("Hartati", "Marlina", "Novi", "Rosmala", "Susi", "Winda"),
)
FAMILY = (
    *("Santoso", "Pratama", "Saputra", "Wijaya", "Hidayat", "Ramadhan", "Fauzi", "Nugroho", "Siregar"),
    *("Nasution", "Daulay", "Simanjuntak", "Lubis", "Harahap", "Setiawan", "Kusuma", "Anggraini", "Zahra"),
    *("Rahmawati", "Maharani", "Oktaviani", "Permata", "Utami", "Handayani", "Suryani", "Effendi", "Hakim"),
    *("Mahmud", "Syarif", "Alamsyah", "Firdaus", "Gani", "Halim", "Irawan", "Junaidi", "Karim", "Musa"),
)
POSITIONS = (
    *("Pengadministrasi Umum", "Pelaksana Pelayanan Umum", "Pengelola Data", "Analis Kebijakan Ahli Pertama"),
    *("Operator Layanan Operasional", "Penata Layanan Operasional", "Arsiparis Terampil", "Bendahara"),
)
HEADS = ("Kepala Unit", "Kepala Subbagian Tata Usaha", "Kepala Seksi Pelayanan")
