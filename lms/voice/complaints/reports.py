"""A citizen's report: read, refused with what to mend, or kept once under a number and a secret."""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    Select,
    and_,
    bindparam,
    case,
    func,
    insert,
    literal,
    null,
    or_,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from lms.config import Settings
from lms.db.base import Base
from lms.db.types import RowId
from lms.errors import Conflict, InvalidInput, Message, Refused
from lms.people.models import Unit
from lms.voice.complaints import defaults, limits
from lms.voice.complaints.models import (
    Category,
    Complaint,
    HandlingClass,
    Holiday,
    Kind,
    State,
)
from lms.voice.models import Service
from lms.voice.rules import tickets
from lms.voice.rules.working_days import SiteDays

SHORTEST_TEXT, LONGEST_TEXT = 15, 5000
LONGEST_PLACE, LONGEST_NAME = 200, 120
# A sender's mark that could be guessed would give its ticket away.
SHORTEST_MARK = 16
TIME = re.compile(r"(?:[01][0-9]|2[0-3])[:.][0-5][0-9]")

NO_CATEGORY = Message(
    "Kategori laporan belum dipilih.",
    "No category has been chosen.",
    "Pilih yang paling mendekati; “Lainnya” selalu boleh.",
    "Choose the closest one; “Something else” is always right.",
)
TOO_SHORT = Message(
    "Ceritanya terlalu pendek untuk ditindaklanjuti.",
    "This is too short to act upon.",
    "Tulis apa yang terjadi, paling sedikit {least} huruf.",
    "Write what happened, at least {least} letters.",
)
TOO_LONG = Message(
    "Tulisan ini {count} huruf, paling banyak {most}.",
    "This has {count} letters; at most {most} are allowed.",
    "Ringkaskan, atau kirim sisanya sebagai lampiran.",
    "Make it shorter, or send the rest as an attachment.",
)
NO_NAME = Message(
    "Nama Anda belum diisi.",
    "Your name is missing.",
    "Isi nama Anda, atau pilih melapor tanpa nama.",
    "Write your name, or choose to report without one.",
)
NOT_YET = Message("Tanggal kejadian belum terjadi.", "The day of the event is still to come.")
NO_TIME = Message(
    "Jam “{given}” tidak terbaca.",
    "The time “{given}” cannot be read.",
    "Tulis seperti 14.05.",
    "Write it like 14.05.",
)
NO_PLACE = Message(
    "Layanan atau unit yang dipilih tidak ada lagi.",
    "The service or unit that was chosen is not there any more.",
    "Pilih yang lain, atau biarkan kosong.",
    "Choose another, or leave it open.",
)
BAD_MARK = Message(
    "Formulir ini tidak lengkap.", "This form is not whole.", "Muat ulang halaman.", "Reload the page."
)
SENT_OTHER = Message(
    "Formulir ini sudah dipakai untuk laporan lain.",
    "This form was used for another report already.",
    "Buka formulir baru untuk laporan ini.",
    "Open a new form for this report.",
)


@dataclass(frozen=True, slots=True)
class Told:
    """A report as the citizen filled it in.

    Of an `anonymous` one name and contact are dropped here and stored nowhere. `against_unit` says that it is
    about the unit's own people: then the unit's desk and staff neither see nor handle it.
    """

    kind: Kind
    category: str
    text: str
    service_id: int | None = None
    unit_id: int | None = None
    place: str = ""
    happened_on: date | None = None
    happened_time: str = ""
    anonymous: bool = False
    confidential: bool = False
    against_unit: bool = False
    name: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """What the citizen is given; `new` is False when the same report had come before."""

    complaint_id: int
    number: str
    secret: str
    new: bool


def file(session: Session, told: Told, *, once: str, at: datetime) -> Filed:
    """Keep a report and give it its number; the same one sent twice (`once`) is one, with the same secret.

    Where two with one mark come at the same moment, a number may be left unused.
    The audit trail has it once the day is over (`retention.receipts`).
    Raises `InvalidInput` naming the field, `Conflict` when `once` belongs to another report.
    """
    if len(once) < SHORTEST_MARK:
        raise Refused(BAD_MARK, "complaint.mark")
    settings: Settings = session.info["settings"]
    secret = _secret(settings, once)
    today = at.astimezone(settings.zone).date()
    try:
        values = _read(told, today)
        way = _way(session, told, today)
    except InvalidInput:
        # Its category or service may have gone since it came first.
        if (earlier := _earlier(session, once, secret, told.text)) is not None:
            return earlier
        raise
    due = limits.of_class(way, today, way.site)
    number = tickets.number(today.year, way.next_id)
    row = values | {
        "id": way.next_id,
        "number": number,
        "secret_hash": _hash(secret),
        "once": _hash(once),
        "kind": told.kind,
        "category_key": told.category,
        "class_key": way.class_key,
        "service_id": told.service_id,
        "unit_id": way.unit_id,
        "accused_unit_id": way.unit_id if told.against_unit else None,
        "desk_unit_id": None if told.against_unit else way.unit_id,
        "state": State.NEW,
        "received_at": at,
        "received_on": today,
        "verify_by": due.verify_by,
        "plan_by": due.plan_by,
        "finish_by": due.finish_by,
    }
    if not _kept(session.connection(), row):
        # It had come before; the id that was taken stays unused.
        return _same(session, once, secret, told.text)
    return Filed(way.next_id, number, secret, new=True)


def _read(told: Told, today: date) -> dict[str, object]:
    text = _clean(told.text)
    if len(text) < SHORTEST_TEXT:
        raise InvalidInput(TOO_SHORT, "complaint.short", "isi", least=SHORTEST_TEXT)
    named = not told.anonymous
    lines = {
        "place": (" ".join(told.place.split()), LONGEST_PLACE, "tempat"),
        "reporter_name": (" ".join(told.name.split()) if named else "", LONGEST_NAME, "nama"),
        "reporter_contact": (" ".join(told.contact.split()) if named else "", LONGEST_NAME, "kontak"),
        "text": (text, LONGEST_TEXT, "isi"),
    }
    for written, most, field in lines.values():
        if len(written) > most:
            raise InvalidInput(TOO_LONG, "complaint.long", field, count=len(written), most=most)
    if named and not lines["reporter_name"][0]:
        raise InvalidInput(NO_NAME, "complaint.no-name", "nama")
    if told.happened_on is not None and told.happened_on > today:
        raise InvalidInput(NOT_YET, "complaint.not-yet", "tanggal")
    time = told.happened_time.strip()
    if time and not TIME.fullmatch(time):
        raise InvalidInput(NO_TIME, "complaint.time", "jam", given=time[:20])
    return {column: written for column, (written, _, _) in lines.items()} | {
        "happened_on": told.happened_on,
        "happened_time": time.replace(".", ":"),
        "anonymous": told.anonymous,
        "confidential": told.confidential,
    }


@dataclass(frozen=True, slots=True)
class Way:
    """Where a report goes: its id, class and days, the unit it is about, the site's own days to come."""

    next_id: int
    class_key: str
    verify_days: int
    plan_days: int
    finish_days: int
    unit_id: int | None
    site: SiteDays


def _way(session: Session, told: Told, today: date) -> Way:
    """Find where a report goes, in one query; it takes the id that the number is made of.

    A report against a unit goes to the central desk; a question runs under the class of simple matters.
    Raises `InvalidInput` for a category, service or unit that is not there.
    """
    wanted = {
        "category": told.category,
        "simple": defaults.SIMPLE if told.kind == Kind.INFORMATION else None,
        "service": told.service_id,
        "unit": told.unit_id,
        "today": today,
    }
    connection = session.connection()
    rows = connection.execute(WAY[connection.dialect.name], wanted).all()
    if not rows and defaults.lay(session):
        return _way(session, told, today)
    if not rows:
        raise InvalidInput(NO_CATEGORY, "complaint.category", "kategori")
    next_id, key, verify, plan, finish, service_unit, unit = rows[0][:7]
    if told.service_id is not None and service_unit is None:
        raise InvalidInput(NO_PLACE, "complaint.place", "layanan")
    if told.service_id is None and told.unit_id is not None and unit is None:
        raise InvalidInput(NO_PLACE, "complaint.place", "unit")
    site = {row.day: row.worked for row in rows if row.day is not None}
    return Way(next_id, key, verify, plan, finish, unit if told.service_id is None else service_unit, site)


def _earlier(session: Session, once: str, secret: str, text: str) -> Filed | None:
    mark = select(Complaint.id).where(Complaint.once == _hash(once))
    return None if session.scalar(mark) is None else _same(session, once, secret, text)


def _same(session: Session, once: str, secret: str, text: str) -> Filed:
    rows = select(Complaint.id, Complaint.number, Complaint.text).where(Complaint.once == _hash(once))
    found = session.execute(rows).one()
    if found.text != _clean(text):
        # On a shared computer the form of the one before must not open the other's ticket.
        raise Conflict(SENT_OTHER, "complaint.sent-other")
    return Filed(found.id, found.number, secret, new=False)


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _kept(connection: Connection, row: Mapping[str, object]) -> bool:
    """Write a report with its first step; False where one of its mark is there."""
    values = {**UNSAID, **row}
    if connection.dialect.name == "postgresql":
        return (
            connection.scalar(FILE_AT_ONCE, {f"its_{name}": value for name, value in values.items()})
            is not None
        )
    if connection.scalar(FILE, values) is None:
        return False
    connection.execute(FIRST_ACT, {"complaint_id": row["id"], "at": row["received_at"]})
    return True


def _way_there(next_id: ColumnElement[int]) -> Select[int, str, int, int, int, int, int, date, bool]:
    simple = select(HandlingClass.key).where(HandlingClass.key == bindparam("simple")).scalar_subquery()
    to_come = Holiday.day >= bindparam("today")
    service, unit = bindparam("service", type_=RowId), bindparam("unit", type_=RowId)
    is_there = or_(
        Service.unit_id.is_not(None), and_(service.is_(None), or_(unit.is_(None), Unit.id.is_not(None)))
    )
    return (
        select(
            # What is refused takes no number.
            case((is_there, select(next_id).scalar_subquery()), else_=0),
            HandlingClass.key,
            HandlingClass.verify_days,
            HandlingClass.plan_days,
            HandlingClass.finish_days,
            Service.unit_id,
            Unit.id,
            Holiday.day,
            Holiday.worked,
        )
        .select_from(Category)
        .join(HandlingClass, HandlingClass.key == func.coalesce(simple, Category.class_key))
        .outerjoin(Service, and_(Service.id == service, Service.retired_at.is_(None)))
        .outerjoin(Unit, Unit.id == unit)
        .outerjoin(Holiday, to_come)
        .where(Category.key == bindparam("category"), Category.retired_at.is_(None))
    )


def _file_at_once() -> Insert:
    """Put the report and its first step into one statement."""
    names = (*UNSAID, *SAID)
    given = {name: bindparam(f"its_{name}", type_=REPORTS.c[name].type) for name in names}
    report = postgresql.insert(REPORTS).values(given).on_conflict_do_nothing(index_elements=["once"])
    made = report.returning(REPORTS.c.id).cte("made")
    at = bindparam("its_received_at", type_=REPORTS.c.received_at.type)
    step = select(made.c.id, null(), literal(State.NEW.value), literal(""), at)
    acts = postgresql.insert(ACTS).from_select(["complaint_id", "before", "after", "reason", "at"], step)
    return acts.returning(ACTS.c.complaint_id)


REPORTS, ACTS = Base.metadata.tables["complaint"], Base.metadata.tables["complaint_act"]
# What a report does not say when it comes.
UNSAID: Mapping[str, object] = {
    "waited_days": 0, "reason": "", "forwarded_to": "", "lapor_number": "", "rating_text": "",
}  # fmt: skip
SAID = (
    "id", "number", "secret_hash", "once", "kind", "category_key", "class_key", "service_id", "unit_id",
    "accused_unit_id", "desk_unit_id", "state", "received_at", "received_on", "verify_by", "plan_by",
    "finish_by", "place", "reporter_name", "reporter_contact", "text", "happened_on", "happened_time",
    "anonymous", "confidential",
)  # fmt: skip
# Put together once: that costs more than to execute them. On PostgreSQL nobody waits for somebody else's
# commit to have an id; on SQLite whoever may write is alone, and no report is ever deleted.
WAY = {
    "postgresql": _way_there(func.nextval(func.pg_get_serial_sequence("complaint", "id"))),
    "sqlite": _way_there(func.coalesce(func.max(REPORTS.c.id), 0) + 1),
}
FILE = sqlite.insert(REPORTS).on_conflict_do_nothing(index_elements=["once"]).returning(REPORTS.c.id)
FIRST_ACT = insert(ACTS).values(before=None, after=State.NEW, reason="")
FILE_AT_ONCE = _file_at_once()


def _secret(settings: Settings, once: str) -> str:
    """Make the secret from the sender's mark, so that a sender whose answer was cut off gets the same."""
    key = settings.secret_key.encode()
    return tickets.secret(hmac.new(key, f"complaint|{once}".encode(), hashlib.sha256).digest())


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
