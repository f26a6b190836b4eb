"""A citizen reports without an account and follows the ticket; who has no secret sees nothing."""

from datetime import timedelta
from io import BytesIO

from build import a_unit, arm
from sqlalchemy import func, select
from test_complaint_ticket import a_picture
from voice_builders import a_service

from lms.voice.complaints.models import Complaint, ComplaintMessage

STORY = "Kartu keluarga saya belum selesai. Hubungi 0812-3456-7890."


def send(client, **given):
    form = {
        "jenis": "complaint", "kategori": "waktu", "isi": STORY, "nama": "Siti Aminah",
        "kontak": "siti@contoh.id", "tanda": "tanda-acak-0000000001", "csrf_token": arm(client),
    } | given  # fmt: skip
    data = {name: value for name, value in form.items() if value is not None}
    return client.post("/lapor", data=data, content_type="multipart/form-data")


def ticket_of(answer):
    assert answer.status_code == 303
    return answer.location.removesuffix("/baru")


def kept(installation):
    with installation.database.read() as session:
        return session.scalars(select(Complaint)).all()


def test_a_citizen_reports_gets_a_ticket_and_finds_it_again(client, installation):
    with installation.database.write() as session:
        service = a_service(session, a_unit(session, "Kecamatan Plaju"))

    page = client.get(f"/lapor?jenis=complaint&layanan={service.id}").text
    sent = send(client, tujuan=f"s{service.id}", tempat="Loket 2", tanggal="2026-01-05", jam="09:30")
    given = client.get(sent.location)
    (complaint,) = kept(installation)
    secret = ticket_of(sent).rsplit("/", 1)[-1]
    found = client.post("/lapor/tiket", data={"nomor": complaint.number.lower(), "kode": secret.upper()})
    ticket = client.get(found.location)

    assert page.count(" checked") == 1
    assert f'value="s{service.id}" selected' in page
    assert complaint.number in given.text
    assert "-".join(secret[at : at + 5] for at in range(0, 20, 5)) in given.text
    assert (complaint.service_id, complaint.unit_id) == (service.id, service.unit_id)
    assert found.location == ticket_of(sent)
    told = (complaint.number, "Kecamatan Plaju", "Loket 2", "Diterima", "5 Januari 2026")
    assert all(word in ticket.text for word in told)
    assert ticket.headers["Cache-Control"] == "no-store"
    assert ticket.headers["Referrer-Policy"] == "no-referrer"


def test_the_ticket_shows_neither_name_nor_contact_nor_numbers(client):
    page = client.get(ticket_of(send(client))).text

    assert "belum selesai" in page
    assert not any(word in page for word in ("Siti", "siti@", "3456"))


def test_the_same_form_twice_is_one_report_and_its_files_are_kept_once(client, installation):
    files = {"lampiran": [(BytesIO(a_picture("PNG")), "loket.png")]}
    first = send(client, **files)
    again = send(client, lampiran=[(BytesIO(a_picture("PNG")), "loket.png")])

    page = client.get(ticket_of(first)).text

    assert first.location == again.location
    assert len(kept(installation)) == 1
    assert page.count("loket.jpg") == 1
    assert send(client, isi="Laporan yang lain sama sekali.").status_code == 422


def test_an_attachment_is_sent_to_its_own_ticket_alone(client):
    mine = ticket_of(send(client, lampiran=[(BytesIO(a_picture("PNG")), "loket.png")]))
    other = ticket_of(send(client, tanda="tanda-acak-0000000002"))

    sent = client.get(f"{mine}/lampiran/1")

    assert sent.mimetype == "image/jpeg"
    assert sent.headers["Content-Disposition"].startswith("attachment")
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"{other}/lampiran/1").status_code == 404
    assert client.get(f"{mine}/lampiran/2").status_code == 404


WRONG = (
    ("jenis", "keluhan", "Pilih apa yang ingin"),
    ("kategori", None, "Pilih tentang apa"),
    ("isi", "Lambat", "terlalu pendek"),
    ("nama", "", "melapor tanpa nama"),
    ("tanggal", "5/1/2026", "tidak terbaca"),
    ("tujuan", "u99", "tidak ada lagi"),
    ("situs", "http://contoh", "jebakan"),
    ("lampiran", b"<svg/>", "bukan foto"),
)


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(client, installation):
    for field, value, said in WRONG:
        given = [(BytesIO(value), "gambar.svg")] if isinstance(value, bytes) else value
        page = send(client, **{"tempat": "Loket tiga", field: given})

        assert page.status_code == 422
        assert f'href="#f-{field}"' in page.text
        assert said in page.text
        assert "Loket tiga" in page.text
    assert kept(installation) == []


def test_an_anonymous_report_needs_no_name_and_stores_none(client, installation):
    send(client, anonim="1", nama="Siti", kontak="siti@contoh.id")

    (complaint,) = kept(installation)
    assert (complaint.anonymous, complaint.confidential) == (True, False)
    assert (complaint.reporter_name, complaint.reporter_contact) == ("", "")


def test_words_go_from_the_ticket_to_the_desk_and_wrong_ones_are_named(client, installation):
    ticket = ticket_of(send(client))

    empty = client.post(f"{ticket}/pesan", data={"pesan": " "})
    bad = client.post(
        f"{ticket}/pesan", data={"pesan": "Ini fotonya", "lampiran": (BytesIO(b"x"), "x.png")},
        content_type="multipart/form-data",
    )  # fmt: skip
    said = client.post(f"{ticket}/pesan", data={"pesan": "Nomor berkas saya 12."})

    assert (empty.status_code, bad.status_code, said.status_code) == (422, 422, 303)
    assert "Ini fotonya" in bad.text
    assert "Nomor berkas saya 12." in client.get(said.location).text
    with installation.database.read() as session:
        assert session.scalar(select(func.count()).select_from(ComplaintMessage)) == 1


def test_without_the_secret_nothing_opens(client):
    send(client)

    wrong = client.post("/lapor/tiket", data={"nomor": "ADU-2026-00001", "kode": "a" * 20})

    assert wrong.status_code == 422
    assert "tidak ditemukan" in wrong.text
    for address in ("", "/baru", "/lampiran/1"):
        assert client.get(f"/lapor/tiket/{'a' * 20}{address}").status_code == 404
    assert client.post(f"/lapor/tiket/{'a' * 20}/pesan", data={"pesan": "Halo"}).status_code == 404


def test_a_flood_from_one_address_is_stopped(client, installation, monkeypatch):
    monkeypatch.setattr("lms.voice.views.complaints.filing.TRIES", 2)
    # A window's end may fall between two posts.
    monkeypatch.setattr("lms.voice.views.complaints.filing.PER", timedelta(days=3650))

    answers = [send(client, tanda=f"tanda-acak-000000000{number}").status_code for number in range(3)]

    assert answers == [303, 303, 429]
    assert len(kept(installation)) == 2
