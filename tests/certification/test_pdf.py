"""The PDF as text, as structure and as a picture: poppler reads what readers and archives will read."""

import re
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from certification_builders import LONG_NAME, LONG_TITLE, MODULES, a_snapshot
from PIL import Image

from lms.certification import designs, pdf
from lms.certification.rules import wording
from lms.errors import Refused, SetUpError

SHELF = Path(__file__).parents[2] / "certificates"
PUBLIC_ID = "0123456789abcdef0123456789abcdef"
ADDRESS = f"https://belajar.palembang.go.id/verifikasi/{PUBLIC_ID}"
FOURTEEN = [{"title": f"{MODULES[n % 4]} di perangkat daerah, bagian {n + 1}", "jp": "8"} for n in range(14)]
SIGNATORY = a_snapshot()["signatories"][0]
HARD = {
    "ani": {},
    "long": {
        "name": LONG_NAME, "course_title": LONG_TITLE, "rank": "Pembina Utama (IV/e)", "language": "id",
        "position": "Kepala Dinas Komunikasi dan Informatika serta Persandian dan Statistik",
        "modules": [*FOURTEEN[:-1], {"title": "Penutup", "jp": "16"}], "jp": "120",
    },
    "acehnese": {"name": "Nurʼaini Daulay", "identity_label": "NI PPPK", "rank": "Golongan IX"},
    "balinese": {"name": "I Gusti Ayu Made Ñurê", "language": "en", "rank": ""},
    "one-hour": {
        "modules": [{"title": "Pelayanan Prima", "jp": "1"}], "jp": "1", "percent": None, "competencies": [],
    },
    "nobody": {
        "identity_label": "", "identity_value": "", "rank": "", "position": "", "unit": "", "agency": "",
    },
    "three-sign": {"signatories": [SIGNATORY] * 3},
}  # fmt: skip


@dataclass(frozen=True)
class Word:
    left: float
    top: float
    right: float
    bottom: float
    text: str


def drawn(**values):
    snapshot = a_snapshot(**values)
    words = wording.of(
        snapshot, number="800.2/00123/BKPSDM/2026", began_on=date(2026, 3, 3), completed_on=date(2026, 3, 17)
    )
    sheet = pdf.Sheet(
        words,
        PUBLIC_ID,
        ADDRESS,
        datetime(2026, 3, 17, 2, tzinfo=UTC),
        snapshot["government"],
        snapshot["organiser"],
        tuple(snapshot["signatories"]),
    )
    return pdf.render(designs.load(SHELF, "standar"), sheet)


@pytest.fixture(scope="module", params=HARD)
def hard(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("pdf") / f"{request.param}.pdf"
    path.write_bytes(drawn(**HARD[request.param]))
    return HARD[request.param], path


def told(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def words_of(path):
    pages = told("pdftotext", "-bbox", str(path), "-").split("<page ")[1:]
    pattern = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<')
    return [[Word(*map(float, found[:4]), found[4]) for found in pattern.findall(page)] for page in pages]


def test_it_has_two_pages_small_enough_to_send(hard):
    _, path = hard

    assert "Pages:           2" in told("pdfinfo", str(path))
    assert path.stat().st_size < 120_000


def test_no_word_lies_on_another_or_on_the_border(hard):
    _, path = hard

    for words in words_of(path):
        assert all(
            word.left > 60 and word.right < 842 - 60 and word.top > 53 and word.bottom < 595 - 53
            for word in words
        )
        for n, one in enumerate(words):
            for other in words[n + 1 :]:
                across = min(one.right, other.right) - max(one.left, other.left)
                down = min(one.bottom, other.bottom) - max(one.top, other.top)
                # line boxes touch; letters that overlap share a third of their height
                assert across < 1 or down < 0.34 * min(one.bottom - one.top, other.bottom - other.top), (
                    one,
                    other,
                )


def test_its_text_reads_in_the_law_s_order(hard):
    values, path = hard
    snapshot = a_snapshot(**values)
    text = " ".join(told("pdftotext", "-raw", str(path), "-").split())
    document = wording.WORDS[snapshot["language"]]["document"]
    parts = ["PEMERINTAH KOTA PALEMBANG", document, "800.2/00123/BKPSDM/2026", snapshot["name"]]
    parts += [
        snapshot["rank"],
        snapshot["position"],
        snapshot["course_title"],
        "Palembang, 17",
        SIGNATORY["name"],
    ]

    places = [text.index(part) for part in parts if part]

    assert places == sorted(places)


def test_its_fonts_are_inside_and_its_structure_is_tagged(hard):
    _, path = hard
    fonts = told("pdffonts", str(path)).splitlines()[2:]

    assert len(fonts) == 4
    assert all("Sertifikat" in line and re.search(r"yes yes yes", line) for line in fonts)
    with pikepdf.open(path) as file:
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) in {"id", "en"}
        assert "800.2/00123/BKPSDM/2026" in str(file.docinfo["/Title"])
        assert file.open_metadata().pdfa_status == "3A"
    structure = told("pdfinfo", "-struct-text", str(path))
    assert "H1" in structure
    assert "Table" in structure
    assert "TH" in structure


def test_its_qr_codes_decode_at_150_dpi(hard, tmp_path):
    _, path = hard
    subprocess.run(["pdftoppm", "-r", "150", "-png", str(path), str(tmp_path / "page")], check=True)

    for picture in sorted(tmp_path.glob("page*.png")):
        assert [code.text for code in zxingcpp.read_barcodes(Image.open(picture))] == [ADDRESS]


def test_the_same_input_gives_the_same_bytes():
    assert drawn() == drawn()


def test_it_carries_its_public_id():
    data = drawn()

    assert pdf.public_id_of(data) == PUBLIC_ID
    assert pdf.public_id_of(data + b"\n%%EOF") == PUBLIC_ID
    assert pdf.public_id_of(b"%PDF-1.7 /ID [(something) (else)]") is None
    assert pdf.public_id_of(f"/ID [<{PUBLIC_ID.encode().hex()}> <00>]".encode()) == PUBLIC_ID
    assert pdf.public_id_of(b"/ID [<" + b"ff" * 32 + b"> <00>]") is None


def test_a_letter_without_a_glyph_refuses_and_names_it():
    with pytest.raises(Refused) as refusal:
        drawn(name="Ni Wayan ᬦ")

    assert "ᬦ" in refusal.value.text("id")
    assert "U+1B26" in refusal.value.text("en")


def test_text_that_no_size_can_hold_refuses():
    with pytest.raises(Refused) as refusal:
        drawn(modules=[{"title": f"{LONG_TITLE} {n}", "jp": "1"} for n in range(60)], jp="60")

    assert refusal.value.code == "certificate.too-long"


def test_a_design_reaches_no_other_folder_and_no_network(tmp_path):
    for source in ("https://example.org/x.png", "file:///etc/hostname", "../secret.svg"):
        folder = tmp_path / "jahat"
        folder.mkdir(exist_ok=True)
        (folder / "fonts.conf").write_text((SHELF / "standar" / "fonts.conf").read_text())
        (folder / "design.html").write_text(f'<html><body><img src="{source}" alt="x"></body></html>')
        limits = {"front": (), "name": (), "course": (), "about": (), "rows": (), "facts": ()}
        design = designs.Design("jahat", folder.resolve(), {}, 1, 80, limits)
        words = wording.of(a_snapshot(), number="1", began_on=date(2026, 1, 1), completed_on=date(2026, 1, 1))

        with pytest.raises(Refused) as refusal:
            pdf.render(
                design, pdf.Sheet(words, PUBLIC_ID, ADDRESS, datetime(2026, 1, 1, tzinfo=UTC), "", "", ())
            )

        assert refusal.value.code == "certificate.unreachable"


def test_a_design_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(SetUpError):
        designs.load(SHELF, "../standar")
    (tmp_path / "rusak").mkdir()
    (tmp_path / "rusak" / "design.toml").write_text("pages = 'dua'")
    with pytest.raises(SetUpError):
        designs.load(tmp_path, "rusak")


def test_an_emblem_in_the_instance_folder_is_printed(tmp_path):
    assert designs.emblem(tmp_path) == ""
    (tmp_path / "emblem.svg").write_text("<svg/>")
    assert designs.emblem(tmp_path).startswith("data:image/svg+xml;base64,")
