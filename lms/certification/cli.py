"""Commands about certificates: verify a file, list them, make missing PDFs, export a bundle, decide."""

from datetime import UTC, date, datetime
from pathlib import Path

import click

from lms.bahasa import dates, numbers
from lms.certification import bundles, verification
from lms.certification import certificates as register
from lms.certification.models import Certificate, Reason
from lms.certification.register import decisions
from lms.certification.verification import Verdict
from lms.db.commands import Site, pass_site, say
from lms.errors import LmsError, Message

VALID = Message(
    "ASLI: berkas ini sama persis dengan yang diterbitkan.", "GENUINE: this file is exactly what was issued."
)
ALTERED = Message(
    "BERUBAH: berkas ini bukan lagi seperti yang diterbitkan.",
    "CHANGED: this file is no longer what was issued.",
    "Jangan diandalkan; minta PDF yang asli dari pemiliknya.",
    "Do not rely on it; ask its owner for the original PDF.",
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
    Verdict.UNKNOWN: UNKNOWN,
}
REVOKED_NOW = Message(
    "{number} dicabut. Jam pelajarannya dikeluarkan dari buku jam pelajaran.",
    "{number} is revoked. Its credit hours are taken out of the ledger.",
)
REINSTATED_NOW = Message(
    "{number} berlaku lagi. Jam pelajarannya dihitung lagi.",
    "{number} stands again. Its credit hours count again.",
)
REISSUED_NOW = Message(
    "{new} terbit menggantikan {number}. PDF-nya dibuat oleh lms jobs run atau lms certificates render.",
    "{new} supersedes {number}. Its PDF is made by lms jobs run or lms certificates render.",
)
FACTS = Message(
    "  {number}\n  {name}\n  {course}, {jp} JP, selesai {day}",
    "  {number}\n  {name}\n  {course}, {jp} JP, completed {day}",
)
COUNT = Message("{count} sertifikat.", "{count} certificates.")
NOTHING_MISSING = Message("Semua sertifikat sudah punya PDF.", "Every certificate has its PDF.")
MAKING = Message("Membuat PDF", "Making PDFs")
FAILED = Message("{number}: {reason}", "{number}: {reason}")
MADE = Message("{made} PDF dibuat, {failed} gagal.", "{made} PDFs made, {failed} failed.")
WRITTEN = Message("{count} sertifikat ditulis ke {path}", "{count} certificates written to {path}")


@click.group()
def certificates() -> None:
    """Certificates: verify, list, render, export; revoke, reinstate, issue anew."""


@certificates.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@pass_site
@click.pass_context
def verify(context: click.Context, site: Site, file: Path) -> None:
    """Compare FILE with what was issued; exit 1 unless it is the same and still holds."""
    with site.installation.database.read() as session:
        answer = verification.of_bytes(session, file.read_bytes(), today=_today(site))
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
    chosen = _of_year(site, year)
    for one in chosen:
        mark = "PDF" if one.sha256 else "…"
        state = str(verification.verdict_on(one, _today(site)))
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
                register.render(site.installation, {"certificate_id": certificate.id})
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
    chosen = _of_year(site, year)
    with site.installation.database.read() as session, target.open("wb") as out:
        for piece in bundles.stream(session, site.installation.files, [one.id for one in chosen]):
            out.write(piece)
    say(site, WRITTEN, count=len(chosen), path=str(target))


@certificates.command()
@click.argument("number")
@click.option("--reason", type=click.Choice([str(reason) for reason in Reason]), required=True)
@click.option("--text", required=True, help="What happened and on what ground; kept, never shown.")
@pass_site
def revoke(site: Site, number: str, reason: str, text: str) -> None:
    """Revoke the certificate NUMBER; its credit hours leave the ledger, its record stays."""
    with site.installation.database.write() as session:
        decisions.revoke(session, number, Reason(reason), text, by=None, at=datetime.now(UTC))
    say(site, REVOKED_NOW, number=number)


@certificates.command()
@click.argument("number")
@click.option("--text", required=True, help="Why the revocation is taken back.")
@pass_site
def reinstate(site: Site, number: str, text: str) -> None:
    """Take the revocation of NUMBER back; both decisions stay in the register."""
    with site.installation.database.write() as session:
        decisions.reinstate(session, number, text, by=None, at=datetime.now(UTC))
    say(site, REINSTATED_NOW, number=number)


@certificates.command()
@click.argument("number")
@click.option("--text", required=True, help="What was wrong and who approved the correction.")
@pass_site
def reissue(site: Site, number: str, text: str) -> None:
    """Issue NUMBER anew with the person's present name, rank and post; the old one says superseded."""
    with site.installation.database.write() as session:
        new = decisions.supersede(session, number, text, by=None, at=datetime.now(UTC)).number
    say(site, REISSUED_NOW, number=number, new=new)


def _today(site: Site) -> date:
    return datetime.now(site.settings.zone).date()


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


def _of_year(site: Site, year: int | None) -> list[Certificate]:
    year = year or datetime.now(site.settings.zone).year
    with site.installation.database.read() as session:
        return list(register.issued_between(session, date(year, 1, 1), date(year, 12, 31)))
