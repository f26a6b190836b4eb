"""What an administrator meets on an installation that is not as it must be: words, exit 2, no traceback."""

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lms.cli import main
from lms.upkeep import starting


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LMS_CONTENT_ROOT", str(tmp_path))
    starting.prepare_folder(tmp_path / "instance")
    return tmp_path / "instance"


def run(instance: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--instance", str(instance), "--lang", "en", *words])


@pytest.mark.parametrize("line", ['SITE_NAME = "Ampera', "SITE_NAME = Ampera", "MAX_UPLOAD_MB = int('dua')"])
def test_a_config_that_is_no_python_is_named(instance: Path, line: str) -> None:
    with (instance / "config.py").open("a") as file:
        file.write(f"{line}\n")

    result = run(instance, "people", "list")

    assert result.exit_code == 2
    assert f"{instance / 'config.py'} cannot be read" in result.stderr


def test_a_bad_value_is_said_without_the_words_of_the_library(instance: Path) -> None:
    with (instance / "config.py").open("a") as file:
        file.write('BASE_URL = "contoh.go.id"\n')

    result = run(instance, "people", "list")

    assert "BASE_URL cannot be read: an absolute http(s) address is needed." in result.stderr


def test_a_database_that_nobody_made_is_no_traceback(instance: Path) -> None:
    result = run(instance, "people", "list")

    assert (result.exit_code, "lms init" in result.stderr) == (2, True)


def test_a_database_that_does_not_answer_is_no_traceback(
    instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LMS_DATABASE_URL", "postgresql+psycopg://nobody@127.0.0.1:1/none")

    result = run(instance, "people", "list")

    assert (result.exit_code, "does not answer" in result.stderr) == (2, True)


def test_nothing_is_served_without_a_key_and_what_is_made_on_the_way_is_private(tmp_path: Path) -> None:
    nowhere = tmp_path / "none"

    assert "There is no secret key" in run(nowhere, "serve").stderr
    run(nowhere, "doctor")
    assert stat.S_IMODE(nowhere.stat().st_mode) == 0o700
