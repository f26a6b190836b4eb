"""Styles, scripts, fonts and icons from memory, under an address that changes with their content."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Response, request

FOLDER = Path(__file__).parent / "static"
# The sheet of every page, and the one that is added for who has a role: its parts' folders.
SHEET = "css/ampera.css"
SHEETS = {SHEET: "css/parts", "css/desk.css": "css/desk"}
# What the sheet says of print, for the screen: sheets of paper that a preview shows.
PRINTED = "css/printed.css"
PAPER = "css/paper.css"
FOREVER = "public, max-age=31536000, immutable"
SQUEEZED = {"text/css", "text/javascript", "image/svg+xml", "text/plain"}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent."""

    data: bytes
    squeezed: bytes | None
    media_type: str


class Assets:
    """Every file of `static/`, the parts of each sheet joined; `version` names them all."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.files = {name: _asset(name, data) for name, data in _read(folder).items()}
        digest = hashlib.sha256()
        for name in sorted(self.files):
            digest.update(name.encode() + self.files[name].data)
        self.version = digest.hexdigest()[:12]

    def respond(self, version: str, name: str) -> Response | None:
        """Return the file; under an old address it is sent too, but not to be kept."""
        asset = self.files.get(name)
        if asset is None:
            return None
        squeezed = asset.squeezed if request.accept_encodings["gzip"] else None
        response = Response(squeezed or asset.data, mimetype=asset.media_type)
        if squeezed:
            response.headers["Content-Encoding"] = "gzip"
        if asset.squeezed:
            response.headers["Vary"] = "Accept-Encoding"
        response.headers["Cache-Control"] = FOREVER if version == self.version else "no-cache"
        return response


@cache
def shared_assets() -> Assets:
    """Return the engine's own files, read once for every site of this process."""
    return Assets()


def _read(folder: Path) -> dict[str, bytes]:
    files, joined = dict[str, bytes](), set[Path]()
    for sheet, place in SHEETS.items():
        parts = sorted((folder / place).glob("*.css"))
        files[sheet] = b"\n".join(part.read_bytes() for part in parts)
        joined.update(parts)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path not in joined:
            files[path.relative_to(folder).as_posix()] = path.read_bytes()
    files[PRINTED] = files[SHEET].replace(b"@media print", b"@media all") + files.pop(PAPER, b"")
    return files


def _asset(name: str, data: bytes) -> Asset:
    kind = "text/javascript" if name.endswith(".js") else mimetypes.guess_type(name)[0]
    kind = kind or "application/octet-stream"
    squeezed = gzip.compress(data, 9, mtime=0) if kind in SQUEEZED else None
    return Asset(data, squeezed, kind)
