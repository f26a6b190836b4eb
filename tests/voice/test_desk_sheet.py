"""The desk takes its list away as a workbook: the filter's reports, no formula, no word of a citizen."""

import io

import pytest
from build import a_role, sign_in
from desk_builders import TEXT, Desk
from learning_builders import counted
from python_calamine import CalamineWorkbook

from lms.voice.complaints.desk import lists


@pytest.fixture
def desk(installation):
    with installation.database.write() as session:
        made = Desk(session)
        made.plaju.name = "=HYPERLINK(1)"
        made.report()
        made.lead(made.report(made.kemuning))
        return made


def sheet(client, query=""):
    answer = client.get(f"/meja-warga/pengaduan.xlsx{query}")
    assert answer.status_code == 200
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_the_workbook_holds_what_the_filter_finds(client, desk) -> None:
    sign_in(client, desk.hana)

    (open_one,) = sheet(client)
    both = sheet(client, "?kelompok=semua")

    assert open_one["Unit"] == "'=HYPERLINK(1)"
    assert (open_one["Tenggat"], open_one["Keadaan"]) == ("lewat", "Diterima")
    assert len(both) == 2
    (done,) = [row for row in both if row["Keadaan"] == "Selesai"]
    assert (done["Tepat waktu"], done["Hari kerja"], str(done["Selesai"])) == ("ya", 0, "2026-03-03")
    assert TEXT not in str(both)


def test_an_officer_of_a_branch_takes_only_its_reports(client, installation, desk) -> None:
    with installation.database.write() as session:
        a_role(session, desk.tono, "desk", desk.kemuning)
    sign_in(client, desk.tono)

    (only,) = sheet(client, "?kelompok=semua")

    assert only["Unit"] == "Kecamatan Kemuning"


def test_a_long_list_is_read_in_chunks(client, installation, desk, monkeypatch) -> None:
    with installation.database.write() as session:
        desk.session = session
        for _ in range(7):
            desk.report()
    monkeypatch.setattr(lists, "CHUNK", 3)
    sign_in(client, desk.hana)

    with counted(installation.database) as sent:
        assert len(sheet(client)) == 8
    assert len([one for one in sent if "complaint_category" in one]) <= 3
