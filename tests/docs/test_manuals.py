"""What can be set, typed or met is written in the manuals, which are courses of the product itself."""

from pathlib import Path

import click
import pytest

from lms.cli import main
from lms.config import Settings

ROOT = Path(__file__).parents[2]
MANUALS = "\n".join(path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("courses/panduan-*/*.md")))


def commands(group: click.Group, path: str = "lms") -> list[str]:
    """Every command that does something, in full: `lms people import`."""
    found: list[str] = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        words = f"{path} {name}"
        found += commands(command, words) if isinstance(command, click.Group) else [words]
    return found


@pytest.mark.parametrize("setting", [name.upper() for name in Settings.model_fields])
def test_every_setting_is_in_a_manual(setting: str) -> None:
    assert setting in MANUALS


@pytest.mark.parametrize("command", commands(main))
def test_every_command_is_in_a_manual(command: str) -> None:
    assert command in MANUALS


def test_the_readme_names_the_two_commands_and_every_manual() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert "make run" in readme
    assert "make test" in readme
    for manual in ROOT.glob("courses/panduan-*"):
        assert f"courses/{manual.name}" in readme
