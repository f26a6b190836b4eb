"""Files beside a course: which types are taken, and an asset with its hash."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture, sound, film, caption or download; `path` is relative to the course's folder.

    `data` holds what is published where that differs from the file: a cleaned SVG.
    """

    path: str
    sha256: str
    media_type: str
    size: int
    file: Path

    @property
    def address(self) -> str:
        return f"lms-asset:{self.sha256}{Path(self.path).suffix.lower()}"
