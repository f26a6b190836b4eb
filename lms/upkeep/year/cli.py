"""The command `lms demo year`; a module of its own, for it loads much that no other command needs."""

import sys
from datetime import UTC, datetime

import click

from lms.db.commands import Site, pass_site, say
from lms.errors import Message
from lms.upkeep.year import making
from lms.upkeep.year.rules import plan
from lms.upkeep.year.rules.plan import Size

MAKING_YEAR = Message("Membuat tahun contoh", "Making the year")
YEAR_MADE = Message(
    "Dibuat: {units} unit, {people} pegawai, {answers} jawaban survei, {complaints} laporan warga, "
    "{needs} kebutuhan pelatihan, {completions} kursus selesai.",
    "Made: {units} units, {people} civil servants, {answers} survey answers, {complaints} citizens’ reports, "
    "{needs} training needs, {completions} courses completed.",
    "Lihat /terbuka untuk angkanya. Semua data ini buatan.",
    "See /terbuka for the figures. All of it is invented.",
)


@click.command("year")
@click.option("--seed", default=plan.SEED, show_default=True, help="The same seed makes the same year.")
@click.option(
    "--scale",
    default=1.0,
    show_default=True,
    type=click.FloatRange(0.01, 50),
    help="So much of 2,000 people, 20,000 answers and 3,000 complaints.",
)
@click.option("--if-empty", is_flag=True, help="Do nothing where citizens have spoken already.")
@pass_site
def make_year(site: Site, seed: int, scale: float, *, if_empty: bool) -> None:
    """Make a generated district's last four quarters: survey, complaints, needs, training."""
    if if_empty and making.is_used(site.installation):
        return
    size = Size().scaled(scale)
    with click.progressbar(
        length=making.length(size), label=MAKING_YEAR.text(site.language), file=sys.stderr
    ) as bar:
        made = making.make(site.installation, size, seed=seed, at=datetime.now(UTC), tell=bar.update)
    say(
        site, YEAR_MADE, units=made.units, people=made.people, answers=made.answers,
        complaints=made.complaints, needs=made.needs, completions=made.completions,
    )  # fmt: skip
