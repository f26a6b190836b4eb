"""The page of designs: everybody of the staff looks, who answers for the whole government changes."""

import io

import pytest
from build import a_person, a_role, a_unit, arm, sign_in
from PIL import Image

from lms.audit.models import AuditEntry
from lms.certification.designing import choices
from lms.certification.models import CertificateLook

PAGE = "/sertifikat/desain"
GOOD = {"warna-judul": "#123456", "warna-pelatihan": "#0b5563", "teks-front-id": "Sesuai peraturan."}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 8"><path d="M0 0h6v8z"/>%b</svg>'


@pytest.fixture
def site(app):
    return app.extensions["lms"].installation


@pytest.fixture
def officer(site, client):
    with site.database.write() as session:
        person = a_person(session, "Petugas")
        a_role(session, person, "admin")
    sign_in(client, person)
    arm(client)
    return person


def text_of(response):
    return " ".join(response.get_data(as_text=True).split())


def newest(site):
    with site.database.read() as session:
        return choices.newest(session)


def send_emblem(client, data, name="lambang.svg"):
    return client.post(f"{PAGE}/standar/lambang", data={"lambang": (io.BytesIO(data), name)})


def test_a_draft_is_kept_shown_and_used(site, client, officer):
    assert client.post(f"{PAGE}/standar", data=GOOD).status_code == 303

    page = text_of(client.get(PAGE))
    choice = newest(site)
    assert "Ini masih rancangan" in page
    assert choice.look.dress("standar").colours == {"judul": "#123456"}
    with site.database.read() as session:
        assert choices.in_force(session).dresses == {}

    client.post(f"{PAGE}/standar/pakai", data={"rancangan": choice.key})

    assert "Ini masih rancangan" not in text_of(client.get(PAGE))
    with site.database.read() as session:
        assert choices.in_force(session) == choice.look
        entry = session.query(AuditEntry).filter_by(act="certificate.look-used").one()
        assert (entry.by_id, entry.details["changed"]) == (officer.id, ["designs"])


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize(
    ("path", "form", "told"),
    [
        ("standar", {"warna-judul": "#e0c060"}, "terlalu pucat di atas kertasnya: kontrasnya 1,7 banding 1"),
        ("standar", {"warna-judul": "merah"}, "bukan warna"),
        ("standar", {"teks-front-id": "panjang " * 30}, "paling banyak 150"),
        ("standar", {"teks-back-id": "ᬅᬦᬶ"}, "tidak ada di dalam font"),
        ("standar/penanda-tangan", {"nama-1": "Hj. Contoh"}, "harus ada keduanya"),
        (
            "standar/penanda-tangan",
            {"nama-1": "A", "jabatan-1": "B", "nip-1": "1968 0411"},
            "yang tertulis 8",
        ),
        ("standar/penanda-tangan", {"nama-1": "A", "jabatan-1": "B", "dari-1": "besok"}, "bukan tanggal"),
        (
            "standar/penanda-tangan",
            {f"{part}-{n}": "A" for part in ("nama", "jabatan") for n in range(1, 5)},
            "lebih dari tiga orang",
        ),
    ],
)
def test_what_cannot_be_printed_is_refused_and_what_was_typed_stays(site, client, path, form, told):
    answer = client.post(f"{PAGE}/{path}", data=form)

    assert answer.status_code == 422
    assert told in text_of(answer)
    assert next(iter(form.values())).strip()[:20] in text_of(answer)
    assert newest(site).at is None


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (SVG % b"<script>alert(1)</script>", "&lt;script&gt;"),
        (SVG % b'<image href="https://jahat.example/x.png"/>', "tidak diperbolehkan"),
        (SVG.replace(b"<path", b'<path onload="x()"') % b"", "onload"),
        (b"<svg", "bukan gambar"),
        (b"%PDF-1.7", "bukan gambar"),
        (SVG % (b"<!--" + b"x" * 41_000 + b"-->"), "terlalu besar"),
        (b"x" * 400_000, "terlalu besar"),
        (b"", "belum dipilih"),
    ],
)
def test_an_emblem_is_judged_by_what_it_holds(site, client, officer, data, told):
    answer = send_emblem(client, data)

    assert answer.status_code == 422
    assert told in text_of(answer)
    assert newest(site).at is None


def test_an_emblem_of_pixels_is_made_small_and_plain(site, client, officer):
    picture = Image.effect_noise((700, 900), 60).convert("RGB")
    sent = io.BytesIO()
    picture.save(sent, "JPEG", quality=70, exif=b"Exif\0\0rahasia")

    assert send_emblem(client, sent.getvalue(), "lambang.svg").status_code == 303

    emblem = newest(site).look.emblem
    kept = site.files.get(emblem.sha256)
    assert emblem.media_type == "image/png"
    assert len(kept) <= 24 * 1024
    assert b"rahasia" not in kept


@pytest.mark.parametrize("role", ["trainer", "hr"])
def test_who_answers_for_one_unit_alone_looks_and_changes_nothing(site, client, role):
    with site.database.write() as session:
        unit = a_unit(session)
        person = a_person(session, "Petugas", unit=unit)
        a_role(session, person, role, unit if role == "hr" else None)
    sign_in(client, person)
    arm(client)

    assert "Simpan rancangan" not in text_of(client.get(PAGE))
    assert client.post(f"{PAGE}/standar", data=GOOD).status_code == 403
    with site.database.read() as session:
        assert session.query(CertificateLook).count() == 0


def test_a_case_is_shown_as_pdf_and_picture(client, officer):
    whole = client.get(f"{PAGE}/modern/mononim.pdf")
    picture = client.get(f"{PAGE}/modern/mononim/1.webp")

    assert whole.data.startswith(b"%PDF-")
    assert Image.open(io.BytesIO(picture.data)).size == (640, 453)
    assert len(picture.data) < 24_000
    assert client.get(f"{PAGE}/modern/tidak-ada.pdf").status_code == 404
    assert client.get(f"{PAGE}/tidak-ada/mononim.pdf").status_code == 404


def test_a_lost_emblem_can_be_sent_again(site, client, officer):
    assert send_emblem(client, SVG % b"").status_code == 303
    site.files.delete(newest(site).look.emblem.sha256)

    assert client.get(PAGE).status_code == 200
    assert send_emblem(client, SVG % b"<title>Lagi</title>").status_code == 303
