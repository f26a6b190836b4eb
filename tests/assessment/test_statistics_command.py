import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

from assessment_builders import KEY
from click.testing import Result
from statistics_builders import the_worked_example

from lms.db.installation import Installation

Runner = Callable[..., Result]
EXAMPLE = """learner,q1,q2,q3,q4
max,1,1,2,1
1,1,1,2,0
2,1,0,1,1
3,0,1,2,1
4,1,0,0,0
5,0,0,1,0
6,1,1,2,1
"""


def published(installation: Installation) -> None:
    with installation.database.write() as session:
        the_worked_example(session)


def figures(found: Result) -> list[list[str]]:
    """All but what a sheet cannot know: how far guessing leads."""
    rows = [line.split(",")[3:] for line in found.output.splitlines()]
    return [row for row in rows if row[0] != "guess"]


def test_a_sheet_is_weighed_without_a_database(runner: Runner, tmp_path: Path) -> None:
    sheet = tmp_path / "marks.csv"
    sheet.write_text(EXAMPLE, encoding="utf-8")

    found = runner("--lang", "en", "quiz", "stats", "--from", str(sheet))

    assert found.exit_code == 0
    assert "60.3175" in found.output
    assert "-7.91".replace("-", "−") in found.output
    assert "Fewer than 20 attempts" in found.output


def test_lines_of_json_are_told_by_the_name_of_the_file(runner: Runner, tmp_path: Path) -> None:
    sheet = tmp_path / "marks.jsonl"
    sheet.write_text('{"max": {"a": 1, "b": 1}}\n{"a": 1, "b": 0}\n{"a": 0, "b": 0}\n', encoding="utf-8")

    found = runner("quiz", "stats", "--from", str(sheet), "--format", "json")

    assert json.loads(found.output)["attempts"] == 2


def test_attempts_and_the_sheet_written_of_them_tell_the_same(
    runner: Runner, installation: Installation, tmp_path: Path
) -> None:
    published(installation)
    sheet = tmp_path / "out.csv"

    stored = runner("quiz", "stats", f"quizzes/{KEY}.md", "--format", "csv", "--scores", str(sheet))
    again = runner("quiz", "stats", "--from", str(sheet), "--format", "csv")

    assert figures(stored) == figures(again)
    assert len(sheet.read_text().splitlines()) == 8


def test_one_figure_stands_on_one_line_of_csv(runner: Runner, installation: Installation) -> None:
    published(installation)

    rows = list(csv.DictReader(io.StringIO(runner("quiz", "stats", KEY, "--format", "csv").output)))

    consistency = next(row for row in rows if row["figure"] == "consistency")
    assert round(float(consistency["value"]), 3) == 60.317
    assert consistency["why"] == "too-few"
    assert len(rows) == 8 + 4 * 7


def test_the_table_says_what_to_look_at_and_in_the_language_asked_for(
    runner: Runner, installation: Installation
) -> None:
    published(installation)

    found = runner("--lang", "id", "quiz", "stats", KEY)

    assert "Konsistensi internal" in found.output
    assert "60,3175" in found.output
    assert "kurang dari 20" in found.output.casefold()


def test_a_quiz_that_nobody_took_is_not_found(runner: Runner, installation: Installation) -> None:
    assert runner("quiz", "stats", "dasar-spbe/tiada").exit_code == 1


def test_without_a_quiz_or_a_sheet_nothing_is_weighed(runner: Runner) -> None:
    refused = runner("--lang", "en", "quiz", "stats")

    assert refused.exit_code == 1
    assert "Name a quiz" in refused.output
