"""The site's own days: off although the national list says worked, or worked although it says off."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.errors import InvalidInput, Message, NotFound
from lms.voice.complaints.models import Holiday
from lms.voice.rules import working_days

LONGEST_NAME = 120
SHOWN = 100
# A day that is far from today is a slip of the pen.
FARTHEST_YEARS = 3

NO_NAME = Message(
    "Sebabnya belum diisi.",
    "The reason is missing.",
    "Tulis mengapa, misalnya “Hari jadi kota” atau “Pemilihan kepala daerah”.",
    "Say why, such as “The city's day” or “Local election”.",
)
LONG_NAME = Message(
    "Sebab paling panjang {longest} huruf.",
    "A reason has at most {longest} letters.",
    "Ringkaskan.",
    "Make it shorter.",
)
NO_DAY = Message(
    "Tanggal itu tidak terbaca.",
    "That date cannot be read.",
    "Tulis sebagai tahun-bulan-hari, misalnya 2026-06-17.",
    "Write it as year-month-day, such as 2026-06-17.",
)
FAR = Message(
    "Tanggal itu lebih dari {years} tahun dari hari ini.",
    "That day is more than {years} years from today.",
    "Periksa tahunnya.",
    "Look at the year.",
)
ALREADY_OFF = Message(
    "Hari itu memang libur.",
    "That day is off anyway.",
    "Tidak perlu dicatat; hari libur nasional, cuti bersama, Sabtu, dan Minggu sudah dikenal.",
    "Nothing need be noted; national holidays, joint leave, Saturdays and Sundays are known.",
)
ALREADY_WORKED = Message(
    "Hari itu memang hari kerja.",
    "That day is worked anyway.",
    "Catat hanya hari yang berbeda dari kalender nasional.",
    "Note only days that differ from the national calendar.",
)


def listed(session: Session) -> Sequence[Holiday]:
    """Return the site's days, the latest first."""
    return session.scalars(select(Holiday).order_by(Holiday.day.desc()).limit(SHOWN)).all()


def put(
    session: Session, day: date, name: str, *, worked: bool, today: date, by: int, at: datetime
) -> Holiday:
    """Note a day, or correct one that is noted; it holds for deadlines that are reckoned from now on."""
    clean = " ".join(name.split())
    if not clean:
        raise InvalidInput(NO_NAME, "own-day.no-name", "sebab")
    if len(clean) > LONGEST_NAME:
        raise InvalidInput(LONG_NAME, "own-day.long", "sebab", longest=LONGEST_NAME)
    if abs(day.year - today.year) > FARTHEST_YEARS:
        raise InvalidInput(FAR, "own-day.far", "hari", years=FARTHEST_YEARS)
    if working_days.is_working(day) == worked:
        raise InvalidInput(ALREADY_WORKED if worked else ALREADY_OFF, "own-day.already", "hari")
    kept = session.get(Holiday, day)
    if kept is None:
        kept = Holiday(day=day, name=clean, worked=worked)
        session.add(kept)
    kept.name, kept.worked = clean, worked
    session.flush()
    trail.note(session, by, "own-day.put", f"own-day:{day}", {"name": clean, "worked": worked}, at=at)
    return kept


def remove(session: Session, day: date, *, by: int, at: datetime) -> None:
    """Let the national calendar speak for a day again; raises `NotFound`."""
    kept = session.get(Holiday, day)
    if kept is None:
        raise NotFound
    session.delete(kept)
    session.flush()
    trail.note(session, by, "own-day.removed", f"own-day:{day}", {"name": kept.name}, at=at)
