"""The claim as a printed code: how large its modules are, and that a poor rendering is still read."""

import io

import pytest
import segno
import zxingcpp
from claim_builders import CLAIM, HARDEST, KEY
from PIL import Image

from lms.certification.rules import claim

SIDE_MM = 30
DPI = 150


def drawn(text: str, error: str) -> segno.QRCode:
    return segno.make(text, error=error, micro=False, boost_error=False)


def printed(code: segno.QRCode) -> Image.Image:
    """Draw it 30 mm wide at 150 dpi, modules cut through by the grid of pixels, and four modules of air."""
    modules, with_air = code.symbol_size(border=0)[0], code.symbol_size(border=4)[0]
    sharp = io.BytesIO()
    code.save(sharp, kind="png", scale=10, border=4)
    pixels = round(SIDE_MM / 25.4 * DPI * with_air / modules)
    return Image.open(sharp).convert("L").resize((pixels, pixels), Image.Resampling.BOX)


@pytest.mark.parametrize(
    ("one", "error", "version"), [(CLAIM, "l", 11), (CLAIM, "m", 12), (HARDEST, "l", 14), (HARDEST, "m", 16)]
)
def test_a_poor_rendering_is_read(one: claim.Claim, error: str, version: int) -> None:
    text = claim.sign(one, KEY)
    code = drawn(text, error)

    assert code.mode == "alphanumeric"
    assert code.version <= version
    assert [found.text for found in zxingcpp.read_barcodes(printed(code))] == [text]
