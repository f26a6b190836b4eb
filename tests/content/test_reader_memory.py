from pathlib import Path

import pytest
from content_builders import COURSE, MODULE, QUIZ, a_shelf, codes

from lms.content import course, quiz, reader
from lms.content.markdown.document import Setting
from lms.content.reader import Beside, Memory

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0"/></svg>'


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of what is made anew, in order."""
    paths: list[str] = []
    for module, name in ((course, "read"), (course, "read_module"), (quiz, "read")):

        def noted(setting: Setting, key: str, real: object = getattr(module, name)) -> object:
            paths.append(setting.source.path)
            assert callable(real)
            return real(setting, key)

        monkeypatch.setattr(module, name, noted)
    return paths


def test_only_the_file_that_changed_is_read_again(tmp_path: Path, made: list[str]) -> None:
    memory = Memory()
    a_shelf(tmp_path, {"courses/dasar/02-b.md": MODULE})
    first = reader.read(tmp_path, memory=memory)
    made.clear()

    assert reader.read(tmp_path, memory=memory) == first
    (tmp_path / "courses/dasar/02-b.md").write_text(MODULE + "[x](99-y.md)\n")
    again = reader.read(tmp_path, memory=memory)

    assert made == ["courses/dasar/02-b.md"]
    assert again == reader.read(tmp_path)
    assert [(one.code, one.excerpt) for one in again.findings] == [("markdown.link-module", "[x](99-y.md)")]


def test_a_picture_that_changed_is_shown_as_it_is_now(tmp_path: Path, made: list[str]) -> None:
    memory = Memory()
    picture = "courses/dasar/assets/a.svg"
    a_shelf(tmp_path, {picture: SVG}, module=MODULE + "\n![Alur](assets/a.svg)\n")
    reader.read(tmp_path, memory=memory)
    made.clear()

    (tmp_path / picture).write_text(SVG.replace("M0 0", "M1 1"))
    changed = reader.read(tmp_path, memory=memory)
    (tmp_path / picture).unlink()
    gone = reader.read(tmp_path, memory=memory)

    assert made == ["courses/dasar/01-konsep.md"] * 2
    assert changed.courses[0].assets[0].sha256 in changed.courses[0].modules[0].html
    assert codes(gone) == ["asset.missing"]


def test_a_new_module_mends_the_links_to_it(tmp_path: Path) -> None:
    memory = Memory()
    a_shelf(tmp_path, module=MODULE + "[x](02-b.md)\n")
    assert codes(reader.read(tmp_path, memory=memory)) == ["markdown.link-module"]

    (tmp_path / "courses/dasar/02-b.md").write_text(MODULE)

    assert codes(reader.read(tmp_path, memory=memory)) == []


def test_what_was_used_least_recently_makes_room(tmp_path: Path, made: list[str]) -> None:
    memory = Memory(most=len(COURSE) + len(MODULE) + len(QUIZ) // 2)
    a_shelf(tmp_path)
    reader.read(tmp_path, memory=memory)
    made.clear()

    reader.read(tmp_path, memory=memory)

    assert "courses/dasar/course.md" in made


def test_what_exists_beside_the_folder_is_known(tmp_path: Path) -> None:
    text = COURSE.replace("exam: dasar/ujian", "exam: lain/ujian\nrequires: [awal]\ncertificate: standar")
    a_shelf(tmp_path / "satu", course=text)
    a_shelf(tmp_path / "semua", {"courses/awal/course.md": COURSE, "quizzes/lain/ujian.md": QUIZ})
    (tmp_path / "semua/certificates/standar").mkdir(parents=True)

    alone = codes(reader.read(tmp_path / "satu"))
    beside = reader.beside(tmp_path / "semua")

    assert {"course.quiz-unknown", "course.requires-unknown", "course.certificate-unknown"} <= set(alone)
    assert beside == Beside(
        frozenset({"awal", "dasar"}), frozenset({"dasar/ujian", "lain/ujian"}), frozenset({"standar"})
    )
    assert codes(reader.read(tmp_path / "satu", beside=beside)) == ["quiz.unused"]
