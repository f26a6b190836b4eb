"""An HR officer, from the office's roster to a ZIP of certificates that proves itself."""

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from album import keep as keep_picture
from conftest import NewVisitor
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook
from served_site import BKPSDM, PASSWORD, ServedSite
from visitor import Visitor

from lms.people.models import RoleName

HEADER = ["NIP", "Nama", "Gelar Belakang", "Jenis ASN", "Golongan", "Jabatan", "Unit Kerja", "OPD"]
GUIDE = "panduan-kepegawaian"
AGENCIES = {1: "Dinas Perikanan", 2: "Dinas Perhubungan"}
NUMERIC_REASON = "NIP terbaca sebagai angka, sehingga tiga angka terakhirnya hilang."


@pytest.mark.parametrize(("screen", "series"), [("phone", 1), ("desk", 2)])
def test_an_officer_goes_from_a_roster_to_a_zip_of_certificates(
    site: ServedSite, new_visitor: NewVisitor, screen: str, series: int, tmp_path: Path
) -> None:
    officer = site.person("Ahmad Ma'ruf", role=RoleName.HR, unit=BKPSDM)
    agency = AGENCIES[series]
    visitor = new_visitor(screen)
    visitor.sign_in(officer, PASSWORD)
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Meja kepegawaian")

    apply_roster(visitor, roster(tmp_path / "pegawai.xlsx", agency, series))
    slips = print_codes(visitor, f"{agency} > Bidang Angkutan")
    assert len(slips) == len(set(slips)) == 2
    for nip in numbers(series)[:2]:
        site.graduate(nip)
    filter_people(visitor, agency)
    check_sheet(download(visitor.page, "Daftar pegawai (XLSX)", tmp_path), numbers(series))
    visitor.press("Wulan Sari", role="link")
    visitor.go("/kepegawaian/rekap")
    check_zip(take_certificates(visitor, agency, tmp_path), numbers(series)[:2])


def numbers(series: int) -> list[str]:
    return [f"19900315201503200{series}", f"19880720201204100{series}", f"1995110820252420{series:02d}"]


def roster(path: Path, agency: str, series: int) -> Path:
    """Write what an office sends: three sound rows, one whose NIP column was left a number."""
    wulan, tono, rini = numbers(series)
    rows: list[list[str | int]] = [
        [wulan, "Wulan Sari", "S.E.", "PNS", "III/b", "Analis Perhubungan", "Bidang Angkutan", agency],
        [tono, "Tono Wijaya", "S.T.", "PNS", "III/c", "Penguji Kendaraan", "Bidang Angkutan", agency],
        [rini, "Rini Astuti", "", "PPPK Paruh Waktu", "V", "Operator", "Bidang Parkir", agency],
        [199203042018011005, "Joko Susilo", "", "PNS", "II/d", "Juru Parkir", "Bidang Parkir", agency],
    ]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Pegawai")
        for place, cells in enumerate([HEADER, *rows]):
            sheet.write_row(place, 0, cells, book.add_format({"num_format": "@"}))
            if isinstance(cells[0], str):
                sheet.write_string(place, 0, cells[0])
    return path


def apply_roster(visitor: Visitor, path: Path) -> None:
    page = visitor.page
    visitor.press("Impor daftar pegawai", role="link")
    page.get_by_label("Daftar pegawai").set_input_files(path)
    visitor.press("Lihat pratinjau")
    refused = page.get_by_role("row").filter(has_text="Joko Susilo")
    expect(refused).to_contain_text("5")
    expect(refused).to_contain_text(NUMERIC_REASON)
    keep_picture(visitor, GUIDE, "impor", wide=True)
    visitor.press("Terapkan 3 baris")
    expect(page.get_by_text("3 orang baru")).to_be_visible()


def print_codes(visitor: Visitor, unit_name: str) -> list[str]:
    """Make the sheet for a unit: one slip for each of its new people."""
    page = visitor.page
    unit = page.get_by_label("Unit kerja")
    choice = unit.locator("option").filter(has_text=unit_name).first
    unit.select_option(value=choice.get_attribute("value"))
    visitor.press("Buat lembar kode")
    keep_picture(visitor, GUIDE, "lembar", wide=True)
    return page.locator(".slip-code").all_text_contents()


def filter_people(visitor: Visitor, agency: str) -> None:
    page = visitor.page
    visitor.go("/kepegawaian")
    unit = page.get_by_label("Unit dan semua di bawahnya")
    choice = unit.locator("option").filter(has_text=agency).first
    unit.select_option(value=choice.get_attribute("value"))
    visitor.press("Tampilkan")
    keep_picture(visitor, GUIDE, "meja", wide=True)
    names = page.locator(".staff tbody th a")
    expect(names).to_have_text(["Rini Astuti", "Tono Wijaya, S.T.", "Wulan Sari, S.E."])
    expect(page.get_by_role("row").filter(has_text="Rini Astuti")).to_contain_text("Belum ada JP")
    expect(page.get_by_role("row").filter(has_text="Wulan Sari")).to_contain_text("8")


def download(page: Page, name: str, folder: Path, *, role: str = "link") -> Path:
    with page.expect_download() as waiting:
        page.locator("main").get_by_role(role, name=name).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def check_sheet(path: Path, nips: list[str]) -> None:
    """The sheet holds the filtered people, and every NIP kept its eighteen digits."""
    header, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    column = header.index("nip")
    assert sorted(row[column] for row in rows) == sorted(nips)


def take_certificates(visitor: Visitor, agency: str, folder: Path) -> Path:
    filter_people(visitor, agency)
    for name in ("Wulan Sari", "Tono Wijaya"):
        visitor.page.get_by_label(f"Pilih {name}").check()
    return download(visitor.page, "Sertifikat yang dipilih (ZIP)", folder, role="button")


def check_zip(path: Path, nips: list[str]) -> None:
    """Each PDF is in the manifest with its own SHA-256, under the owner's NIP."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        digests = {
            name: hashlib.sha256(archive.read(name)).hexdigest()
            for name in archive.namelist()
            if name.endswith(".pdf")
        }
        manifest = json.loads(archive.read("manifest.json"))
        table = io.StringIO(archive.read("manifest.csv").decode("utf-8-sig"))
    assert {line["file"]: line["sha256"] for line in manifest} == digests
    assert {line["file"]: line["sha256"] for line in csv.DictReader(table, delimiter=";")} == digests
    assert sorted(line["identity"] for line in manifest) == sorted(nips)
    assert len(digests) == 2
