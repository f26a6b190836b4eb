"""The list of people as an officer's browser gets it: kept while nothing happens, new after every act."""

from build import NINE, a_person, a_role, a_unit, sign_in
from flask.testing import FlaskClient
from sqlalchemy import event

from lms.asn.kinds import EmployeeKind
from lms.db.installation import Installation
from lms.people import persons
from lms.people.models import Person, Unit


def given(installation: Installation, client: FlaskClient) -> Person:
    with installation.database.write() as session:
        agency = a_unit(session, "Kecamatan Plaju")
        officer = a_person(session, "Ahmad", unit=agency)
        a_role(session, officer, "hr", agency)
        ani = a_person(session, "Ani", unit=agency)
        a_person(session, "Orang Lain", unit=a_unit(session, "Dinas Lain"))
    sign_in(client, officer)
    return ani


def test_the_page_shows_an_act_at_once(installation: Installation, client: FlaskClient) -> None:
    ani = given(installation, client)
    assert "Ani" in client.get("/kepegawaian").text

    with installation.database.write() as session:
        persons.disable(session, session.get_one(Person, ani.id), at=NINE, by=None)

    assert "Ani" not in client.get("/kepegawaian").text


def test_another_officers_page_is_never_shown(installation: Installation, client: FlaskClient) -> None:
    given(installation, client)
    assert "Orang Lain" not in client.get("/kepegawaian").text
    with installation.database.write() as session:
        boss = a_person(session, "Kepala")
        a_role(session, boss, "hr")

    sign_in(client, boss)

    assert "Orang Lain" in client.get("/kepegawaian").text


def test_a_list_that_did_not_change_costs_two_questions(
    installation: Installation, client: FlaskClient
) -> None:
    given(installation, client)
    client.get("/kepegawaian")
    statements: list[str] = []
    engine = client.application.extensions["lms"].installation.database.engine
    event.listen(engine, "before_cursor_execute", lambda *words: statements.append(words[2]))

    client.get("/kepegawaian")

    assert len([words for words in statements if words != "BEGIN"]) == 2


def test_a_filter_that_is_not_understood_is_left_out(installation: Installation, client: FlaskClient) -> None:
    given(installation, client)

    for query in ("?tahun=abc", "?unit=999999", "?jenis=x", "?capaian=x", "?sesudah=9~~", "?sesudah=x~a"):
        assert client.get(f"/kepegawaian{query}").status_code == 200


def test_a_person_is_named_as_the_law_names_the_kind(installation: Installation, client: FlaskClient) -> None:
    given(installation, client)
    with installation.database.write() as session:
        unit = a_unit(session, "Seksi Pelayanan", session.get_one(Unit, 1))
        dewi = a_person(session, "Dewi", kind=EmployeeKind.PPPK, rank="IX", unit=unit, position="Penyuluh")

    page = client.get(f"/kepegawaian/orang/{dewi.id}").text

    assert "<dt>NI PPPK</dt>" in page
    assert "Golongan IX" in page
    assert "Penyuluh, Seksi Pelayanan, Kecamatan Plaju" in page
