"""Single files taken from the disk: texts, and a course's assets; links out of it are not followed."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from lms.content.findings import Findings
from lms.content.markdown import assets
from lms.content.markdown.assets import Asset
from lms.content.reader.listing import Listing, shown, walked

LARGEST = 512 * 1024


@dataclass(slots=True)
class Folder:
    """A course's assets, read once for its modules and its quizzes."""

    assets: dict[str, Asset] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)


def text(file: Path, home: Path, notes: Findings) -> str | None:
    """Return what a text file under `home` holds; None, with a finding, when it cannot be read."""
    try:
        if not file.resolve().is_relative_to(home.resolve()):
            notes.error("file.outside", name=shown(file.name))
            return None
        size = file.stat().st_size
        if size > LARGEST:
            notes.error("file.too-large", size=-(-size // 1024), most=LARGEST // 1024)
            return None
        return file.read_bytes().decode()
    except UnicodeDecodeError:
        notes.error("file.encoding")
    except (OSError, RuntimeError):
        notes.error("file.unreadable")
    return None


def folder(home: Path, listing: Listing) -> Folder:
    """Read the assets of one course."""
    made = Folder()
    for file in walked(home / "assets"):
        path = file.relative_to(home).as_posix()
        asset = _asset(file, home, path, Findings(listing.path(file), listing.found))
        if asset:
            made.assets[path] = asset
        else:
            made.refused.add(path)
    return made


def _asset(file: Path, home: Path, path: str, notes: Findings) -> Asset | None:
    try:
        if not file.resolve().is_relative_to(home.resolve()):
            notes.error("file.outside", name=shown(path))
            return None
        sort = assets.sort_of(shown(path), file.stat().st_size, notes)
        if sort is None:
            return None
        data = file.read_bytes()
        if not assets.sound(shown(path), data, sort, notes):
            return None
        return Asset(path, hashlib.sha256(data).hexdigest(), sort.media_type, len(data), file)
    except (OSError, RuntimeError):
        notes.error("file.unreadable")
        return None
