"""Rows for SIASN's course history (rw-kursus) and local SIMPEGs, one a certificate (domain.md §3.5)."""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lms.asn import ranks
from lms.asn.kinds import EmployeeKind
from lms.bahasa import numbers
from lms.certification import certificates
from lms.certification.models import Certificate, CertificateState
from lms.config import Settings
from lms.hr import staff
from lms.hr.spreadsheet import Cell, Column
from lms.hr.staff import Wanted

CHUNK = 500
CENT = Decimal("0.01")
COLUMNS = [
    Column("no", 6),
    Column("nip", 22, digits=True),
    Column("nama", 36),
    Column("jenis_asn", 16),
    Column("golongan", 10),
    Column("jabatan", 32),
    Column("unit_kerja", 36),
    Column("opd", 36),
    Column("jenis_diklat_id", 14),
    Column("jenis_diklat", 20),
    Column("nama_diklat", 44),
    Column("nomor_sertifikat", 30),
    Column("tanggal_mulai", 14),
    Column("tanggal_selesai", 14),
    Column("tahun", 8),
    Column("jumlah_jp", 10),
    Column("institusi_penyelenggara", 30),
    Column("tempat", 10),
    Column("nilai", 8),
    Column("kualifikasi", 12),
    Column("url_verifikasi", 60),
    Column("sha256", 66),
]
KINDS = {
    EmployeeKind.PNS: "PNS",
    EmployeeKind.PPPK: "PPPK",
    EmployeeKind.PPPK_PW: "PPPK Paruh Waktu",
    EmployeeKind.NON_ASN: "Non-ASN",
}
# jenisDiklatId as SIASN numbers them.
TYPES = {
    "1": "Diklat Struktural",
    "2": "Diklat Fungsional",
    "3": "Diklat Teknis",
    "4": "Workshop",
    "5": "Pelatihan Manajerial",
    "6": "Pelatihan Sosial Kultural",
    "7": "Sosialisasi",
    "8": "Bimbingan Teknis",
    "9": "Seminar",
    "10": "Magang",
    "16": "E-Learning",
    "17": "Pelatihan Jarak Jauh",
    "22": "Belajar Mandiri",
}
PASSED = "LULUS"
ONLINE = "Daring"


def rows(session: Session, wanted: Wanted) -> Iterator[list[Cell]]:
    """Yield the certificates of the year whose holders are in the filter now, by number.

    Revoked and superseded ones are left out: SIASN is told what stands.
    Names, ranks and units are those of the day of issue: what SIASN is told is what the certificate says.
    """
    settings: Settings = session.info["settings"]
    for number, certificate in enumerate(_certificates(session, wanted), start=1):
        yield [number, *_cells(certificate, settings)]


def _certificates(session: Session, wanted: Wanted) -> Iterator[Certificate]:
    after = 0
    while True:
        chunk = session.scalars(_chosen(wanted, after).limit(CHUNK)).all()
        yield from chunk
        if len(chunk) < CHUNK:
            return
        after = chunk[-1].sequence


def _chosen(wanted: Wanted, after: int) -> Select[Certificate]:
    return (
        select(Certificate)
        .where(Certificate.year == wanted.year, Certificate.sequence > after)
        .where(Certificate.state == CertificateState.VALID)
        .where(Certificate.learner_id.in_(staff.chosen(wanted)))
        .order_by(Certificate.sequence)
    )


def _cells(certificate: Certificate, settings: Settings) -> list[Cell]:
    told: Mapping[str, Any] = certificate.snapshot
    training = settings.siasn_training_type
    kind = EmployeeKind(told["kind"])
    return [
        told["identity_value"],
        told["name"],
        KINDS[kind],
        ranks.read(told["rank"], kind) or "",
        told["position"],
        told["unit"],
        told["agency"],
        training,
        TYPES.get(training, ""),
        told["course_title"],
        certificate.number,
        certificate.began_on,
        certificate.completed_on,
        certificate.year,
        # SIASN takes whole hours; a course's sum is whole by rule.
        int(certificate.jp),
        told["organiser"],
        ONLINE,
        _mark(told["percent"]),
        PASSED,
        certificates.address(certificate),
        certificate.sha256 or "",
    ]


def _mark(percent: str | None) -> str:
    """Write the exam's mark with at most two decimals; empty for a course without an exam."""
    if percent is None:
        return ""
    exact = Fraction(percent)
    mark = (Decimal(exact.numerator) / exact.denominator).quantize(CENT, ROUND_HALF_UP).normalize()
    return numbers.decimal(mark, "id")
