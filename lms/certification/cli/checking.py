"""Commands that tell how certificates stand: verify a file, list a year."""

from pathlib import Path

import click

from lms.bahasa import dates, numbers
from lms.certification import verification
from lms.certification.cli.group import certificates, of_year, today
from lms.certification.register import decisions
from lms.certification.rules.findings import SEALS, TROUBLES
from lms.certification.verification import LARGEST_FILE, Answer, Verdict
from lms.db.commands import Site, pass_site, say
from lms.errors import InvalidInput, Message

VALID = Message(
    "ASLI: berkas ini sama persis dengan yang diterbitkan.", "GENUINE: this file is exactly what was issued."
)
HOLDS = Message("BERLAKU: sertifikat ini kami terbitkan.", "VALID: this certificate was issued here.")
ALTERED = Message("BERUBAH.", "CHANGED.")
FORGED = Message("TIDAK ASLI.", "NOT GENUINE.")
UNREGISTERED = Message("TIDAK TERDAFTAR.", "NOT REGISTERED.")
OTHER = Message("MILIK SERTIFIKAT LAIN.", "OF ANOTHER CERTIFICATE.")
UNKNOWN = Message(
    "TIDAK DIKENAL: berkas ini tidak diterbitkan di sini.",
    "UNKNOWN: this file was not issued here.",
    "Bila ini hasil cetak atau pindai, periksa lewat kode QR-nya.",
    "If it is a print or a scan, check it by its QR code.",
)
NOWHERE = Message(
    "TIDAK DIKENAL: tidak ada sertifikat dengan kode atau nomor ini.",
    "UNKNOWN: there is no certificate with this code or number.",
    "Mungkin salah ketik; salin seluruhnya dari sertifikatnya.",
    "Perhaps it was mistyped; copy it whole from the certificate.",
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
    "DICABUT pada {on} ({reason}): sertifikat ini asli, tetapi tidak berlaku lagi.",
    "REVOKED on {on} ({reason}): it is genuine, but it no longer holds.",
)
SAYS = {
    Verdict.VALID: VALID,
    Verdict.EXPIRED: EXPIRED,
    Verdict.SUPERSEDED: SUPERSEDED,
    Verdict.REVOKED: REVOKED,
    Verdict.ALTERED: ALTERED,
    Verdict.FORGED: FORGED,
    Verdict.UNREGISTERED: UNREGISTERED,
    Verdict.OTHER: OTHER,
    Verdict.UNKNOWN: UNKNOWN,
}
STILL = Message(
    "  Sertifikat aslinya tetap berlaku: {address}", "  The certificate that it names still stands: {address}"
)
NO_MORE = Message(
    "  Sertifikat yang disebutnya tidak berlaku lagi: {address}",
    "  The certificate that it names no longer holds: {address}",
)
SIGNED = Message("  Tanda tangan: {seal}", "  Signature: {seal}")
SIGNER = Message("  Sidik sertifikatnya: {fingerprint}", "  Fingerprint of its certificate: {fingerprint}")
DIGEST = Message("  SHA-256 berkas: {sha256}", "  SHA-256 of the file: {sha256}")
TOO_LARGE = Message(
    "Berkas ini lebih besar daripada sertifikat kami mana pun ({mb} MB).",
    "This file is larger than any certificate of ours ({mb} MB).",
    "Periksa apakah berkasnya yang dimaksud.",
    "See whether it is the file that you mean.",
)
NOTHING = Message(
    "Sebutkan berkas PDF, --code, atau --number.", "Name a PDF file, --code or --number.",
    "Contoh: lms certificates verify sertifikat.pdf",
    "For example: lms certificates verify certificate.pdf",
)  # fmt: skip
FACTS = Message(
    "  {number}\n  {name}\n  {course}, {jp} JP, selesai {day}",
    "  {number}\n  {name}\n  {course}, {jp} JP, completed {day}",
)
COUNT = Message("{count} sertifikat.", "{count} certificates.")


@certificates.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--code", default="", help="Code or address of a certificate.")
@click.option("--number", default="", help="Number of a certificate.")
@pass_site
@click.pass_context
def verify(context: click.Context, site: Site, file: Path | None, code: str, number: str) -> None:
    """Compare FILE with what was issued, or look up a code or number; exit 1 unless it holds.

    With FILE and a code or number: whether it is the file of that certificate.
    """
    answer = _asked(site, file, code, number)
    _verdict(site, answer)
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
    if answer.stands is not None and answer.facts is not None:
        address = f"{site.settings.base_url}/verifikasi/{answer.facts.public_id}"
        say(site, STILL if answer.stands == Verdict.VALID else NO_MORE, address=address)
    if answer.signature is not None:
        signature = answer.signature
        say(site, SIGNED, seal=SEALS[signature.seal].text(site.language, {"signer": signature.signer}))
        if signature.fingerprint:
            say(site, SIGNER, fingerprint=signature.fingerprint)
        say(site, DIGEST, sha256=answer.sha256)
    if answer.verdict != Verdict.VALID:
        context.exit(1)


def _asked(site: Site, file: Path | None, code: str, number: str) -> Answer:
    day = today(site)
    with site.installation.database.read() as session:
        if file is not None:
            with file.open("rb") as opened:
                data = opened.read(LARGEST_FILE + 1)
            if len(data) > LARGEST_FILE:
                raise InvalidInput(TOO_LARGE, "certificate.too-large", "file", mb=LARGEST_FILE >> 20)
            return verification.of_bytes(session, data, today=day, asked=code or number)
        if code:
            return verification.by_id(session, verification.read_id(code) or code, today=day)
        if number:
            return verification.by_number(session, number, today=day)
    raise InvalidInput(NOTHING, "certificate.nothing", "file")


def _verdict(site: Site, answer: Answer) -> None:
    """Say the verdict, what is wrong with the file, and what to do."""
    said = SAYS[answer.verdict]
    if not answer.from_file:
        said = {Verdict.VALID: HOLDS, Verdict.UNKNOWN: NOWHERE}.get(answer.verdict, said)
    say(site, said, **_about(site, answer))
    if answer.trouble is not None:
        say(site, TROUBLES[answer.trouble])


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


def _about(site: Site, answer: Answer) -> dict[str, str]:
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
