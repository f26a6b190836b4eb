"""What every command shares: the site it works on, opened when first needed, and how it speaks."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import click

from lms import config
from lms.config import Settings
from lms.db.installation import Installation
from lms.errors import Message

Open = Callable[[Settings], Installation]


class Site:
    """One installation as the command line sees it; settings and database are opened at first use."""

    def __init__(self, open_site: Open, instance: Path | None = None, language: str | None = None) -> None:
        self._open = open_site
        self._instance = instance
        self._language = language

    @cached_property
    def settings(self) -> Settings:
        return config.load(self._instance)

    @cached_property
    def installation(self) -> Installation:
        return self._open(self.settings)

    @property
    def language(self) -> str:
        return self._language or self.settings.language

    @property
    def instance(self) -> Path:
        """The folder, also when it does not exist yet."""
        return self.settings.instance


pass_site = click.make_pass_decorator(Site)


def say(site: Site, message: Message, **values: str | int) -> None:
    """Print a message, and its remedy beneath when it has one, in the language of the command."""
    click.echo(message.text(site.language, values))
    remedy = message.remedy(site.language, values)
    if remedy:
        click.echo(f"  {remedy}")
