"""The commands: a dry run by default, a question before anything changes, the history after."""

import json
from collections.abc import Callable

import pytest
from assessment_builders import KEY
from regrade_builders import LIMA, TUJUH, a_taught_course, begun, correct, now, took
from sqlalchemy import Engine, event

from lms.assessment.models import Attempt
from lms.db.installation import Installation

HALF = {"jml-prinsip": LIMA, "rupiah": "1000"}


@pytest.fixture
def attempt(installation: Installation) -> Attempt:
    """Ani's attempt, marked by a key that was corrected since."""
    with installation.database.write() as session:
        a_taught_course(session)
        taken = took(session, "Ani", HALF)
        correct(session)
    return taken


def test_without_apply_it_shows_and_changes_nothing(
    attempt: Attempt, installation: Installation, runner: Callable
) -> None:
    result = runner("quiz", "regrade", KEY)

    assert result.exit_code == 0
    assert "kunci dari “Tujuh” menjadi “Lima”" in result.output
    assert "50 → 100   lulus" in result.output
    assert now(installation, attempt).percent == 50


def test_it_asks_before_it_applies(attempt: Attempt, installation: Installation, runner: Callable) -> None:
    refused = runner("quiz", "regrade", KEY, "--apply", stdin="n\n")
    assert (refused.exit_code, now(installation, attempt).percent) == (0, 50)

    agreed = runner("quiz", "regrade", KEY, "--apply", stdin="y\n")

    assert "1 naik" in agreed.output
    assert now(installation, attempt).percent == 100


def test_json_holds_everything_exactly(attempt: Attempt, runner: Callable) -> None:
    said = json.loads(runner("quiz", "regrade", KEY, "--format", "json").stdout)

    assert [(mark["name"], mark["before"], mark["after"]) for mark in said["marks"]] == [("Ani", "50", "100")]
    assert (said["applied"], said["questions"][0]["key_after"]) == (False, "Lima")


def test_a_question_is_voided_and_brought_back(
    attempt: Attempt, installation: Installation, runner: Callable
) -> None:
    shown = runner("quiz", "void", KEY, "jml-prinsip", "--reason", "Soal bermasalah.")
    assert ("dibatalkan" in shown.output, now(installation, attempt).percent) == (True, 50)

    runner("quiz", "void", KEY, "jml-prinsip", "--reason", "Soal bermasalah.", "--apply", "--yes")
    assert now(installation, attempt).points_max == 1

    runner("quiz", "unvoid", KEY, "jml-prinsip", "--reason", "Soal diperbaiki.", "--apply", "--yes")
    assert now(installation, attempt).points_max == 2


def test_a_regrade_that_was_cut_off_is_gone_on_with(
    attempt: Attempt, installation: Installation, runner: Callable
) -> None:
    begun(installation)

    result = runner("quiz", "regrade", KEY, "--apply", stdin="y\n")

    assert "terputus" in result.output
    assert now(installation, attempt).percent == 100


def test_ctrl_c_stops_in_words_and_the_same_command_goes_on(
    attempt: Attempt, installation: Installation, runner: Callable
) -> None:
    commits = []

    def interrupt(_connection: object) -> None:
        commits.append(1)
        if len(commits) == 2:
            raise KeyboardInterrupt

    event.listen(Engine, "commit", interrupt)
    stopped = runner("quiz", "regrade", KEY, "--apply", "--yes")
    event.remove(Engine, "commit", interrupt)
    assert (stopped.exit_code, now(installation, attempt).percent) == (130, 50)
    assert "Dihentikan." in stopped.output

    runner("quiz", "regrade", KEY, "--apply", "--yes")

    assert now(installation, attempt).percent == 100


def test_the_history_says_when_why_and_what(attempt: Attempt, runner: Callable) -> None:
    runner("quiz", "regrade", KEY, "--apply", "--yes", "--reason", "Kunci tertukar.")

    text, data = runner("quiz", "history", KEY).output, runner("quiz", "history", KEY, "--format", "json")

    assert "Kunci tertukar." in text
    assert json.loads(data.stdout)[0]["rose"] == 1


def test_without_attempts_it_says_so(installation: Installation, runner: Callable) -> None:
    with installation.database.write() as session:
        a_taught_course(session)
        took(session, "Ani", {"jml-prinsip": TUJUH}, hand_in=False)

    assert "Belum ada percobaan" in runner("quiz", "regrade", KEY, "--apply").output


def test_an_unknown_quiz_is_refused(runner: Callable) -> None:
    result = runner("quiz", "regrade", "tidak/ada")

    assert result.exit_code == 1
    assert "tidak ada pada kursus yang terbit" in result.output
