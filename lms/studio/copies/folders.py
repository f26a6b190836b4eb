"""A copy laid out as a folder, so that the reader can read it: a cache, made anew wherever it is missing."""

import json
import os
import shutil
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.content import reader
from lms.content.reader import Library, Memory
from lms.db.installation import Installation
from lms.studio.copies import arriving, lending
from lms.studio.copies.values import Copy
from lms.studio.models import StudioCopy, StudioFile, StudioRevision

LIST = ".files.json"
# A folder that somebody may still be reading.
YOUNG_SECONDS = 120
KEPT = 3

# What was made of each text, shared by all copies of this process.
_memory = Memory()


def folder(installation: Installation, session: Session, copy: Copy) -> Path:
    """Return a folder with `courses/` and `quizzes/` that holds the copy as it is now; only to be read."""
    home = installation.settings.instance / "studio" / copy.slug
    version, held = _held(session, copy)
    place = home / str(version)
    if not in_use(place):
        _lay_out(installation, session, copy, held, place)
        _sweep(home)
    return place


def in_use(place: Path) -> bool:
    """Tell whether a folder is laid out, and keep it from being swept for a while."""
    try:
        os.utime(place)
    except FileNotFoundError:
        return False
    return True


def library(installation: Installation, session: Session, copy: Copy) -> Library:
    """Read the copy; the names of other courses and of designs are those of the content folder."""
    place = folder(installation, session, copy)
    around = reader.beside(installation.settings.content_root)
    # A quiz that is not in the folder is unknown: the copy lacks it, or it is not for whoever writes here.
    beside = replace(around, slugs=around.slugs - {copy.slug}, keys=frozenset())
    return reader.read(place, [copy.slug], memory=_memory, beside=beside)


def _held(session: Session, copy: Copy) -> tuple[int, dict[str, tuple[int, int, str]]]:
    """Return version and files in one statement: they belong together."""
    rows = session.execute(
        select(StudioCopy.version, StudioFile.path, StudioFile.id, StudioFile.version, StudioFile.sha256)
        .outerjoin(StudioFile, (StudioFile.copy_id == StudioCopy.id) & ~StudioFile.removed)
        .where(StudioCopy.id == copy.id)
    ).all()
    # A copy without a file is one row that names none.
    held = {path: (id_, version, sha256) for _, path, id_, version, sha256 in rows if path}
    return rows[0][0], held


def _lay_out(
    installation: Installation,
    session: Session,
    copy: Copy,
    held: dict[str, tuple[int, int, str]],
    place: Path,
) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".new-", dir=place.parent))
    try:
        for shelf in arriving.SHELVES:
            (made / shelf).mkdir()
        last, had = _last(place.parent)
        for path, (id_, version, sha256) in held.items():
            target = made / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if last is None or had.get(path) != sha256 or not _linked(last / path, target):
                target.write_bytes(_bytes(installation, session, id_, version, sha256))
        lending.borrow(session, installation.settings.content_root, made, copy.slug)
        (made / LIST).write_text(json.dumps({path: one[2] for path, one in held.items()}))
        made.rename(place)
    except OSError:
        shutil.rmtree(made, ignore_errors=True)
        if not place.is_dir():
            raise


def _bytes(installation: Installation, session: Session, file_id: int, version: int, sha256: str) -> bytes:
    text = session.scalar(
        select(StudioRevision.text).where(
            StudioRevision.file_id == file_id, StudioRevision.version == version
        )
    )
    return installation.files.get(sha256) if text is None else text.encode()


def _linked(source: Path, target: Path) -> bool:
    try:
        os.link(source, target)
    except OSError:
        return False
    return True


def _last(home: Path) -> tuple[Path | None, dict[str, str]]:
    """Return the newest folder there is, and the hashes of what it holds."""
    for place in reversed(_versions(home)):
        try:
            had: dict[str, str] = json.loads((place / LIST).read_text())
        except (OSError, ValueError):
            continue
        return place, had
    return None, {}


def _versions(home: Path) -> list[Path]:
    return sorted((one for one in home.iterdir() if one.name.isdigit()), key=lambda one: int(one.name))


def _sweep(home: Path) -> None:
    """Throw away what nobody reads any more."""
    old = time.time() - YOUNG_SECONDS
    left = [*_versions(home)[:-KEPT], *home.glob(".new-*"), *home.glob("release-*")]
    for place in left:
        try:
            if place.stat().st_mtime < old:
                shutil.rmtree(place, ignore_errors=True)
        except OSError:
            continue
