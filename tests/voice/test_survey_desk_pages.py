"""The desk's pages of services: found among many, changed, and what was typed stays after a refusal."""

from datetime import UTC, datetime, timedelta

import pytest
from build import a_person, a_role, a_unit, arm, sign_in
from voice_builders import a_period, a_service

from lms.voice.models import Service
from lms.voice.rules import elements
from lms.voice.views.survey import offering

DESK = "/meja-warga/survei"
TODAY = datetime.now(UTC).date()


@pytest.fixture
def places(client, installation):
    """An officer of the whole site; two agencies, thirteen services of the first, one of the other."""
    with installation.database.write() as session:
        top = a_unit(session, "Dinas Kesehatan")
        below, other = a_unit(session, "Puskesmas Plaju", top), a_unit(session, "Dinas Sosial")
        many = [a_service(session, below, f"Poli {number:02}") for number in range(13)]
        a_service(session, other, "Bantuan")
        a_period(session, "Ini", (TODAY - timedelta(days=3), TODAY + timedelta(days=3)))
        hana = a_person(session, "Hana")
        a_role(session, hana, "desk")
    sign_in(client, hana)
    arm(client)
    return many, below


def test_services_are_found_by_their_name_or_their_office(client, places) -> None:
    page = client.get(DESK).text
    found = client.get(f"{DESK}?cari=dinas+sosial").text

    assert page.index("Periode") < page.index("Poli 00")
    assert "Bantuan" in found
    assert "Poli 00" not in found
    assert "Coba kata lain" in client.get(f"{DESK}?cari=paspor").text


def test_the_list_goes_on_with_what_was_sought(client, places, monkeypatch) -> None:
    monkeypatch.setattr(offering, "PAGE", 10)

    first = client.get(f"{DESK}?cari=poli").text
    address = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")

    assert "cari=poli" in address
    rest = client.get(address).text
    shown = [number for number in range(13) if f"Poli {number:02}" in rest]
    assert shown == [10, 11, 12]


def test_where_units_are_many_theirs_is_written(client, installation, places, monkeypatch) -> None:
    monkeypatch.setattr(offering, "CHOSEN_FROM", 2)
    _, below = places

    assert "<select" not in client.get(DESK).text
    form = {"nama": "Imunisasi", "unsur": list(elements.KEYS)}
    wrong = client.post(DESK, data=form | {"unit": "Dinas Kesehatan > Puskesmas Lain"})
    right = client.post(DESK, data=form | {"unit": "dinas kesehatan > puskesmas plaju"})

    assert (wrong.status_code, right.status_code) == (422, 303)
    assert "Dinas Kesehatan &gt; Puskesmas Lain" in wrong.text
    with installation.database.read() as session:
        assert session.query(Service).filter_by(name="Imunisasi").one().unit_id == below.id


def test_a_service_is_renamed_and_asks_other_elements(client, installation, places) -> None:
    many, _ = places
    address = f"{DESK}/{many[0].id}/ubah"
    asked = [key for key in elements.KEYS if key != "biaya"]

    taken = client.post(address, data={"nama": "Poli 01", "unsur": asked})
    done = client.post(address, data={"nama": "Poli gigi", "nama_en": "Dentist", "unsur": asked})

    assert taken.status_code == 422
    assert 'value="Poli 01"' in taken.text
    assert done.status_code == 303
    with installation.database.read() as session:
        kept = session.get_one(Service, many[0].id)
        assert (kept.name, kept.name_en, kept.elements) == ("Poli gigi", "Dentist", asked)


def test_what_was_typed_stays_where_it_was_refused(client, places) -> None:
    many, _ = places
    address = f"{DESK}/{many[0].id}"

    question = client.post(
        f"{address}/pertanyaan", data={"tanya": "x" * 301, "tanya_en": "Why?", "bentuk": "text"}
    )
    people = client.post(f"{address}/layanan", data={"periode": "1", "orang": "banyak"})

    assert question.status_code == people.status_code == 422
    assert "x" * 301 in question.text
    assert 'value="Why?"' in question.text
    assert 'value="banyak"' in people.text
