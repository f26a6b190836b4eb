"""The desk opens the report of its branch, writes the plan, has it printed; nobody else's is there."""

import io
from datetime import UTC, date, datetime

import pytest
from build import NINE, a_person, a_role, a_unit, arm, sign_in
from python_calamine import CalamineWorkbook
from sqlalchemy import event, select
from voice_builders import a_period, a_service, an_answer, scores

from lms.flow import HANDLERS
from lms.jobs.models import Job
from lms.voice.models import FollowUp
from lms.voice.satisfaction import services
from lms.voice.satisfaction.reporting import filing


@pytest.fixture
def desk(installation, client):
    """Hana answers for Plaju; its ward has twelve answers, Kemuning another five."""
    with installation.database.write() as session:
        city = a_unit(session, "Kota")
        plaju, kemuning = (
            a_unit(session, "Kecamatan Plaju", city),
            a_unit(session, "Kecamatan Kemuning", city),
        )
        ward = a_unit(session, "Kelurahan Plaju Ulu", plaju)
        period = a_period(session)
        mine, other = a_service(session, ward, "Surat pengantar"), a_service(session, kemuning, "KTP")
        for number in range(12):
            an_answer(session, mine, period, f"a{number}", scores(3, waktu=2))
        for number in range(5):
            an_answer(session, other, period, f"b{number}")
        hana = a_person(session, "Hana", unit=plaju)
        a_role(session, hana, "desk", plaju)
    sign_in(client, hana)
    arm(client)
    return plaju, ward, kemuning, period


def address(unit, period):
    return f"/meja-warga/survei/laporan/{unit.id}/{period.id}"


def test_the_list_holds_units_with_a_service_and_those_above_within_the_branch(desk, client):
    plaju, ward, kemuning, period = desk

    page = client.get("/meja-warga/survei/laporan").text

    assert address(plaju, period) in page
    assert address(ward, period) in page
    assert "Kemuning" not in page
    found = client.get("/meja-warga/survei/laporan?cari=ulu").text
    assert address(ward, period) in found
    assert '<span class="under">Kecamatan Plaju</span>' in found
    assert f'{address(plaju, period)}"' not in found
    assert "Unit itu tidak ada" in client.get("/meja-warga/survei/laporan?cari=zzz").text
    assert client.get(address(kemuning, period)).status_code == 404


def test_the_report_shows_the_index_the_bars_the_lowest_and_who_answered(desk, client):
    plaju, _, _, period = desk

    page = client.get(address(plaju, period)).text
    english = client.get(address(plaju, period), headers={"Accept-Language": "en"})

    assert "72,22" in page
    assert page.count('class="bars-bar"') == 8
    assert page.count('class="bars-weak"') == 1
    assert "Waktu penyelesaian</strong> (2,000)" in page
    assert "sementara: periode belum ditutup" in page
    assert "Surat pengantar" in page
    assert english.status_code == 200
    old = client.get(address(plaju, period) + "?bobot=0.11").text
    assert "71,50" in old
    assert "bobot 0,11" in old


def test_the_page_costs_the_same_however_many_services_there_are(desk, client, installation, app):
    plaju, _, _, period = desk
    engine = app.extensions["lms"].installation.database.engine
    asked = []
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

    client.get(address(plaju, period))
    few = len(asked)
    with installation.database.write() as session:
        for number in range(8):
            more = a_service(session, a_unit(session, f"Kelurahan {number}", plaju), "Surat")
            an_answer(session, more, period, f"m{number}")
    asked.clear()
    client.get(address(plaju, period))

    assert len(asked) == few


def test_a_line_of_the_plan_is_written_settled_and_taken_out(desk, client, installation):
    plaju, _, _, period = desk
    good = {
        "unsur": "waktu",
        "tindakan": "Loket ketiga",
        "penanggung": "Kasi Pelayanan",
        "tenggat": "2026-06-30",
    }

    refused = client.post(f"{address(plaju, period)}/rencana", data=good | {"tenggat": "besok"})
    added = client.post(f"{address(plaju, period)}/rencana", data=good)

    assert refused.status_code == 422
    assert 'href="#f-tenggat"' in refused.text
    assert 'value="Loket ketiga"' in refused.text
    assert added.status_code == 303
    assert "Loket ketiga" in client.get(address(plaju, period)).text
    with installation.database.read() as session:
        line = session.scalars(select(FollowUp)).one()
    for word, done in (("selesai", True), ("belum", False)):
        client.post(f"/meja-warga/survei/rencana/{line.id}", data={"lakukan": word})
        with installation.database.read() as session:
            assert bool(session.get_one(FollowUp, line.id).done_at) is done
    client.post(f"/meja-warga/survei/rencana/{line.id}", data={"lakukan": "hapus"})
    assert "Belum ada rencana" in client.get(address(plaju, period)).text


def test_the_workbook_is_that_of_the_page(desk, client):
    plaju, _, _, period = desk

    sent = client.get(address(plaju, period) + ".xlsx")

    assert f"laporan-skm-{plaju.id}-2026-01.xlsx" in sent.headers["Content-Disposition"]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(sent.data)).get_sheet_by_name("Ringkasan").to_python()
    assert ["IKM", 72.22] in [row[:2] for row in sheet]


# What the press does is the same on both.
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_pdf_is_asked_for_made_and_sent(desk, client, installation):
    plaju, _, _, period = desk
    with installation.database.write() as session:
        services.close(session, session.merge(period), today=date(2026, 4, 1), at=NINE, by=None)

    assert client.get(address(plaju, period) + ".pdf").status_code == 303
    client.post(address(plaju, period) + "/cetak")
    waiting = client.get(address(plaju, period)).text
    with installation.database.read() as session:
        payload = dict(session.scalars(select(Job).where(Job.name == filing.JOB)).one().payload)
    HANDLERS[filing.JOB](installation, payload)
    ready = client.get(address(plaju, period)).text
    sent = client.get(address(plaju, period) + ".pdf")

    assert "PDF sedang dibuat" in waiting
    assert 'http-equiv="refresh"' in waiting
    assert "Unduh PDF" in ready
    assert sent.data.startswith(b"%PDF-")
    assert datetime.fromisoformat(payload["at"]).tzinfo == UTC
