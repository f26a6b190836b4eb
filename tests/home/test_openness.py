"""The public figures as anybody sees them, and as data: right, and silent about fewer than five."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from build import NINE, a_person, a_unit
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session

from lms.catalogue.models import Course
from lms.db.installation import Installation
from lms.home.openness import complaints, learning, page, satisfaction
from lms.ledger.models import Entry, YearTotal
from lms.voice.complaints import defaults
from lms.voice.complaints.models import Complaint, Kind, State
from lms.voice.models import ElementSum, Period, Service, TotalSum
from lms.voice.rules import elements

TODAY = date(2026, 11, 26)


def a_judged_unit(session: Session, name: str, period: Period, answers: int, score: int) -> None:
    """Add a unit whose service got so many answers, every element the same score."""
    unit = a_unit(session, name)
    service = Service(unit_id=unit.id, name="KTP", code=f"kode{unit.id}", elements=list(elements.KEYS))
    session.add(service)
    session.flush()
    place = {"period_id": period.id, "service_id": service.id}
    counts = {f"n{one}": answers if one == score else 0 for one in elements.SCORES}
    session.add_all(ElementSum(**place, element=key, **counts) for key in elements.KEYS)
    session.add(TotalSum(**place, used=9, total=9 * score, n=answers))
    session.add(TotalSum(**place, used=0, total=0, n=7))
    session.flush()


def a_period(session: Session, name: str = "Triwulan III 2026", *, closed: bool = True) -> Period:
    begins = date(2026, 7, 1) if closed else date(2026, 10, 1)
    period = Period(name=name, begins=begins, ends=date(2026, 9, 30) if closed else date(2026, 12, 31))
    period.closed_at = NINE if closed else None
    session.add(period)
    session.flush()
    return period


def a_course(session: Session, slug: str, jp: str = "4") -> Course:
    course = Course(slug=slug, title=slug.title(), sort_title=slug, field="management", kind="course")
    course.jp = Decimal(jp)
    session.add(course)
    session.flush()
    return course


def learnt(session: Session, course: Course, people: int, back: int = 0) -> None:
    """Let so many people earn a course's hours, of whom some lost them again."""
    for number in range(people):
        person = a_person(session, f"{course.slug} {number}")
        given = {"person_id": person.id, "year": 2026, "course_id": course.id, "source": "s", "at": NINE}
        session.add(Entry(**given, number=1, kind="earned", jp=course.jp))
        if number < back:
            session.add(Entry(**given, number=2, kind="taken", jp=-course.jp))
        session.add(YearTotal(person_id=person.id, year=2026, jp=Decimal(0) if number < back else course.jp))
    session.flush()


def reports(
    session: Session,
    category: str,
    number: int,
    *,
    taken: int | None = 3,
    late: bool = False,
    state: State = State.DONE,
    reason: str = "",
) -> None:
    for one in range(number):
        mark = f"{category}-{taken}-{late}-{state}-{one}"
        session.add(Complaint(
            number=mark, secret_hash=mark, once=mark, kind=Kind.COMPLAINT, category_key=category,
            class_key=defaults.UNINSPECTED, text="x", anonymous=True, confidential=one % 2 == 0,
            state=State.IN_PROGRESS if taken is None else state, reason=reason, received_at=NINE,
            received_on=date(2026, 8, 3), verify_by=TODAY, plan_by=TODAY, finish_by=TODAY,
            taken_days=taken, in_time=None if taken is None else not late,
        ))  # fmt: skip
    session.flush()


def test_hours_that_were_taken_back_do_not_count(session: Session) -> None:
    learnt(session, a_course(session, "spbe"), 8, back=2)

    found = learning.of_year(session, 2026)

    assert (found.hours, found.people, found.servants) == (24, 6, 8)
    assert [(one.people, one.hours) for one in found.courses] == [(6, 24)]
    assert learning.years(session) == [2026]
    assert found.mean == 3


def test_a_course_of_few_is_hidden_together_with_the_next(session: Session) -> None:
    for slug, people in (("a", 3), ("b", 6), ("c", 9)):
        learnt(session, a_course(session, slug), people)

    assert [(one.slug, one.people, one.hours) for one in learning.of_year(session, 2026).courses] == [
        ("c", 9, 36), ("b", None, None), ("a", None, None),
    ]  # fmt: skip


def test_units_are_judged_in_closed_periods_and_from_five_answers_on(session: Session) -> None:
    closed, open_ = a_period(session), a_period(session, "Triwulan IV 2026", closed=False)
    a_judged_unit(session, "Kecamatan", closed, 5, 3)
    a_judged_unit(session, "Kelurahan", closed, 4, 4)
    a_judged_unit(session, "Puskesmas", open_, 50, 2)

    shown = satisfaction.periods(session)
    lines, following = satisfaction.units(session, shown)
    (whole,) = satisfaction.together(session, shown)

    assert [one.id for one in shown] == [closed.id]
    assert following == 0
    values = {
        line.name: line.judged[0] and line.judged[0].index and line.judged[0].index.value for line in lines
    }
    assert values == {"Kecamatan": Decimal("75.00"), "Kelurahan": None, "Puskesmas": None}
    assert whole is not None
    assert whole.answers == 9
    # (5 · 3 + 4 · 4) / 9 · 25, in each element alike.
    assert whole.index is not None
    assert whole.index.value == Decimal("86.11")


def test_units_go_on_where_a_page_ended(session: Session) -> None:
    period = a_period(session)
    for number in range(5):
        a_judged_unit(session, f"Unit {number}", period, 9, 3)

    first, after = satisfaction.units(session, [period], size=3)
    rest, end = satisfaction.units(session, [period], after=after, size=3)

    assert [one.name for one in (*first, *rest)] == [f"Unit {number}" for number in range(5)]
    assert end == 0


def test_reports_are_told_by_quarter_and_category(session: Session) -> None:
    defaults.lay(session)
    for days in (2, 4, 10):
        reports(session, "waktu", 3, taken=days, late=days == 10)
    reports(session, "waktu", 2, taken=None)
    reports(session, "pungli", 2)
    reports(session, "sarana", 5)
    # Neither of them was answered in time: they were not answered at all.
    reports(session, "waktu", 4, state=State.REJECTED, reason="Di luar kewenangan.")
    reports(session, "waktu", 4, state=State.ARCHIVED, reason="Di luar kewenangan.")

    (quarter,) = complaints.quarters(session, TODAY)

    assert (quarter.name, quarter.received, quarter.all.ended) == ("III 2026", 26, 16)
    lines = {one.key: (one.received, one.percent, one.median) for one in quarter.lines}
    # Two of illegal charges would be eighteen less the others: facilities are hidden with them.
    assert lines["pungli"] == lines["sarana"] == (None, None, None)
    assert lines["waktu"] == (19, pytest.approx(100 * 6 / 9), 4)


def test_quarters_of_long_ago_are_not_shown(session: Session) -> None:
    defaults.lay(session)
    reports(session, "waktu", 6)

    assert complaints.quarters(session, date(2028, 6, 30)) != []
    assert complaints.quarters(session, date(2028, 7, 1)) == []


@pytest.fixture
def statements(installation: Installation) -> list[str]:
    said: list[str] = []
    event.listen(installation.database.engine, "before_cursor_execute", lambda *words: said.append(words[2]))
    return said


@pytest.mark.parametrize("units", [1, 12])
def test_queries_do_not_grow_with_units(
    installation: Installation, statements: list[str], units: int
) -> None:
    with installation.database.write() as session:
        period = a_period(session)
        for number in range(units):
            a_judged_unit(session, f"Unit {number}", period, 9, 3)
    with installation.database.read() as session:
        statements.clear()
        page.gather(session, year=2026, today=TODAY)

    assert len([one for one in statements if one.startswith("SELECT")]) == 12


def test_anybody_reads_the_page_and_takes_the_data(installation: Installation, client: FlaskClient) -> None:
    with installation.database.write() as session:
        period = a_period(session)
        a_judged_unit(session, "Kecamatan Plaju", period, 6, 3)
        a_judged_unit(session, "=cmd", period, 3, 4)

    shown = client.get("/terbuka").text
    table = list(
        csv.reader(io.StringIO(client.get("/terbuka/data/indeks.csv").text.lstrip("\ufeff")), delimiter=";")
    )
    data = client.get("/terbuka/data/indeks.json").json

    assert "Kecamatan Plaju" in shown
    assert "75,00" in shown
    assert "&lt;5" in shown
    assert 'href="/terbuka"' in client.get("/").text
    assert [column["name"] for column in data["columns"]] == table[0]
    assert data["rows"][0]["ikm"] == 75.0
    assert data["rows"][0]["mulai"] == "2026-07-01"
    # Fewer than five: neither how many nor how they judged; and nothing that Excel would run.
    assert {data["rows"][1][key] for key in ("jawaban", "ikm", "mutu", "waktu")} == {None}
    assert table[2][4].startswith("'=")


@pytest.mark.parametrize("name", ["pelatihan.json", "pengaduan.csv", "indeks.csv"])
def test_a_site_without_anything_yet_gives_empty_tables(client: FlaskClient, name: str) -> None:
    assert client.get(f"/terbuka/data/{name}").status_code == 200
    assert "belum ada data" in client.get("/terbuka").text


@pytest.mark.parametrize("name", ["orang.csv", "indeks.xml", "indeks"])
def test_what_is_not_open_is_not_there(client: FlaskClient, name: str) -> None:
    assert client.get(f"/terbuka/data/{name}").status_code == 404


@pytest.mark.parametrize(
    "query", ["tahun=abc&setelah=-1", "tahun=99999999999", "tahun=2026&setelah=5", "tahun=0"]
)
def test_an_odd_address_still_has_a_page(client: FlaskClient, query: str) -> None:
    assert client.get(f"/terbuka?{query}").status_code == 200
