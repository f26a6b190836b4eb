"""Commands about the files: make missing PDFs, take a bundle away."""

from pathlib import Path

import click

from lms.certification import bundles, making
from lms.certification import certificates as register
from lms.certification.cli.group import certificates, of_year
from lms.db.commands import Site, pass_site, say
from lms.errors import LmsError, Message

NOTHING_MISSING = Message("Semua sertifikat sudah punya PDF.", "Every certificate has its PDF.")
MAKING = Message("Membuat PDF", "Making PDFs")
FAILED = Message("{number}: {reason}", "{number}: {reason}")
MADE = Message("{made} PDF dibuat, {failed} gagal.", "{made} PDFs made, {failed} failed.")
WRITTEN = Message("{count} sertifikat ditulis ke {path}", "{count} certificates written to {path}")


@certificates.command()
@pass_site
@click.pass_context
def render(context: click.Context, site: Site) -> None:
    """Make every PDF that is missing, also those whose job gave up or whose file was lost."""
    with site.installation.database.read() as session:
        missing = register.without_pdf(session, site.installation.files)
    if not missing:
        say(site, NOTHING_MISSING)
        return
    failures: list[tuple[str, str]] = []
    with click.progressbar(missing, label=MAKING.text(site.language)) as bar:
        for certificate in bar:
            try:
                making.render(site.installation, {"certificate_id": certificate.id})
            except LmsError as error:
                failures.append(
                    (certificate.number, f"{error.text(site.language)} {error.remedy(site.language)}")
                )
    for number, reason in failures:
        say(site, FAILED, number=number, reason=reason)
    say(site, MADE, made=len(missing) - len(failures), failed=len(failures))
    if failures:
        context.exit(1)


@certificates.command()
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--year", type=int, help="Year of completion; the present one unless given.")
@pass_site
def export(site: Site, target: Path, year: int | None) -> None:
    """Write the year's certificates to TARGET, a ZIP with a manifest."""
    chosen = of_year(site, year)
    with site.installation.database.read() as session, target.open("wb") as out:
        for piece in bundles.stream(session, site.installation.files, [one.id for one in chosen]):
            out.write(piece)
    say(site, WRITTEN, count=len(chosen), path=str(target))
