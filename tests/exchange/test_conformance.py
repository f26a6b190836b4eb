"""The comparison with another program's marks says what is equal and what is not."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
RIGHT, PARTLY, WRONG, BLANK = "gradedright", "gradedpartial", "gradedwrong", "gaveup"
GIFT = """Soal{=a ~b}

Hitung{#3:1}

Pilih{~%50%x ~%50%y}

Benar?{T}

Jodoh{=p->q =r->s}

Kata{=w}

Cerita
"""


def answers(*rows: tuple[str, float], **more: str) -> list[dict[str, Any]]:
    return [{"answer": text, "fraction": weight, "feedback": "", **more} for text, weight in rows]


def question(name: str, qtype: str, *grid: tuple[Any, float | None, str], **more: Any) -> dict[str, Any]:
    marks = [{"response": given, "fraction": part, "state": state} for given, part, state in grid]
    return {"name": name, "qtype": qtype, "questiontext": name, "generalfeedback": "", "grid": marks, **more}


QUESTIONS = [
    question(
        "Soal",
        "multichoice",
        ({"answer": "a"}, 1.0, RIGHT),
        ({"answer": "z"}, None, BLANK),
        ([], None, BLANK),
        answers=answers(("a", 1), ("b", 0)),
    ),
    question(
        "Hitung",
        "numerical",
        ({"answer": "4 m"}, 1.0, RIGHT),
        ({"answer": "abc"}, 0.0, WRONG),
        answers=answers(("3", 1), tolerance="1"),
    ),
    question(
        "Pilih", "multichoice", ({"x": 1, "y": 0}, 0.5, PARTLY), answers=answers(("x", 0.5), ("y", 0.5))
    ),
    question(
        "Benar?", "truefalse", ({"answer": "0"}, 0.0, WRONG), answers=answers(("True", 1), ("False", 0))
    ),
    question(
        "Jodoh",
        "match",
        ({"p": "q"}, 0.5, PARTLY),
        subquestions=[{"questiontext": "p", "answertext": "q"}, {"questiontext": "r", "answertext": "s"}],
    ),
    question("Kata", "shortanswer", ({"answer": "W"}, 1.0, RIGHT), answers=answers(("w", 1))),
    question("Cerita", "description"),
]


def compared(folder: Path, questions: list[dict[str, Any]]) -> tuple[int, str]:
    (folder / "x.gift").write_text(GIFT, encoding="utf-8")
    (folder / "x.gift.json").write_text(json.dumps({"questions": questions}), encoding="utf-8")
    command = [sys.executable, "tools/conformance.py", str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout


def test_all_is_equal(tmp_path: Path) -> None:
    assert compared(tmp_path, QUESTIONS) == (0, "\nquestions equal: 7 of 7\npairs equal: 9 of 9\n")


def test_each_difference_is_named(tmp_path: Path) -> None:
    grid = [{"response": {"answer": "a"}, "fraction": 0.5, "state": PARTLY}]

    code, said = compared(tmp_path, [{**QUESTIONS[0], "name": "Lain", "grid": grid}])

    assert code == 1
    assert "7 questions instead of 1" in said
    assert "title 'Soal' instead of 'Lain'" in said
    assert "{'answer': 'a'} is gradedright 1, theirs gradedpartial 1/2" in said
    assert "pairs equal: 0 of 1" in said
