"""The words of the official report: always Indonesian, for it is handed in as the regulation asks."""

from collections.abc import Mapping
from decimal import Decimal

from lms.bahasa import dates, numbers
from lms.voice.rules.satisfaction_index import FEWEST, Grade, Weighting
from lms.voice.satisfaction.reporting.figures import UNTOLD, Report
from lms.voice.satisfaction.standings import Standing

GRADES = {
    Grade.A: "Sangat Baik",
    Grade.B: "Baik",
    Grade.C: "Kurang Baik",
    Grade.D: "Tidak Baik",
}
NO_DATA = "Belum ada data"
TOO_FEW = f"Kurang dari {FEWEST} jawaban; angkanya tidak diumumkan."
HIDDEN = "disembunyikan"
PROVISIONAL = "Sementara: periode belum ditutup."
WEIGHTINGS = {
    Weighting.EXACT: "satu dibagi jumlah unsur, tanpa pembulatan",
    Weighting.OLD: "0,11 seperti laporan lama",
}
PROFILE: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "sex": ("Jenis kelamin", {"perempuan": "Perempuan", "laki-laki": "Laki-laki"}),
    "education": (
        "Pendidikan",
        {"sd": "SD", "smp": "SMP", "sma": "SMA", "s1": "S1", "s2": "S2", "s3": "S3"},
    ),
    "occupation": (
        "Pekerjaan",
        {
            "pns": "PNS",
            "tni": "TNI",
            "polri": "Polri",
            "swasta": "Pegawai swasta",
            "wirausaha": "Wirausaha",
            "lainnya": "Lainnya",
        },
    ),
    "channel": (
        "Cara menjawab",
        {
            "link": "Tautan atau QR",
            "token": "Kode",
            "kiosk": "Layar di loket",
            "paper": "Kertas, diketik petugas",
            "import": "Lembar sebar",
        },
    ),
}
NOT_SAID = "Tidak menjawab"


def title(report: Report) -> str:
    return f"Laporan Survei Kepuasan Masyarakat {report.unit}, {report.period.name}"


def days(report: Report) -> str:
    return dates.span(report.period.begins, report.period.ends)


def two(value: float | Decimal) -> str:
    """Write a figure of the index with its two decimals."""
    return numbers.decimal(Decimal(value).quantize(Decimal("0.01")))


def sample(standing: Standing) -> str:
    """Say how many were asked for and whether so many answered; nobody knows while nobody was counted."""
    if not standing.served:
        return "Jumlah orang yang dilayani belum dicatat, maka sampel yang diperlukan belum diketahui."
    enough = "tercapai" if standing.complete >= standing.needed else "belum tercapai"
    return (
        f"Dilayani {numbers.decimal(standing.served)} orang; sampel yang diperlukan "
        f"{numbers.decimal(standing.needed)} (Krejcie dan Morgan), {enough}."
    )


def profile(name: str) -> tuple[str, Mapping[str, str]]:
    """Return the heading of a question about the citizen, and the words of its answers."""
    heading, values = PROFILE[name]
    return heading, {**values, UNTOLD: NOT_SAID}


def method(report: Report) -> tuple[str, ...]:
    """Say how the figures were made, a sentence each."""
    return (
        "Dasar: PermenPANRB 14/2017. Nilai rata-rata (NRR) adalah jumlah nilai dibagi banyaknya jawaban.",
        "IKM adalah jumlah NRR dikali bobot, dikali 25.",
        f"Bobot tiap unsur: {WEIGHTINGS[report.weighting]}. Hanya unsur yang ditanyakan yang dihitung.",
        "IKM dibulatkan ke dua desimal (setengah ke atas), lalu dibandingkan dengan batas mutu.",
        "Batas mutu: A 88,31–100,00; B 76,61–88,30; C 65,00–76,60; D 25,00–64,99.",
        "Jawaban yang meninggalkan satu unsur disisihkan dari IKM dan disebut tersendiri.",
        "Selang kepercayaan 95% dari 1.000 sampel ulang (bootstrap) atas jawaban yang dihitung.",
        "Selang itu tidak membetulkan cara responden terpilih: yang tidak menjawab tidak diketahui.",
        f"Sel dengan kurang dari {FEWEST} orang disembunyikan, juga sel yang dapat membocorkannya.",
    )
