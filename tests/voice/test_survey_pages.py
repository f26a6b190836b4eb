"""A citizen without an account judges a service; the desk sees it, within its own branch alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from build import a_person, a_role, a_unit, arm, sign_in
from sqlalchemy import func, select
from voice_builders import a_period, a_service, an_answer, scores

from lms.voice.models import SurveyAnswer
from lms.voice.satisfaction import standings
from lms.voice.satisfaction.answers import Filled

TODAY = datetime.now(UTC).date()
ABOUT_NOW = (TODAY - timedelta(days=3), TODAY + timedelta(days=3))


@pytest.fixture
def asked(installation):
    """A service of a district and one of a clinic, in a period that runs."""
    with installation.database.write() as session:
        period = a_period(session, "Triwulan ini", ABOUT_NOW)
        service = a_service(session)
        other = a_service(session, a_unit(session, "Puskesmas Plaju"), "Poli umum")
    return period, service, other


def fill(client, service, **given):
    form = (
        {key: str(score) for key, score in scores(3).items()}
        | {"tanda": "satu", "csrf_token": arm(client)}
        | given
    )
    return client.post(
        f"/survei/{service.code}", data={key: one for key, one in form.items() if one is not None}
    )


def count(installation):
    with installation.database.read() as session:
        return session.scalar(select(func.count()).select_from(SurveyAnswer))


def test_a_citizen_finds_the_service_answers_and_is_thanked(asked, client, installation):
    period, service, _ = asked

    assert f"/survei/{service.code}" in client.get("/suara").text
    page = client.get(f"/survei/{service.code}").text
    sent = fill(client, service, kelamin="perempuan", saran="Loketnya dua saja.")

    assert page.index("Sarana dan prasarana") < page.index("Penanganan pengaduan")
    assert "Sangat mahal" in page
    assert sent.status_code == 303
    assert "Jawaban Anda tersimpan" in client.get(sent.location).text
    with installation.database.read() as session:
        kept = session.scalars(select(SurveyAnswer)).one()
        assert (kept.sex, kept.suggestion) == ("perempuan", "Loketnya dua saja.")
        assert standings.of_service(session, service.id, period.id).complete == 1


def test_among_many_services_a_citizen_searches_and_leafs(asked, client, installation):
    with installation.database.write() as session:
        for number in range(65):
            a_service(session, a_unit(session, f"Kelurahan {number:02d}"), f"Surat {number:02d}")

    first = client.get("/suara")
    found = client.get("/suara?cari=poli+puskesmas").text

    assert first.text.count("/survei/") == 60
    assert "/suara?cari=&amp;sesudah=" in first.text
    after = first.text.partition("sesudah=")[2].partition('"')[0]
    assert client.get(f"/suara?sesudah={after}").text.count("/survei/") == 7
    assert (found.count("/survei/"), "Poli umum" in found) == (1, True)
    assert "Tidak ada layanan" in client.get("/suara?cari=100%25").text


def test_the_same_one_sent_again_is_one_and_another_of_the_device_is_refused(asked, client, installation):
    _, service, other = asked
    fill(client, service)

    assert fill(client, service).status_code == 303
    again = fill(client, service, tanda="dua")
    elsewhere = fill(client, other, tanda="tiga")

    assert again.status_code == 409
    assert "sudah menjawab" in again.text
    assert "minta lembar kertas di loket" in again.text
    assert elsewhere.status_code == 303
    assert count(installation) == 2


def test_what_was_left_out_is_named_and_what_was_chosen_stays(asked, client, installation):
    _, service, _ = asked

    page = fill(client, service, waktu=None, biaya="9", saran="Tetap di sini")

    assert page.status_code == 422
    assert 'href="#f-waktu"' in page.text
    assert 'href="#f-biaya"' in page.text
    assert "Tetap di sini" in page.text
    assert page.text.count(" checked") == 7
    assert count(installation) == 0


def test_outside_a_period_nothing_is_asked(client, installation):
    with installation.database.write() as session:
        service = a_service(session)
        a_period(session, "Dahulu", (date(2020, 1, 1), date(2020, 3, 31)))

    assert "Hari ini tidak ada survei" in client.get(f"/survei/{service.code}").text
    fill(client, service)
    assert count(installation) == 0
    assert client.get("/survei/tiadaada").status_code == 404


def test_the_desk_of_a_branch_sees_its_own_services_alone(asked, client, installation):
    period, service, other = asked
    with installation.database.write() as session:
        unit = a_unit(session, "Dinas Lain")
        own = a_service(session, unit, "Izin")
        an_answer(session, own, period, "1", scores(2))
        officer = a_person(session, "Hana", unit=unit)
        a_role(session, officer, "desk", unit)
    sign_in(client, officer)

    listed = client.get("/meja-warga/survei").text
    page = client.get(f"/meja-warga/survei/{own.id}").text

    assert "Izin" in listed
    assert "Poli umum" not in listed
    assert "50" in page
    assert "tidak diumumkan" in page
    assert client.get(f"/meja-warga/survei/{service.id}").status_code == 404
    # A period is the whole site's.
    token = arm(client)
    assert client.post("/meja-warga/survei/periode", data={"csrf_token": token}).status_code == 404
    wrong = {"csrf_token": token, "unit": str(other.unit_id), "nama": "Bukan milik saya"}
    assert client.post("/meja-warga/survei", data=wrong).status_code == 422


def test_the_desk_of_the_site_makes_periods_and_services(client, installation):
    with installation.database.write() as session:
        unit = a_unit(session, "Kecamatan Plaju")
        officer = a_person(session, "Hana", unit=unit)
        a_role(session, officer, "desk")
    sign_in(client, officer)
    token = arm(client)
    days = {"mulai": "2026-01-01", "sampai": "2026-03-31"}

    bad = client.post(
        "/meja-warga/survei/periode", data={"csrf_token": token, "periode": "I", **days, "mulai": "1/1"}
    )
    made = client.post(
        "/meja-warga/survei/periode", data={"csrf_token": token, "periode": "Triwulan I", **days}
    )
    form = {"csrf_token": token, "unit": str(unit.id), "nama": "KTP", "unsur": ["waktu", "biaya"]}
    few = client.post("/meja-warga/survei", data=form)

    assert bad.status_code == 422
    assert "tidak terbaca" in bad.text
    assert made.status_code == 303
    assert few.status_code == 422
    assert "paling sedikit 5 unsur" in few.text
    assert "Triwulan I" in client.get("/meja-warga/survei").text


def test_the_desk_reads_what_citizens_wrote_once_five_have_answered(asked, client, installation):
    period, service, _ = asked
    with installation.database.write() as session:
        officer = a_person(session, "Hana")
        a_role(session, officer, "desk")
        words = Filled(scores(), suggestion="Telepon saya di 0812-3456-7890.")
        an_answer(session, service, period, "0", filled=words)
    sign_in(client, officer)
    page = f"/meja-warga/survei/{service.id}"

    assert "Telepon saya" not in client.get(page).text
    with installation.database.write() as session:
        for number in range(1, 5):
            an_answer(session, service, period, str(number))
    assert "Telepon saya" in client.get(page).text
    assert "3456" not in client.get(page).text
