"""What goes on in the city round the journey of the loop: other offices, other citizens, two periods."""

from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice

from served_site import ServedSite

from lms.people import units
from lms.people.models import Unit
from lms.voice.complaints import reports
from lms.voice.complaints.models import Kind
from lms.voice.complaints.reports import Told
from lms.voice.models import Channel
from lms.voice.rules import elements
from lms.voice.satisfaction import answers, services
from lms.voice.satisfaction.answers import Filled

CITY = "Pemerintah Kota Palembang"
PLAJU = "Kecamatan Plaju"
OTHERS = ("Ilir Timur I", "Ilir Barat I", "Kertapati", "Sukarami", "Kalidoni", "Kemuning", "Jakabaring")
SERVICE = "Surat keterangan domisili"
FIRST, SECOND = "Triwulan pertama", "Triwulan kedua"
# Days from today on: each period has sixty, today is in the first one.
BEGINS, TURN, ENDS = -45, 15, 75
CITIZENS, SERVED = 60, 900
SLOW = (2, 2, 3, 2, 1, 3, 2, 2, 3, 2)
QUICK = (4, 3, 3, 4, 3, 4, 3, 3, 4, 3)
USUAL = (3, 3, 4, 3, 4, 3, 2, 4, 3, 3, 4)
COMPLAINED = 4


def day(days: int) -> date:
    return datetime.now(UTC).date() + timedelta(days=days)


def lay(site: ServedSite) -> str:
    """Make offices with a service each and both periods; return the code of Plaju's questionnaire."""
    at = datetime.now(UTC)
    with site.installation.database.write() as session:
        for name, begins, ends in ((FIRST, BEGINS, TURN - 1), (SECOND, TURN, ENDS - 1)):
            services.begin(session, name, day(begins), day(ends), at=at, by=None)
        codes = []
        for name in (PLAJU, *(f"Kecamatan {other}" for other in OTHERS)):
            unit = units.find_or_make(session, f"{CITY} > {name}", at=at, by=None)
            made = services.add(session, unit.id, SERVICE, name_en="Proof of residence", at=at, by=None)
            codes.append(made.code)
    return codes[0]


def answer(site: ServedSite, period_name: str, waiting: tuple[int, ...], *, at_day: int) -> None:
    """Let sixty citizens judge each office in a period; `waiting` is what they say of Plaju's speed."""
    at = datetime.now(UTC) + timedelta(days=at_day)
    with site.installation.database.write() as session:
        period = services.named(session, period_name)
        for place, offered in enumerate(services.open_to_all(session)):
            speed = waiting if offered.unit.endswith(PLAJU) else USUAL
            usual = islice(cycle(USUAL), place, None)
            for number, quick in zip(range(CITIZENS), cycle(speed), strict=False):
                scores = {one.key: next(usual) for one in elements.ELEMENTS} | {"waktu": quick}
                answers.take(
                    session, offered.service, period, Filled(scores),
                    channel=Channel.LINK, once=f"{period.id}-{offered.service.id}-{number}", at=at,
                )  # fmt: skip
            services.count_served(session, period.id, offered.service.id, SERVED, at=at, by=None)


def complain(site: ServedSite) -> None:
    """Let four citizens of Plaju, and one elsewhere, complain of the same as the journey's citizen will."""
    at = datetime.now(UTC) - timedelta(days=2)
    with site.installation.database.write() as session:
        by_name = {one.name: one.id for one in session.query(Unit)}
        for number in range(COMPLAINED + 1):
            name = PLAJU if number < COMPLAINED else f"Kecamatan {OTHERS[0]}"
            told = Told(
                Kind.COMPLAINT, "prosedur", "Syaratnya berbeda setiap kali saya datang ke loket.",
                unit_id=by_name[name], anonymous=True,
            )  # fmt: skip
            reports.file(session, told, once=f"warga-lain-yang-mengadu-{number}", at=at)
