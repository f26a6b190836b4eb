"""A kind of another package: found by its own metadata, checked, marked and refused like ours."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from lms.errors import SetUpError
from lms.questions import registry

FOREIGN = Path(__file__).parent / "foreign"
QUIZ = """---
title: Kuis
kind: practice
---

## Satu {#satu yesno}
SPBE diatur Perpres 95/2018.

! ya
> Pasal 1.

## Dua {#dua yesno}
![Bagan](assets/x.svg)

! mungkin
"""


def lms(folder: Path, *words: str, stdin: str = "") -> "subprocess.CompletedProcess[str]":
    """Run the command where the other package is installed."""
    return subprocess.run(
        [sys.executable, "-m", "lms", *words],
        cwd=folder,
        env={"PYTHONPATH": f"{FOREIGN}:{Path(registry.__file__).parents[2]}"},
        input=stdin,
        capture_output=True,
        check=False,
        text=True,
    )


@pytest.fixture
def quiz(tmp_path: Path) -> Path:
    file = tmp_path / "quizzes" / "spbe" / "kuis.md"
    file.parent.mkdir(parents=True)
    (tmp_path / "courses").mkdir()
    file.write_text(QUIZ, encoding="utf-8")
    return file


@pytest.fixture
def anew() -> Iterator[None]:
    """Look for kinds again, now and afterwards."""
    registry.kinds.cache_clear()
    yield
    registry.kinds.cache_clear()


def test_its_metadata_is_what_its_package_says() -> None:
    project = tomllib.loads((FOREIGN / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    written = (FOREIGN / "lms_yesno-1.0.dist-info" / "entry_points.txt").read_text(encoding="utf-8")

    (group,) = project["entry-points"]
    ((name, value),) = project["entry-points"][group].items()
    assert (group, name) == (registry.GROUP, "yesno")
    assert written == f"[{group}]\n{name} = {value}\n"


def test_check_reads_its_questions_and_words_its_problems(quiz: Path) -> None:
    checked = lms(quiz.parents[2], "check", "--format", "json", "quizzes/spbe/kuis.md")

    found = {one["code"]: one for one in json.loads(checked.stdout)}
    assert found["yesno.unreadable"]["message"] == "“! mungkin” bukan ya dan bukan tidak."
    assert found["yesno.unreadable"]["line"] == 15
    assert not [code for code in found if code.startswith("selftest.")]


def test_responses_to_it_are_marked_without_the_web(quiz: Path) -> None:
    lines = [{"question": "satu", "response": response} for response in ("yes", "no", None, "maybe", ["yes"])]

    marked = lms(
        quiz.parent, "quiz", "grade", "kuis.md", "--responses", "-", stdin="\n".join(map(json.dumps, lines))
    )

    rows = [json.loads(line) for line in marked.stdout.splitlines()]
    assert [row["state"] for row in rows] == ["right", "wrong", "blank", "malformed", "right"]


@pytest.mark.usefixtures("anew")
def test_it_stands_behind_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(FOREIGN))

    assert [kind.name for kind in registry.brought()] == ["yesno"]
    assert list(registry.kinds()) == [*(kind.name for kind in registry.OWN), "yesno"]
    assert "<fieldset" in (registry.template("lms/questions/kinds/yesno/widget.html") or "")


@pytest.mark.usefixtures("anew")
def test_it_cannot_replace_one_of_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    metadata = tmp_path / "thief-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: thief\nVersion: 1.0\n", encoding="utf-8")
    entry = f"[{registry.GROUP}]\nextra = lms.questions.kinds.choice:CHOICE\n"
    (metadata / "entry_points.txt").write_text(entry, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))

    with pytest.raises(SetUpError):
        registry.kinds()
