"""What every command shares: the site it works on, opened when first needed, and how it speaks."""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lms import config
from lms.config import Settings
from lms.errors import Message

if TYPE_CHECKING:
    # What needs no database, such as `lms check`, begins without loading one.
    from lms.db.installation import Installation

Open = Callable[[Settings], "Installation"]


class Site:
    """One installation as the command line sees it; settings and database are opened at first use."""

    def __init__(
        self,
        open_site: Open,
        handlers: Mapping[str, Any],
        instance: Path | None = None,
        language: str | None = None,
    ) -> None:
        self.open = open_site
        # By name of job; typed by lms.jobs, which stands above.
        self.handlers = handlers
        self.folder = config.instance_folder(instance)
        self._language = language

    @cached_property
    def settings(self) -> Settings:
        return config.load(self.folder)

    @cached_property
    def installation(self) -> "Installation":
        return self.open(self.settings)

    @property
    def language(self) -> str:
        return self._language or self.settings.language

    def close(self) -> None:
        """Let go of the database, if the command opened it."""
        if "installation" in self.__dict__:
            self.installation.database.dispose()


pass_site = click.make_pass_decorator(Site)


def say(site: Site, message: Message, **values: str | int) -> None:
    """Print a message, and its remedy beneath when it has one, in the language of the command."""
    click.echo(message.text(site.language, values))
    remedy = message.remedy(site.language, values)
    if remedy:
        click.echo(f"  {remedy}")
