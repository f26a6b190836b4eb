"""The desk keys in sheets of paper and brings spreadsheets of them, for services of its branch alone."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from build import NINE, a_person, a_role, a_unit, arm, sign_in
from sqlalchemy import func, select
from voice_builders import a_period, a_service

from lms.voice.models import SurveyAnswer
from lms.voice.rules import elements
from lms.voice.satisfaction import services, standings

TODAY = datetime.now(UTC).date()
ABOUT_NOW = (TODAY - timedelta(days=3), TODAY + timedelta(days=3))


@pytest.fixture
def desk(installation, client):
    """Hana's desk of Plaju, a service of hers and one of another's, a period that runs and a closed one."""
    with installation.database.write() as session:
        plaju = a_unit(session, "Kecamatan Plaju")
        service, other = a_service(session, plaju), a_service(session, a_unit(session, "Dinas Lain"), "Izin")
        closed = a_period(session, "Dahulu", (date(2020, 1, 1), date(2020, 3, 31)))
        services.close(session, closed, today=TODAY, at=NINE, by=None)
        period = a_period(session, "Triwulan ini", ABOUT_NOW)
        hana = a_person(session, "Hana", unit=plaju)
        a_role(session, hana, "desk", plaju)
    sign_in(client, hana)
    arm(client)
    return service, other, period, closed


def page(service, name="kertas"):
    return f"/meja-warga/survei/{service.id}/{name}"


def digits(period, number="1", score="3", **other):
    form = dict.fromkeys(elements.KEYS, score) | {"periode": str(period.id), "lembar": number}
    return form | {"kelamin": "1", "pendidikan": "3", "pekerjaan": "0", "saran": ""} | other


def count(installation):
    with installation.database.read() as session:
        return session.scalar(select(func.count()).select_from(SurveyAnswer))


def test_a_sheet_is_keyed_in_and_the_next_one_asked_for(desk, client, installation):
    service, _, period, _ = desk

    first = client.get(page(service)).text
    sent = client.post(page(service), data=digits(period, "7", waktu="1", biaya="0"))
    following = client.get(sent.location).text

    assert 'value="1" maxlength="30"' in first
    assert "autofocus" in first
    assert sent.location.endswith("lembar=8")
    assert "Lembar 7 tersimpan" in following
    assert "1 lembar kertas" in following
    with installation.database.read() as session:
        kept = session.scalars(select(SurveyAnswer)).one()
        assert (kept.waktu, kept.biaya, kept.sarana) == (1, None, 3)
        assert (kept.sex, kept.education, kept.occupation) == ("perempuan", "sma", None)
        assert standings.of_service(session, service.id, period.id).aside == 1


def test_the_same_sheet_twice_is_one_and_another_of_its_number_is_told(desk, client, installation):
    service, _, period, _ = desk
    client.post(page(service), data=digits(period))

    again = client.post(page(service), data=digits(period))
    told = client.get(again.location).text
    other = client.post(page(service), data=digits(period, score="4"))

    assert again.status_code == 303
    assert "sudah masuk sebelumnya" in told
    assert other.status_code == 422
    assert "dengan jawaban lain" in other.text
    assert other.text.count('value="4"') == 9
    assert count(installation) == 1


def test_what_was_skipped_or_mistyped_is_named(desk, client, installation):
    service, _, period, _ = desk

    told = client.post(page(service), data=digits(period, waktu="", biaya="7", pendidikan="9", lembar="A 1"))

    assert told.status_code == 422
    assert [f'href="#f-{name}"' in told.text for name in ("waktu", "biaya", "pendidikan", "sarana")] == [
        True, True, True, False,
    ]  # fmt: skip
    assert 'value="A 1"' in told.text
    assert count(installation) == 0


def test_neither_a_closed_period_nor_another_unit_takes_sheets(desk, client, installation):
    service, other, period, closed = desk

    assert client.post(page(service), data=digits(closed)).status_code == 404
    assert client.post(page(other), data=digits(period)).status_code == 404
    assert client.get(page(other, "impor")).status_code == 404
    assert client.get(page(other, "impor/contoh.xlsx")).status_code == 404
    assert count(installation) == 0


def bring(client, service, period, text):
    form = {"periode": str(period.id), "berkas": (io.BytesIO(text.encode()), "lembar.csv")}
    return client.post(page(service, "impor"), data=form, content_type="multipart/form-data")


def test_a_spreadsheet_comes_in_whole_or_not_at_all(desk, client, installation):
    service, _, period, _ = desk
    head = ";".join(["lembar", *elements.KEYS])

    bad = bring(client, service, period, f"{head}\n1;3;3;3;3;3;3;3;3;3\n2;3;3;9;3;3;3;3;3;3\n")
    assert bad.status_code == 422
    assert "1 baris perlu diperbaiki" in bad.text
    assert "“9” pada kolom waktu" in bad.text
    assert count(installation) == 0
    good = f"{head}\n1;3;3;3;3;3;3;3;3;3\n2;3;3;4;3;3;3;3;3;3\n"
    brought = bring(client, service, period, good)
    assert "2 lembar masuk, 0 sudah ada" in client.get(brought.location).text
    again = bring(client, service, period, good)
    assert "0 lembar masuk, 2 sudah ada" in client.get(again.location).text
    assert count(installation) == 2
    unread = bring(client, service, period, "apa saja")
    assert unread.status_code == 422
    assert "Baris judul kolom tidak ditemukan" in unread.text


def test_the_template_is_of_the_service(desk, client):
    service, _, _, _ = desk

    sent = client.get(page(service, "impor/contoh.xlsx"))

    assert sent.data.startswith(b"PK")
    assert f"lembar-skm-{service.code}.xlsx" in sent.headers["Content-Disposition"]
    assert "contoh.xlsx" in client.get(page(service, "impor")).text
