"""The `lms` command, assembled from the rooms' own."""

from pathlib import Path
from typing import Any

import click

from lms import flow
from lms.catalogue import cli as catalogue
from lms.certification import cli as certification
from lms.db import cli as db
from lms.db.commands import Site
from lms.errors import LmsError, SetUpError
from lms.people import cli as people
from lms.upkeep import cli as upkeep


class Commands(click.Group):
    """Says refusals in words: exit 1, or 2 when the installation is not as it must be."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except LmsError as error:
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
    (catalogue, ("check", "publish", "courses")),
    (people, ("people",)),
    (certification, ("certificates",)),
    (db, ("backup", "restore", "schema")),
):
    for name in names:
        main.add_command(getattr(room, name))
