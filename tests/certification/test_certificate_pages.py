"""The pages: mine, one of mine while its PDF is made and after, and the public verification."""

import io
import re

import pytest
from build import a_person, arm, sign_in
from certification_builders import a_release, completion

from lms.certification import certificates, making
from lms.certification.models import Certificate
from lms.certification.views import verification as views
from lms.jobs.models import Job
from lms.web.i18n import Catalogues
from lms.web.pages import PACKAGE


@pytest.fixture
def site(app):
    return app.extensions["lms"].installation


@pytest.fixture
def ani(site):
    with site.database.write() as session:
        return a_person(session, "Ani", back_title="S.T.")


@pytest.fixture
def issued(site, ani):
    with site.database.write() as session:
        return certificates.issue_if_due(session, completion(ani, a_release(session)))


def text_of(response):
    return " ".join(response.get_data(as_text=True).split())


def test_without_any_the_page_leads_to_the_catalogue(client, ani):
    sign_in(client, ani)

    assert "Belum ada sertifikat" in text_of(client.get("/sertifikat"))


def test_mine_lists_what_i_earned(client, ani, issued):
    sign_in(client, ani)

    page = text_of(client.get("/sertifikat"))

    assert "Dasar-dasar SPBE" in page
    assert issued.number in page
    assert "PDF sedang dibuat" in page


def test_while_the_pdf_is_made_the_page_says_so(client, ani, issued):
    sign_in(client, ani)

    page = text_of(client.get(f"/sertifikat/{issued.public_id}"))

    assert "data-pending" in page
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    assert client.get(f"/sertifikat/{issued.public_id}.pdf").status_code == 404


def test_a_job_that_fails_is_told_honestly(client, site, ani, issued):
    with site.database.write() as session:
        session.query(Job).update({"tries": 1, "error": "no letter"})
    sign_in(client, ani)

    page = text_of(client.get(f"/sertifikat/{issued.public_id}"))

    assert "PDF belum berhasil dibuat" in page
    assert "data-pending" not in page


def test_the_download_is_the_stored_bytes(client, site, ani, issued):
    making.render(site, {"certificate_id": issued.id})
    sign_in(client, ani)

    page = text_of(client.get(f"/sertifikat/{issued.public_id}"))
    response = client.get(f"/sertifikat/{issued.public_id}.pdf")

    with site.database.read() as session:
        row = session.get_one(Certificate, issued.id)
    assert "Unduh PDF" in page
    assert response.data == site.files.get(row.sha256)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert (
        response.headers["Content-Disposition"]
        == 'attachment; filename="Sertifikat-800.2_00001_BKPSDM_2026.pdf"'
    )


def test_a_lost_file_is_said_and_not_a_crash(client, site, ani, issued):
    making.render(site, {"certificate_id": issued.id})
    with site.database.read() as session:
        site.files.delete(session.get_one(Certificate, issued.id).sha256)
    sign_in(client, ani)

    assert client.get(f"/sertifikat/{issued.public_id}.pdf").status_code == 409


def test_nobody_else_sees_mine(client, site, issued):
    with site.database.write() as session:
        budi = a_person(session, "Budi")
    assert client.get(f"/sertifikat/{issued.public_id}").status_code == 302

    sign_in(client, budi)

    assert client.get(f"/sertifikat/{issued.public_id}").status_code == 404
    assert client.get(f"/sertifikat/{issued.public_id}.pdf").status_code == 404


def test_the_verdict_shows_facts_and_never_a_nip(client, issued):
    response = client.get(f"/verifikasi/{issued.public_id}")

    page = text_of(response)
    for fact in (
        "Asli dan berlaku",
        "Ani, S.T.",
        "Dasar-dasar SPBE",
        "8 JP",
        "3 Maret 2026",
        issued.number,
        "BKPSDM",
    ):
        assert fact in page
    assert issued.snapshot["identity_value"] not in page
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_an_unknown_id_says_so_and_looks_like_nothing_else(client, issued):
    response = client.get("/verifikasi/" + "f" * 32)

    assert response.status_code == 404
    assert "verdict-unknown" in text_of(response)
    assert client.get("/verifikasi/800.2").status_code == 404


def test_a_pasted_address_leads_to_the_verdict(client, issued):
    arm(client)

    response = client.post("/verifikasi", data={"kode": certificates.address(issued)})

    assert response.status_code == 303
    assert response.location.endswith(f"/verifikasi/{issued.public_id}")


@pytest.mark.parametrize("kode", ["", "800.2/00001/BKPSDM/2026"])
def test_a_number_or_nothing_is_sent_back_with_the_reason(client, issued, kode):
    arm(client)

    response = client.post("/verifikasi", data={"kode": kode})

    assert response.status_code == 422
    assert "field-wrong" in text_of(response)


def test_a_file_is_compared(client, site, issued, monkeypatch):
    monkeypatch.setattr(views, "LARGEST_FILE", 200_000)
    arm(client)
    making.render(site, {"certificate_id": issued.id})
    with site.database.read() as session:
        data = site.files.get(session.get_one(Certificate, issued.id).sha256)

    def sent(content):
        return text_of(client.post("/verifikasi", data={"berkas": (io.BytesIO(content), "s.pdf")}))

    assert "verdict-valid" in sent(data)
    assert "verdict-altered" in sent(data + b" ")
    assert "verdict-unknown" in sent(b"%PDF-1.4")
    assert "field-wrong" in sent(b"x" * 200_001)


def test_guessing_is_limited(client, issued):
    arm(client)

    answers = {client.post("/verifikasi", data={"kode": "f" * 32}).status_code for _ in range(31)}

    assert answers == {303, 429}


def test_every_word_has_its_indonesian():
    texts = Catalogues(PACKAGE).texts["id"]
    for room in ("certification", "ledger"):
        for path in [*(PACKAGE / room).glob("templates/*.html"), *(PACKAGE / room).glob("*.py")]:
            for _, word in re.findall(r"(?:\b_|ngettext)\((['\"])(.+?)\1[,)]", path.read_text()):
                assert word in texts, (path, word)
