"""The version of this engine: what reads content is what it is by its code, not by its number."""

import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import lms.bahasa
import lms.content
import lms.questions
from lms.questions import registry


@cache
def version() -> str:
    """Digest the code that reads, the kinds of other packages, and the names of all that is installed.

    A release's number would miss what is changed between two releases, and times of files are the same in two
    packages that were built to be reproducible; the code itself is read in a few thousandths of a second.
    """
    digest = hashlib.sha256(sys.version.encode())
    for file in _code():
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    for name in sorted(_installed()):
        digest.update(name.encode() + b"\0")
    return digest.hexdigest()


def _code() -> Iterator[Path]:
    packages = [lms.bahasa, lms.content, lms.questions]
    for kind in registry.kinds().values():
        top, _, rest = type(kind).__module__.partition(".")
        if top != "lms" or not rest:
            packages.append(sys.modules[top])
    for package in packages:
        folders = [Path(folder) for folder in getattr(package, "__path__", ())]
        yield from sorted(file for folder in folders for file in folder.rglob("*.py"))
        if not folders and package.__file__:
            yield Path(package.__file__)


def _installed() -> Iterator[str]:
    """Name the distributions with their versions, as their folders do."""
    for folder in map(Path, sys.path):
        if folder.is_dir():
            yield from (path.name for path in folder.iterdir() if path.suffix == ".dist-info")
