"""QR codes: those of segno, read back by zxing."""

import random
import string

import numpy as np
import pytest
import segno
import zxingcpp

from lms.press import codes

ALPHANUMERIC = string.digits + string.ascii_uppercase + " $%*+-./:"
LENGTHS = (1, 2, 14, 15, 61, 62, 63, 300, 331, 700)


def by_segno(text: str) -> tuple[str, ...]:
    code = segno.make(text, error="m", mask=codes.MASK, micro=False, boost_error=False)
    return tuple("".join(str(module) for module in row) for row in code.matrix)


@pytest.mark.parametrize("letters", [ALPHANUMERIC, string.printable[:95]], ids=["alphanumeric", "bytes"])
@pytest.mark.parametrize("length", LENGTHS)
def test_a_code_is_segno_s_and_reads_as_its_text(letters: str, length: int) -> None:
    text = "".join(random.Random(length).choices(letters, k=length))

    rows = codes.rows(text)
    picture = np.pad([[255 * (module == "0") for module in row] for row in rows], 4, constant_values=255)
    [read] = zxingcpp.read_barcodes(picture.astype(np.uint8).repeat(4, 0).repeat(4, 1))

    assert rows == by_segno(text)
    assert read.text == text


@pytest.mark.parametrize("text", ["0123456789", "Nurʼaini", "A" * 2300])
def test_what_is_out_of_the_ordinary_is_left_to_segno(text: str) -> None:
    assert codes.rows(text) == by_segno(text)


def test_the_self_check_holds_for_every_version_drawn_here() -> None:
    assert all(codes._as_segno(version, mode) for version in (1, 4, 10, 14, 26) for mode in codes.COUNTS)
