"""The bytes of a ZIP around its stored files, laid out beforehand (PKWARE APPNOTE 6.3.10, §4.3 and §4.5.3).

Nothing is compressed and every time is given, so the same entries make the same bytes, and each file's place
is known before the first is read: the archive can begin in the middle.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

LOCAL = struct.Struct("<IHHHHHIIIHH")
CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
FAR = struct.Struct("<HHQ")
END64 = struct.Struct("<IQHHIIQQQQ")
LOCATOR = struct.Struct("<IIQI")
END = struct.Struct("<IHHHHIIH")

PLAIN, ZIP64 = 20, 45
UNIX = 3 << 8
UTF8 = 0x800
READABLE = 0o100644 << 16
MOST_2, MOST_4 = 0xFFFF, 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the archive: where its bytes are in the file store, how many, their CRC-32, and its day."""

    name: str
    sha256: str
    size: int
    crc: int
    day: date


# A piece of the archive: bytes of ours, or a file of the store.
Piece = bytes | Entry


def pieces(entries: Callable[[], Iterator[Entry]]) -> Iterator[Piece]:
    """Yield the archive piece by piece; entries are asked for twice, for the files and for the directory."""
    offset = 0
    for entry in entries():
        head = local(entry)
        offset += len(head) + entry.size
        yield head
        yield entry
    place = size = count = 0
    for entry in entries():
        line = central(entry, place)
        place += len(local(entry)) + entry.size
        size, count = size + len(line), count + 1
        yield line
    yield end(count, offset, size)


def length(piece: Piece) -> int:
    return len(piece) if isinstance(piece, bytes) else piece.size


def local(entry: Entry) -> bytes:
    """Return what stands before a file's bytes."""
    name = entry.name.encode()
    if entry.size >= MOST_4:
        raise ValueError(f"{entry.name}: a file of 4 GB has no place here")
    return (
        LOCAL.pack(
            0x04034B50, PLAIN, UTF8, 0, 0, _day(entry.day), entry.crc, entry.size, entry.size, len(name), 0
        )
        + name
    )


def central(entry: Entry, offset: int) -> bytes:
    """Return a file's line in the directory at the end; one beyond 4 GB says so in its extra field."""
    name = entry.name.encode()
    far = FAR.pack(1, 8, offset) if offset >= MOST_4 else b""
    head = CENTRAL.pack(
        0x02014B50, UNIX | ZIP64, ZIP64 if far else PLAIN, UTF8, 0, 0, _day(entry.day), entry.crc,
        entry.size, entry.size, len(name), len(far), 0, 0, 0, READABLE, min(offset, MOST_4),
    )  # fmt: skip
    return head + name + far


def end(count: int, offset: int, size: int) -> bytes:
    """Return what closes the archive: the directory of `count` lines lies at `offset` and is `size` long."""
    last = END.pack(
        0x06054B50, 0, 0, min(count, MOST_2), min(count, MOST_2), min(size, MOST_4), min(offset, MOST_4), 0
    )
    if count < MOST_2 and size < MOST_4 and offset < MOST_4:
        return last
    long = END64.pack(0x06064B50, END64.size - 12, UNIX | ZIP64, ZIP64, 0, 0, count, count, size, offset)
    return long + LOCATOR.pack(0x07064B50, 0, offset + size, 1) + last


def _day(day: date) -> int:
    """Write a day as MS-DOS does; its calendar begins in 1980."""
    return max(day.year - 1980, 0) << 9 | day.month << 5 | day.day
