"""What was made of each file, kept so that reading again costs only what has changed."""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from lms.content.checks.cards import Card
from lms.content.course import Course, CourseTranslation, Module
from lms.content.findings import Finding
from lms.content.markdown.assets import Sort
from lms.content.quiz import Quiz
from lms.content.reader import drawer, files
from lms.content.reader.drawer import AssetState, Entry
from lms.content.reader.files import Folder

# Letters of text whose results are kept.
MOST = 32_000_000


@dataclass(frozen=True, slots=True)
class Key:
    """The path of a file, its text, and all else that its reading depends on but for its assets."""

    path: str
    text: str
    names: tuple[str, ...]
    language: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(repr((self.path, self.text, self.names, self.language)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Kept:
    """What one text became, what was found in it, and the state of every asset it asked for.

    `made` is lost when this is kept on disk: the card is enough to check a shelf.
    """

    made: Course | CourseTranslation | Module | Quiz | None
    card: Card | None
    findings: tuple[Finding, ...]
    assets: Mapping[str, AssetState]
    size: int = 0

    @property
    def whole(self) -> bool:
        return self.made is not None or self.card is None


class Memory:
    """Remembers by the text and by all else that its reading depends on; many threads may share one.

    A result is used again only if each picture it shows is still the same; the results used least recently
    make room. It knows nothing of folders, so copies of one course share what they have in common. With
    `cards` it notes the cards of a shelf, with a `path` it keeps them there between two runs of a command.
    """

    def __init__(self, path: Path | None = None, *, most: int = MOST, cards: bool = False) -> None:
        self.cards = cards or path is not None
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._most = most
        self._size = 0
        self._lock = Lock()
        self._path = path
        self._drawer = drawer.opened(path) if path else {}
        self._fresh: dict[str, Entry] = {}

    @property
    def entries(self) -> int:
        """How many files it knows from an earlier run."""
        return len(self._drawer)

    def recall(self, key: Key, folder: Folder, *, whole: bool = True) -> Kept | None:
        """Return what is known, if the assets are still as they were; `whole` asks for more than the card."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is None and not whole:
                kept = self._drawn(key)
            if kept is None or (whole and not kept.whole):
                return None
            if any(state(folder, path) != was for path, was in kept.assets.items()):
                return None
            if key in self._kept:
                self._kept.move_to_end(key)
            self._note(key, kept)
            return kept

    def keep(self, key: Key, kept: Kept) -> None:
        with self._lock:
            before = self._kept.pop(key, None)
            self._kept[key] = kept
            self._size += kept.size - (before.size if before else 0)
            while self._size > self._most and len(self._kept) > 1:
                self._size -= self._kept.popitem(last=False)[1].size
            self._note(key, kept)

    def judge(self, path: str, digest: str, data: bytes, sort: Sort) -> tuple[Finding, ...]:
        """Say what is wrong with an asset, or remember what was said of it: a drawing costs some time."""
        with self._lock:
            known = self._fresh.get(path) or self._drawer.get(path)
        if known is None or known.key != digest:
            known = Entry(digest, files.judged(path, digest, data, sort), {})
        with self._lock:
            self._fresh[path] = known
        return known.findings

    def learn(self, entries: Mapping[str, Entry]) -> None:
        """Take over what another process has read."""
        self._drawer = {**self._drawer, **entries}

    def told(self) -> dict[str, Entry]:
        """Return what was read or recalled, for another process or for the disk."""
        return dict(self._fresh)

    def save(self) -> None:
        """Write what this run has read or recalled, if it is not what is there."""
        if self._path and self._fresh != self._drawer:
            drawer.write(self._path, self._fresh)

    def _note(self, key: Key, kept: Kept) -> None:
        if not self.cards:
            return
        digest, drawn = key.digest, self._drawer.get(key.path)
        if drawn is None or drawn.key != digest or drawn.assets != kept.assets:
            drawn = Entry.of(digest, kept.card, kept.findings, kept.assets)
        self._fresh[key.path] = drawn

    def _drawn(self, key: Key) -> Kept | None:
        entry = self._drawer.get(key.path)
        if entry is None or entry.key != key.digest:
            return None
        return Kept(None, entry.card, entry.findings, entry.assets)


def state(folder: Folder, path: str) -> AssetState:
    """Return what a text can tell of an asset: its content, or whether it was refused or is missing."""
    asset = folder.assets.get(path)
    return (asset.sha256, asset.media_type, asset.size) if asset else path in folder.refused


def print_of(text: str) -> str:
    """Return the fingerprint of a text."""
    return hashlib.sha256(text.encode()).hexdigest()
