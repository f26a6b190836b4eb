import os
from collections.abc import Callable
from pathlib import Path

import pytest
from content_builders import COURSE, MODULE, QUIZ, a_shelf

from lms.content import reader
from lms.content.reader import Memory, halves, reading

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0"/></svg>'
OTHER = COURSE.replace("---\n", "---\nrequires: [dasar]\n", 1).replace("dasar/ujian", "lanjut/ujian")
FILES: dict[str, str | bytes] = {
    "courses/dasar/02-b.md": MODULE + "\n![Alur](assets/a.svg)\n\n[ke depan](01-konsep.md#apa-itu-spbe)\n",
    "courses/dasar/assets/a.svg": SVG,
    "courses/lanjut/course.md": OTHER,
    "courses/lanjut/01-a.md": MODULE,
    "quizzes/lanjut/ujian.md": QUIZ,
    "quizzes/lanjut/latihan.md": QUIZ.replace("kind: exam", "kind: practice"),
}
HARD = "Penyelenggaraan pemerintahan memanfaatkan teknologi informasi komunikasi pengguna. " * 30


def written(path: str, text: str) -> Callable[[Path], object]:
    def change(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)

    return change


def removed(path: str) -> Callable[[Path], object]:
    return lambda root: (root / path).unlink()


CHANGES: dict[str, Callable[[Path], object]] = {
    "a heading that is linked to": written("courses/dasar/01-konsep.md", MODULE.replace("Apa itu", "Kata")),
    "a module gone": removed("courses/dasar/01-konsep.md"),
    "a module more": written("courses/dasar/03-c.md", MODULE + "[x](02-b.md#tidak)\n"),
    "a picture gone": removed("courses/dasar/assets/a.svg"),
    "a picture broken": written("courses/dasar/assets/a.svg", "<svg"),
    "a picture nobody shows": written("courses/dasar/assets/b.svg", SVG),
    "an exam gone": removed("quizzes/lanjut/ujian.md"),
    "an exam of another kind": written("quizzes/dasar/ujian.md", QUIZ.replace("kind: exam", "kind: module")),
    "an exam with an error": written("quizzes/dasar/ujian.md", QUIZ.replace("(x)", "( )")),
    "a circle": written("courses/dasar/course.md", COURSE.replace("---\n", "---\nrequires: [lanjut]\n", 1)),
    "another language": written("courses/dasar/course.md", COURSE.replace("---\n", "---\nlanguage: en\n", 1)),
    "a course gone": removed("courses/dasar/course.md"),
    "a prompt far above the module": written(
        "quizzes/dasar/ujian.md", QUIZ.replace("Berapa", HARD.replace(".", ",") + " berapa")
    ),
    "a module as laws are written": written("courses/lanjut/01-a.md", MODULE + "\n" + HARD),
    "credit hours": written("courses/lanjut/01-a.md", MODULE.replace("jp: 2", "jp: 1.5")),
    "nothing": lambda root: None,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_a_check_that_remembers_finds_what_one_does_that_does_not(
    tmp_path: Path, change: Callable[[Path], object]
) -> None:
    root, kept = a_shelf(tmp_path / "rak", FILES), tmp_path / "kept.json"
    reader.check(root, memory=Memory(kept))

    change(root)
    remembering = reader.check(root, memory=Memory(kept))

    cold = reader.read(root)
    assert remembering.findings == cold.findings
    assert [one.excerpt for one in remembering.findings] == [one.excerpt for one in cold.findings]
    assert remembering == reader.check(root)


def test_only_the_file_that_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, kept = a_shelf(tmp_path / "rak", FILES), tmp_path / "kept.json"
    reader.check(root, memory=Memory(kept))
    written("courses/lanjut/01-a.md", MODULE + "Lagi.\n")(root)
    read: list[str] = []
    real = reading.made_of
    monkeypatch.setattr(
        reading, "made_of", lambda text, path, *rest: (read.append(path), real(text, path, *rest))[1]
    )

    reader.check(root, memory=Memory(kept))

    assert read == ["courses/lanjut/01-a.md"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data.replace(b"dasar", b"lebar"),
        lambda data: data.replace(b" ", b"0 ", 1),
        lambda data: data.partition(b"\n")[0] + b'\n{"x": 1}',
        lambda data: b"\x80\x04." + data,
    ],
)
def test_a_damaged_or_foreign_file_counts_as_none(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    root, kept = a_shelf(tmp_path / "rak", {"quizzes/dasar/lain.md": QUIZ}), tmp_path / "kept.json"
    before = reader.check(root, memory=Memory(kept))

    kept.write_bytes(damage(kept.read_bytes()))

    assert Memory(kept).entries == 0
    assert reader.check(root, memory=Memory(kept)) == before
    assert Memory(kept).entries == 4


def test_a_file_that_others_may_write_is_not_trusted(tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    reader.check(a_shelf(tmp_path / "rak"), memory=Memory(kept))
    assert Memory(kept).entries == 3
    assert kept.stat().st_mode & 0o077 == 0

    kept.chmod(0o666)

    assert Memory(kept).entries == 0


def test_a_pipe_in_the_place_of_what_was_kept_is_not_waited_for(tmp_path: Path) -> None:
    root, kept = a_shelf(tmp_path / "shelf"), tmp_path / "kept.json"
    os.mkfifo(kept)

    assert reader.check(root, memory=Memory(kept)).findings == reader.check(root).findings


def test_where_nothing_can_be_written_nothing_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("")

    checked = reader.check(a_shelf(tmp_path / "rak"), memory=Memory(tmp_path / "berkas" / "kept.json"))

    assert checked.findings == ()


def test_a_large_folder_is_read_by_two_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = a_shelf(tmp_path / "rak", FILES)
    monkeypatch.setattr(halves, "MANY", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    (root / "courses/lanjut/01-a.md").write_text(MODULE + "[x](99-y.md)\n")

    told: list[Path] = []
    checked = reader.check(root, told=told.append)

    assert checked.findings == reader.read(root).findings
    assert len(told) == 8


def test_the_place_on_disk_is_the_users_cache_or_the_instance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    assert reader.place(tmp_path / "a").parent == tmp_path / "ampera-lms"
    assert reader.place(tmp_path / "a") != reader.place(tmp_path / "b")
    assert reader.place(tmp_path / "a", tmp_path / "instance").parent == tmp_path / "instance/cache"
