"""The frozen list of a bundle: what is in the archive, in which order, with the CRC-32 of each file.

It lies in the file store, one JSON array a line, so that an archive can go on anywhere without a database and
without reading what is skipped.
"""

import json
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from typing import IO

from lms.certification.bundles import layout, manifests
from lms.certification.bundles.layout import Entry
from lms.certification.bundles.wishes import Wish
from lms.certification.models import Certificate
from lms.certification.rules import numbering
from lms.db.files import FileStore

BLOCK = 64 * 1024
SHEET, MACHINES = "manifest.csv", "manifest.json"

Told = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Frozen:
    """A list in the file store: how many certificates' files it holds, how many bytes its archive has."""

    sha256: str
    count: int
    size: int


class Spool:
    """Bytes that grow in a temporary file, with their CRC-32."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.size, self.crc = file, 0, 0

    def write(self, data: bytes) -> None:
        self.size += self.file.write(data)
        self.crc = zlib.crc32(data, self.crc)

    def keep(self, files: FileStore) -> str:
        self.file.seek(0)
        return files.put_blocks(iter(lambda: self.file.read(BLOCK), b""))


def freeze(files: FileStore, wish: Wish, rows: Iterable[Certificate], told: Told = lambda: None) -> Frozen:
    """Write down the archive of these certificates; one without its file has a line in the manifest only.

    Reads each file once, for its CRC-32; holds none, and of the rows one. `told` hears of each certificate.
    """
    with ExitStack() as stack:
        sheet, machines, entries = (
            Spool(stack.enter_context(tempfile.TemporaryFile(prefix="lms-"))) for _ in range(3)
        )
        count = found = 0
        names, last = numbering.FileNames(), wish.on
        sheet.write(manifests.head_of_sheet())
        machines.write(b"[")
        for certificate in rows:
            crc = _crc(files, certificate)
            name = (
                "" if crc is None else names.give(certificate.snapshot["identity_value"], certificate.number)
            )
            if crc is not None and certificate.sha256 and certificate.size:
                day = certificate.completed_on
                entries.write(_written(Entry(name, certificate.sha256, certificate.size, crc, day)))
            told_of = manifests.line(certificate, name, wish)
            sheet.write(manifests.on_sheet(told_of))
            machines.write(manifests.as_json(told_of, first=not count))
            count, found = count + 1, found + bool(name)
            told()
        machines.write(b"\n]\n")
        for spool, name in ((sheet, SHEET), (machines, MACHINES)):
            entries.write(_written(Entry(name, spool.keep(files), spool.size, spool.crc, last)))
        sha256 = entries.keep(files)
    size = sum(map(layout.length, layout.pieces(lambda: read(files, sha256))))
    return Frozen(sha256, found, size)


def read(files: FileStore, sha256: str) -> Iterator[Entry]:
    """Yield the entries of a list; raises `KeyError` when it is gone."""
    with files.open(sha256) as lines:
        for text in lines:
            name, where, size, crc, day = json.loads(text)
            yield Entry(name, where, size, crc, date.fromisoformat(day))


def _written(entry: Entry) -> bytes:
    told = [entry.name, entry.sha256, entry.size, entry.crc, entry.day.isoformat()]
    return (json.dumps(told, separators=(",", ":")) + "\n").encode()


def _crc(files: FileStore, certificate: Certificate) -> int | None:
    """Return the CRC-32 of the file; None when there is none yet, when it is lost, or cut short."""
    if certificate.sha256 is None:
        return None
    crc = size = 0
    try:
        with files.open(certificate.sha256) as file:
            while block := file.read(BLOCK):
                crc, size = zlib.crc32(block, crc), size + len(block)
    except KeyError:
        return None
    return crc if size and size == certificate.size else None
