"""The device at the counter: opened by the desk for a time, under an address that dies with that time."""

import hmac
import secrets
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from lms.audit import trail
from lms.errors import InvalidInput, Message, NotFound
from lms.voice.models import Period, Service
from lms.voice.satisfaction import services
from lms.voice.satisfaction.counter import codes
from lms.voice.satisfaction.services import Offered

# When the counters of most offices close, by the clock of the site.
END_OF_WORK = time(16)
ONE_DAY = timedelta(days=1)
# Who was filling it in when the time ran out may still send.
LENIENCE = timedelta(minutes=10)
# Less than is shown: it makes two openings until the same minute different.
SALT = 60 * 10**6

AFTER_WORK = Message(
    "Jam kerja hari ini sudah lewat.",
    "Today's working hours are over.",
    "Pilih jumlah jam, atau buka besok pagi.",
    "Choose a number of hours, or open it tomorrow morning.",
)
NO_PERIOD = Message(
    "Tidak ada periode survei yang berjalan.",
    "No period of the survey runs.",
    "Di luar periode kuesioner tidak menerima jawaban; lihat periode di /meja-warga/survei.",
    "Outside a period the questionnaire takes no answers; see the periods at /meja-warga/survei.",
)
SHUT = Message(
    "Layar loket ini tidak terbuka.",
    "This screen of the counter is not open.",
    "Petugas dapat membukanya lagi dari halaman layanan di meja warga; alamatnya lalu baru.",
    "The officer can open it anew at the citizens' desk, on the service's page, under a new address.",
)


class Length(StrEnum):
    """For how long a counter's device is opened."""

    DAY = "hari"
    FOUR_HOURS = "4"
    EIGHT_HOURS = "8"
    PERIOD = "periode"


HOURS = {Length.FOUR_HOURS: 4, Length.EIGHT_HOURS: 8}


def end(length: Length, period: Period | None, *, at: datetime) -> datetime:
    """Return until when a device is open; `at` is by the site's clock. Raises `InvalidInput`."""
    if period is None:
        raise InvalidInput(NO_PERIOD, "kiosk.no-period", "lama")
    if length in HOURS:
        return at + timedelta(hours=HOURS[length])
    if length is Length.PERIOD:
        return datetime.combine(period.ends + ONE_DAY, time(), at.tzinfo)
    ends = datetime.combine(at.date(), END_OF_WORK, at.tzinfo)
    if ends <= at:
        raise InvalidInput(AFTER_WORK, "kiosk.after-work", "lama")
    return ends


def open_until(session: Session, service: Service, until: datetime, *, at: datetime, by: int | None) -> None:
    """Let a device take answers until then; an address from before leads nowhere any more."""
    minute = until.replace(second=0, microsecond=0)
    service.kiosk_until = minute + timedelta(microseconds=secrets.randbelow(SALT))
    session.flush()
    told = {"until": minute.isoformat(timespec="minutes")}
    trail.note(session, by, "kiosk.opened", f"service:{service.id}", told, at=at)


def shut(session: Session, service: Service, *, at: datetime, by: int | None) -> None:
    """Close the counter's device; what was answered there stays."""
    service.kiosk_until = None
    session.flush()
    trail.note(session, by, "kiosk.shut", f"service:{service.id}", at=at)


def key(service: Service, secret: str, *, at: datetime) -> str:
    """Return what opens the counter's page in its address; empty while it is closed."""
    if service.kiosk_until is None or service.kiosk_until <= at:
        return ""
    return codes.grouped(_key(service, service.kiosk_until, secret)).lower()


def entered(
    session: Session, code: str, given: str, secret: str, *, at: datetime, leniently: bool = False
) -> Offered:
    """Return the service of a counter's address; `leniently` a little after its time too.

    Raises `NotFound`, the same for a service that is not there, a wrong key, an old one and a closed counter.
    """
    moment = at - LENIENCE if leniently else at
    try:
        offered = services.by_code(session, code)
    except NotFound:
        raise NotFound(SHUT, "kiosk.shut") from None
    until = offered.service.kiosk_until
    if until is None or until <= moment:
        raise NotFound(SHUT, "kiosk.shut")
    if not hmac.compare_digest(_key(offered.service, until, secret), codes.read(given)):
        raise NotFound(SHUT, "kiosk.shut")
    return offered


def _key(service: Service, until: datetime, secret: str) -> str:
    return codes.made(secret, "kiosk", service.id, until.astimezone(UTC).isoformat())
