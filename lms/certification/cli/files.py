"""The command that makes missing files: several processes, a bar with the rate, stopped and gone on with."""

import os
import time
from collections.abc import Iterator

import click

from lms.certification.bulk import crew, missing
from lms.certification.bulk.crew import Crew, Done
from lms.certification.cli.group import certificates
from lms.certification.models import Certificate
from lms.db.commands import Site, pass_site, say
from lms.db.installation import open_installation
from lms.errors import Message

NOTHING_MISSING = Message("Semua sertifikat sudah punya PDF.", "Every certificate has its PDF.")
MAKING = Message("Membuat PDF", "Making PDFs")
FAILED = Message("{number}: {reason}", "{number}: {reason}")
MORE = Message("… dan {count} lainnya yang gagal.", "… and {count} more that failed.")
MADE = Message("{made} PDF dibuat, {failed} gagal.", "{made} PDFs made, {failed} failed.")
STOPPED = Message(
    "Dihentikan: {made} PDF sudah dibuat dan tersimpan.",
    "Stopped: {made} PDFs are made and kept.",
    "Jalankan lagi untuk meneruskan sisanya.",
    "Run it again to go on with the rest.",
)
RATE = Message("{rate} per detik", "{rate} per second")
MOST_NAMED = 50
MOST_PROCESSES = 64
# Beginning a process costs about as much as so many files.
WORTH_A_PROCESS = 25


@certificates.command()
@click.option(
    "--processes",
    type=click.IntRange(1, MOST_PROCESSES),
    help="How many work side by side; as many as there are processors unless given.",
)
@pass_site
@click.pass_context
def render(context: click.Context, site: Site, processes: int | None) -> None:
    """Make every PDF that is missing, also those whose job gave up or whose file was lost."""
    total = missing.count(site.installation)
    if not total:
        say(site, NOTHING_MISSING)
        return
    fitting = processes or min(os.cpu_count() or 1, -(-total // WORTH_A_PROCESS))
    made, failures, stopped = 0, list[Done](), False
    failed = 0
    try:
        for done in _shown(site, _made(site, fitting), total):
            if done.reason:
                failed += 1
                failures = [*failures, done][:MOST_NAMED]
            made += not done.reason
    except KeyboardInterrupt:
        stopped = True
    _name(site, failures, failed)
    if stopped:
        say(site, STOPPED, made=made)
        context.exit(130)
    say(site, MADE, made=made, failed=failed)
    if failed:
        context.exit(1)


def _made(site: Site, processes: int) -> Iterator[Done]:
    """Make them here when one process is enough, else by a crew."""
    wanted = missing.walk(site.installation)
    if processes > 1:
        # Making a file is followed by nothing, so its processes load no room but this one.
        yield from Crew(open_installation, site.settings, site.language, processes).run(wanted)
        return
    for certificate_id in wanted:
        yield crew.make(site.installation, certificate_id, site.language)


def _shown(site: Site, made: Iterator[Done], total: int) -> Iterator[Done]:
    """Show a bar with count, remaining time and rate beneath what goes by."""
    began, count = time.monotonic(), 0

    def rate(_: object) -> str:
        return RATE.text(site.language, {"rate": f"{count / max(time.monotonic() - began, 0.001):.1f}"})

    with click.progressbar(
        length=total, label=MAKING.text(site.language), show_pos=True, item_show_func=rate
    ) as bar:
        for done in made:
            count += 1
            bar.update(1)
            yield done


def _name(site: Site, failures: list[Done], failed: int) -> None:
    with site.installation.database.read() as session:
        for done in failures:
            number = session.get_one(Certificate, done.certificate_id).number
            say(site, FAILED, number=number, reason=done.reason)
    if failed > len(failures):
        say(site, MORE, count=failed - len(failures))
