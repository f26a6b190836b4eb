"""Cards of a shelf on disk, between two runs of `lms check`: JSON whose shape is checked, never a pickle.

What it trusts: a file that belongs to the user who runs the command and that nobody else may write. What is
read from it is data of fixed shapes; nothing in it is carried out. Its head names this engine (see
`engine.version`) and the digest of the rest; a file that is damaged, of another engine or of another owner
counts as none. Whoever can write as this user could hide findings of a check; publishing reads all anew.
"""

import hashlib
import os
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from lms.content.checks.cards import Card, CourseCard, ModuleCard, QuizCard, TranslationCard
from lms.content.findings import Finding
from lms.content.reader import engine

LARGEST = 256 * 1024 * 1024
OTHERS = 0o022
AssetState = tuple[str, str, int] | bool


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept of one file under the digest of what its reading depends on."""

    key: str
    findings: tuple[Finding, ...]
    assets: Mapping[str, AssetState]
    course: CourseCard | None = None
    module: ModuleCard | None = None
    quiz: QuizCard | None = None
    translation: TranslationCard | None = None

    @classmethod
    def of(
        cls, key: str, card: Card | None, findings: tuple[Finding, ...], assets: Mapping[str, AssetState]
    ) -> "Entry":
        return cls(
            key,
            findings,
            assets,
            card if isinstance(card, CourseCard) else None,
            card if isinstance(card, ModuleCard) else None,
            card if isinstance(card, QuizCard) else None,
            card if isinstance(card, TranslationCard) else None,
        )

    @property
    def card(self) -> Card | None:
        return self.course or self.module or self.quiz or self.translation


@cache
def _shape() -> TypeAdapter[dict[str, Entry]]:
    return TypeAdapter(dict[str, Entry])


def opened(path: Path) -> dict[str, Entry]:
    """Return the entries by path of file; none when there is no file to be trusted."""
    try:
        # A pipe in its place would be waited for without end.
        with open(path, "rb", opener=_unblocked) as file:
            if not _ours(os.fstat(file.fileno())):
                return {}
            head, _, body = file.read(LARGEST).partition(b"\n")
        return _shape().validate_json(body) if head == _head(body) else {}
    except (OSError, ValidationError):
        return {}


def write(path: Path, entries: Mapping[str, Entry]) -> None:
    """Write in one step; where nothing can be written, nothing is remembered."""
    body = _shape().dump_json(dict(entries))
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_head(body) + b"\n" + body)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink()


def place(root: Path, folder: Path | None = None) -> Path:
    """Return where the cards of a content folder are kept: the folder given, else the user's cache."""
    name = f"check-{hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:16]}.json"
    if folder is not None:
        return folder / "cache" / name
    caches = os.environ.get("XDG_CACHE_HOME", "")
    home = Path(caches) if Path(caches).is_absolute() else Path("~/.cache").expanduser()
    return home / "ampera-lms" / name


def _head(body: bytes) -> bytes:
    return f"{engine.version()} {hashlib.sha256(body).hexdigest()}".encode()


def _ours(found: Any) -> bool:
    mine = getattr(os, "geteuid", None)
    own = mine is None or (found.st_uid == mine() and not found.st_mode & OTHERS)
    return own and stat.S_ISREG(found.st_mode)


def _unblocked(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
