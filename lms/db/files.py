"""Bytes that are kept for ever, addressed by their SHA-256: certificates, pictures of courses."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol


class FileStore(Protocol):
    """Seven methods, so that an S3-compatible store can take the place of a folder."""

    def put(self, data: bytes) -> str:
        """Keep the bytes and return their SHA-256 in hex; the same bytes twice are one file."""
        ...

    def put_blocks(self, blocks: Iterable[bytes]) -> str:
        """Keep what comes block by block, as `put` does, without ever holding the whole of it."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """Open the bytes to read and to seek in; raises `KeyError` when there are none."""
        ...

    def get(self, sha256: str) -> bytes:
        """Return the bytes; raises `KeyError` when there are none."""
        ...

    def has(self, sha256: str) -> bool: ...

    def delete(self, sha256: str) -> None: ...

    def names(self) -> Iterator[str]: ...


class Folder:
    """A file store on disk; a file appears whole or not at all."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.path(sha256)
        if path.exists():
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
        return sha256

    def put_blocks(self, blocks: Iterable[bytes]) -> str:
        self.root.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=self.root)
        digest = hashlib.sha256()
        try:
            with os.fdopen(handle, "wb") as file:
                for block in blocks:
                    digest.update(block)
                    file.write(block)
                file.flush()
                os.fsync(file.fileno())
            path = self.path(digest.hexdigest())
            path.parent.mkdir(parents=True, exist_ok=True)
            Path(temporary).replace(path)
        finally:
            Path(temporary).unlink(missing_ok=True)
        return digest.hexdigest()

    def open(self, sha256: str) -> BinaryIO:
        try:
            return self.path(sha256).open("rb")
        except FileNotFoundError:
            raise KeyError(sha256) from None

    def get(self, sha256: str) -> bytes:
        try:
            return self.path(sha256).read_bytes()
        except FileNotFoundError:
            raise KeyError(sha256) from None

    def has(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def delete(self, sha256: str) -> None:
        self.path(sha256).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        yield from (path.name for path in sorted(self.root.glob("??/" + "?" * 64)))

    def path(self, sha256: str) -> Path:
        if len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):
            raise KeyError(sha256)
        return self.root / sha256[:2] / sha256
