"""A scenario answered without the web: its choices, one after the other."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from lms.cli import main

QUIZ = """---
title: Di loket
kind: scenario
---

## Loket {#loket}
Pemohon datang.

- [Sapa **ramah**](#berkas) {+2}
- [Suruh pulang](#usai) {-1}

## Berkas {#berkas}
Satu lembar kurang.

- [Proses](#usai) {+2}
- [Tolak](#usai)

## Usai {#usai}
Selesai.
"""


@pytest.mark.parametrize(
    ("response", "state", "exact"),
    [
        (["Sapa ramah", "Proses"], "right", "1"),
        ([1, 1], "right", "1"),
        (["Sapa **ramah**", 2], "partly", "1/2"),
        (["Sapa ramah"], "partly", "1/2"),
        ("Suruh pulang", "wrong", "0"),
        (None, "blank", "0"),
        (["Proses"], "malformed", "0"),
        ([1, 1, 1], "malformed", "0"),
    ],
)
def test_the_path_is_given_by_words_or_by_positions(
    tmp_path: Path, response: Any, state: str, exact: str
) -> None:
    file = tmp_path / "loket.md"
    file.write_text(QUIZ, encoding="utf-8")
    line = json.dumps({"question": "loket", "response": response})

    result = CliRunner().invoke(main, ["quiz", "grade", str(file), "--responses", "-"], input=line)

    row = json.loads(result.stdout)
    assert (row["question"], row["state"], row["exact"]) == ("loket", state, exact)
