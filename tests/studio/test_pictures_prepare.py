"""What a trainer's phone sends becomes a picture that a learner's phone can load."""

import io
import random
import struct
import zlib

import pytest
from PIL import Image

from lms.errors import InvalidInput
from lms.studio.editor import pictures

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'


def a_photo(width: int, height: int, *, kind: str = "JPEG", turned: bool = False) -> bytes:
    """Make a picture full of detail, with the place where it was taken in its EXIF."""
    small = Image.frombytes("RGB", (80, 60), random.Random(4).randbytes(80 * 60 * 3))
    exif = Image.Exif()
    exif[0x010F] = "Ponsel Bu Rahma"
    exif.get_ifd(0x8825)[1] = "S"
    if turned:
        exif[0x0112] = 6
    out = io.BytesIO()
    small.resize((width, height)).save(out, kind, exif=exif, quality=95)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_a_large_photo_gets_narrow_and_small_and_tells_nothing_of_its_camera() -> None:
    sent = a_photo(4000, 3000)

    made = pictures.prepared(sent, "Foto Loket Plaju (1).JPG")

    assert made.name == "foto-loket-plaju-1.webp"
    assert made.width <= pictures.WIDEST
    assert len(made.data) <= pictures.TARGET < made.before
    assert not opened(made.data).getexif()
    assert b"Rahma" not in made.data


def test_a_photo_held_sideways_is_turned_upright() -> None:
    made = pictures.prepared(a_photo(400, 300, turned=True), "foto.jpg")

    assert (made.width, made.height) == (300, 400)


def test_a_screen_of_few_colours_stays_sharp() -> None:
    out = io.BytesIO()
    Image.new("P", (500, 300), 3).save(out, "PNG")

    made = pictures.prepared(out.getvalue(), "layar.png")

    assert made.name == "layar.png"
    assert opened(made.data).format == "PNG"


def test_what_is_clear_stays_clear() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (40, 40), (10, 20, 30, 0)).save(out, "PNG")

    made = pictures.prepared(out.getvalue(), "cap.png")

    assert opened(made.data).convert("RGBA").getpixel((5, 5)) == pytest.approx((10, 20, 30, 0), abs=40)
    assert opened(made.data).convert("RGBA").getchannel("A").getextrema() == (0, 0)


def test_the_type_is_what_the_file_holds() -> None:
    assert pictures.prepared(a_photo(60, 40, kind="PNG"), "palsu.svg").name == "palsu.webp"
    assert pictures.prepared(SVG, "bagan.png").name == "bagan.svg"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "studio.no-picture"),
        (b"MZ\x90\x00 program", "studio.no-picture"),
        (b"%PDF-1.7", "studio.no-picture"),
        (a_photo(50, 50)[:300], "studio.no-picture"),
        (SVG.replace(b"<path", b"<script>x()</script><path"), "studio.svg"),
        (SVG.replace(b"<path", b"<path onclick='x()'"), "studio.svg"),
        (SVG.replace(b"</svg>", b""), "studio.no-picture"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG, "studio.no-picture"),
        (SVG.replace(b"</svg>", b"<!--" + b"x" * 600_000 + b"--></svg>"), "studio.svg-heavy"),
    ],
)
def test_what_is_no_fit_picture_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        pictures.prepared(data, "x.png")

    assert refused.value.code == code


def a_bomb(width: int, height: int) -> bytes:
    """Make a PNG of a few bytes that would unpack to a wall of pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 9))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(30_000, 30_000), (8_000, 8_000), (16_001, 1), (1, 16_001), (5_100, 5_000)])
def test_a_bomb_is_refused_before_it_is_unpacked(size: tuple[int, int]) -> None:
    with pytest.raises(InvalidInput):
        pictures.prepared(a_bomb(*size), "bom.png")


def test_names_never_meet() -> None:
    assert pictures.prepared(SVG, "bagan.svg", {"bagan.svg", "bagan-2.svg"}).name == "bagan-3.svg"
    assert pictures.slug("../../etc/Pälembang é.png") == "palembang-e"
    assert pictures.slug("写真.jpg") == "gambar"


def test_the_line_of_a_picture_keeps_brackets_and_quotation_marks() -> None:
    assert pictures.require_alt(" Loket [2]\n di Plaju ") == r"Loket \[2\] di Plaju"
    assert pictures.figure("assets/x.webp", "a", 'Kata "Ibu"') == r'![a](assets/x.webp "Kata \"Ibu\"")'
    with pytest.raises(InvalidInput):
        pictures.require_alt("  ")


def test_a_wide_screen_is_taken_down_before_it_is_written() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (6_000, 500), (10, 20, 30, 128)).save(out, "PNG")

    made = pictures.prepared(out.getvalue(), "layar.png")

    assert made.width == pictures.WIDEST
    assert abs(made.height - 133) < 2
    assert opened(made.data).mode == "RGBA"
