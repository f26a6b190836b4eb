"""The questions that the trainers' manual shows are questions that `lms check --strict` accepts."""

import re
from pathlib import Path

import pytest

from lms.content import reader

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "courses" / "panduan-pengajar"
EXAMPLE = re.compile(r"^````markdown\n(.*?)^````$", re.MULTILINE | re.DOTALL)
HEAD = "---\ntitle: Contoh\nkind: practice\n---\n"
# An example stands alone: no course names it, and its pool is smaller than a real one.
EXPECTED = {"quiz.unused", "quiz.draw-too-many"}
TEXTS = [
    text
    for name in ("03-kuis.md", "04-jenis-soal.md")
    for text in EXAMPLE.findall((MANUAL / name).read_text())
]


@pytest.mark.parametrize("text", TEXTS, ids=[text.strip().splitlines()[-1][:40] for text in TEXTS])
def test_an_example_of_the_manual_is_accepted(tmp_path: Path, text: str) -> None:
    file = tmp_path / "quizzes" / "contoh.md"
    file.parent.mkdir()
    file.write_text(text if text.startswith("---") else HEAD + text, encoding="utf-8")

    library = reader.read(tmp_path)

    assert [one.code for one in library.findings if one.code not in EXPECTED] == []
    assert library.quizzes["contoh"].questions
