"""A name is wrong on a certificate: the learner asks, an officer approves, both see why it stands."""

from datetime import UTC, datetime, timedelta

import pytest
from conftest import NewVisitor
from playwright.sync_api import expect
from served_site import BKPSDM, PASSWORD, ServedSite
from sqlalchemy import select
from visitor import Visitor

from lms.certification.models import Certificate
from lms.people.models import RoleName

WHY = "Mengapa sertifikat ini terbit"


@pytest.mark.parametrize(("asks_on", "decides_on"), [("phone", "desk")])
def test_a_wrong_name_is_asked_for_approved_and_printed_anew(
    site: ServedSite, new_visitor: NewVisitor, asks_on: str, decides_on: str
) -> None:
    name = f"Yuliana di {asks_on}"
    nip = site.person(name)
    officer = site.person("Ahmad Ma'ruf", role=RoleName.HR, unit=BKPSDM)
    site.graduate(nip)
    learner, desk = new_visitor(asks_on), new_visitor(decides_on)

    learner.sign_in(nip, PASSWORD)
    ask(learner, name)
    desk.sign_in(officer, PASSWORD)
    approve(desk, name)

    learner.go("/sertifikat")
    expect(learner.page.locator("article")).to_have_count(2)
    learner.page.locator("article").filter(has_text="Diganti").get_by_role("link").first.click()
    learner.look()
    learner.press("Lihat permohonannya", role="link")
    expect(learner.page.locator("main")).to_contain_text("Sesuai ijazah")

    let_run_out(site, name)
    learner.go("/")
    expect(learner.page.locator("main")).to_contain_text("Sertifikat Anda berlaku sampai")
    learner.go("/sertifikat")
    desk.go("/kepegawaian/masa-berlaku")
    expect(desk.page.get_by_role("row").filter(has_text=name)).to_be_visible()


def let_run_out(site: ServedSite, name: str) -> None:
    """Let the corrected certificate end in a month, as that of a course with `valid:` does."""
    with site.installation.database.write() as session:
        for row in session.scalars(select(Certificate)):
            if row.snapshot["name"] == f"{name}, S.T.":
                row.expires_on = datetime.now(UTC).date() + timedelta(days=30)


def ask(visitor: Visitor, name: str) -> None:
    page = visitor.page
    visitor.go("/sertifikat")
    page.locator("article").get_by_role("link").first.click()
    visitor.look()
    visitor.press(WHY, role="link")
    expect(page.locator("main")).to_contain_text("baru saja dihitung ulang, dan sama")
    page.go_back()
    visitor.press("Minta perbaikan", role="link")
    page.get_by_label("Nama dengan gelar").fill(f"{name}, S.T.")
    page.get_by_label("Apa yang keliru, dan apa buktinya").fill("Ijazah nomor 12 tahun 2024")
    visitor.press("Kirim ke kepegawaian")
    expect(page.locator("main")).to_contain_text("menunggu kepegawaian")


def approve(visitor: Visitor, name: str) -> None:
    page = visitor.page
    visitor.go("/kepegawaian")
    visitor.press("Permohonan perbaikan", role="link")
    visitor.press(name, role="link")
    expect(page.get_by_role("row").filter(has_text="Nama")).to_contain_text(f"{name}, S.T.")
    page.get_by_label("Jawaban untuk peserta").first.fill("Sesuai ijazah")
    visitor.press("Setujui dan terbitkan")
    expect(page.locator("main")).to_contain_text("Sertifikat hasil perbaikan terbit")
    page.go_back()
    visitor.look()
    visitor.press("Sertifikat yang baru", role="link")
    visitor.press(WHY, role="link")
