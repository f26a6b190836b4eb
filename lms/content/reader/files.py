"""Single files taken from the disk: texts, and a course's assets; links out of it are not followed."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from lms.content.findings import Finding, Findings
from lms.content.markdown import assets
from lms.content.markdown.assets import Asset, Sort
from lms.content.markdown.markup import sizes
from lms.content.reader.listing import Listing, shown, walked

LARGEST = 512 * 1024
# What is wrong with a file at a path, of a digest, that holds these bytes and claims to be of this sort.
Judge = Callable[[str, str, bytes, Sort], tuple[Finding, ...]]


@dataclass(slots=True)
class Folder:
    """A course's assets, read once for its modules and its quizzes."""

    assets: dict[str, Asset] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)


def text(file: Path, home: Path, notes: Findings) -> str | None:
    """Return what a text file under `home` holds; None, with a finding, when it cannot be read."""
    try:
        if not _inside(file, home):
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


def folder(home: Path, listing: Listing, judge: Judge | None = None) -> Folder:
    """Read the assets of one course; `judge` may remember what it said of a file."""
    made = Folder()
    for file in walked(home / "assets"):
        path = file.relative_to(home).as_posix()
        asset = _asset(file, home, path, Findings(listing.path(file), listing.found), judge or judged)
        if asset:
            made.assets[path] = asset
        else:
            made.refused.add(path)
    return made


def judged(path: str, digest: str, data: bytes, sort: Sort) -> tuple[Finding, ...]:  # noqa: ARG001 # Judge's signature
    """Say what is wrong with what a file holds."""
    notes = Findings(path)
    assets.sound(PurePosixPath(path).name, data, sort, notes)
    return tuple(notes.found)


def _asset(file: Path, home: Path, path: str, notes: Findings, judge: Judge) -> Asset | None:
    try:
        if not _inside(file, home):
            notes.error("file.outside", name=shown(path))
            return None
        sort = assets.sort_of(shown(path), file.stat().st_size, notes)
        if sort is None:
            return None
        data = file.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        wrong = judge(notes.path, digest, data, sort)
        notes.found += wrong
        pixels = sizes.of(data, sort.media_type)
        return None if wrong else Asset(path, digest, sort.media_type, len(data), file, pixels)
    except (OSError, RuntimeError):
        notes.error("file.unreadable")
        return None


def _inside(file: Path, home: Path) -> bool:
    """Tell whether a file lies in a folder; only where there are links is the whole way followed."""
    steps = (file, *file.parents)
    links = any(os.path.islink(step) for step in steps[: len(file.parts) - len(home.parts)])  # noqa: PTH114 # twice as fast
    return not links or file.resolve().is_relative_to(home.resolve())
