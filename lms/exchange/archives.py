"""The one door to zip files: few entries, plain names, small contents; each entry is read in memory."""

import stat
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO

from lms.errors import Refused
from lms.exchange.messages import MESSAGES

MEGABYTES = 64
MOST_ENTRIES = 5_000
# Text shrinks to a tenth, an image not at all; only what means harm shrinks to a hundredth.
RATIO = 100
UNSUSPICIOUS = 2**20
ENTRY = b"PK\x01\x02"
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENCRYPTED = 0x1
BLOCK = 2**20


def refusal(code: str, **values: str | int) -> Refused:
    """Return the refusal of a whole archive, to be raised."""
    return Refused(MESSAGES[code], code, **values)


def is_zip(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


class Archive:
    """Files by their names; folders are left out, and a zip within a zip stays a file."""

    def __init__(self, source: bytes | IO[bytes], *, megabytes: int = MEGABYTES) -> None:
        """Look at every entry before one is read; raise Refused for an archive that is not as it must be.

        `megabytes` is the most that all entries together may unpack to.
        """
        file = BytesIO(source) if isinstance(source, bytes) else source
        # Counted before they are listed: a list of a million entries is the bomb itself.
        if _entries(file) > MOST_ENTRIES:
            raise refusal("archive.many", most=MOST_ENTRIES)
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise refusal("archive.broken") from None
        self._entries = {one.filename: one for one in self._zip.infolist() if not one.is_dir()}
        self._megabytes = megabytes
        self._left = megabytes * 2**20
        _check(self._zip.infolist(), megabytes)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def size(self, name: str) -> int:
        """Return how many bytes an entry says it has; no more than those are ever read of it."""
        return self._entries[name].file_size

    def read(self, name: str) -> bytes:
        """Return one file; what an entry says of its size is not believed."""
        if name not in self._entries:
            raise refusal("archive.absent", name=name[:80])
        entry = self._entries[name]
        most = min(self._left, entry.file_size)
        try:
            with self._zip.open(entry) as file:
                data = file.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            raise refusal("archive.broken") from None
        if len(data) > most:
            raise refusal("archive.large", megabytes=self._megabytes)
        self._left -= len(data)
        return data


def _entries(file: IO[bytes]) -> int:
    """Count the marks of entries, a block at a time; one may lie across two blocks."""
    count, rest = 0, b""
    file.seek(0)
    while block := file.read(BLOCK):
        count += (rest + block).count(ENTRY)
        rest = (rest + block)[1 - len(ENTRY) :]
    return count


def _check(entries: list[zipfile.ZipInfo], megabytes: int) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.flag_bits & ENCRYPTED or entry.compress_type not in METHODS:
            raise refusal("archive.broken")
        if not _plain(entry) or entry.filename in seen:
            raise refusal("archive.path", name=entry.filename[:80])
        seen.add(entry.filename)
        swollen = entry.file_size > RATIO * max(entry.compress_size, 1)
        if entry.file_size > UNSUSPICIOUS and swollen:
            raise refusal("archive.large", megabytes=megabytes)
    if sum(entry.file_size for entry in entries) > megabytes * 2**20:
        raise refusal("archive.large", megabytes=megabytes)


def _plain(entry: zipfile.ZipInfo) -> bool:
    """Tell whether the entry is a file or folder that stays inside, by its name as it was written."""
    name = entry.orig_filename
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR} or len(name) > 500:
        return False
    path = PurePosixPath(name)
    stays = not path.is_absolute() and ".." not in path.parts
    return bool(name) and stays and not any(sign in name for sign in "\\:\0") and name.isprintable()
