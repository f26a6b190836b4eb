"""Files that came with a bank, as assets of ours: of a type that we take, holding what they claim."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from lms.content.findings import Findings
from lms.content.markdown import assets
from lms.content.markdown.assets import Asset

FOLDER = "files/"
# What may stand where a picture stands: a film needs captions, which no other program sends along.
SHOWN = ("image/", "audio/")


@dataclass(frozen=True, slots=True)
class Album:
    """Our path of each file by the address that texts use, and what our reader needs to know of them."""

    paths: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, bytes] = field(default_factory=dict)
    assets: Mapping[str, Asset] = field(default_factory=dict)

    def path(self, address: str) -> str:
        """Return where the file lies with us; empty for one that was not taken."""
        return self.paths.get(address) or self.paths.get(unquote(address), "")

    def shown(self, address: str) -> str:
        """Return the path of a file that can be seen or heard in a text."""
        path = self.path(address)
        return path if path and self.assets[path].media_type.startswith(SHOWN) else ""


EMPTY = Album()


def album(files: Mapping[str, bytes], taken: Mapping[str, bytes] | None = None) -> Album:
    """Take over what passes the checks that an author's own files pass; every name is made harmless.

    `taken` are files that lie there already, by their paths: another picture of that name gets its own.
    """
    paths: dict[str, str] = {}
    data: dict[str, bytes] = dict(taken or {})
    found: dict[str, Asset] = {}
    for name, content in files.items():
        findings = Findings("")
        sort = assets.sort_of(name, len(content), findings)
        if sort is None or not assets.sound(name, content, sort, findings):
            continue
        path = _path(name, data, content)
        paths[FOLDER + name], data[path] = path, content
        digest = hashlib.sha256(content).hexdigest()
        found[path] = Asset(path, digest, sort.media_type, len(content), Path(path))
    return Album(paths, data, found)


def _path(name: str, taken: Mapping[str, bytes], content: bytes) -> str:
    """Return a name of plain letters that no other content has."""
    pure = PurePosixPath(name)
    stem = re.sub(r"[^a-z0-9]+", "-", pure.stem.lower()).strip("-")[:60] or "gambar"
    path, number = f"assets/{stem}{pure.suffix.lower()}", 1
    while taken.get(path, content) != content:
        number += 1
        path = f"assets/{stem}-{number}{pure.suffix.lower()}"
    return path
