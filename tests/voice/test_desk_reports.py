"""The desk finds, verifies, hands out and answers reports; a handler does the work; nobody sees too much."""

from datetime import UTC, datetime

import pytest
from build import a_role, arm, sign_in
from desk_builders import GOOD, Desk
from learning_builders import counted

from lms.voice.complaints.models import Complaint


@pytest.fixture
def desk(installation):
    """Two reports about Plaju, one of them about its people, and one about Kemuning."""
    with installation.database.write() as session:
        made = Desk(session)
        made.report(text="Kartu keluarga saya belum selesai setelah dua bulan. NIK 1671012345678901.")
        made.report(against_unit=True, text="Petugas loket menolak berkas saya tanpa alasan.")
        made.report(made.kemuning)
        return made


@pytest.fixture
def officer(client, desk):
    sign_in(client, desk.hana)
    return client


def act(client, path, **form):
    return client.post(path, data=form | {"csrf_token": arm(client)})


def state(installation, complaint_id):
    with installation.database.read() as session:
        return session.get_one(Complaint, complaint_id).state


def test_the_overview_counts_and_lists_what_is_due(officer) -> None:
    page = officer.get("/meja-warga").text

    assert page.count('href="/meja-warga/pengaduan/') == 3
    assert '3</span> <span class="stat-label">laporan terbuka' in page


def test_an_officer_leads_a_report_to_its_answer(officer, desk, installation) -> None:
    page = officer.get("/meja-warga/pengaduan/1").text
    assert "1671012345678901" in page
    verified = act(
        officer, "/meja-warga/pengaduan/1/periksa", kategori="prosedur", unit=str(desk.plaju.id), kelas=""
    )
    assert verified.location == "/meja-warga/pengaduan/1"
    page = officer.get(verified.location).text
    assert "Wati" in page
    assert "Tono" not in page
    act(officer, "/meja-warga/pengaduan/1/tugaskan", penangan=str(desk.wati.id))

    sign_in(officer, desk.wati)
    assert 'href="/tindak-lanjut/1"' in officer.get("/tindak-lanjut").text
    answer = {"apa": GOOD.what, "oleh": GOOD.by_whom, "tanggal": datetime.now(UTC).date().isoformat()}
    act(officer, "/tindak-lanjut/1/rencana", **answer)
    done = act(officer, "/tindak-lanjut/1/selesai", **answer)

    assert done.status_code == 303
    assert state(installation, 1) == "done"
    assert "Kepala Loket" in officer.get("/tindak-lanjut/1").text


@pytest.mark.parametrize(
    "case",
    [
        ("tugaskan", {}, "Penangan belum dipilih"),
        ("tolak", {"alasan": " "}, "Alasannya belum ditulis"),
        ("teruskan", {"instansi": "PLN", "nomor": "!"}, "tidak terbaca"),
        ("periksa", {"kategori": "prosedur", "unit": "", "teradu": "198001012005011009"}, "Cari dengan NIP"),
        ("pesan", {"pesan": "ya"}, "terlalu pendek"),
    ],
)
def test_a_step_that_cannot_be_done_says_what_is_missing(officer, desk, installation, case) -> None:
    step, form, said = case
    act(officer, "/meja-warga/pengaduan/1/periksa", kategori="waktu", unit=str(desk.plaju.id), kelas="")

    refused = act(officer, f"/meja-warga/pengaduan/1/{step}", **form)

    assert refused.status_code == 422
    assert said in refused.text
    assert state(installation, 1) == "verified"


def test_a_handler_is_never_of_the_accused_unit(officer, desk, installation) -> None:
    form = {"kategori": "kode-etik", "unit": str(desk.plaju.id), "petugas": "1", "kelas": ""}
    act(officer, "/meja-warga/pengaduan/2/periksa", **form)

    page = officer.get("/meja-warga/pengaduan/2?cari=wati").text
    refused = act(officer, "/meja-warga/pengaduan/2/tugaskan", penangan=str(desk.wati.id))

    assert "Tidak ada orang di unit ini yang boleh menanganinya" in page
    assert refused.status_code == 422
    assert "tidak boleh menanganinya" in refused.text


def test_a_desk_of_a_branch_sees_neither_others_nor_what_is_about_its_own_people(
    client, desk, installation
) -> None:
    with installation.database.write() as session:
        a_role(session, desk.tono, "desk", desk.plaju)
    sign_in(client, desk.tono)

    listed = client.get("/meja-warga/pengaduan?kelompok=semua").text

    assert listed.count('href="/meja-warga/pengaduan/') == 1
    assert client.get("/meja-warga/pengaduan/1").status_code == 200
    for hidden in (2, 3):
        assert client.get(f"/meja-warga/pengaduan/{hidden}").status_code == 404
        assert act(client, f"/meja-warga/pengaduan/{hidden}/tolak", alasan="Tidak jelas.").status_code == 404


def test_nobody_but_its_handler_opens_an_errand(client, desk) -> None:
    sign_in(client, desk.wati)

    assert client.get("/tindak-lanjut/1").status_code == 404
    assert act(client, "/tindak-lanjut/1/pesan", pesan="Halo, apa kabar?").status_code == 404
    assert "Tidak ada yang perlu ditangani" in client.get("/tindak-lanjut").text


def test_a_note_for_inside_stays_inside(officer, desk, installation) -> None:
    act(officer, "/meja-warga/pengaduan/1/pesan", pesan="Sudah ditanyakan ke loket dua.", di_dalam="1")
    act(officer, "/meja-warga/pengaduan/1/pesan", pesan="Berkas Anda sedang kami cari.")

    page = officer.get("/meja-warga/pengaduan/1").text

    assert page.count("hanya internal") == 1
    assert "Berkas Anda sedang kami cari." in page


def test_list_and_board_filter_by_their_address(officer, desk) -> None:
    act(officer, "/meja-warga/pengaduan/3/periksa", kategori="sarana", unit=str(desk.kemuning.id), kelas="")

    def count(query):
        return officer.get(f"/meja-warga/pengaduan?{query}").text.count('href="/meja-warga/pengaduan/')

    assert count("kategori=sarana") == count("status=verified") == count(f"unit={desk.kemuning.id}") == 1
    assert count("cari=loket") == count("tampilan=papan&cari=loket") == 1
    assert count("tampilan=papan") == count("kelompok=semua") == 3
    assert count("tenggat=lewat") == 3


def test_pages_ask_the_database_a_bounded_number_of_times(officer, desk, installation) -> None:
    with installation.database.write() as session:
        desk.session = session
        for _ in range(30):
            desk.report()
    asked = {}
    for path in ("/meja-warga", "/meja-warga/pengaduan", "/meja-warga/pengaduan/1"):
        with counted(installation.database) as sent:
            assert officer.get(path).status_code == 200
        asked[path] = len(sent)

    assert max(asked.values()) <= 16, asked
