"""An ASN, from the slip with the activation code to a certificate that anybody can verify."""

import subprocess
from pathlib import Path

import zxingcpp
from album import keep as keep_picture
from conftest import NewVisitor
from exam_paper import Answers, answer, answer_all, hand_in, question_ids
from PIL import Image
from playwright.sync_api import Download, expect
from served_site import PASSWORD, ServedSite
from visitor import Visitor

from lms.certification.rules import claim

COURSE = "Dasar-dasar SPBE"
GUIDE = "panduan-peserta"
NAMES = {"phone": "Ratna Dewi", "desk": "Nurhayati"}
MODULES = 4


def test_a_civil_servant_goes_from_a_code_to_a_verified_certificate(
    site: ServedSite, new_visitor: NewVisitor, screen: str, tmp_path: Path
) -> None:
    name = NAMES[screen]
    nip = site.person(name, back_title="S.Sos.", position="Penelaah Teknis Kebijakan", password="")
    visitor = new_visitor(screen)

    activate(visitor, site.activation_code(nip), name)
    enrol(visitor)
    take_first_quiz(visitor, site, nip)
    for _ in range(MODULES - 1):
        see_the_way(visitor)
        read_and_pass(visitor, site, nip)
    take_exam(visitor, site, nip)
    pdf = fetch_certificate(visitor, tmp_path, name)
    verify(visitor, pdf, name, site.url)
    see_hours(visitor)


def activate(visitor: Visitor, code: str, name: str) -> None:
    visitor.go("/")
    visitor.go("/masuk")
    visitor.press("Masukkan kode aktivasi", role="link")
    visitor.page.get_by_label("Kode aktivasi").fill(code.lower())
    visitor.press("Lanjut")
    visitor.page.get_by_label("Kata sandi baru", exact=True).fill(PASSWORD)
    visitor.page.get_by_label("Ulangi kata sandi baru").fill(PASSWORD)
    visitor.press("Simpan dan masuk")
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text(name)


def enrol(visitor: Visitor) -> None:
    visitor.go("/katalog")
    visitor.page.get_by_role("searchbox").fill("spbe")
    visitor.press("Cari")
    visitor.press(COURSE, role="link")
    visitor.press("Ikuti kursus")
    visitor.press("Mulai belajar", role="link")


def read_to_the_quiz(visitor: Visitor) -> None:
    visitor.page.locator("#selesai").scroll_into_view_if_needed()
    visitor.press("Ke kuis", role="link")
    visitor.follow("Mulai kuis", role="button")


def take_first_quiz(visitor: Visitor, site: ServedSite, nip: str) -> None:
    """One question a page; the network goes for a moment, and the page is loaded anew in the middle."""
    keep_picture(visitor, GUIDE, "modul")
    read_to_the_quiz(visitor)
    right = question_ids(site, nip)
    for place, question in enumerate(right, start=1):
        if place == 2:
            answer_in_a_lift(visitor, right, question)
        else:
            answer(visitor, question, right[question])
        if place == 3:
            visitor.page.reload()
            expect(visitor.page.locator("[data-answered]")).to_contain_text("3 dari")
        if place <= 3:
            visitor.look()
        if place == 2:
            keep_picture(visitor, GUIDE, "kuis")
        visitor.follow("Simpan & lanjut" if place < len(right) else "Simpan & kumpulkan", role="button")
    hand_in(visitor)


def see_the_way(visitor: Visitor) -> None:
    """Home offers the next step; the course page shows the whole way."""
    visitor.go("/")
    visitor.press("Ke halaman kursus", role="link")
    keep_picture(visitor, GUIDE, "kursus", top=".course .section")
    visitor.page.go_back()
    keep_picture(visitor, GUIDE, "beranda", wide=True)


def answer_in_a_lift(visitor: Visitor, right: dict[str, Answers], question: str) -> None:
    with visitor.offline():
        answer(visitor, question, right[question], said="Belum terkirim, disimpan di ponsel ini")
        expect(visitor.page.get_by_text("Tidak ada jaringan.")).to_be_visible()
    expect(visitor.page.locator("[data-saved]")).to_contain_text("Tersimpan")


def read_and_pass(visitor: Visitor, site: ServedSite, nip: str) -> None:
    visitor.press("Lanjutkan", role="link")
    read_to_the_quiz(visitor)
    answer_all(visitor, question_ids(site, nip))
    visitor.follow("Simpan & kumpulkan", role="button")
    hand_in(visitor)


def take_exam(visitor: Visitor, site: ServedSite, nip: str) -> None:
    visitor.press("Lanjutkan kursus", role="link")
    visitor.go("/")
    visitor.press("Ke ujian akhir", role="link")
    visitor.follow("Mulai kuis", role="button")
    expect(visitor.page.locator("[data-clock]")).to_contain_text("menit")
    answer_all(visitor, question_ids(site, nip))
    visitor.follow("Simpan & kumpulkan", role="button")
    hand_in(visitor)


def fetch_certificate(visitor: Visitor, folder: Path, name: str) -> Path:
    """The certificate is there at once; its PDF arrives by itself, made by the job process."""
    page = visitor.page
    visitor.go("/sertifikat")
    visitor.press(COURSE, role="link")
    download = page.get_by_role("link", name="Unduh PDF")
    expect(download).to_be_visible(timeout=40_000)
    visitor.look()
    keep_picture(visitor, GUIDE, "sertifikat", top=".certificate-page")
    expect(page.get_by_text(f"{name}, S.Sos.").first).to_be_visible()
    with page.expect_download() as waiting:
        download.click()
    return keep(waiting.value, folder)


def keep(download: Download, folder: Path) -> Path:
    path = folder / download.suggested_filename
    download.save_as(path)
    return path


def verify(visitor: Visitor, pdf: Path, name: str, site_url: str) -> None:
    """Anybody can: by the address in the QR code, and by the file."""
    address = qr_of(pdf)
    assert address.startswith(f"{site_url}/verifikasi/")
    for go in (lambda: visitor.go(address), lambda: upload(visitor, pdf)):
        go()
        expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Asli dan berlaku")
        keep_picture(visitor, GUIDE, "verifikasi")
        expect(visitor.page.get_by_text(f"{name}, S.Sos.")).to_be_visible()


def upload(visitor: Visitor, pdf: Path) -> None:
    visitor.go("/verifikasi")
    visitor.page.get_by_label("Berkas PDF sertifikat").set_input_files(pdf)
    visitor.press("Periksa berkas")


def qr_of(pdf: Path) -> str:
    """Read the code with the address as a phone's camera does: from the picture; the other is a claim."""
    subprocess.run(["pdftoppm", "-r", "110", "-png", pdf, pdf.with_suffix("")], check=True)
    found = set()
    for picture in sorted(pdf.parent.glob("*.png")):
        with Image.open(picture) as image:
            found |= {code.text for code in zxingcpp.read_barcodes(image)}
    (address,) = {text for text in found if not text.startswith(claim.PREFIX)}
    return str(address)


def see_hours(visitor: Visitor) -> None:
    visitor.go("/")
    expect(visitor.page.get_by_text("8 dari 20 JP")).to_be_visible()
    visitor.go("/kursus-saya")
    visitor.go("/akun")
