"""Open data: the public figures as tables, each column explained; the same rows as CSV and JSON."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from lms.catalogue import courses
from lms.errors import Message
from lms.home.openness import complaints, learning, satisfaction
from lms.voice.rules import elements
from lms.voice.rules.satisfaction_index import rounded

Cell = str | int | Decimal | date | None
Row = tuple[Cell, ...]

TEXT, NUMBER, DAY = "text", "number", "date"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A column of a table: its name, what kind of value, what it says."""

    name: str
    kind: str
    says: Message


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table for everybody; `rows` reads it as of a day."""

    key: str
    title: Message
    columns: tuple[Meaning, ...]
    rows: Callable[[Session, date], Iterator[Row]]


def _learnt(session: Session, today: date) -> Iterator[Row]:
    for year in sorted({today.year, *learning.years(session)}):
        for line in learning.of_year(session, year).courses:
            yield (
                year,
                line.slug,
                line.title,
                courses.field_name(line.field),
                line.jp,
                line.people,
                line.hours,
            )


def _judged(session: Session, _today: date) -> Iterator[Row]:
    shown = satisfaction.periods(session)
    lines, _ = satisfaction.units(session, shown, size=None)
    for line in lines:
        for period, judged in zip(shown, line.judged, strict=True):
            if judged is None:
                continue
            found = judged.index
            means = (judged.means.get(key) for key in elements.KEYS)
            yield (
                period.name, period.begins, period.ends, line.id, line.name,
                None if judged.hidden else judged.answers,
                found.value if found else None, str(found.grade) if found else None,
                *(rounded(one) if one is not None else None for one in means),
            )  # fmt: skip


def _complained(session: Session, today: date) -> Iterator[Row]:
    for quarter in complaints.quarters(session, today):
        for line in quarter.lines:
            yield (
                quarter.year, quarter.place + 1, line.key, line.name, line.received,
                _tenth(line.percent), _tenth(line.median),
            )  # fmt: skip


def _tenth(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(round(value, 1)))


DATASETS: Mapping[str, Dataset] = {
    one.key: one
    for one in (
        Dataset(
            "pelatihan",
            Message("Pelatihan yang diselesaikan ASN", "Courses that civil servants completed"),
            (
                Meaning("tahun", NUMBER, Message("Tahun penyelesaian", "Year of completion")),
                Meaning(
                    "kursus",
                    TEXT,
                    Message("Nama kursus dalam alamat situs", "The course's name in addresses"),
                ),
                Meaning("judul", TEXT, Message("Judul kursus", "Title of the course")),
                Meaning("bidang", TEXT, Message("Bidang kursus", "Field of the course")),
                Meaning(
                    "jp",
                    NUMBER,
                    Message("Jam pelajaran kursus, 1 JP = 45 menit", "Credit hours, 45 minutes each"),
                ),
                Meaning("orang", NUMBER, Message("Orang yang menyelesaikannya", "People who completed it")),
                Meaning("jam", NUMBER, Message("Jumlah jam pelajaran mereka", "Their credit hours together")),
            ),
            _learnt,
        ),
        Dataset(
            "indeks",
            Message("Indeks Kepuasan Masyarakat per unit", "Satisfaction index by unit"),
            (
                Meaning("periode", TEXT, Message("Nama periode survei", "Name of the survey's period")),
                Meaning("mulai", DAY, Message("Hari pertama periode", "First day of the period")),
                Meaning("selesai", DAY, Message("Hari terakhir periode", "Last day of the period")),
                Meaning("unit_id", NUMBER, Message("Nomor tetap unit", "The unit's lasting number")),
                Meaning("unit", TEXT, Message("Nama unit", "Name of the unit")),
                Meaning("jawaban", NUMBER, Message("Jawaban lengkap", "Complete answers")),
                Meaning("ikm", NUMBER, Message("Indeks 25 sampai 100", "Index from 25 to 100")),
                Meaning("mutu", TEXT, Message("Mutu pelayanan A sampai D", "Grade of the service, A to D")),
                *(
                    Meaning(
                        one.key,
                        NUMBER,
                        Message(
                            f"Rata-rata 1 sampai 4 unsur: {one.name.id}; kosong bila tidak ditanyakan",
                            f"Mean, 1 to 4, of: {one.name.en}; empty where it is not asked",
                        ),
                    )
                    for one in elements.ELEMENTS
                ),
            ),
            _judged,
        ),
        Dataset(
            "pengaduan",
            Message("Laporan warga per triwulan dan kategori", "Citizens’ reports by quarter and category"),
            (
                Meaning("tahun", NUMBER, Message("Tahun laporan diterima", "Year in which the report came")),
                Meaning("triwulan", NUMBER, Message("Triwulan 1 sampai 4", "Quarter, 1 to 4")),
                Meaning("kategori", TEXT, Message("Kunci kategori", "Key of the category")),
                Meaning("nama", TEXT, Message("Nama kategori", "Name of the category")),
                Meaning("diterima", NUMBER, Message("Laporan yang diterima", "Reports received")),
                Meaning(
                    "persen_tepat_waktu",
                    NUMBER,
                    Message(
                        "Persen yang selesai tepat waktu, dari yang sudah selesai dijawab",
                        "Per cent ended in time, of those that were answered",
                    ),
                ),
                Meaning(
                    "median_hari",
                    NUMBER,
                    Message("Nilai tengah lama penyelesaian, hari kerja", "Median working days to the end"),
                ),
            ),
            _complained,
        ),
    )
}
