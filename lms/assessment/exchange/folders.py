"""Where a quiz file and its pictures lie on the disk; files are written whole, or not at all."""

import hashlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from lms.content.reader import COURSES, QUIZZES
from lms.errors import Conflict, Message

ASSETS = "assets"
EXISTS = Message(
    "Berkas {path} sudah ada.",
    "The file {path} is there already.",
    "Pilih nama lain, atau tambahkan --force untuk menggantinya.",
    "Choose another name, or add --force to replace it.",
)


def shelf(quiz: Path) -> Path:
    """Return the folder whose `assets/` a quiz shows: its course's, or in no content folder its own."""
    quiz = quiz.absolute()
    home = next((folder for folder in quiz.parents if folder.name == QUIZZES), None)
    if home is None or quiz.parent == home:
        return quiz.parent
    return home.parent / COURSES / quiz.relative_to(home).parts[0]


def assets(folder: Path) -> dict[str, bytes]:
    """Return what lies in `assets/`, by its path from the folder."""
    found = sorted((folder / ASSETS).rglob("*")) if (folder / ASSETS).is_dir() else []
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found if file.is_file()}


def pictures(quiz: Path) -> dict[str, tuple[str, bytes]]:
    """Return a quiz's pictures by their addresses, `<sha256>.png`, each with its name."""
    return {
        f"{hashlib.sha256(data).hexdigest()}{Path(path).suffix.lower()}": (Path(path).name, data)
        for path, data in assets(shelf(quiz)).items()
    }


def save(quiz: Path, text: str, files: Mapping[str, bytes], *, force: bool) -> None:
    """Write pictures, then the quiz that shows them; refuse to replace a quiz that is there."""
    if quiz.exists() and not force:
        raise Conflict(EXISTS, "exchange.exists", path=str(quiz))
    for path, data in files.items():
        place = shelf(quiz) / path
        if not place.exists():
            _put(place, data)
    _put(quiz, text.encode())


def _put(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".", suffix=place.suffix)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(name).chmod(0o644)
    Path(name).replace(place)
