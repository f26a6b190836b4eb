"""The command `lms needs calculate`: draw the needs of a closed period, with a bar."""

import sys
from datetime import UTC, datetime

import click

from lms.db.commands import Site, pass_site, say
from lms.errors import Message
from lms.needs import calculation
from lms.voice.satisfaction import services

RECKONING = Message("Menghitung kebutuhan", "Reckoning needs")
DONE = Message(
    "Periode “{name}”: {units} unit dihitung, {found} kebutuhan ditemukan.",
    "Period “{name}”: {units} units reckoned, {found} needs found.",
)


@click.group()
def needs() -> None:
    """Training needs that citizens' voices show."""


@needs.command()
@click.option("--period", "name", required=True, help="Name of a closed period, as on /meja-warga/survei.")
@click.option("--again", is_flag=True, help="Go through all units anew; decided needs stay.")
@pass_site
def calculate(site: Site, name: str, again: bool) -> None:
    """Draw the needs of a closed period; one that was broken off goes on where it stopped."""
    database = site.installation.database
    with database.read() as session:
        period = services.named(session, name)
    if again:
        with database.write() as session:
            calculation.again(session, period.id, by=None, at=datetime.now(UTC))
    with click.progressbar(length=1, label=RECKONING.text(site.language), file=sys.stderr) as bar:

        def told(done: int, units: int) -> None:
            bar.length = max(units, 1)
            bar.update(done - bar.pos)

        run = calculation.run(site.installation, period.id, told=told)
    say(site, DONE, name=period.name, units=run.done, found=run.found)
