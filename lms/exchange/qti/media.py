"""Pictures of a package: found by the paths that texts give, kept by names of our own."""

import base64
import binascii
import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import unquote

FOLDER = "files/"
# Where Canvas and Common Cartridge keep the files of a course.
ROOTS = re.compile(r"^/?(?:\$IMS-CC-FILEBASE\$|\$CANVAS_COURSE_REFERENCE\$/file_contents)/?")
SHELVES = ("", "web_resources", "resources", "images", "media", "assets")
KINDS = {"png", "jpg", "jpeg", "gif", "svg", "webp"}
INLINE = re.compile(r"data:image/(png|jpeg|gif|webp);base64,([A-Za-z0-9+/=\s]*)")
MOST_BYTES = 10 * 2**20


class Shelf(Protocol):
    """Files by name, as an archive holds them."""

    def __contains__(self, name: str) -> bool: ...

    def read(self, name: str) -> bytes: ...


@dataclass(slots=True)
class Media:
    """What the texts of one file use; `files` gathers it for the whole bank."""

    shelf: Shelf | None = None
    files: dict[str, bytes] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)

    def name(self, address: str, folder: str) -> str | None:
        """Return `files/<name>` for a picture of the package; None for what is not there or no picture."""
        inline = INLINE.fullmatch(address)
        if inline:
            return self._inline(inline[1], inline[2])
        path = self._path(address, folder)
        if path is None or self.shelf is None:
            return None
        if path not in self.known:
            data = self.shelf.read(path)
            if len(data) > MOST_BYTES:
                return None
            self.known[path] = self._keep(PurePosixPath(path).name, data)
        return self.known[path]

    def _inline(self, kind: str, text: str) -> str | None:
        try:
            data = base64.b64decode("".join(text.split()), validate=True)
        except binascii.Error:
            return None
        return self._keep(f"picture.{kind.replace('jpeg', 'jpg')}", data) if data else None

    def _path(self, address: str, folder: str) -> str | None:
        if self.shelf is None or re.match(r"[a-z]+:|//", address):
            return None
        plain = ROOTS.sub("", unquote(address).partition("?")[0])
        if PurePosixPath(plain).suffix.lower().lstrip(".") not in KINDS:
            return None
        for start in (folder, *SHELVES):
            path = joined(start, plain)
            if path is not None and path in self.shelf:
                return path
        return None

    def _keep(self, name: str, data: bytes) -> str:
        name = re.sub(r"[^\w.-]+", "-", name).lstrip("-.") or "picture.png"
        stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
        number = 1
        while name in self.files and self.files[name] != data:
            number += 1
            name = f"{stem}-{number}{suffix}"
        self.files[name] = data
        return FOLDER + name


def joined(folder: str, path: str) -> str | None:
    """Join as a browser would; None when it leads out of the package."""
    parts: list[str] = []
    for part in f"{folder}/{path}".split("/"):
        if part == ".." and not parts:
            return None
        if part == "..":
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def folder_of(name: str) -> str:
    return name.rpartition("/")[0]
