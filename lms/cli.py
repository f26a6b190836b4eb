"""The `lms` command, assembled from the rooms' own; a room is loaded when its command is called."""

import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lms.config import Settings
from lms.db.commands import Site
from lms.errors import LmsError, Message, SetUpError

if TYPE_CHECKING:
    from lms.db.installation import Installation

# By name: the module and its attribute. What needs no database, such as `lms render`, begins at once.
COMMANDS: Mapping[str, tuple[str, str]] = {
    "init": ("lms.upkeep.cli", "init"),
    "serve": ("lms.upkeep.cli", "serve"),
    "doctor": ("lms.upkeep.cli", "examine"),
    "jobs": ("lms.upkeep.cli", "jobs"),
    "demo": ("lms.upkeep.cli", "load_demo"),
    "audit": ("lms.upkeep.cli", "audit"),
    "check": ("lms.catalogue.cli", "check"),
    "publish": ("lms.catalogue.cli", "publish"),
    "courses": ("lms.catalogue.cli", "courses"),
    "render": ("lms.catalogue.cli", "render"),
    "preview": ("lms.preview.cli", "preview"),
    "people": ("lms.people.cli", "people"),
    "quiz": ("lms.assessment.cli", "quiz"),
    "certificates": ("lms.certification.cli", "certificates"),
    "keys": ("lms.certification.signing.cli", "keys"),
    "needs": ("lms.needs.cli", "needs"),
    "complaints": ("lms.voice.complaints.desk.cli", "complaints"),
    "backup": ("lms.db.cli", "backup"),
    "restore": ("lms.db.cli", "restore"),
    "schema": ("lms.db.cli", "schema"),
}
# Commands that another room adds to a group, by name too.
JOINED: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "courses": {"import": ("lms.books.cli", "bring"), "export": ("lms.books.cli", "take")},
    "demo": {"year": ("lms.upkeep.year.cli", "make_year")},
}
NO_DATABASE = Message(
    "Basis data belum siap atau tidak menjawab: {reason}",
    "The database is not ready or does not answer: {reason}",
    "Jalankan lms doctor; pemasangan baru dimulai dengan lms init.",
    "Run lms doctor; a new installation begins with lms init.",
)


class Joined(click.Group):
    """A room's group of commands, and those that a room above adds to it."""

    def __init__(self, group: click.Group, more: Mapping[str, tuple[str, str]]) -> None:
        super().__init__(
            group.name, commands=group.commands, help=group.help, callback=group.callback,
            invoke_without_command=group.invoke_without_command,
        )  # fmt: skip
        self.more = more

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *self.more])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self.more:
            return _loaded(self.more[cmd_name])
        return super().get_command(ctx, cmd_name)


class Commands(click.Group):
    """Says refusals in words: exit 1, or 2 when the installation is not as it must be."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 # click's signature
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 # click's signature
        if cmd_name not in COMMANDS:
            return None
        found = _loaded(COMMANDS[cmd_name])
        if isinstance(found, click.Group) and cmd_name in JOINED:
            return Joined(found, JOINED[cmd_name])
        return found

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except _database_errors() as error:
            reason = str(error).splitlines()[0]
            self._refuse(ctx, SetUpError(NO_DATABASE, "database.not-ready", reason=reason))
        except LmsError as error:
            self._refuse(ctx, error)

    def _refuse(self, ctx: click.Context, error: LmsError) -> None:
        language = ctx.params.get("lang") or "id"
        click.secho(error.text(language), err=True, fg="red")
        if error.remedy(language):
            click.echo(f"  {error.remedy(language)}", err=True)
        ctx.exit(2 if isinstance(error, SetUpError) else 1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--instance",
    type=click.Path(path_type=Path),
    help="Instance folder (else LMS_INSTANCE, else ./instance).",
)
@click.option("--lang", type=click.Choice(["id", "en"]), help="Language of messages (else the site's).")
@click.version_option(package_name="ampera-lms")
@click.pass_context
def main(context: click.Context, instance: Path | None, lang: str | None) -> None:
    """Ampera LMS: Markdown in, verified certificates out."""
    context.obj = Site(_open_site, Handlers(), instance, lang)
    context.call_on_close(context.obj.close)


def _database_errors() -> tuple[type[Exception], ...]:
    """Return what a database raises that is not ready; a command that has loaded none meets none."""
    known = sys.modules.get("sqlalchemy.exc")
    names = ("ArgumentError", "OperationalError", "ProgrammingError")
    return tuple(getattr(known, name) for name in names) if known else ()


def _loaded(place: tuple[str, str]) -> click.Command:
    module, name = place
    found: click.Command = getattr(import_module(module), name)
    return found


def _open_site(settings: Settings) -> "Installation":
    """Open with every room's followers and jobs, which are loaded for that."""
    made: Installation = import_module("lms.flow").open_site(settings)
    return made


class Handlers(Mapping[str, Any]):
    """The handlers of jobs by name, loaded when the first is asked for."""

    def __getitem__(self, name: str) -> Any:
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = import_module("lms.flow").HANDLERS
        return found
