"""Commands that tell how certificates stand: verify a file, list a year."""

from pathlib import Path

import click

from lms.bahasa import dates, numbers
from lms.certification import verification
from lms.certification.cli.group import certificates, of_year, today
from lms.certification.register import decisions
from lms.certification.verification import Verdict
from lms.db.commands import Site, pass_site, say
from lms.errors import Message

VALID = Message(
    "ASLI: berkas ini sama persis dengan yang diterbitkan.", "GENUINE: this file is exactly what was issued."
)
ALTERED = Message(
    "BERUBAH: berkas ini bukan lagi seperti yang diterbitkan.",
    "CHANGED: this file is no longer what was issued.",
    "Jangan diandalkan; minta PDF yang asli dari pemiliknya.",
    "Do not rely on it; ask its owner for the original PDF.",
)
FORGED = Message(
    "PALSU: berkas ini disusun untuk menipu.",
    "FALSE: this file was put together to deceive.",
    "Jangan diandalkan; minta PDF yang asli dari pemiliknya.",
    "Do not rely on it; ask its owner for the original PDF.",
)
UNREGISTERED = Message(
    "TIDAK TERDAFTAR: berkas ini ditandatangani di sini, tetapi bukan berkas yang diterbitkan.",
    "NOT REGISTERED: this file was signed here, but it is not one that was issued.",
    "Jangan diandalkan; laporkan kepada pengelola situs.",
    "Do not rely on it; report it to whoever runs the site.",
)
UNKNOWN = Message(
    "TIDAK DIKENAL: berkas ini tidak diterbitkan di sini.",
    "UNKNOWN: this file was not issued here.",
    "Bila ini hasil cetak atau pindai, periksa lewat kode QR-nya.",
    "If it is a print or a scan, check it by its QR code.",
)
EXPIRED = Message(
    "ASLI, tetapi masa berlakunya habis pada {expires}.",
    "GENUINE, but it expired on {expires}.",
    "Pelatihannya perlu diulang untuk memperoleh sertifikat yang berlaku.",
    "The training must be repeated to hold one again.",
)
SUPERSEDED = Message(
    "ASLI, tetapi sejak {on} diganti dengan {successor}.",
    "GENUINE, but superseded on {on} by {successor}.",
    "Mintalah sertifikat yang baru.",
    "Ask for the newer one.",
)
REVOKED = Message(
    "DICABUT pada {on} ({reason}): berkas ini asli, tetapi tidak berlaku lagi.",
    "REVOKED on {on} ({reason}): the file is genuine, but it no longer holds.",
)
SAYS = {
    Verdict.VALID: VALID,
    Verdict.EXPIRED: EXPIRED,
    Verdict.SUPERSEDED: SUPERSEDED,
    Verdict.REVOKED: REVOKED,
    Verdict.ALTERED: ALTERED,
    Verdict.FORGED: FORGED,
    Verdict.UNREGISTERED: UNREGISTERED,
    Verdict.UNKNOWN: UNKNOWN,
}
FACTS = Message(
    "  {number}\n  {name}\n  {course}, {jp} JP, selesai {day}",
    "  {number}\n  {name}\n  {course}, {jp} JP, completed {day}",
)
COUNT = Message("{count} sertifikat.", "{count} certificates.")


@certificates.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@pass_site
@click.pass_context
def verify(context: click.Context, site: Site, file: Path) -> None:
    """Compare FILE with what was issued; exit 1 unless it is the same and still holds."""
    with site.installation.database.read() as session:
        answer = verification.of_bytes(session, file.read_bytes(), today=today(site))
    say(site, SAYS[answer.verdict], **_about(site, answer))
    if answer.facts is not None:
        facts = answer.facts
        say(
            site,
            FACTS,
            number=facts.number,
            name=facts.name,
            course=facts.course,
            jp=numbers.decimal(facts.jp.normalize(), site.language),
            day=dates.long(facts.completed_on, site.language),
        )
    if answer.verdict != Verdict.VALID:
        context.exit(1)


@certificates.command("list")
@click.option("--year", type=int, help="Year of completion; the present one unless given.")
@pass_site
def show(site: Site, year: int | None) -> None:
    """List certificates by number: number, day, name, course, whether the PDF is there, state."""
    chosen = of_year(site, year)
    for one in chosen:
        mark = "PDF" if one.sha256 else "…"
        state = str(verification.verdict_on(one, today(site)))
        snapshot = one.snapshot
        click.echo(
            "\t".join(
                (
                    one.number,
                    one.completed_on.isoformat(),
                    snapshot["name"],
                    snapshot["course_title"],
                    mark,
                    state,
                )
            )
        )
    say(site, COUNT, count=len(chosen))


def _about(site: Site, answer: verification.Answer) -> dict[str, str]:
    """Return what the sentence of a verdict names: days, the class of the reason, the newer number."""
    told: dict[str, str] = {}
    if answer.facts is not None and answer.facts.expires_on is not None:
        told["expires"] = dates.long(answer.facts.expires_on, site.language)
    decision = answer.decision
    if decision is not None:
        told["on"] = dates.long(decision.on, site.language)
        told["reason"] = decisions.REASONS[decision.reason].text(site.language) if decision.reason else ""
        told["successor"] = decision.successor.number if decision.successor is not None else ""
    return told
