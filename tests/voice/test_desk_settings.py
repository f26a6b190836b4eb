"""The desk keeps categories, classes, own days and templates as data; what is wrong says how to mend it."""

from datetime import date

import pytest
from build import a_role, arm, sign_in
from desk_builders import Desk
from learning_builders import counted
from sqlalchemy import select

from lms.audit.models import AuditEntry
from lms.voice.complaints import choices, limits
from lms.voice.complaints.models import AnswerTemplate, Category, Complaint, HandlingClass

HERE = "/meja-warga/pengaturan"
# A Wednesday that the national calendar works, and a Sunday.
WEDNESDAY, SUNDAY = "2027-03-03", "2027-03-07"
DAYS = {"verify_days": "2", "plan_days": "4", "finish_days": "10", "silence_days": "7"}


@pytest.fixture
def desk(installation):
    with installation.database.write() as session:
        made = Desk(session)
        made.report()
        return made


@pytest.fixture
def officer(client, desk):
    sign_in(client, desk.hana)
    return client


def send(client, path, **form):
    return client.post(f"{HERE}/{path}", data=form | {"csrf_token": arm(client)})


def kept(installation, table, key):
    with installation.database.read() as session:
        return session.get(table, key)


def test_a_category_is_added_changed_and_offered_no_more(officer, installation) -> None:
    added = send(officer, "kategori", nama="Parkir  liar", nama_en="Parking", kelas="sederhana")
    assert (added.status_code, added.location) == (303, f"{HERE}/kategori")
    assert kept(installation, Category, "parkir-liar").position == 9

    form = {"nama": "Parkir", "nama_en": "", "kelas": "dengan-pemeriksaan", "urutan": "1"}
    assert send(officer, "kategori/parkir-liar", **form).status_code == 303
    changed = kept(installation, Category, "parkir-liar")
    assert (changed.name, changed.class_key, changed.position) == ("Parkir", "dengan-pemeriksaan", 1)

    send(officer, "kategori/parkir-liar", tindakan="hentikan")
    with installation.database.read() as session:
        assert "parkir-liar" not in [key for key, *_ in choices.categories(session)]
        acts = session.scalars(select(AuditEntry.act).where(AuditEntry.subject.endswith("parkir-liar"))).all()
    assert acts == [f"complaint-category.{what}" for what in ("added", "changed", "retired")]
    send(officer, "kategori/parkir-liar", tindakan="pakai")
    assert kept(installation, Category, "parkir-liar").retired_at is None


def test_the_last_category_stays(officer, installation) -> None:
    with installation.database.read() as session:
        keys = session.scalars(select(Category.key)).all()
    for key in keys[1:]:
        assert send(officer, f"kategori/{key}", tindakan="hentikan").status_code == 303

    refused = send(officer, f"kategori/{keys[0]}", tindakan="hentikan")

    assert refused.status_code == 422
    assert "Tambah kategori lain dulu" in refused.text


def test_a_class_holds_for_what_comes_from_now_on(officer, installation, desk) -> None:
    before = kept(installation, Complaint, 1).finish_by

    assert send(officer, "kelas/tanpa-pemeriksaan", nama="Biasa", **DAYS).status_code == 303
    assert send(officer, "kelas", nama="Sangat mendesak", **DAYS).status_code == 303

    with installation.database.write() as session:
        desk.session = session
        fresh = desk.report()
        quick = session.get(HandlingClass, "sangat-mendesak")
        assert fresh.finish_by == limits.of_class(quick, fresh.received_on, {}).finish_by < before
    assert kept(installation, Complaint, 1).finish_by == before


def test_an_own_day_moves_the_deadlines_reckoned_after_it(officer, installation) -> None:
    assert send(officer, "hari", hari=WEDNESDAY, sebab="Hari jadi kota", kerja="0").status_code == 303
    assert send(officer, "hari", hari=SUNDAY, sebab="Pengganti", kerja="1").status_code == 303

    with installation.database.read() as session:
        assert limits.site_days(session) == {date(2027, 3, 3): False, date(2027, 3, 7): True}
    assert "Hari jadi kota" in officer.get(f"{HERE}/hari").text

    assert send(officer, f"hari/{WEDNESDAY}").status_code == 303
    assert send(officer, f"hari/{WEDNESDAY}").status_code == 404
    assert send(officer, "hari/kemarin").status_code == 404
    assert officer.get(f"{HERE}/hari/{SUNDAY}").status_code == 404


def test_a_template_is_added_rewritten_and_offered_no_more(officer, installation) -> None:
    send(officer, "templat", nama="Sedang diukur", isi="Kami mengukur … pada tanggal …")
    with installation.database.read() as session:
        made = session.scalars(select(AnswerTemplate).where(AnswerTemplate.name == "Sedang diukur")).one()
    assert "Kami mengukur …" in officer.get(f"{HERE}/templat/{made.id}").text

    send(officer, f"templat/{made.id}", nama="Sedang diukur", isi="Petugas … mengukur …")
    assert kept(installation, AnswerTemplate, made.id).text == "Petugas … mengukur …"

    send(officer, f"templat/{made.id}", tindakan="hentikan")
    assert "Sedang diukur" not in officer.get("/meja-warga/pengaduan/1").text
    assert "Sedang diukur" in officer.get(f"{HERE}/templat").text


@pytest.mark.parametrize(
    "case",
    [
        ("kategori", {"nama": " ", "kelas": "sederhana"}, "Tulis nama yang dipahami warga"),
        ("kategori", {"nama": "x" * 121, "kelas": "sederhana"}, "paling panjang 120 huruf"),
        ("kategori", {"nama": "pelayanan LAMBAT", "kelas": "sederhana"}, "Ubah yang ada"),
        ("kategori", {"nama": "ꦥꦶꦠꦺꦴꦤ꧀", "kelas": "sederhana"}, "pakai nama lain"),
        ("kategori", {"nama": "Parkir", "kelas": "entah"}, "Pilih satu dari daftar"),
        ("kategori/waktu", {"nama": "Lambat", "kelas": "sederhana", "urutan": "0"}, "angka 1 sampai 999"),
        ("kelas", {"nama": "Cepat", **DAYS, "plan_days": "tiga"}, "angka 1 sampai 366"),
        ("kelas/sederhana", {"nama": "Cepat", **DAYS, "finish_days": "1"}, "lebih lama"),
        ("hari", {"hari": "3 Maret", "sebab": "Libur"}, "tahun-bulan-hari"),
        ("hari", {"hari": WEDNESDAY, "sebab": " "}, "Tulis mengapa"),
        ("hari", {"hari": "2227-03-05", "sebab": "Libur"}, "Periksa tahunnya"),
        ("hari", {"hari": SUNDAY, "sebab": "Libur", "kerja": "0"}, "memang libur"),
        ("hari", {"hari": WEDNESDAY, "sebab": "Masuk", "kerja": "1"}, "memang hari kerja"),
        ("templat", {"nama": "", "isi": "Kami sudah … pada …"}, "kapan templat ini dipakai"),
        ("templat", {"nama": "sudah diperbaiki", "isi": "Kami sudah … pada …"}, "Ubah yang ada"),
        ("templat/1", {"nama": "Baru", "isi": "Ya."}, "10 sampai 2000"),
    ],
)
def test_what_is_wrong_is_said_with_its_remedy_and_changes_nothing(officer, installation, case) -> None:
    path, form, said = case
    with installation.database.read() as session:
        before = session.scalars(select(AuditEntry.id)).all()

    refused = send(officer, path, **form)

    assert refused.status_code == 422
    assert said in refused.text
    assert "data-errors" in refused.text
    with installation.database.read() as session:
        assert session.scalars(select(AuditEntry.id)).all() == before


def test_a_desk_of_a_branch_reads_but_does_not_change(client, installation, desk) -> None:
    with installation.database.write() as session:
        a_role(session, desk.tono, "desk", desk.kemuning)
    sign_in(client, desk.tono)

    for kind in ("kategori", "kelas", "hari", "templat"):
        page = client.get(f"{HERE}/{kind}").text
        assert "meja pusat yang mengubahnya" in page
        assert '<form method="post" action="/meja-warga' not in page
    assert client.get(f"{HERE}/kategori/waktu").status_code == 404
    assert send(client, "kategori/waktu", tindakan="hentikan").status_code == 404
    assert send(client, "hari", hari=WEDNESDAY, sebab="Libur").status_code == 404


def test_lists_ask_the_database_a_bounded_number_of_times(officer, installation) -> None:
    for kind in ("kategori", "kelas", "hari", "templat"):
        with counted(installation.database) as sent:
            assert officer.get(f"{HERE}/{kind}").status_code == 200
        assert len(sent) <= 4, kind
