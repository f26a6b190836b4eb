"""The size of a picture is read from its bytes, so that a page does not jump when it arrives."""

import struct
from io import BytesIO
from pathlib import Path

import pytest
from content_builders import COURSE, MODULE, read
from PIL import Image

from lms.content.markdown.markup import sizes

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360.5"><path d="M0 0h9"/></svg>'


@pytest.mark.parametrize(
    ("form", "media_type"),
    [("PNG", "image/png"), ("GIF", "image/gif"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp")],
)
def test_the_size_of_each_kind_of_picture_is_read(form: str, media_type: str) -> None:
    file = BytesIO()
    Image.new("RGB", (321, 123)).save(file, form)

    assert sizes.of(file.getvalue(), media_type) == (321, 123)


def test_other_packings_of_webp_are_read_too() -> None:
    for more in ({"lossless": True}, {"exif": b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00"}):
        file = BytesIO()
        Image.new("RGB", (321, 123)).save(file, "WEBP", **more)

        assert sizes.of(file.getvalue(), "image/webp") == (321, 123)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"\xff\xd8\xff\xe0\xff\xff", "image/jpeg"),
        (b"\xff\xd8\x00\x00", "image/jpeg"),
        (b"RIFF0000WEBPXXXX", "image/webp"),
        (b"\x89PNG\r\n\x1a\n0000IHDR" + struct.pack(">II", 0, 9), "image/png"),
        (b"\x89PNG\r\n\x1a\n0000IHDR" + struct.pack(">II", 99_999, 9), "image/png"),
        (b'<svg xmlns="x"/>', "image/svg+xml"),
        (b'<svg viewBox="0 0 . ."/>', "image/svg+xml"),
        (b"ID3", "audio/mpeg"),
    ],
)
def test_what_does_not_say_has_no_size(data: bytes, media_type: str) -> None:
    assert sizes.of(data, media_type) is None


def test_a_page_keeps_room_for_its_pictures(tmp_path: Path) -> None:
    library = read(
        tmp_path,
        {
            "courses/dasar/course.md": COURSE.replace("exam: dasar/ujian\n", ""),
            "courses/dasar/01-a.md": MODULE + "\n![Alur](assets/a.svg)\n",
            "courses/dasar/assets/a.svg": DRAWING,
        },
    )

    assert 'alt="Alur" width="640" height="360" loading="lazy"' in library.courses[0].modules[0].html
