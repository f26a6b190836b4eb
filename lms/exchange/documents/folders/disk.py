"""A folder on disk as files by their paths: no links to elsewhere, nothing hidden, nothing huge."""

import os
from functools import partial
from pathlib import Path

from lms.exchange.archives import refusal
from lms.exchange.documents.folders import order
from lms.exchange.documents.folders.reading import Files

MOST = 20_000
LARGEST = 64 * 2**20


def files(folder: Path) -> Files:
    """List a folder; its files are read one by one when they are needed."""
    root = folder.resolve()
    found = {}
    for base, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not order.hidden(f"{name}/x"))
        for name in sorted(names):
            path = Path(base, name)
            shown = path.relative_to(root).as_posix()
            if not order.hidden(shown) and path.is_file() and path.resolve().is_relative_to(root):
                found[shown] = partial(_read, path)
        if len(found) > MOST:
            raise refusal("archive.many", most=MOST)
    return found


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError:
        return b""
    return data if len(data) <= LARGEST else b""
