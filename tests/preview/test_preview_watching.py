"""The folder is read again as soon as something in it changes, however an editor saves."""

import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from preview_builders import FIRST, SECOND, a_folder

from lms.content.reader import Library
from lms.preview.live.shelf import Change, Shelf

PATIENCE = 10


class Watched:
    """A shelf that a thread follows, and what it was told."""

    def __init__(self, root: Path) -> None:
        self.shelf = Shelf(root)
        self.stop = Event()
        self.thread = Thread(target=self.shelf.watch, args=(self.stop,), daemon=True)
        self.thread.start()
        assert self.shelf.library is not None
        # The watcher is set up after the first reading.
        time.sleep(0.3)

    def after(self, version: str) -> Change:
        change = self.shelf.change_after(version, PATIENCE)
        assert change is not None
        return change

    def end(self) -> None:
        self.stop.set()
        self.shelf.close()
        self.thread.join(PATIENCE)


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    made = Watched(a_folder(tmp_path))
    yield made
    made.end()


def titles(library: Library) -> list[str]:
    return [module.title for course in library.courses for module in course.modules]


def until(watched: Watched, expected: list[str]) -> None:
    """Wait until the library has these modules."""
    end = time.monotonic() + PATIENCE
    version = watched.shelf.version
    while titles(watched.shelf.library) != expected and time.monotonic() < end:
        watched.shelf.change_after(version, 0.2)
        version = watched.shelf.version
    assert titles(watched.shelf.library) == expected


def test_a_file_that_is_saved_is_told_by_its_path(watched: Watched) -> None:
    version, path = watched.shelf.version, "courses/layanan/02-mencatat.md"
    (watched.shelf.root / path).write_text(SECOND.replace("Mencatat\n", "Mencatat tamu\n", 1), "utf-8")

    change = watched.after(version)

    assert path in change.paths
    until(watched, ["Menyambut", "Mencatat tamu"])


def test_an_editor_that_writes_aside_and_renames_is_understood(watched: Watched) -> None:
    target = watched.shelf.root / "courses/layanan/02-mencatat.md"
    aside = target.with_name(".02-mencatat.md.tmp")
    aside.write_text(SECOND.replace("Mencatat\n", "Mencatat tamu\n", 1), "utf-8")
    aside.replace(target)

    until(watched, ["Menyambut", "Mencatat tamu"])


def test_new_renamed_and_deleted_files_are_followed(watched: Watched) -> None:
    folder = watched.shelf.root / "courses/layanan"
    (folder / "03-menutup.md").write_text(SECOND.replace("Mencatat\n", "Menutup\n", 1), "utf-8")
    until(watched, ["Menyambut", "Mencatat", "Menutup"])

    (folder / "02-mencatat.md").rename(folder / "04-mencatat.md")
    until(watched, ["Menyambut", "Menutup", "Mencatat"])

    (folder / "04-mencatat.md").unlink()
    until(watched, ["Menyambut", "Menutup"])


def test_a_file_that_is_emptied_before_it_is_written_never_shows_empty(watched: Watched) -> None:
    path = watched.shelf.root / "courses/layanan/01-menyambut.md"
    version = watched.shelf.version
    path.write_text("", "utf-8")
    time.sleep(0.1)
    path.write_text(FIRST.replace("Menyambut\n", "Menyapa\n", 1), "utf-8")

    watched.after(version)

    assert titles(watched.shelf.library) == ["Menyapa", "Mencatat"]


def test_a_shelf_that_comes_later_is_followed(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    try:
        a_folder(tmp_path)
        until(watched, ["Menyambut", "Mencatat"])
        (tmp_path / "courses/layanan/02-mencatat.md").unlink()
        until(watched, ["Menyambut"])
    finally:
        watched.end()


def test_watching_ends_when_told(watched: Watched) -> None:
    watched.end()

    assert not watched.thread.is_alive()
    assert watched.shelf.change_after("", 5) is None


def test_nothing_is_written_into_the_folder(watched: Watched) -> None:
    root = watched.shelf.root
    before = sorted(path.relative_to(root) for path in root.rglob("*"))

    (root / "courses/layanan/01-menyambut.md").write_text(FIRST + "Lagi.\n", "utf-8")
    watched.after(watched.shelf.version)

    assert sorted(path.relative_to(root) for path in root.rglob("*")) == before
