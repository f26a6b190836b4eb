"""The command that draws a design's contact sheet."""

from pathlib import Path

import click

from lms.certification import designs
from lms.certification.cli.group import certificates
from lms.certification.designing import choices, emblems, previews, sheets
from lms.certification.designing.cases import CASES
from lms.db.commands import Site, pass_site, say
from lms.errors import Message

WRITTEN = Message(
    "{count} kasus desain “{design}” ada di {path}.",
    "{count} cases of design “{design}” are in {path}.",
)
REFUSED = Message("DITOLAK {case}: {reason}", "REFUSED {case}: {reason}")
HEAVY = Message(
    "BERAT {case}: {size} KB, paling banyak {most} KB", "HEAVY {case}: {size} KB, at most {most} KB"
)


@certificates.command()
@click.argument("design")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The PDF to write; else DESIGN.pdf here.",
)
@pass_site
@click.pass_context
def sheet(context: click.Context, site: Site, design: str, output: Path | None) -> None:
    """Draw DESIGN with the forty hard cases on a contact sheet; exit 1 when one is refused or heavy."""
    found = designs.load(site.settings.content_root / "certificates", design)
    with site.installation.database.read() as session:
        look = choices.newest(session).look
    emblem = emblems.of(look, site.settings, site.installation.files)
    with click.progressbar(
        sheets.drawn(found, look, emblem=emblem), length=len(CASES), label=design
    ) as drawing:
        specimens = list(drawing)
    path = output or Path(f"{design}.pdf")
    path.write_bytes(sheets.contact(specimens, site.language))
    say(site, WRITTEN, count=len(specimens), design=design, path=str(path))
    bad = [_said(site, one) for one in specimens if one.refused or len(one.data) > previews.MOST_BYTES]
    for line in bad:
        click.secho(line, fg="red")
    if bad:
        context.exit(1)


def _said(site: Site, one: sheets.Specimen) -> str:
    if one.refused:
        reason = one.refused.message.text(site.language, one.refused.values)
        return REFUSED.text(site.language, {"case": one.case.key, "reason": reason})
    size = -(-len(one.data) // 1000)
    return HEAVY.text(
        site.language, {"case": one.case.key, "size": size, "most": previews.MOST_BYTES // 1000}
    )
