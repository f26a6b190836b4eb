"""The longest claim on certificates of both designs: a scan at 150 dpi, read by two decoders not ours."""

import io
import json
import subprocess
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import segno
import zxingcpp
from certification_builders import a_snapshot
from claim_builders import HARDEST, KEY, KEYS
from PIL import Image

from lms.certification import designs, pdf
from lms.certification.rules import claim, wording

ROOT = Path(__file__).parents[2]
DECODER = next((ROOT / "lms" / "web" / "static" / "vendor").glob("qr-*.min.js"))
ADDRESS = f"https://belajar.palembang.go.id/verifikasi/{HARDEST.public_id}"
DPI = 150
# What phones of the cheapest kind read from paper, a hand's width away.
SMALLEST_MM = 0.33
DESIGNS = ("standar", "modern")
# The page's own decoder, without the page: pictures are grey, written as PGM.
READ = """
import { readFileSync } from "node:fs";
const [decoder, ...paths] = process.argv.slice(1);
const { decodeQRBatch } = await import(decoder);
const found = {};
for (const path of paths) {
  const file = readFileSync(path);
  const head = /^P5\\s+(\\d+)\\s+(\\d+)\\s+255\\s/.exec(file.toString("latin1", 0, 40));
  const [, width, height] = head.map(Number);
  const grey = file.subarray(file.length - width * height);
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  grey.forEach((level, place) => data.fill(level, 4 * place, 4 * place + 3));
  const patience = { maxSize: { width, height }, timeLimit: 5000 };
  const [codes] = await decodeQRBatch([{ data, width, height }], patience);
  found[path] = codes.filter((code) => typeof code === "string");
}
process.stdout.write(JSON.stringify(found));
"""


@dataclass(frozen=True, slots=True)
class Paper:
    """The back of a certificate as a scanner sees it, and the text of its code."""

    path: Path
    text: str


def printed(folder: Path, design: str) -> Paper:
    snapshot = a_snapshot()
    words = wording.of(
        snapshot, number="800.2/00123/BKPSDM/2026", began_on=date(2026, 3, 3), completed_on=date(2026, 3, 17)
    )
    text = claim.sign(HARDEST, KEY)
    sheet = pdf.Sheet(
        words,
        HARDEST.public_id,
        ADDRESS,
        datetime(2026, 3, 17, 2, tzinfo=UTC),
        snapshot["government"],
        snapshot["organiser"],
        tuple(snapshot["signatories"]),
        claim=text,
    )
    (folder / "c.pdf").write_bytes(pdf.render(designs.load(ROOT / "certificates", design), sheet))
    command = ["pdftoppm", "-r", str(DPI), "-gray", "-f", "2", "-singlefile", "c.pdf", "back"]
    subprocess.run(command, check=True, cwd=folder)
    return Paper(folder / "back.pgm", text)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Paper]:
    return {design: printed(tmp_path_factory.mktemp(design), design) for design in DESIGNS}


def codes(paper: Paper) -> dict[str, zxingcpp.Barcode]:
    with Image.open(io.BytesIO(paper.path.read_bytes())) as picture:
        return {code.text: code for code in zxingcpp.read_barcodes(picture)}


@pytest.mark.parametrize("design", DESIGNS)
def test_a_scanner_reads_it_and_the_server_believes_it(papers: dict[str, Paper], design: str) -> None:
    paper = papers[design]

    found = codes(paper)

    assert found.keys() == {paper.text, ADDRESS}
    (text,) = (text for text in found if text.startswith(claim.PREFIX))
    assert claim.read(text, KEYS) == HARDEST


@pytest.mark.parametrize("design", DESIGNS)
def test_its_modules_are_large_enough_for_a_cheap_phone(papers: dict[str, Paper], design: str) -> None:
    paper = papers[design]
    corners = codes(paper)[paper.text].position
    side = (corners.top_right.x - corners.top_left.x) / DPI * 25.4
    modules = segno.make(paper.text, error="m", micro=False, boost_error=False).symbol_size(border=0)[0]

    assert modules == 81, "version 16, the most that a claim can need"
    assert side / modules >= SMALLEST_MM


def test_the_decoder_that_the_page_carries_reads_it_too(papers: dict[str, Paper]) -> None:
    command = ["node", "--input-type=module", "-e", READ, str(DECODER)]
    paths = [str(paper.path) for paper in papers.values()]
    done = subprocess.run([*command, *paths], capture_output=True, text=True, check=True)

    found = json.loads(done.stdout)

    missed = [name for name, paper in papers.items() if paper.text not in found[str(paper.path)]]
    assert missed == []
