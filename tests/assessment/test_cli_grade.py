"""`lms quiz grade`: responses of a file are marked line by line, without a site."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from lms.cli import main

FRONT = "---\ntitle: Uji\nkind: practice\n---\n"
QUESTIONS = """
## Pilihan {#pilihan}
Pilih **satu**.

- ( ) Lima
  > Itu *SPIP*.
- (x) **Tujuh**
- ( ) 9

## Urutan {#urutan order}
Urutkan.

1. Satu
2. Dua
3. Tiga

## Bilangan {#bilangan}
Berapa?

= 1,234

## Rusak {#rusak}
Tanpa kunci.

- ( ) x
- ( ) y
"""


@pytest.fixture
def grade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Mark lines against the questions; the folder holds nothing but the quiz."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("LMS_"):
            monkeypatch.delenv(name)

    def run(*lines: bytes, quiz: str = FRONT + QUESTIONS, lang: str = "id") -> Result:
        Path("kuis.md").write_text(quiz, encoding="utf-8")
        words = ["--lang", lang, "quiz", "grade", "kuis.md", "--responses", "-"]
        return CliRunner().invoke(main, words, input=b"\n".join(lines), catch_exceptions=False)

    return run


def line(question: str, response: Any) -> bytes:
    return json.dumps({"question": question, "response": response}).encode()


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(one) for one in result.stdout.splitlines()]


def test_each_line_gets_a_line_with_state_fraction_and_feedback(grade: Callable[..., Result]) -> None:
    result = grade(line("pilihan", "Lima"), line("urutan", [None, None, "Tiga"]), line("urutan", None))

    assert result.exit_code == 0
    assert rows(result) == [
        {"question": "pilihan", "state": "wrong", "fraction": 0.0, "exact": "0", "feedback": "Itu SPIP."},
        {"question": "urutan", "state": "partly", "fraction": 0.333333333333, "exact": "1/3", "feedback": ""},
        {"question": "urutan", "state": "blank", "fraction": 0.0, "exact": "0", "feedback": ""},
    ]


@pytest.mark.parametrize(
    ("question", "response", "state"),
    [
        ("pilihan", "Tujuh", "right"),
        ("pilihan", "**Tujuh**", "right"),
        ("pilihan", 2, "right"),
        ("pilihan", "9", "wrong"),
        ("pilihan", 9, "malformed"),
        ("urutan", ["Satu", 2, "3"], "right"),
        ("urutan", ["Satu", "Satu"], "malformed"),
        ("urutan", ["Satu", "Dua", "Tiga", "Empat"], "malformed"),
        ("urutan", "Satu", "malformed"),
        ("bilangan", 1.234, "right"),
        ("bilangan", "1,234", "right"),
        ("bilangan", "1.234", "wrong"),
        ("bilangan", 1e300, "wrong"),
        ("bilangan", float("nan"), "malformed"),
        ("bilangan", [1.234], "malformed"),
    ],
)
def test_a_response_is_named_by_words_or_by_position(
    grade: Callable[..., Result], question: str, response: Any, state: str
) -> None:
    assert rows(grade(line(question, response)))[0]["state"] == state


@pytest.mark.parametrize(
    "broken",
    [
        b"rusak",
        b"[1]",
        b"7",
        b"\xff",
        b"[" * 100_000,
        b'{"question": "pilihan"}',
        b'{"question": 5, "response": 1}',
        b'{"question": "lain", "response": 1}',
        b'{"question": "\\ud800", "response": 1}',
        b'{"question": "rusak", "response": "x"}',
    ],
)
def test_a_line_that_no_question_can_take_is_malformed_and_named(
    grade: Callable[..., Result], broken: bytes
) -> None:
    result = grade(line("pilihan", 2), b"", broken)

    assert result.exit_code == 0
    assert [row["state"] for row in rows(result)] == ["right", "malformed"]
    assert "Baris 3" in result.stderr


def test_errors_of_the_file_are_told_beside_the_marks(grade: Callable[..., Result]) -> None:
    result = grade(line("pilihan", 2), lang="en")

    assert "kuis.md:29:1: No option is right." in result.stderr


def test_a_file_without_front_matter_is_marked_all_the_same(grade: Callable[..., Result]) -> None:
    result = grade(line("pilihan", 2), quiz=QUESTIONS)

    assert rows(result)[0]["state"] == "right"
    assert "bagian depan" in result.stderr


@pytest.mark.parametrize("quiz", ["", FRONT, FRONT + "## A {#a}\nPilih.\n\n- ( ) x\n"])
def test_a_file_without_a_question_is_refused(grade: Callable[..., Result], quiz: str) -> None:
    result = grade(line("a", 1), quiz=quiz)

    assert result.exit_code == 1
    assert "Tidak ada soal yang dapat dibaca" in result.stderr


def test_neither_site_nor_database_is_opened(tmp_path: Path) -> None:
    """In a folder of its own, with a database that cannot be reached."""
    (tmp_path / "kuis.md").write_text(FRONT + QUESTIONS, encoding="utf-8")
    (tmp_path / "r.jsonl").write_bytes(line("pilihan", 2))
    words = ["quiz", "grade", "kuis.md", "--responses", "r.jsonl", "--out", "o.jsonl"]
    away = {"LMS_DATABASE_URL": "postgresql+psycopg://nobody@127.0.0.1:1/none", "PATH": os.environ["PATH"]}

    done = subprocess.run(
        [sys.executable, "-m", "lms", *words], cwd=tmp_path, env=away, check=False, capture_output=True
    )

    assert (done.returncode, done.stdout) == (0, b"")
    assert json.loads((tmp_path / "o.jsonl").read_bytes())["state"] == "right"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kuis.md", "o.jsonl", "r.jsonl"]
