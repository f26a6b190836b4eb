"""The command `lms complaints remind`: what the desk's clock does once a day, done now, with a bar."""

import sys
from datetime import UTC, datetime

import click

from lms.db.commands import Site, pass_site, say
from lms.errors import Message
from lms.voice.complaints.desk import daily

LOOKING = Message("Memeriksa tenggat", "Looking at deadlines")
REMINDED = Message(
    "{reminded} pengingat baru, {closed} laporan ditutup dan {archived} diarsipkan tanpa balasan warga; "
    "isi {erased} laporan lama dihapus.",
    "{reminded} new reminders, {closed} reports closed and {archived} archived without a reply; "
    "the words of {erased} old reports erased.",
)


@click.group()
def complaints() -> None:
    """Citizens' reports."""


@complaints.command()
@pass_site
def remind(site: Site) -> None:
    """Remind of deadlines, end what got no reply, erase what is old; the job process does so daily."""
    with click.progressbar(length=1, label=LOOKING.text(site.language), file=sys.stderr) as bar:

        def told(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        outcome = daily.run(site.installation, at=datetime.now(UTC), told=told)
    say(
        site, REMINDED, reminded=outcome.reminded, closed=outcome.closed, archived=outcome.archived,
        erased=outcome.erased,
    )  # fmt: skip
