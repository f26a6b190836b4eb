"""The `lms` command, assembled from the rooms' own."""

from pathlib import Path
from typing import Any

import click
from sqlalchemy.exc import ArgumentError, OperationalError, ProgrammingError

from lms import flow
from lms.assessment import cli as assessment
from lms.catalogue import cli as catalogue
from lms.certification import cli as certification
from lms.db import cli as db
from lms.db.commands import Site
from lms.errors import LmsError, Message, SetUpError
from lms.people import cli as people
from lms.upkeep import cli as upkeep

NO_DATABASE = Message(
    "Basis data belum siap atau tidak menjawab: {reason}",
    "The database is not ready or does not answer: {reason}",
    "Jalankan lms doctor; pemasangan baru dimulai dengan lms init.",
    "Run lms doctor; a new installation begins with lms init.",
)


class Commands(click.Group):
    """Says refusals in words: exit 1, or 2 when the installation is not as it must be."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (ArgumentError, OperationalError, ProgrammingError) as error:
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
    context.obj = Site(flow.open_site, flow.HANDLERS, instance, lang)
    context.call_on_close(context.obj.close)


for room, names in (
    (upkeep, ("init", "serve", "examine", "jobs", "load_demo", "audit")),
    (catalogue, ("check", "publish", "courses", "render")),
    (people, ("people",)),
    (assessment, ("quiz",)),
    (certification, ("certificates",)),
    (db, ("backup", "restore", "schema")),
):
    for name in names:
        main.add_command(getattr(room, name))
