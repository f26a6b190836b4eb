"""The working folder as it was read last; a thread reads it again as soon as something in it changes."""

import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Event

import watchfiles

from lms.catalogue.parts import SHELVES
from lms.content import reader
from lms.content.reader import Library, Memory

# Milliseconds: an editor writes a file in one go, so what follows within this time belongs together.
STEP, TOGETHER = 5, 50
# How often to look whether a shelf itself has come or gone, in milliseconds.
GLANCE = 1000
# An editor that empties a file before it writes it needs a moment.
HALF_SAVED, LONGEST_SAVE = 0.02, 0.4
FIRST_READING = 600


@dataclass(frozen=True, slots=True)
class Change:
    """What was read anew: the files, as paths under the root; none means everything."""

    version: str
    paths: tuple[str, ...] = ()


class Shelf:
    """Keeps a library up to date; whoever waits for a change is told at once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.closed = False
        self._memory = Memory()
        self._library: Library | None = None
        self._told = Condition()
        # Another start is another line of versions, for pages that stayed open meanwhile.
        self._line, self._count = secrets.token_hex(4), 0
        self._change = Change(f"{self._line}-0")

    @property
    def library(self) -> Library:
        """Return what was read last; the first reading is waited for."""
        with self._told:
            self._told.wait_for(lambda: self._library is not None or self.closed, FIRST_READING)
            return self._library or Library()

    @property
    def read_yet(self) -> Library | None:
        """Return what was read last, without waiting; None in the first moment."""
        return self._library

    @property
    def version(self) -> str:
        return self._change.version

    def change_after(self, version: str, seconds: float) -> Change | None:
        """Wait for a change that is not this version; None when there was none for so long."""
        with self._told:
            changed = self._told.wait_for(lambda: self._change.version != version or self.closed, seconds)
            return self._change if changed and not self.closed else None

    def read(self, paths: Iterable[str] = ()) -> None:
        """Read the folder; only what changed costs anything."""
        library = reader.read(self.root, memory=self._memory)
        with self._told:
            self._count += 1
            self._library = library
            self._change = Change(f"{self._line}-{self._count}", tuple(paths))
            self._told.notify_all()

    def close(self) -> None:
        """Let go everybody who waits."""
        with self._told:
            self.closed = True
            self._told.notify_all()

    def watch(self, stop: Event) -> None:
        """Read at once, and again at every change, until told to stop."""
        polling = False
        while not stop.is_set():
            before = self._shelves()
            self.read()
            if not before:
                stop.wait(GLANCE / 1000)
                continue
            try:
                self._follow(before, stop, polling=polling)
            except FileNotFoundError:
                continue
            except OSError:
                # The system's limit of watched folders is reached: look instead of being told.
                polling = True

    def _follow(self, shelves: dict[Path, int], stop: Event, *, polling: bool) -> None:
        """Read what changes in these shelves, until one of them has come or gone."""
        changes = watchfiles.watch(
            *shelves,
            debounce=TOGETHER,
            step=STEP,
            stop_event=stop,
            rust_timeout=GLANCE,
            yield_on_timeout=True,
            raise_interrupt=False,
            force_polling=polling or None,
        )
        for found in changes:
            if self._shelves() != shelves:
                return
            paths = [Path(path) for _kind, path in found]
            if paths:
                _settle(paths)
                self.read(sorted({self._below(path) for path in paths}))

    def _shelves(self) -> dict[Path, int]:
        """Return the shelves that are there, each with what tells it from another of its name."""
        folders = [self.root / shelf for shelf in SHELVES]
        return {folder: folder.stat().st_ino for folder in folders if folder.is_dir()}

    def _below(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.name


def _settle(paths: Iterable[Path]) -> None:
    """Wait a little for a text that is being written; one that is meant to be empty costs that little."""
    until = time.monotonic() + LONGEST_SAVE
    while any(_is_empty(path) for path in paths) and time.monotonic() < until:
        time.sleep(HALF_SAVED)


def _is_empty(path: Path) -> bool:
    try:
        return path.suffix == ".md" and path.stat().st_size == 0
    except OSError:
        return False
