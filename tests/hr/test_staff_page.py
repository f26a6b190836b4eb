"""Who is listed at the HR desk, in which order, and never anybody outside the officer's units."""

from decimal import Decimal

import pytest
from build import a_person, a_unit
from sqlalchemy import event
from sqlalchemy.orm import Session

from lms.asn.kinds import EmployeeKind
from lms.hr import recap, staff
from lms.hr.staff import Sort, Standing, Wanted
from lms.ledger.models import YearTotal
from lms.people.models import Person, Unit

YEAR = 2026


def with_hours(session: Session, person: Person, jp: str, year: int = YEAR) -> Person:
    session.add(YearTotal(person_id=person.id, year=year, jp=Decimal(jp), courses=1))
    session.flush()
    return person


@pytest.fixture
def office(session: Session) -> dict[str, Unit]:
    city = a_unit(session, "Kota Palembang")
    agency = a_unit(session, "Kecamatan Plaju", city)
    ward = a_unit(session, "Kelurahan Plaju Ulu", agency)
    other = a_unit(session, "Dinas Kesehatan", city)
    with_hours(session, a_person(session, "Citra", unit=ward), "20")
    with_hours(session, a_person(session, "Ani", unit=agency), "19.5")
    a_person(session, "Budi", unit=ward)
    with_hours(session, a_person(session, "Dewi", unit=other), "24")
    with_hours(session, a_person(session, "Eko", unit=other), "30", year=2025)
    return {"city": city, "agency": agency, "ward": ward, "other": other}


def names(session: Session, wanted: Wanted) -> list[str]:
    return [row.name for row in staff.page(session, wanted).rows]


def test_everybody_is_listed_by_name(session: Session, office: dict[str, Unit]) -> None:
    assert names(session, Wanted(YEAR)) == ["Ani", "Budi", "Citra", "Dewi", "Eko"]


def test_a_unit_means_the_unit_and_all_below_it(session: Session, office: dict[str, Unit]) -> None:
    assert names(session, Wanted(YEAR, unit_path=office["agency"].path)) == ["Ani", "Budi", "Citra"]
    assert names(session, Wanted(YEAR, unit_path=office["ward"].path)) == ["Budi", "Citra"]


def test_an_officer_of_one_unit_sees_nobody_of_another(session: Session, office: dict[str, Unit]) -> None:
    scope = office["agency"].path

    assert names(session, Wanted(YEAR, scope, unit_path=office["other"].path)) == []
    assert names(session, Wanted(YEAR, scope)) == ["Ani", "Budi", "Citra"]


@pytest.mark.parametrize(
    ("standing", "expected"),
    [(Standing.REACHED, ["Citra", "Dewi"]), (Standing.BEGUN, ["Ani"]), (Standing.NOTHING, ["Budi", "Eko"])],
)
def test_half_an_hour_short_of_twenty_is_not_the_target(
    session: Session, office: dict[str, Unit], standing: Standing, expected: list[str]
) -> None:
    assert names(session, Wanted(YEAR, standing=standing)) == expected
    figures = staff.figures(session, Wanted(YEAR, standing=standing))
    assert (figures.people, figures.reached, figures.begun, figures.nothing) == (5, 2, 1, 2)


def test_sorting_by_hours_begins_with_who_has_least(session: Session, office: dict[str, Unit]) -> None:
    assert names(session, Wanted(YEAR, sort=Sort.HOURS)) == ["Budi", "Eko", "Ani", "Citra", "Dewi"]


@pytest.mark.parametrize("sort", list(Sort))
def test_pages_by_key_meet_everybody_once(session: Session, office: dict[str, Unit], sort: Sort) -> None:
    wanted, seen, after = Wanted(YEAR, sort=sort), [], None
    while True:
        page = staff.page(session, wanted, after, size=2)
        seen += [row.name for row in page.rows]
        after = page.next
        if after is None:
            break

    assert seen == names(session, wanted)
    assert [row.name for row in staff.everybody(session, wanted)] == seen


@pytest.mark.parametrize("text", ["CIT", "citra", "%", "_"])
def test_a_name_is_found_by_part_and_a_wildcard_is_only_a_letter(
    session: Session, office: dict[str, Unit], text: str
) -> None:
    assert names(session, Wanted(YEAR, text=text)) == (["Citra"] if text[0] in "Cc" else [])


def test_a_number_is_found_whole_however_it_is_grouped(session: Session, office: dict[str, Unit]) -> None:
    nip = a_person(session, "Fitri", identity="198609262015052001")

    assert names(session, Wanted(YEAR, text="19860926 201505 2 001")) == [nip.name]
    assert names(session, Wanted(YEAR, text="19860926")) == []


def test_who_left_is_not_listed(session: Session, office: dict[str, Unit]) -> None:
    gone = a_person(session, "Gita", kind=EmployeeKind.NON_ASN)
    gone.disabled_at = gone.created_at
    session.flush()

    assert "Gita" not in names(session, Wanted(YEAR))
    assert staff.one(session, Wanted(YEAR), gone.id) is None


def test_the_summary_of_a_unit_holds_all_below_it(session: Session, office: dict[str, Unit]) -> None:
    rows = {row.name: row for row in recap.by_unit(session, YEAR, "")}

    assert (rows["Kota Palembang"].people, rows["Kota Palembang"].reached) == (5, 2)
    assert (rows["Kecamatan Plaju"].people, rows["Kecamatan Plaju"].jp) == (3, Decimal("39.5"))
    assert rows["Kelurahan Plaju Ulu"].percent == 50
    assert [row.depth for row in recap.by_unit(session, YEAR, "")] == [0, 1, 1, 2]
    assert [row.name for row in recap.by_unit(session, YEAR, office["agency"].path)] == [
        "Kecamatan Plaju",
        "Kelurahan Plaju Ulu",
    ]


def test_the_summary_costs_two_statements_whatever_the_number_of_people(
    session: Session, office: dict[str, Unit]
) -> None:
    statements = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *words: statements.append(words[2]))

    recap.by_unit(session, YEAR, "")

    assert len(statements) == 2
