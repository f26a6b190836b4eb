"""Certificates with files that need no drawing, and an archive as a stranger's program reads it."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from build import NINE
from certification_builders import a_snapshot
from sqlalchemy.orm import Session

from lms.catalogue.models import Release
from lms.certification.bundles import archives, downloads
from lms.certification.bundles.lists import Frozen
from lms.certification.bundles.wishes import Wish
from lms.certification.models import Certificate
from lms.db.installation import Installation
from lms.people.models import Person

TODAY = date(2026, 11, 26)
EVERYTHING = Wish(TODAY)


def a_certificate(
    session: Session, person: Person, release: Release, number: int, data: bytes | None = None, **values: Any
) -> Certificate:
    """Enter a certificate; with `data` its file is in the store."""
    files = session.info["files"]
    told = a_snapshot(name=person.name, base_url="http://localhost", **values.pop("snapshot", {}))
    day = values.pop("completed_on", NINE.date() + timedelta(days=number))
    fields = {
        "public_id": f"{number:032x}", "number": f"800.2/{number:05d}/BKPSDM/2026", "year": 2026,
        "sequence": number, "revision": number, "learner_id": person.id, "course_id": release.course_id,
        "release_id": release.id, "design": "standar", "jp": 8, "began_on": day, "completed_on": day,
        "issued_at": NINE, "snapshot": told, "sha256": files.put(data) if data else None,
        "size": len(data) if data else None, "rendered_at": NINE if data else None,
    }  # fmt: skip
    certificate = Certificate(**(fields | values))
    session.add(certificate)
    session.flush()
    return certificate


def bytes_of(number: int) -> bytes:
    """Return a file of its own length for each number; some are longer than a block."""
    return b"%PDF-1.7\n" + f"{number} ".encode() * (100 + 12_000 * (number % 3))


def frozen(installation: Installation, wish: Wish = EVERYTHING) -> Frozen:
    with installation.database.read() as session:
        return downloads.freeze(session, installation.files, wish)


def archive(installation: Installation, made: Frozen) -> bytes:
    return b"".join(archives.stream(installation.files, made.sha256, 0, made.size))


def opened(data: bytes) -> zipfile.ZipFile:
    """Open it with Python's own reader, which compares every CRC-32."""
    file = zipfile.ZipFile(io.BytesIO(data))
    assert file.testzip() is None
    return file


def pdfs(file: zipfile.ZipFile) -> Iterable[str]:
    return [name for name in file.namelist() if name.endswith(".pdf")]
