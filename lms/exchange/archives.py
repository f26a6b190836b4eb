"""The one door to zip files: few entries, plain names, small contents; read in memory, one at a time."""

import stat
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath

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


def refusal(code: str, **values: str | int) -> Refused:
    """Return the refusal of a whole archive, to be raised."""
    return Refused(MESSAGES[code], code, **values)


def is_zip(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


class Archive:
    """Files by their names; folders are left out, and a zip within a zip stays a file."""

    def __init__(self, data: bytes) -> None:
        """Look at every entry before one is read; raise Refused for an archive that is not as it must be."""
        # Counted before they are listed: a list of a million entries is the bomb itself.
        if data.count(ENTRY) > MOST_ENTRIES:
            raise refusal("archive.many", most=MOST_ENTRIES)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise refusal("archive.broken") from None
        self._entries = {one.filename: one for one in self._zip.infolist() if not one.is_dir()}
        self._left = MEGABYTES * 2**20
        _check(self._zip.infolist())

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

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
            raise refusal("archive.large", megabytes=MEGABYTES)
        self._left -= len(data)
        return data


def _check(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.flag_bits & ENCRYPTED or entry.compress_type not in METHODS:
            raise refusal("archive.broken")
        if not _plain(entry) or entry.filename in seen:
            raise refusal("archive.path", name=entry.filename[:80])
        seen.add(entry.filename)
        swollen = entry.file_size > RATIO * max(entry.compress_size, 1)
        if entry.file_size > UNSUSPICIOUS and swollen:
            raise refusal("archive.large", megabytes=MEGABYTES)
    if sum(entry.file_size for entry in entries) > MEGABYTES * 2**20:
        raise refusal("archive.large", megabytes=MEGABYTES)


def _plain(entry: zipfile.ZipInfo) -> bool:
    """Tell whether the entry is a file or folder that stays inside, by its name as it was written."""
    name = entry.orig_filename
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR} or len(name) > 500:
        return False
    path = PurePosixPath(name)
    stays = not path.is_absolute() and ".." not in path.parts
    return bool(name) and stays and not any(sign in name for sign in "\\:\0") and name.isprintable()
