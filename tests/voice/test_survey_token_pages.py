"""Codes on pages: the desk prints them, a citizen types or scans one, the link may ask for them alone."""

import re
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from build import a_person, a_role, a_unit, arm, sign_in
from PIL import Image
from sqlalchemy import select
from voice_builders import a_period, a_service, scores
from zxingcpp import read_barcodes

from lms.voice.models import Channel, SurveyAnswer
from lms.voice.satisfaction.counter import codes, slips, tokens
from lms.voice.satisfaction.counter.slips import Sheet

NOW = datetime.now(UTC)
ABOUT_NOW = (NOW.date() - timedelta(days=3), NOW.date() + timedelta(days=3))


@pytest.fixture
def asked(installation):
    """A service in a period that runs, with three codes, and an officer."""
    with installation.database.write() as session:
        period, service = a_period(session, "Triwulan ini", ABOUT_NOW), a_service(session)
        a_role(session, officer := a_person(session, "Hana"), "desk")
        secret = installation.settings.secret_key
        batch = tokens.make(session, service, period, 3, secret=secret, at=NOW, by=None)
        found = tokens.unused(session, service, period, batch, secret=secret)
    return service, officer, found


def fill(client, service, **given):
    form = {key: str(score) for key, score in scores(3).items()} | {"csrf_token": arm(client)} | given
    return client.post(f"/survei/{service.code}", data=form)


def only_with_codes(app, service, officer, wajib="1"):
    client = app.test_client()
    sign_in(client, officer)
    sent = {"csrf_token": arm(client), "wajib": wajib}
    assert client.post(f"/meja-warga/survei/{service.id}/kode-wajib", data=sent).status_code == 303


def channels(installation):
    with installation.database.read() as session:
        return list(session.scalars(select(SurveyAnswer.channel).order_by(SurveyAnswer.id)))


def test_the_link_asks_for_a_code_first_where_the_desk_wants_that(asked, app, client, installation):
    service, officer, (code, *_others) = asked
    only_with_codes(app, service, officer)

    page = client.get(f"/survei/{service.code}")
    assert 'name="kode"' in page.text
    assert "Minta di loket" in page.text
    assert 'type="radio"' not in page.text
    bare = fill(client, service)
    assert (bare.status_code, "Kode belum diisi" in bare.text) == (422, True)
    typed = client.get(f"/survei/{service.code}", query_string={"kode": codes.grouped(code).lower()})
    assert 'type="radio"' in typed.text
    assert f'name="kode" value="{code}"' in typed.text
    sent = fill(client, service, kode=code)
    assert sent.status_code == 303
    assert "lms_device" not in str(sent.headers)
    assert channels(installation) == [Channel.TOKEN]
    only_with_codes(app, service, officer, wajib="")
    assert 'type="radio"' in client.get(f"/survei/{service.code}").text


def test_a_used_or_wrong_code_says_so_before_the_questions(asked, client, installation):
    service, _, (code, second, _) = asked
    fill(client, service, kode=code, tanda="satu")

    again = client.get(f"/survei/{service.code}?kode={code}")
    wrong = client.get(f"/survei/{service.code}?kode=ABCD-EFGH-JKLM")
    doubled = fill(client, service, kode=code, tanda="satu")
    other = fill(client, service, kode=code, tanda="dua")
    false = fill(client, service, kode="ABCD-EFGH-JKLM")

    assert "Kode ini sudah dipakai" in again.text
    assert "Periksa hurufnya" in wrong.text
    assert "Jawab tanpa kode" in wrong.text
    assert [one.status_code for one in (again, wrong, doubled, other, false)] == [422, 422, 303, 409, 422]
    # One device answers as often as it has codes, and once without.
    assert fill(client, service, kode=second).status_code == 303
    assert fill(client, service).status_code == 303
    assert channels(installation) == [Channel.TOKEN, Channel.TOKEN, Channel.LINK]


def test_guessing_is_slowed_down_and_right_codes_are_not(asked, client):
    service, _, (code, *_others) = asked
    address = f"/survei/{service.code}?kode="

    assert {client.get(address + code).status_code for _ in range(70)} == {200}
    guesses = [client.get(f"{address}{codes.made('guess', number)}").status_code for number in range(61)]
    assert (set(guesses[:60]), guesses[60]) == ({422}, 429)


def test_the_desk_makes_codes_and_prints_each_sheet(asked, client):
    service, officer, _ = asked
    sign_in(client, officer)
    page = f"/meja-warga/survei/{service.id}"
    period_id = re.search(r'name="periode" value="(\d+)"', client.get(page).text)[1]
    form = {"csrf_token": arm(client), "periode": period_id, "jumlah": "170"}

    made = client.post(f"{page}/kode", data=form)
    batch = client.get(made.location)
    sheets = re.findall(r'href="([^"]+\.pdf)"', batch.text)

    assert made.status_code == 303
    assert "tidak seorang pun dapat membuat" in batch.text
    assert len(sheets) == 2
    pdf = client.get(sheets[1])
    assert pdf.data.startswith(b"%PDF")
    assert pdf.headers["Cache-Control"] == "no-store"
    assert "173 kode dibuat untuk Triwulan ini, 0 di antaranya" in client.get(page).text
    assert client.get(sheets[1].replace("/2.pdf", "/3.pdf")).status_code == 404
    assert client.get(f"{made.location}x").status_code == 404
    assert client.post(f"{page}/kode", data=form | {"jumlah": "1001"}).status_code == 422


def test_a_desk_of_another_branch_has_no_part_in_it(asked, client, installation):
    service, _, _ = asked
    with installation.database.write() as session:
        unit = a_unit(session, "Dinas Lain")
        a_role(session, other := a_person(session, "Budi", unit=unit), "desk", unit)
    sign_in(client, other)
    form = {"csrf_token": arm(client), "wajib": "1", "jumlah": "1"}

    for part in ("kode", "kode-wajib"):
        assert client.post(f"/meja-warga/survei/{service.id}/{part}", data=form).status_code == 404


def test_the_qr_code_of_a_slip_opens_its_questionnaire_with_its_code(tmp_path):
    address = "https://contoh.go.id/survei/k3m9x2ab"
    given = [codes.made("s", number) for number in range(17)]
    path = tmp_path / "slips.pdf"

    path.write_bytes(slips.make(Sheet("KTP", "Kecamatan Plaju", "Triwulan I", "Kota", address), given))

    text = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True).stdout
    assert [codes.grouped(code) in text for code in given] == [True] * 17
    assert "contoh.go.id/survei/k3m9x2ab" in text
    # The seventeenth stands alone on the second page.
    subprocess.run(
        ["pdftoppm", "-r", "150", "-f", "2", "-png", "-singlefile", path, tmp_path / "two"], check=True
    )
    with Image.open(tmp_path / "two.png") as picture:
        assert [one.text for one in read_barcodes(picture)] == [f"{address}?kode={given[16]}"]
