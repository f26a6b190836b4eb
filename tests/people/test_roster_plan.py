from datetime import date, timedelta

import pytest
from build import NINE, a_person, a_unit
from rosters import ANI, BUDI, CICI, HEADER, csv, xlsx
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.errors import Conflict
from lms.people import units
from lms.people.models import Identity, Person, Unit
from lms.people.persons import Details, create, snapshot
from lms.people.roster.applying import apply
from lms.people.roster.comparing import Plan, State, plan

TODAY = date(2026, 3, 3)


def codes(found: Plan) -> list[list[str]]:
    return [[remark.code for remark in row.wish.refusals] for row in found.rows]


def states(found: Plan) -> list[State]:
    return [row.state for row in found.rows]


def planned(session: Session, data: bytes, scope: str = "") -> Plan:
    return plan(session, data, today=TODAY, scope=scope)


def applied(session: Session, data: bytes) -> Plan:
    found = planned(session, data)
    apply(session, found, at=NINE, by=None)
    return found


@pytest.mark.parametrize("data", [csv(ANI, BUDI, CICI), xlsx(ANI, BUDI, CICI)], ids=["csv", "xlsx"])
def test_a_roster_is_applied_once_and_then_nothing_is_left_to_do(session: Session, data: bytes) -> None:
    first = planned(session, data)
    outcome = apply(session, first, at=NINE, by=None)

    assert states(first) == [State.NEW] * 3
    assert (outcome.new, outcome.changed, outcome.units) == (3, 0, 4)
    assert states(planned(session, data)) == [State.UNCHANGED] * 3
    assert session.scalar(select(func.count(Person.id))) == 3


def test_a_person_of_a_roster_is_known_by_number_titles_rank_and_unit(session: Session) -> None:
    applied(session, csv(ANI, BUDI, CICI))

    ani, budi, cici = (
        snapshot(session, person.id) for person in session.scalars(select(Person).order_by(Person.id))
    )
    assert (ani.name, ani.rank_line) == ("Ani Lestari, S.Kom.", "Penata (III/c)")
    assert (ani.unit, ani.agency) == ("Bid. Data", "Kominfo")
    assert (budi.identity_label, budi.rank_line) == ("NI PPPK", "Golongan IX")
    assert (cici.name, cici.identity_value, cici.rank_line) == (
        "dr. Cici",
        "198001012005012003",
        "Pembina (IV/a)",
    )


def test_a_changed_row_names_the_fields_and_a_blank_cell_changes_nothing(session: Session) -> None:
    applied(session, csv(ANI, CICI))
    ani = [*ANI[:5], "III/d", "", "Bidang Baru", ANI[8]]
    cici = [*CICI[:2], "-", *CICI[3:]]

    found = applied(session, csv(ani, cici))

    assert [row.fields for row in found.rows] == [["rank", "unit"], ["front_title"]]
    people = session.scalars(select(Person).order_by(Person.id)).all()
    assert (people[0].rank, people[0].position, people[0].back_title) == (
        "III/d",
        "Programer",
        "S.Kom.",
    )
    assert people[1].full_name == "Cici"
    assert units.tree(session).text(people[0].unit_id or 0) == "Kominfo > Bidang Baru"


def test_people_who_are_absent_from_the_file_stay(session: Session) -> None:
    applied(session, csv(ANI, BUDI))

    applied(session, csv(ANI))

    assert session.scalar(select(func.count(Person.id)).where(Person.disabled_at.is_(None))) == 2


def test_a_numeric_column_is_refused_row_by_row_with_the_reason(session: Session) -> None:
    rows = [[float(ANI[0]), *ANI[1:]], [int(BUDI[0]), *BUDI[1:]], CICI]

    found = planned(session, xlsx(*rows))

    assert codes(found) == [["nip.numeric"], ["nip.numeric"], []]
    assert [row.wish.row for row in found.rows] == [2, 3, 4]
    assert "Teks" in found.rows[0].wish.refusals[0].remedy("id")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({1: ""}, "row.no-name"),
        ({1: "x" * 201}, "row.too-long"),
        ({4: ""}, "row.no-kind"),
        ({4: "TNI"}, "row.unknown-kind"),
        ({4: "PPPK"}, "row.rank"),
        ({5: "III/e"}, "row.rank"),
        ({5: "IX"}, "row.rank"),
        ({0: "130131110"}, "nip.old"),
        ({0: "198609262015051000"}, "nip.numeric"),
        ({0: "1,98609E+17"}, "nip.numeric"),
        ({0: ""}, "nip.missing"),
        ({4: "Non ASN"}, "nip.non-asn"),
        ({7: " > ".join("abcdefghi")}, "row.deep"),
        ({8: "x" * 201}, "row.too-long"),
    ],
)
def test_a_row_that_cannot_be_is_refused_and_nothing_of_it_applied(
    session: Session, changes: dict[int, str], code: str
) -> None:
    row = [changes.get(place, cell) for place, cell in enumerate(ANI)]

    found = applied(session, csv(row, BUDI))

    assert code in codes(found)[0]
    assert states(found) == [State.REFUSED, State.NEW]
    assert session.scalars(select(Person.name)).all() == ["Budi"]


def test_all_that_is_wrong_with_a_row_is_said_at_once(session: Session) -> None:
    row = ["", "", "", "", "PNS", "XX", "", "", ""]

    assert codes(planned(session, csv(row))) == [["row.no-name", "nip.missing", "row.rank"]]


def test_twins_and_addresses_of_others_are_refused(session: Session) -> None:
    header = [*HEADER, "email", "bkn_person_id"]
    a_person(session, "Dedi", email="dedi@x.go.id", bkn_person_id="B9", identity="197001011995011001")
    rows = [
        [*ANI, "ANI@x.go.id", "B1"],
        [*ANI, "", ""],
        [*BUDI, "ani@X.go.id", "B1"],
        [*CICI, "dedi@x.go.id", ""],
        ["197001011995011001", "Dedi", *[""] * 2, "PNS", *[""] * 4, "", "B9"],
        ["197101011995011001", "Eko", *[""] * 2, "PNS", *[""] * 4, "eko", ""],
    ]

    found = planned(session, csv(*rows, header=header))

    assert codes(found) == [
        [],
        ["row.twice"],
        ["row.twice", "row.twice"],
        ["row.email-taken"],
        [],
        ["row.email"],
    ]
    assert found.rows[4].state is State.UNCHANGED


def test_a_new_number_of_a_known_bkn_id_keeps_the_old_one_as_history(session: Session) -> None:
    header = [*HEADER, "bkn_person_id"]
    applied(session, csv([*BUDI, "B1"], header=header))
    renewed = [["199009132026211009", *BUDI[1:], "B1"]]

    found = applied(session, csv(*renewed, header=header))

    assert found.rows[0].fields == ["number"]
    assert [remark.code for remark in found.rows[0].wish.remarks] == ["row.number-changes"]
    history = session.execute(select(Identity.value, Identity.valid_to).order_by(Identity.id)).all()
    assert [tuple(one) for one in history] == [(BUDI[0], TODAY), ("199009132026211009", None)]
    assert codes(planned(session, csv(BUDI))) == [["row.former"]]


def test_people_without_a_number_sign_in_by_a_name(session: Session) -> None:
    header = ["nama", "jenis_asn", "login"]
    rows = [
        ("Rina", "Honorer", " Rina.W "),
        ("Sari", "Honorer", "1671016609860003"),
        ("Tono", "THL", "to no"),
    ]

    found = applied(session, csv(*rows, header=header))

    assert codes(found) == [[], ["row.login-digits"], ["row.no-login"]]
    assert session.scalars(select(Identity.value)).all() == ["rina.w"]


def test_an_officer_reaches_only_the_own_branch(session: Session) -> None:
    kominfo, health = a_unit(session, "Kominfo"), a_unit(session, "Dinkes")
    create(session, Details("Cici", "pns", unit_id=health.id), number=CICI[0][1:], at=NINE, by=None)
    nowhere = [*BUDI[:7], "", ""]
    fetched = [*CICI[:7], "", "Kominfo"]

    found = planned(session, csv(ANI, fetched, nowhere), scope=kominfo.path)

    assert codes(found) == [[], ["row.outside"], ["row.outside"]]
    assert states(planned(session, csv(fetched), scope="")) == [State.CHANGED]


def test_a_preview_that_is_out_of_date_is_not_applied(session: Session) -> None:
    data = csv(ANI)
    seen = planned(session, data).digest
    create(session, Details("Ani", "pns"), number=ANI[0], at=NINE + timedelta(minutes=1), by=None)

    with pytest.raises(Conflict):
        apply(session, planned(session, data), at=NINE, by=None, seen=seen)


def test_an_inner_unit_stands_between_agency_and_unit(session: Session) -> None:
    header = [*HEADER, "induk"]

    applied(session, csv([*CICI, "Bidang Pelayanan"], header=header))

    tree = units.tree(session)
    assert {tree.text(unit_id) for unit_id in session.scalars(select(Unit.id))} == {
        "Dinkes",
        "Dinkes > Bidang Pelayanan",
        "Dinkes > Bidang Pelayanan > Puskesmas Plaju",
    }
