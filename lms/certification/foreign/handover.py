"""Signing without a gateway: a ZIP of unsigned PDFs goes out, a ZIP of signed ones comes in.

What comes in is matched by the id inside of each PDF; names are only repeated in the report. A file is kept
whole or not at all, each in a transaction of its own, so a break in the middle is mended by sending it again.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import IO

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
from lms.errors import LmsError, Message, Refused, SetUpError
from lms.exchange import archives
from lms.exchange.archives import Archive

MANIFEST = "manifest.json"
AT_ONCE = 200
# The manifest is one of the entries that come back.
MOST_FILES = archives.MOST_ENTRIES - 1
# What the entries of a signed ZIP together may weigh, unpacked: one uploaded, and one taken in by a command.
MEGABYTES, MEGABYTES_OF_COMMAND = archives.MEGABYTES, 2_000
NAME_SHOWN = 120

TOO_LARGE = Message(
    "Berkas ini lebih besar daripada sertifikat mana pun.",
    "This file is larger than any certificate.",
    "Tanda tangani berkas asli dari ZIP yang diunduh, tanpa menambahkan apa pun.",
    "Sign the original file of the downloaded ZIP, adding nothing.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one file that came in; `error` None when it is kept."""

    file: str
    number: str = ""
    name: str = ""
    error: LmsError | None = None


Verdict = Callable[[], Line]


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
    installation: Installation,
    file: IO[bytes],
    scope: str,
    *,
    by: int | None,
    at: datetime,
    megabytes: int = MEGABYTES,
) -> Sequence[Verdict]:
    """Open a signed ZIP; each verdict, when called for, keeps one file that BSrE signed or says why not.

    Raises `Refused` when the ZIP itself cannot be taken, before anything is kept.
    """
    trusted = authorities.load(installation.settings)
    if not trusted:
        raise SetUpError(reasons.NO_AUTHORITY, "bsre.no-authority")
    archive = Archive(file, megabytes=megabytes)
    desk = _Desk(installation, trusted, scope, by, at)
    return [partial(desk.judge, archive, name) for name in archive.names if _matters(name)]


@dataclass(frozen=True, slots=True)
class _Desk:
    """Who takes in, and what is believed."""

    installation: Installation
    trusted: Sequence[x509.Certificate]
    scope: str
    by: int | None
    at: datetime

    def judge(self, archive: Archive, entry: str) -> Line:
        shown = entry if len(entry) <= NAME_SHOWN else f"…{entry[-NAME_SHOWN:]}"
        if archive.size(entry) > answers.MOST_BYTES:
            return Line(shown, error=Refused(TOO_LARGE, "bsre.too-large"))
        try:
            data = archive.read(entry)
        except Refused as error:
            return Line(shown, error=error)
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


def _matters(entry: str) -> bool:
    """Leave out our own manifest and what desktops put beside files without being asked."""
    name = entry.rpartition("/")[2]
    hidden = name.startswith(".") or entry.startswith("__MACOSX/")
    return not (hidden or name == MANIFEST or name.casefold() == "thumbs.db")


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
