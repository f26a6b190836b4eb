"""The desk's first categories, classes and answer templates: laid once, the site's own data from then on.

Limits: domain.md §4.2 (verified and handed over within 3 working days, a plan within 5, closed after 10 of
silence; 5, 14 and 60 working days to finish by class). Category keys are those that courses name in
`addresses: [pengaduan/<key>]`.
"""

from types import ModuleType

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from lms.db.base import Base
from lms.voice.complaints.models import AnswerTemplate, Category, HandlingClass

SIMPLE = "sederhana"
UNINSPECTED = "tanpa-pemeriksaan"
INSPECTED = "dengan-pemeriksaan"
OTHER = "lainnya"

# Key, name, English name, days to finish.
CLASSES = (
    (SIMPLE, "Permintaan informasi dan perkara sederhana", "Information and simple matters", 5),
    (UNINSPECTED, "Pengaduan tanpa pemeriksaan lapangan", "Complaint without inspection", 14),
    (INSPECTED, "Pengaduan dengan pemeriksaan", "Complaint that needs inspection", 60),
)
VERIFY_DAYS, PLAN_DAYS, SILENCE_DAYS = 3, 5, 10

# Key, name, English name, class; in the order in which a citizen is asked.
CATEGORIES = (
    ("waktu", "Pelayanan lambat", "Slow service", UNINSPECTED),
    ("prosedur", "Prosedur atau syarat berbelit", "Complicated procedure or requirements", UNINSPECTED),
    ("kualitas", "Mutu hasil layanan", "Quality of what was delivered", UNINSPECTED),
    ("sarana", "Sarana dan prasarana", "Facilities", UNINSPECTED),
    ("kode-etik", "Sikap atau perilaku petugas", "Conduct of staff", INSPECTED),
    ("pungli", "Pungutan liar", "Illegal charges", INSPECTED),
    ("diskriminasi", "Perlakuan tidak adil", "Unequal treatment", INSPECTED),
    (OTHER, "Lainnya", "Something else", UNINSPECTED),
)
TEMPLATES = (
    (
        "Sudah diperbaiki",
        (
            "Terima kasih atas laporan Anda. Yang sudah kami lakukan: … Dilakukan oleh: … pada tanggal … "
            "Agar tidak terulang, kami …"
        ),
    ),
    (
        "Akan diperbaiki",
        (
            "Terima kasih atas laporan Anda. Yang akan kami lakukan: … Penanggung jawab: … "
            "Selesai paling lambat tanggal … Kami mengabari Anda melalui tiket ini."
        ),
    ),
    (
        "Jawaban atas permintaan informasi",
        (
            "Informasi yang Anda minta: … Dasarnya: … Diberikan oleh: … pada tanggal … "
            "Bila belum lengkap, balaslah melalui tiket ini."
        ),
    ),
    (
        "Tidak terbukti setelah diperiksa",
        (
            "Laporan Anda sudah kami periksa. Yang kami periksa: … Diperiksa oleh: … pada tanggal … "
            "Hasilnya: … Bila Anda mempunyai keterangan lain, kirimkan melalui tiket ini."
        ),
    ),
)


def lay(session: Session) -> bool:
    """Lay the first data where there is no class yet; False when a site has its own.

    Two that come first at once lay the same rows once.
    """
    if session.scalar(select(HandlingClass.key).limit(1)) is not None:
        return False
    limits = {"verify_days": VERIFY_DAYS, "plan_days": PLAN_DAYS, "silence_days": SILENCE_DAYS}
    _add(
        session,
        HandlingClass,
        [
            {"key": key, "name": name, "name_en": english, "finish_days": days, **limits}
            for key, name, english, days in CLASSES
        ],
    )
    _add(
        session,
        Category,
        [
            {"key": key, "name": name, "name_en": english, "class_key": handled, "position": position}
            for position, (key, name, english, handled) in enumerate(CATEGORIES, 1)
        ],
    )
    _add(session, AnswerTemplate, [{"name": name, "text": text} for name, text in TEMPLATES])
    return True


def _add(session: Session, table: type[Base], rows: list[dict[str, object]]) -> None:
    session.execute(_dialect(session).insert(table).values(rows).on_conflict_do_nothing())


def _dialect(session: Session) -> ModuleType:
    return postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
