"""The command that tells why a certificate was issued, and whether it would be issued again."""

from pathlib import Path

import click

from lms.certification import certificates as register
from lms.certification.cli.group import certificates
from lms.certification.evidence import explaining, reading
from lms.certification.evidence.explaining import CHECKS, Explanation
from lms.certification.rules import corrections
from lms.db.commands import Site, pass_site, say
from lms.errors import Message

SAME_LINE = Message("sama  {check}{about}: {said}", "same  {check}{about}: {said}")
OTHER_LINE = Message(
    "BEDA  {check}{about}: berkas menyebut {said}, dihitung ulang {found}",
    "OTHER {check}{about}: the pack says {said}, made again it is {found}",
)
KEPT = Message("sama  SHA-256 berkas bukti dengan register", "same  SHA-256 of the pack with the register")
NOT_KEPT = Message(
    "BEDA  SHA-256: ini bukan berkas bukti yang tercatat di register",
    "OTHER SHA-256: this is not the pack that the register names",
)
FIELD = Message(
    "BEDA  register: {field} tidak sama dengan berkas bukti",
    "OTHER register: {field} is not what the pack says",
)
SINCE = Message(
    "info  {quiz} #{number}: nilainya kini {after}, saat terbit {before}",
    "note  {quiz} #{number}: its mark is {after} now, it was {before} at the issue",
)
GONE = Message(
    "info  {quiz} #{number}: percobaannya tidak ada lagi di basis data, saat terbit {before}",
    "note  {quiz} #{number}: the attempt is no longer in the database, it was {before} at the issue",
)
EQUAL = Message(
    "SAMA: {number} terbit sesuai aturan; keputusannya dapat dihitung ulang dari berkas bukti.",
    "EQUAL: {number} was issued by the rules; the decision follows from its pack.",
)
NOT_EQUAL = Message(
    "TIDAK SAMA: keputusan atas {number} tidak mengikuti berkas bukti ini.",
    "NOT EQUAL: the decision about {number} does not follow from this pack.",
    "Baris BEDA menunjukkan di mana; bandingkan dengan cadangan sebelum memutuskan apa pun.",
    "The lines OTHER show where; compare with a backup before anything is decided.",
)


@certificates.command()
@click.argument("certificate")
@click.option(
    "--pack",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A pack that was handed in, instead of the one that is kept.",
)
@pass_site
@click.pass_context
def explain(context: click.Context, site: Site, certificate: str, pack: Path | None) -> None:
    """Make the decision about CERTIFICATE, a number or id, again from its pack; exit 1 if it is another."""
    with site.installation.database.read() as session:
        found = register.named(session, certificate)
        data = pack.read_bytes() if pack else reading.kept(site.installation.files, found)
        explained = explaining.explain(session, found, data)
    _tell(site, explained)
    say(site, EQUAL if explained.equal else NOT_EQUAL, number=found.number)
    if not explained.equal:
        context.exit(1)


def _tell(site: Site, explained: Explanation) -> None:
    for line in explained.lines:
        values = {
            "check": CHECKS[line.check].text(site.language),
            # A pack that was handed in may hold anything, also what moves the cursor.
            "about": f" {corrections.clean(line.about)}" if line.about else "",
            "said": corrections.clean(line.said) or "–",
            "found": corrections.clean(line.found) or "–",
        }
        text = (SAME_LINE if line.equal else OTHER_LINE).text(site.language, values)
        click.secho(text, fg="green" if line.equal else "red")
    kept = KEPT if explained.kept else NOT_KEPT
    click.secho(kept.text(site.language), fg="green" if explained.kept else "red")
    for field in explained.register:
        click.secho(FIELD.text(site.language, {"field": field}), fg="red")
    for drift in explained.since:
        values = {name: corrections.clean(getattr(drift, name)) for name in ("quiz", "before", "after")}
        message = SINCE if drift.after else GONE
        click.echo(message.text(site.language, {**values, "number": drift.number}))
