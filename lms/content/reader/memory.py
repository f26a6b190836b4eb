"""What was made of each file, kept so that reading again costs only what has changed."""

import hashlib
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from threading import Lock

from lms.content.course import Course, Module
from lms.content.findings import Finding
from lms.content.quiz import Quiz
from lms.content.reader.files import Folder

# Letters of text whose results are kept.
MOST = 32_000_000
AssetState = tuple[str, str, int] | bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What one text became, what was found in it, and the state of every asset it asked for."""

    made: Course | Module | Quiz | None
    findings: tuple[Finding, ...]
    assets: Mapping[str, AssetState]
    size: int = 0


class Memory:
    """Remembers by the text and by all else that its reading depends on; many threads may share one.

    A result is used again only if each picture it shows is still the same; the results used least recently
    make room. It knows nothing of folders, so copies of one course share what they have in common.
    """

    def __init__(self, most: int = MOST) -> None:
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._most = most
        self._size = 0
        self._lock = Lock()

    def recall(self, key: Hashable, folder: Folder) -> Kept | None:
        """Return what is known, if the assets are still as they were."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or any(state(folder, path) != was for path, was in kept.assets.items()):
                return None
            self._kept.move_to_end(key)
            return kept

    def keep(self, key: Hashable, kept: Kept) -> None:
        with self._lock:
            before = self._kept.pop(key, None)
            self._kept[key] = kept
            self._size += kept.size - (before.size if before else 0)
            while self._size > self._most and len(self._kept) > 1:
                self._size -= self._kept.popitem(last=False)[1].size


def state(folder: Folder, path: str) -> AssetState:
    """Return what a text can tell of an asset: its content, or whether it was refused or is missing."""
    asset = folder.assets.get(path)
    return (asset.sha256, asset.media_type, asset.size) if asset else path in folder.refused


def print_of(text: str) -> str:
    """Return the fingerprint of a text."""
    return hashlib.sha256(text.encode()).hexdigest()
