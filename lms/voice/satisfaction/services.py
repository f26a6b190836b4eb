"""Services that units give the public, and the periods in which they are asked about."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, or_, select, tuple_, update
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.errors import Conflict, InvalidInput, Message, NotFound
from lms.events import PeriodClosed, emit
from lms.people import units
from lms.people.models import Unit
from lms.voice.models import Period, Served, Service
from lms.voice.rules import elements

# Without letters that are mistaken for one another when they are read from a poster.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 8
LONGEST = 200
MOST_WORDS = 6
FEWEST_ELEMENTS = 5

NO_NAME = Message("Nama layanan belum diisi.", "The service has no name.")
TOO_LONG = Message(
    "Nama layanan paling panjang {longest} huruf.", "A service's name has at most {longest} letters."
)
TAKEN = Message(
    "Unit ini sudah mempunyai layanan “{name}”.",
    "This unit has a service “{name}” already.",
    "Ubah layanan yang ada, atau beri nama lain.",
    "Change the one that is there, or choose another name.",
)
TOO_FEW = Message(
    "Pilih paling sedikit {fewest} unsur; hanya unsur yang sungguh tidak berlaku boleh ditinggalkan.",
    "Choose at least {fewest} elements; only one that truly does not apply may be left out.",
)
PERIOD_ORDER = Message("Hari terakhir mendahului hari pertama.", "The last day is before the first.")
PERIOD_MEETS = Message(
    "Hari-hari itu sudah milik periode “{name}”.",
    "Those days belong to the period “{name}” already.",
    "Periode tidak boleh bertumpuk, agar setiap jawaban punya satu tempat.",
    "Periods must not overlap, so that each answer has one place.",
)
PERIOD_TAKEN = Message("Nama periode “{name}” sudah dipakai.", "There is a period “{name}” already.")
NO_PERIOD = Message(
    "Periode “{name}” tidak ditemukan.",
    "There is no period “{name}”.",
    "Lihat periode di /meja-warga/survei.",
    "See the periods at /meja-warga/survei.",
)
STILL_RUNS = Message(
    "Periode “{name}” baru berakhir pada {ends}.",
    "The period “{name}” ends on {ends} only.",
    "Tutup periode sesudah hari terakhirnya lewat.",
    "Close it once its last day is over.",
)


@dataclass(frozen=True, slots=True)
class Offered:
    """A service beside its unit's name."""

    service: Service
    unit: str
    path: str


def add(
    session: Session,
    unit_id: int,
    name: str,
    *,
    name_en: str = "",
    asked: Sequence[str] = elements.KEYS,
    at: datetime,
    by: int | None,
) -> Service:
    """Add a service to a unit; `asked` are the keys of the elements that apply to it."""
    clean = _name(name)
    keys = _asked(asked)
    if session.scalar(select(Service.id).where(Service.unit_id == unit_id, Service.name == clean)):
        raise Conflict(TAKEN, "service.taken", name=clean)
    service = Service(
        unit_id=unit_id, name=clean, name_en=" ".join(name_en.split())[:LONGEST], code=_code(), elements=keys
    )
    session.add(service)
    session.flush()
    trail.note(session, by, "service.added", f"service:{service.id}", {"unit": unit_id, "asked": keys}, at=at)
    return service


def change(
    session: Session,
    service: Service,
    *,
    name: str,
    name_en: str,
    asked: Sequence[str],
    at: datetime,
    by: int | None,
) -> None:
    """Rename a service, or ask other elements from now on; answers that are there keep what was asked."""
    clean, keys = _name(name), _asked(asked)
    other = select(Service.id).where(
        Service.unit_id == service.unit_id, Service.name == clean, Service.id != service.id
    )
    if session.scalar(other):
        raise Conflict(TAKEN, "service.taken", name=clean)
    service.name, service.name_en, service.elements = clean, " ".join(name_en.split())[:LONGEST], keys
    session.flush()
    trail.note(session, by, "service.changed", f"service:{service.id}", {"asked": keys}, at=at)


def retire(session: Session, service: Service, *, back: bool, at: datetime, by: int | None) -> None:
    """Ask no more about a service, or again; what was answered stays."""
    service.retired_at = None if back else at
    session.flush()
    trail.note(session, by, "service.back" if back else "service.retired", f"service:{service.id}", at=at)


def by_code(session: Session, code: str) -> Offered:
    """Return the service whose questionnaire this printed code opens; raises `NotFound`."""
    return _one(session, Service.code == code.strip().lower(), Service.retired_at.is_(None))


def within(session: Session, service_id: int, scope: str) -> Offered:
    """Return a service of the branch that an officer may see; raises `NotFound` for another's."""
    return _one(session, Service.id == service_id, units.below(scope))


def listed(session: Session, scope: str, text: str = "", *, after: int = 0, limit: int = 50) -> list[Offered]:
    """Return services of a branch of the tree, retired ones too, like `open_to_all`."""
    return _found(session, _offered().where(units.below(scope)), text, after, limit)


def open_to_all(session: Session, text: str = "", *, after: int = 0, limit: int = 400) -> list[Offered]:
    """Return the services that a citizen may judge, by unit and name, from the service `after` on.

    Every word of `text` stands in the service's name or its unit's.
    """
    return _found(session, _offered().where(Service.retired_at.is_(None)), text, after, limit)


def _found(
    session: Session, rows: Select[Service, str, str], text: str, after: int, limit: int
) -> list[Offered]:
    for word in text.lower().split()[:MOST_WORDS]:
        said = (Service.name, Service.name_en, Unit.name)
        rows = rows.where(or_(*(func.lower(one).contains(word, autoescape=True) for one in said)))
    order = tuple_(Unit.name, Service.name, Service.id)
    if after:
        last = select(Unit.name, Service.name, Service.id).join(Unit, Unit.id == Service.unit_id)
        at = session.execute(last.where(Service.id == after)).one_or_none()
        rows = rows.where(order > tuple(at)) if at else rows
    rows = rows.order_by(Unit.name, Service.name, Service.id).limit(limit)
    return [Offered(*row) for row in session.execute(rows)]


def begin(session: Session, name: str, begins: date, ends: date, *, at: datetime, by: int | None) -> Period:
    """Make a period of the survey; both days belong to it, and no day belongs to two."""
    clean = " ".join(name.split())[:80]
    if not clean:
        raise InvalidInput(NO_NAME, "period.no-name", "nama")
    if ends < begins:
        raise InvalidInput(PERIOD_ORDER, "period.order", "sampai")
    if session.scalar(select(Period.id).where(Period.name == clean)):
        raise Conflict(PERIOD_TAKEN, "period.taken", name=clean)
    met = session.scalar(select(Period.name).where(Period.begins <= ends, Period.ends >= begins).limit(1))
    if met is not None:
        raise Conflict(PERIOD_MEETS, "period.meets", name=met)
    period = Period(name=clean, begins=begins, ends=ends)
    session.add(period)
    session.flush()
    trail.note(session, by, "period.made", f"period:{period.id}", {"name": clean}, at=at)
    return period


def close(session: Session, period: Period, *, today: date, at: datetime, by: int | None) -> None:
    """Close a period: no more answers, its figures stand; what follows is told by `PeriodClosed`."""
    if period.ends >= today:
        raise Conflict(STILL_RUNS, "period.runs", name=period.name, ends=period.ends.isoformat())
    closed = session.execute(
        update(Period).where(Period.id == period.id, Period.closed_at.is_(None)).values(closed_at=at)
    )
    if closed.rowcount != 1:  # type: ignore[attr-defined] # a cursor's, which update gives
        return
    session.refresh(period)
    trail.note(session, by, "period.closed", f"period:{period.id}", at=at)
    emit(session, PeriodClosed(at, period.id))


def periods(session: Session) -> list[Period]:
    """Return all periods, the newest first; a site has a handful a year."""
    return list(session.scalars(select(Period).order_by(Period.begins.desc())))


def named(session: Session, name: str) -> Period:
    found = session.scalars(select(Period).where(Period.name == " ".join(name.split()))).one_or_none()
    if found is None:
        raise NotFound(NO_PERIOD, "period.unknown", name=name)
    return found


def running(session: Session, today: date) -> Period | None:
    """Return the period that a day belongs to, while it is open."""
    rows = select(Period).where(Period.begins <= today, Period.ends >= today, Period.closed_at.is_(None))
    return session.scalars(rows).one_or_none()


def count_served(
    session: Session, period_id: int, service_id: int, people: int, *, at: datetime, by: int | None
) -> None:
    """Note how many people a service served in a period: the population of its sample."""
    session.merge(Served(period_id=period_id, service_id=service_id, people=people))
    session.flush()
    trail.note(
        session, by, "served.noted", f"service:{service_id}", {"period": period_id, "people": people}, at=at
    )


def _name(name: str) -> str:
    clean = " ".join(name.split())
    if not clean:
        raise InvalidInput(NO_NAME, "service.no-name", "nama")
    if len(clean) > LONGEST:
        raise InvalidInput(TOO_LONG, "service.long", "nama", longest=LONGEST)
    return clean


def _asked(keys: Sequence[str]) -> list[str]:
    found = list(elements.in_order(keys))
    if len(found) < FEWEST_ELEMENTS:
        raise InvalidInput(TOO_FEW, "service.few-elements", "unsur", fewest=FEWEST_ELEMENTS)
    return found


def _code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def _offered() -> Select[Service, str, str]:
    return select(Service, Unit.name, Unit.path).join(Unit, Unit.id == Service.unit_id)


def _one(session: Session, *where: ColumnElement[bool]) -> Offered:
    row = session.execute(_offered().where(*where)).one_or_none()
    if row is None:
        raise NotFound
    return Offered(*row)
