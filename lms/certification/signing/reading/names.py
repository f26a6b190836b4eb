"""Which certificates a file names: in its /ID, in its links, in what is attached to it.

Streams are inflated to a bound and searched; a stranger's file is not opened as a PDF.
"""

import re
import zlib
from collections import deque
from collections.abc import Iterator

# The first half of a PDF's /ID is its lasting identifier (ISO 32000, 14.4): ours is the public id.
IDENTIFIER = re.compile(rb"/ID\s{0,9}\[\s{0,9}(?:\(([0-9a-f]{32})\)|<([0-9A-Fa-f]{64})>)")
ADDRESS = re.compile(rb"/verifikasi/([0-9a-f]{32})\b")
STREAM = re.compile(rb"stream\r?\n")
MOST_NAMES = 16
MOST_STREAMS = 400
LARGEST_STREAM = 512 * 1024
LARGEST_IN_ALL = 8 * 1024 * 1024


def lasting(data: bytes) -> str | None:
    """Return the public id that stands in the last trailer, if it is one of ours by its form."""
    last = deque(IDENTIFIER.finditer(data), maxlen=1)
    return _plain(last[0]) if last else None


def named(data: bytes) -> frozenset[str]:
    """Return every public id that the file names."""
    names = {name for found in IDENTIFIER.finditer(data) if (name := _plain(found))}
    for part in (data, *_inflated(data)):
        for found in ADDRESS.finditer(part):
            names.add(found[1].decode())
            if len(names) > MOST_NAMES:
                return frozenset(names)
    return frozenset(names)


def _plain(found: re.Match[bytes]) -> str | None:
    text = found[1] or bytes.fromhex(found[2].decode())
    return text.decode() if re.fullmatch(rb"[0-9a-f]{32}", text) else None


def _inflated(data: bytes) -> Iterator[bytes]:
    left = LARGEST_IN_ALL
    for count, found in enumerate(STREAM.finditer(data)):
        if count == MOST_STREAMS or left <= 0:
            return
        try:
            part = zlib.decompressobj().decompress(
                data[found.end() : found.end() + LARGEST_STREAM], min(left, LARGEST_STREAM)
            )
        except zlib.error:
            continue
        left -= len(part)
        yield part
