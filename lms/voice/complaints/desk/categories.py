"""Categories of reports and the classes whose limits they run under, as the desk keeps them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.errors import Conflict, InvalidInput, Message, NotFound, Refused
from lms.voice.complaints.models import Category, HandlingClass

LONGEST_NAME, LONGEST_KEY = 120, 40
MOST_DAYS = 366
MOST_PLACE = 999
LIMITS = ("verify_days", "plan_days", "finish_days", "silence_days")

NO_NAME = Message(
    "Namanya belum diisi.",
    "The name is missing.",
    "Tulis nama yang dipahami warga.",
    "Write a name that citizens understand.",
)
LONG_NAME = Message(
    "Nama paling panjang {longest} huruf.",
    "A name has at most {longest} letters.",
    "Ringkaskan.",
    "Make it shorter.",
)
TAKEN = Message(
    "“{name}” sudah ada.",
    "There is “{name}” already.",
    "Ubah yang ada, atau pakai nama lain.",
    "Change the one that is there, or choose another name.",
)
NO_KEY = Message(
    "Nama “{name}” tidak memuat huruf latin.",
    "The name “{name}” has no Latin letter.",
    "Kursus menyebut kategori dengan huruf latin; pakai nama lain.",
    "Courses name categories by Latin letters; choose another name.",
)
LAST_ONE = Message(
    "Ini kategori terakhir yang masih dipakai.",
    "This is the last category in use.",
    "Tambah kategori lain dulu; tanpa kategori warga tidak dapat melapor.",
    "Add another one first; without any, citizens cannot report.",
)
NO_CLASS = Message(
    "Kelas penanganan itu tidak ada.",
    "There is no such handling class.",
    "Pilih satu dari daftar.",
    "Choose one from the list.",
)
BAD_DAYS = Message(
    "Tenggat ditulis dengan angka 1 sampai {most} hari kerja.",
    "A limit is 1 to {most} working days, in digits.",
    "Betulkan angkanya.",
    "Correct the number.",
)
SHORT_FINISH = Message(
    "Selesai dalam {finish} hari kerja mendahului verifikasi dalam {verify} hari kerja.",
    "Finished within {finish} working days comes before verified within {verify}.",
    "Beri waktu selesai yang sama atau lebih lama.",
    "Give the end the same time or more.",
)
BAD_PLACE = Message(
    "Urutan ditulis dengan angka 1 sampai {most}.", "The place is a number from 1 to {most}."
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """What people call a category or class; `en` may be empty."""

    name: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """Working days of a class, as `HandlingClass` describes them."""

    verify_days: int
    plan_days: int
    finish_days: int
    silence_days: int


def classes(session: Session) -> Sequence[HandlingClass]:
    """Return all classes, the quickest first."""
    return session.scalars(select(HandlingClass).order_by(HandlingClass.finish_days, HandlingClass.key)).all()


def one(session: Session, key: str) -> Category:
    """Return a category; raises `NotFound`."""
    found = session.get(Category, key)
    if found is None:
        raise NotFound
    return found


def one_class(session: Session, key: str) -> HandlingClass:
    """Return a class; raises `NotFound`."""
    found = session.get(HandlingClass, key)
    if found is None:
        raise NotFound
    return found


def add(session: Session, named: Named, class_key: str, *, by: int, at: datetime) -> Category:
    """Add a category at the end of what citizens choose from; its key, made of its name, never changes."""
    name, en = _named(session, Category, named, None)
    last = session.scalar(select(func.max(Category.position))) or 0
    made = Category(
        key=_key(session, Category, name),
        name=name,
        name_en=en,
        class_key=_class_key(session, class_key),
        position=min(last + 1, MOST_PLACE),
    )
    session.add(made)
    session.flush()
    trail.note(
        session, by, "complaint-category.added", f"complaint-category:{made.key}", {"name": name}, at=at
    )
    return made


def change(
    session: Session,
    category: Category,
    named: Named,
    class_key: str,
    position: int,
    *,
    by: int,
    at: datetime,
) -> None:
    """Rename a category, move it, give it another class; reports that are here keep their deadlines."""
    name, en = _named(session, Category, named, category.key)
    if not 1 <= position <= MOST_PLACE:
        raise InvalidInput(BAD_PLACE, "category.place", "urutan", most=MOST_PLACE)
    values = {"name": name, "name_en": en, "class_key": _class_key(session, class_key), "position": position}
    _set(session, category, values, f"complaint-category:{category.key}", by=by, at=at)


def retire(session: Session, category: Category, *, back: bool, by: int, at: datetime) -> None:
    """Offer a category to citizens no more, or again; reports about it stay what they are."""
    others = select(Category.key).where(Category.retired_at.is_(None), Category.key != category.key)
    if not back and session.scalar(others.limit(1)) is None:
        raise Refused(LAST_ONE, "category.last")
    category.retired_at = None if back else at
    session.flush()
    act = "complaint-category.back" if back else "complaint-category.retired"
    trail.note(session, by, act, f"complaint-category:{category.key}", at=at)


def add_class(session: Session, named: Named, limits: Limits, *, by: int, at: datetime) -> HandlingClass:
    """Add a class of handling."""
    name, en = _named(session, HandlingClass, named, None)
    made = HandlingClass(key=_key(session, HandlingClass, name), name=name, name_en=en, **_days(limits))
    session.add(made)
    session.flush()
    trail.note(session, by, "handling-class.added", f"handling-class:{made.key}", _days(limits), at=at)
    return made


def change_class(
    session: Session, handled: HandlingClass, named: Named, limits: Limits, *, by: int, at: datetime
) -> None:
    """Rename a class or change its limits; they hold for what is received or checked from now on."""
    name, en = _named(session, HandlingClass, named, handled.key)
    values = {"name": name, "name_en": en, **_days(limits)}
    _set(session, handled, values, f"handling-class:{handled.key}", by=by, at=at)


def _set(
    session: Session,
    row: Category | HandlingClass,
    values: Mapping[str, Any],
    subject: str,
    *,
    by: int,
    at: datetime,
) -> None:
    before = {key: getattr(row, key) for key, value in values.items() if getattr(row, key) != value}
    if not before:
        return
    for key, value in values.items():
        setattr(row, key, value)
    session.flush()
    after = {key: values[key] for key in before}
    trail.note(
        session,
        by,
        f"{subject.partition(':')[0]}.changed",
        subject,
        {"before": before, "after": after},
        at=at,
    )


def _named(
    session: Session, table: type[Category] | type[HandlingClass], named: Named, own_key: str | None
) -> tuple[str, str]:
    """Return both names clean; one that another row has is refused."""
    name, en = " ".join(named.name.split()), " ".join(named.en.split())
    if not name:
        raise InvalidInput(NO_NAME, "desk.no-name", "nama")
    for field, text in (("nama", name), ("nama_en", en)):
        if len(text) > LONGEST_NAME:
            raise InvalidInput(LONG_NAME, "desk.long-name", field, longest=LONGEST_NAME)
    same = select(table.key).where(func.lower(table.name) == name.lower(), table.key != (own_key or ""))
    if session.scalar(same.limit(1)) is not None:
        raise Conflict(TAKEN, "desk.taken", name=name)
    return name, en


def _key(session: Session, table: type[Category] | type[HandlingClass], name: str) -> str:
    """Return a key of the name's Latin letters and digits that no row has."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    key = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_KEY].rstrip("-")
    if not key:
        raise InvalidInput(NO_KEY, "desk.no-key", "nama", name=name)
    if session.get(table, key) is not None:
        raise Conflict(TAKEN, "desk.taken", name=key)
    return key


def _class_key(session: Session, key: str) -> str:
    if session.get(HandlingClass, key) is None:
        raise InvalidInput(NO_CLASS, "desk.no-class", "kelas")
    return key


def _days(limits: Limits) -> dict[str, int]:
    days = {name: getattr(limits, name) for name in LIMITS}
    for name, value in days.items():
        if not 1 <= value <= MOST_DAYS:
            raise InvalidInput(BAD_DAYS, "desk.days", name, most=MOST_DAYS)
    if limits.finish_days < limits.verify_days:
        raise InvalidInput(
            SHORT_FINISH, "desk.finish", "finish_days", finish=limits.finish_days, verify=limits.verify_days
        )
    return days
