"""A bundle on disk: cut off it goes on where it was, and its file appears whole or not at all."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from lms.certification.bundles import archives, downloads
from lms.certification.bundles.wishes import Wish
from lms.certification.models import CertificateDownload
from lms.db.files import FileStore
from lms.errors import NotFound

# What was written last is compared before it is gone on with: a power cut may leave zeros at the end.
CHECKED = 4 * 1024 * 1024

Told = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Begun:
    """The unfinished file beside its target, and the note that tells which download it is a part of."""

    target: Path

    @property
    def part(self) -> Path:
        return self.target.with_name(f"{self.target.name}.part")

    @property
    def note(self) -> Path:
        return self.target.with_name(f"{self.target.name}.part.json")

    def remember(self, row: CertificateDownload) -> None:
        self.part.unlink(missing_ok=True)
        self.note.write_text(json.dumps({"download": row.public_id, "wish": row.wish}), encoding="utf-8")

    def known(self, session: Session, wish: Wish, at: datetime) -> CertificateDownload | None:
        """Return the download to go on with; None where there is none, or another was wished."""
        told = self._read()
        if told is None or told.get("wish") != wish.as_json() or not self.part.exists():
            return None
        try:
            return downloads.own(session, str(told.get("download")), by=None, scope="", at=at)
        except NotFound:
            return None

    def _read(self) -> dict[str, Any] | None:
        try:
            told = json.loads(self.note.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return told if isinstance(told, dict) else None


def write(files: FileStore, row: CertificateDownload, begun: Begun, told: Told = lambda _: None) -> None:
    """Write what is missing, then give the file its name. `told` hears how many bytes came to it.

    Raises `Refused` at a file that was lost meanwhile; what is written stays, to be gone on with.
    """
    start = _sound(files, row, begun.part)
    told(start)
    with begun.part.open("r+b" if start else "wb") as out:
        out.seek(start)
        out.truncate()
        for block in archives.stream(files, row.list_sha256, start, row.size):
            out.write(block)
            told(len(block))
        out.flush()
        os.fsync(out.fileno())
    begun.part.replace(begun.target)
    begun.note.unlink(missing_ok=True)


def _sound(files: FileStore, row: CertificateDownload, part: Path) -> int:
    """Return how many bytes of the unfinished file can be kept: all, or none when its end is wrong."""
    length = part.stat().st_size if part.exists() else 0
    if not length or length > row.size:
        return 0
    low = max(length - CHECKED, 0)
    with part.open("rb") as file:
        file.seek(low)
        for block in archives.stream(files, row.list_sha256, low, length):
            if file.read(len(block)) != block:
                return 0
    return length
