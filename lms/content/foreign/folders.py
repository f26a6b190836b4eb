"""A folder of Markdown files from elsewhere; what they point to is looked for."""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from lms.content.findings import Findings
from lms.content.foreign.papers import Paper, named, paper

SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
LARGEST = 8 * 1024 * 1024
LEADS_TO = re.compile(r'\b(?:href|src)="([^"#?:]+)(?=["#?])')


def papers(folder: Path, language: str = "id") -> Iterator[Paper]:
    """Yield a paper for each Markdown file beneath, folders in order; hidden folders are left out."""
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(base) / name
            if file.suffix.lower() in SUFFIXES:
                yield _read(file, folder, language)


def _read(file: Path, folder: Path, language: str) -> Paper:
    path = _shown(file.relative_to(folder).as_posix())
    notes = Findings(path)
    try:
        if not file.resolve().is_relative_to(folder.resolve()):
            notes.error("file.outside", name=_shown(file.name))
            return Paper(path, named(path, folder.name), "", tuple(notes.found))
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except (OSError, RuntimeError):
        notes.error("file.unreadable")
        return Paper(path, named(path, folder.name), "", tuple(notes.found))
    if len(data) > LARGEST:
        notes.error("file.too-large", size=-(-file.stat().st_size // 1024), most=LARGEST // 1024)
        return Paper(path, named(path, folder.name), "", tuple(notes.found))
    made = paper(path, data, folder=folder.name, language=language)
    missing = tuple(
        target
        for target in dict.fromkeys(unquote(unescape(one)) for one in LEADS_TO.findall(made.html))
        if not _stands(folder, file, target)
    )
    return replace(made, missing=missing)


def _stands(folder: Path, file: Path, target: str) -> bool:
    base = folder if target.startswith("/") else file.parent
    try:
        return (base / target.lstrip("/")).exists()
    except (OSError, ValueError):
        return False


def _shown(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\n", "�")
