"""The archive of a frozen list: any stretch of its bytes, and what of it was lost meanwhile."""

import logging
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from lms.certification.bundles import layout, lists
from lms.certification.bundles.layout import Entry, Piece
from lms.db.files import FileStore
from lms.errors import Message, Refused

log = logging.getLogger(__name__)

LOST = Message(
    "Berkas {name} dari daftar ini tidak ada lagi atau tidak utuh, maka ZIP tidak diteruskan.",
    "The file {name} of this list is gone or not whole, so the ZIP does not go on.",
    "Minta admin menjalankan lms certificates render, lalu lanjutkan unduhan; atau siapkan unduhan baru.",
    "Have an administrator run lms certificates render, then resume; or prepare a new download.",
)


def stream(files: FileStore, list_sha256: str, start: int, stop: int) -> Iterator[bytes]:
    """Yield the bytes from `start` up to `stop`, which is not among them; what lies before is not read.

    Raises `Refused` at a file that is lost, cut short, or no longer the bytes that were listed: an archive
    that ends too early is seen by whoever fetches it, one with wrong bytes is not.
    """
    at = 0
    for piece in _pieces(files, list_sha256):
        begin, at = at, at + layout.length(piece)
        if at <= start:
            continue
        if begin >= stop:
            return
        low, high = max(start - begin, 0), min(stop, at) - begin
        if isinstance(piece, bytes):
            yield piece[low:high]
        else:
            yield from _stored(files, piece, low, high)


def lost(files: FileStore, list_sha256: str, start: int, stop: int) -> str:
    """Return the name of the first file of that stretch that is not there; empty when all are."""
    at = 0
    for piece in _pieces(files, list_sha256):
        begin, at = at, at + layout.length(piece)
        if begin >= stop:
            break
        if at > start and isinstance(piece, Entry) and not files.has(piece.sha256):
            return piece.name
    return ""


def _pieces(files: FileStore, list_sha256: str) -> Iterator[Piece]:
    return layout.pieces(lambda: lists.read(files, list_sha256))


def _stored(files: FileStore, entry: Entry, low: int, high: int) -> Iterator[bytes]:
    """Yield a stretch of a file; of a whole one the last block is held back until its CRC-32 is known."""
    try:
        file = files.open(entry.sha256)
    except KeyError:
        raise _refused(entry) from None
    with file:
        file.seek(low)
        crc, held = 0, b""
        for block in _blocks(file, entry, high - low):
            crc = zlib.crc32(block, crc)
            if held:
                yield held
            held = block
        if high - low == entry.size and crc != entry.crc:
            raise _refused(entry)
        yield held


def _blocks(file: BinaryIO, entry: Entry, left: int) -> Iterator[bytes]:
    while left:
        block = file.read(min(lists.BLOCK, left))
        if not block:
            raise _refused(entry)
        left -= len(block)
        yield block


def _refused(entry: Entry) -> Refused:
    log.error("bundle cut off: %s (%s) is lost or not what was listed", entry.name, entry.sha256)
    return Refused(LOST, "bundles.lost", name=entry.name)
