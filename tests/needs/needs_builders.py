"""Closed periods with a voice: sums of answers, people served, complaints by category."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from build import NINE, a_person, a_unit
from learning_builders import a_course

from lms.catalogue.models import Release
from lms.needs import calculation, figures
from lms.needs.models import Need
from lms.voice.complaints.models import Category, Complaint, HandlingClass, Kind, State
from lms.voice.models import ElementSum, Period, Served, Service
from lms.voice.rules import elements

SERIAL = count(1)
GOOD = (0, 5, 45, 50)
WEAK = (10, 30, 50, 10)
QUARTERS = tuple(
    (f"Triwulan {name} 2026", date(2026, 3 * place + 1, 1), date(2026, 3 * place + 3, day))
    for place, (name, day) in enumerate((("I", 31), ("II", 30), ("III", 30), ("IV", 31)))
)
DUE = date(2026, 6, 30)
TODAY = date(2026, 4, 10)


def a_quarter(session, place=0, *, closed=True):
    name, begins, ends = QUARTERS[place]
    at = datetime.combine(ends + timedelta(days=3), datetime.min.time(), UTC) if closed else None
    period = Period(name=name, begins=begins, ends=ends, closed_at=at)
    session.add(period)
    session.flush()
    return period


def a_served(session, unit, period, people=1000, **counts):
    """Give a unit one service and the sums of its answers: good ones, but for the elements that are named."""
    service = session.query(Service).filter_by(unit_id=unit.id).one_or_none()
    if service is None:
        service = Service(
            unit_id=unit.id, name="Kartu keluarga", code=f"k{next(SERIAL)}", elements=list(elements.KEYS)
        )
        session.add(service)
        session.flush()
    place = {"period_id": period.id, "service_id": service.id}
    for key in elements.KEYS:
        one, two, three, four = counts.get(key, GOOD)
        session.add(ElementSum(**place, element=key, n1=one, n2=two, n3=three, n4=four))
    session.add(Served(**place, people=people))
    session.flush()
    return service


def a_category(session, key="prosedur", name="Prosedur berbelit", name_en="Cumbersome procedure"):
    if session.get(HandlingClass, "biasa") is None:
        limits = {"verify_days": 3, "plan_days": 5, "finish_days": 14, "silence_days": 10}
        session.add(HandlingClass(key="biasa", name="Biasa", **limits))
        session.flush()
    session.add(Category(key=key, name=name, name_en=name_en, class_key="biasa", position=1))
    session.flush()


def complaints(session, unit, period, number, key="prosedur", **more):
    for _ in range(number):
        serial = next(SERIAL)
        values = {"kind": Kind.COMPLAINT, "state": State.DONE, **more}
        session.add(
            Complaint(
                number=f"P-{serial}",
                secret_hash=f"s{serial}",
                once=f"o{serial}",
                category_key=key,
                class_key="biasa",
                unit_id=unit.id,
                text="Lama.",
                anonymous=True,
                confidential=False,
                received_at=NINE,
                received_on=period.begins,
                verify_by=period.ends,
                plan_by=period.ends,
                finish_by=period.ends,
                **values,
            )
        )
    session.flush()


def an_answering(session, slug="tepat-waktu", *addresses, competencies=("orientasi-pada-hasil/1",)):
    """Publish a course that says what it addresses."""
    course = a_course(session, slug, title=slug.replace("-", " ").capitalize())
    manifest = session.get_one(Release, course.release_id)
    manifest.manifest = manifest.manifest | {
        "addresses": list(addresses),
        "competencies": list(competencies),
    }
    session.flush()
    return course


def a_batch(session, period):
    common = figures.common_rates(session, period)
    return calculation.batch(session, period.id, common, at=NINE)


def calculated(session, period):
    """Reckon a period in this session, as the job does batch by batch."""
    row = calculation.begin(session, period.id, at=NINE)
    while row.finished_at is None:
        row = a_batch(session, period)
    return session.query(Need).filter_by(period_id=period.id).order_by(Need.id).all()


def a_need(session, *, members=2, element="waktu"):
    """A unit of two whose time to completion is weak in the first quarter, and the course that answers it."""
    unit, period = a_unit(session, "Kecamatan Plaju"), a_quarter(session)
    a_served(session, unit, period, **{element: WEAK})
    course = an_answering(session, "tepat-waktu", f"skm/{element}")
    people = [a_person(session, f"Pegawai {place}", unit=unit) for place in range(members)]
    (need,) = calculated(session, period)
    return need, course, unit, people


def a_shape(mean):
    """Return binomial shares of 1, 2, 3 and 4 whose mean is this."""
    part = min(1.0, max(0.0, (mean - 1) / 3))
    return tuple(
        weight * part**place * (1 - part) ** (3 - place) for place, weight in enumerate((1, 3, 3, 1))
    )
