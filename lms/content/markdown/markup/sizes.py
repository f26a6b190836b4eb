"""How wide and high a picture is, read from its first bytes: a page that knows does not jump as it comes."""

import re
import struct
from collections.abc import Callable

HEAD = 2000
ROOT = re.compile(rb"<svg\b[^>]*>", re.DOTALL)
VIEW = re.compile(
    rb"\bviewBox\s*=\s*[\"']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]{1,9})[\s,]+([\d.]{1,9})\s*[\"']"
)
# JPEG: the marks of a frame's head; 0xC4, 0xC8 and 0xCC among them are something else.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
MOST = 20_000

Size = tuple[int, int]


def of(data: bytes, media_type: str) -> Size | None:
    """Return width and height in pixels; None where the picture does not say."""
    read = READERS.get(media_type)
    try:
        size = read(data) if read else None
    except (struct.error, IndexError, ValueError):
        return None
    return size if size and min(size) > 0 and max(size) <= MOST else None


def _svg(data: bytes) -> Size | None:
    root = ROOT.search(data[:HEAD])
    view = VIEW.search(root[0]) if root else None
    return (round(float(view[1])), round(float(view[2]))) if view else None


def _png(data: bytes) -> Size:
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def _gif(data: bytes) -> Size:
    width, height = struct.unpack("<HH", data[6:10])
    return width, height


def _jpeg(data: bytes) -> Size | None:
    at = 2
    while data[at] == 0xFF:
        mark, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if mark in FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def _webp(data: bytes) -> Size | None:
    sort = data[12:16]
    if sort == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if sort == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if sort == b"VP8 ":
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None


READERS: dict[str, Callable[[bytes], Size | None]] = {
    "image/svg+xml": _svg,
    "image/png": _png,
    "image/gif": _gif,
    "image/jpeg": _jpeg,
    "image/webp": _webp,
}
