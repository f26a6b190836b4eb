"""Signing without a gateway: a ZIP of unsigned PDFs goes out, a ZIP of signed ones comes in.

What comes in is matched by the id inside of each PDF; names are only repeated in the report. A file is kept
whole or not at all, each in a transaction of its own, so a break in the middle is mended by sending it again.
"""

import json
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from cryptography import x509
from sqlalchemy.orm import Session
from zipstream import ZIP_STORED, ZipStream  # type: ignore[import-untyped] # ships no types

from lms.audit import trail
from lms.certification import certificates, pdf
from lms.certification.foreign import answers, authorities, queue, reasons, runs
from lms.certification.foreign.answers import Flaw
from lms.certification.models import Certificate
from lms.certification.rules.numbering import FileNames
from lms.db.files import FileStore
from lms.db.installation import Installation
from lms.errors import InvalidInput, LmsError, Message, Refused, SetUpError

MANIFEST = "manifest.json"
AT_ONCE = 200
MOST_ENTRIES = 5000
MOST_BYTES = 5_000_000
MOST_IN_ALL = 2_000_000_000
# PDFs are compressed inside: a ZIP makes little of them. A bomb makes a thousandfold.
MOST_RATIO = 50
NAME_SHOWN = 120
# What an entry that is not as it says makes the reader raise.
DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)

NOT_A_ZIP = Message(
    "Berkas ini bukan ZIP yang utuh.",
    "This file is not a whole ZIP.",
    "Kemas PDF yang sudah ditandatangani menjadi satu ZIP tanpa kata sandi.",
    "Pack the signed PDFs into one ZIP without a password.",
)
TOO_MANY = Message(
    "ZIP ini memuat {count} berkas; paling banyak {limit}.",
    "This ZIP holds {count} files; at most {limit} are taken.",
    "Bagi menjadi beberapa ZIP.",
    "Split it into several ZIPs.",
)
TOO_LARGE = Message(
    "Isi ZIP ini terlalu besar setelah dibuka.",
    "What this ZIP holds is too large when unpacked.",
    "Bagi menjadi beberapa ZIP yang hanya berisi PDF bertanda tangan.",
    "Split it into several ZIPs that hold signed PDFs only.",
)
ODD_ENTRY = Message(
    "Entri ini bukan PDF biasa: jalur, tautan, sandi, atau ukurannya tidak wajar.",
    "This entry is no plain PDF: its path, link, password or size is odd.",
    "Kemas ulang hanya PDF yang sudah ditandatangani.",
    "Pack again, signed PDFs only.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one file that came in; `error` None when it is kept."""

    file: str
    number: str = ""
    name: str = ""
    error: LmsError | None = None


def give_out(
    session: Session, scope: str, *, by: int | None, at: datetime, budget: int, files: FileStore, limit: int
) -> Sequence[int]:
    """Choose what goes out, oldest first and at most `budget` bytes and `limit` files; note who took it."""
    chosen: list[int] = []
    size = after = 0
    while len(chosen) < limit:
        rows = queue.listed(session, scope, after=after, limit=min(AT_ONCE, limit - len(chosen)))
        for row in rows:
            size += _size(files, row)
            if size > budget and chosen:
                break
            chosen.append(row.id)
            after = row.id
        if size > budget or not rows:
            break
    if chosen:
        details = {"count": len(chosen), "first": chosen[0], "last": chosen[-1]}
        trail.note(session, by, "certificates.handed-over", "bsre", details, at=at)
    return chosen


def stream(session: Session, files: FileStore, chosen: Sequence[int], scope: str) -> Iterator[bytes]:
    """Yield the ZIP of those that wait still, one PDF in memory at a time; the manifest comes last."""
    archive = ZipStream(compress_type=ZIP_STORED)
    names, lines = FileNames(), []
    wanted = set(chosen)
    after = min(wanted, default=1) - 1
    while rows := queue.listed(session, scope, after=after, limit=AT_ONCE):
        for row in rows:
            if row.id not in wanted or not files.has(row.plain_sha256 or ""):
                continue
            name = names.give(row.snapshot["identity_value"], row.number)
            archive.add(files.get(row.plain_sha256 or ""), arcname=name)
            yield from archive.all_files()
            lines.append(_told(row, name))
        after = rows[-1].id
        if after >= max(wanted, default=0):
            break
    archive.add(json.dumps(lines, ensure_ascii=False, indent=1).encode(), arcname=MANIFEST)
    yield from archive.all_files()
    yield from archive.finalize()


def take_in(
    installation: Installation, file: BinaryIO, scope: str, *, by: int | None, at: datetime
) -> Iterator[Line]:
    """Keep what BSrE signed, refuse the rest, each with its reason.

    Raises `InvalidInput` when the ZIP itself cannot be taken, before anything is kept.
    """
    trusted = authorities.load(installation.settings)
    if not trusted:
        raise SetUpError(reasons.NO_AUTHORITY, "bsre.no-authority")
    archive = _opened(file)
    desk = _Desk(installation, trusted, scope, by, at)
    return (desk.judge(archive, entry) for entry in archive.infolist() if _matters(entry))


@dataclass(frozen=True, slots=True)
class _Desk:
    """Who takes in, and what is believed."""

    installation: Installation
    trusted: Sequence[x509.Certificate]
    scope: str
    by: int | None
    at: datetime

    def judge(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Line:
        shown = _shown(entry.filename)
        data = _read(archive, entry)
        if data is None:
            return Line(shown, error=Refused(ODD_ENTRY, "bsre.odd-entry"))
        found = self._found(data)
        if found is None:
            return Line(shown, error=reasons.flawed(Flaw.NOT_OURS))
        return Line(shown, found.number, found.snapshot["name"], self._kept(found, data))

    def _found(self, data: bytes) -> Certificate | None:
        public_id = pdf.public_id_of(data)
        if public_id is None:
            return None
        with self.installation.database.read() as session:
            return queue.within(session, self.scope, public_id)

    def _kept(self, found: Certificate, data: bytes) -> LmsError | None:
        error = queue.why_not(found)
        if error is not None:
            return error
        try:
            plain = self.installation.files.get(found.plain_sha256 or "")
        except KeyError:
            return Refused(reasons.LOST, "bsre.lost")
        signed = answers.examine(plain, data, self.trusted, at=self.at)
        if isinstance(signed, Flaw):
            return reasons.flawed(signed)
        return runs.keep(self.installation, found.id, data, signed, by=self.by, at=self.at)


def _opened(file: BinaryIO) -> zipfile.ZipFile:
    """Open a ZIP that a stranger may have made, and weigh it by its directory."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise InvalidInput(NOT_A_ZIP, "bsre.no-zip", "file") from error
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise InvalidInput(TOO_MANY, "bsre.many", "file", count=len(entries), limit=MOST_ENTRIES)
    if sum(entry.file_size for entry in entries) > MOST_IN_ALL:
        raise InvalidInput(TOO_LARGE, "bsre.large", "file")
    return archive


def _matters(entry: zipfile.ZipInfo) -> bool:
    """Leave out folders, our own manifest, and what desktops put beside files without being asked."""
    name = entry.filename.rpartition("/")[2]
    hidden = name.startswith(".") or entry.filename.startswith("__MACOSX/")
    return not (entry.is_dir() or hidden or name == MANIFEST or name.casefold() == "thumbs.db")


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes | None:
    """Return an entry's bytes; None when it is a link, climbs, is locked, swells or lies about its size."""
    parts = entry.filename.replace("\\", "/").split("/")
    climbs = entry.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]
    link = stat.S_ISLNK(entry.external_attr >> 16)
    locked = bool(entry.flag_bits & 1)
    swells = entry.file_size > MOST_BYTES or entry.file_size > MOST_RATIO * max(entry.compress_size, 1)
    if climbs or link or locked or swells:
        return None
    try:
        with archive.open(entry) as opened:
            data = opened.read(MOST_BYTES + 1)
    except DAMAGED:
        return None
    return data if len(data) == entry.file_size else None


def _shown(name: str) -> str:
    plain = "".join(letter if letter.isprintable() else "·" for letter in name)
    return plain if len(plain) <= NAME_SHOWN else f"…{plain[-NAME_SHOWN:]}"


def _size(files: FileStore, row: Certificate) -> int:
    try:
        with files.open(row.plain_sha256 or "") as file:
            return file.seek(0, 2)
    except KeyError:
        return 0


def _told(row: Certificate, name: str) -> dict[str, str]:
    return {
        "file": name,
        "number": row.number,
        "name": row.snapshot["name"],
        "course": row.snapshot["course_title"],
        "sha256": row.plain_sha256 or "",
        "verification": certificates.address(row),
    }
