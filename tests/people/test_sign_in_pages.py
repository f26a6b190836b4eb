import io

import pytest
from build import NINE, a_person, a_role, a_unit, sign_in
from rosters import ANI, BUDI, csv
from sqlalchemy import func, select

from lms.people import invitations, persons
from lms.people import sign_in as signing
from lms.people.models import Activation, Person, RosterUpload

PASSWORD = "gergaji kuda biru"
NIP = "198609262015052001"


@pytest.fixture
def ani(installation):
    with installation.database.write() as session:
        unit = a_unit(session, "Kominfo")
        person = a_person(session, "Ani", identity=NIP, email="ani@x.go.id", unit=unit)
        signing.set_password(session, person, PASSWORD, at=NINE, by=None)
    return person


@pytest.mark.parametrize("name", [NIP, "19860926 201505 2 001", "ANI@x.go.id"])
def test_a_person_signs_in_by_number_or_email(client, ani, name):
    answer = client.post("/masuk", data={"name": name, "password": PASSWORD, "next": "/akun"})

    assert (answer.status_code, answer.location) == (303, "/akun")
    client.environ_base.pop("HTTP_X_CSRF_TOKEN")
    assert "Ani" in client.get("/akun").text


def test_every_wrong_try_gets_the_same_answer(client, installation, ani):
    with installation.database.write() as session:
        gone = a_person(session, "Budi", identity="199009132025242014")
        signing.set_password(session, gone, PASSWORD, at=NINE, by=None)
        persons.disable(session, gone, at=NINE, by=None)

    tries = [(NIP, "salah salah salah"), ("197001011995011001", PASSWORD), ("199009132025242014", PASSWORD)]
    answers = [client.post("/masuk", data={"name": name, "password": word}) for name, word in tries]

    assert {answer.status_code for answer in answers} == {422}
    errors = {answer.text.split("data-errors")[1].split("</div>")[0] for answer in answers}
    assert len(errors) == 1


def test_a_redirect_never_leaves_the_site(client, ani):
    data = {"name": NIP, "password": PASSWORD, "next": "//evil.example/"}

    assert client.post("/masuk", data=data).location == "/"


def test_an_account_is_guarded_after_ten_wrong_tries(client, ani, monkeypatch):
    monkeypatch.setattr(signing, "TRIES_PER_ACCOUNT", 2)

    codes = [client.post("/masuk", data={"name": NIP, "password": "x" * 12}).status_code for _ in range(4)]
    right = client.post("/masuk", data={"name": NIP, "password": PASSWORD}).status_code

    assert codes == [422, 422, 429, 429]
    assert right == 429


def test_a_code_brings_somebody_in_once(client, installation):
    with installation.database.write() as session:
        person = a_person(session, "Ani", identity=NIP)
        void = signing.issue(session, [person.id], at=signing.datetime.now(NINE.tzinfo), by=None)[0]
        code = signing.issue(session, [person.id], at=signing.datetime.now(NINE.tzinfo), by=None)[0]

    assert client.post("/aktivasi", data={"code": void.text}).status_code == 422
    asked = client.post("/aktivasi", data={"code": code.text.lower().replace("-", " ")})
    short = client.post("/aktivasi", data={"code": code.text, "password": "pendek", "again": "pendek"})
    done = client.post("/aktivasi", data={"code": code.text, "password": PASSWORD, "again": PASSWORD})

    assert (asked.status_code, short.status_code, done.status_code) == (200, 422, 303)
    assert 'autocomplete="new-password"' in asked.text
    assert client.get("/akun").status_code == 200
    with installation.database.read() as session:
        assert code.text not in session.scalars(select(Activation.code_hash)).all()
        assert session.get_one(Person, person.id).password_hash.startswith("$argon2id$")


def test_a_new_password_ends_the_other_sign_ins(app, client, ani):
    other = app.test_client()
    sign_in(other, ani)
    sign_in(client, ani)

    data = {"old": PASSWORD, "password": "sepatu hujan lampu", "again": "sepatu hujan lampu"}
    answer = client.post("/akun/sandi", data=data)

    assert answer.status_code == 303
    assert client.get("/akun").status_code == 200
    assert other.get("/akun").status_code == 302


def test_signing_out_ends_this_sign_in(client, ani):
    sign_in(client, ani)

    client.post("/keluar")

    assert client.get("/akun").status_code == 302


@pytest.fixture
def officer(installation):
    with installation.database.write() as session:
        unit = a_unit(session, "Kominfo")
        person = a_person(session, "Hana", unit=unit, identity="197501012000012001")
        a_role(session, person, "hr", unit)
    return person


def upload(client, data):
    return client.post("/kepegawaian/impor", data={"file": (io.BytesIO(data), "pegawai.csv")})


def test_an_officer_looks_before_applying(client, installation, officer):
    sign_in(client, officer)

    preview = client.get(upload(client, csv(ANI, [*BUDI[:8], "Dinkes"])).location)
    url = preview.request.path
    digest = preview.text.split('name="digest" value="')[1].split('"')[0]
    refused = client.get(f"{url}/ditolak.csv").text
    stale = client.post(f"{url}/terapkan", data={"digest": "0"})
    done = client.post(f"{url}/terapkan", data={"digest": digest})

    assert ANI[0] not in preview.text + refused
    assert "Budi" in refused
    assert "Ani" not in refused
    assert stale.location.endswith(url)
    assert done.status_code == 303
    assert client.get(url).status_code == 404
    with installation.database.read() as session:
        assert session.scalars(select(Person.name).order_by(Person.id)).all() == ["Hana", "Ani Lestari"]
        assert session.scalar(select(func.count(RosterUpload.id))) == 0


def test_a_file_that_is_no_roster_is_refused_on_the_page(client, officer):
    sign_in(client, officer)

    answer = upload(client, b"%PDF-1.7\x00")

    assert answer.status_code == 422
    assert "XLSX" in answer.text


def test_codes_are_for_the_own_branch_and_not_for_those_with_hr_rights(client, installation, officer):
    with installation.database.write() as session:
        a_person(session, "Ani", identity=NIP, unit=session.get(persons.Unit, officer.unit_id))
        a_person(session, "Cici", identity="198001012005012003", unit=a_unit(session, "Dinkes"))
    sign_in(client, officer)

    sheet = client.post("/kepegawaian/kode-aktivasi", data={"who": NIP})
    foreign = client.post("/kepegawaian/kode-aktivasi", data={"who": "198001012005012003"})
    own = client.post("/kepegawaian/kode-aktivasi", data={"who": "197501012000012001"})

    assert sheet.status_code == 200
    assert NIP not in sheet.text
    assert "slip-code" in sheet.text
    assert "slip-code" not in foreign.text + own.text


def test_a_sheet_leaves_out_those_with_hr_rights_and_other_branches(client, installation, officer):
    with installation.database.write() as session:
        unit = session.get(persons.Unit, officer.unit_id)
        a_person(session, "Ani", identity=NIP, unit=unit)
        a_person(session, "Cici", identity="198001012005012003", unit=a_unit(session, "Dinkes"))
    sign_in(client, officer)

    sheet = client.post("/kepegawaian/kode-aktivasi", data={"unit": ""}).text

    assert "Ani" in sheet
    assert "Cici" not in sheet
    assert sheet.count("slip-code") == 1


def test_the_next_sheet_goes_on_with_those_who_hold_no_code(client, installation, officer, monkeypatch):
    monkeypatch.setattr(invitations, "MOST", 1)
    with installation.database.write() as session:
        unit = session.get(persons.Unit, officer.unit_id)
        a_person(session, "Ani", identity=NIP, unit=unit)
        a_role(session, a_person(session, "Bona", identity="198001012005012005", unit=unit), "hr", unit)
        a_person(session, "Cici", identity="198001012005012003", unit=a_unit(session, "Seksi Data", unit))
    sign_in(client, officer)

    sheets = [client.post("/kepegawaian/kode-aktivasi", data={"unit": unit.id}).text for _ in range(3)]

    assert ["Ani" in sheet for sheet in sheets] == [True, False, True]
    assert "Kominfo &gt; Seksi Data" in sheets[1]
    assert not any("Bona" in sheet for sheet in sheets)
