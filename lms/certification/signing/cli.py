"""Commands about the installation's signing keys: create, rotate, show, import."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from lms.certification.signing import keys as store
from lms.certification.signing import purposes, ring
from lms.certification.signing.keys import KnownCertificate
from lms.certification.signing.purposes import Purpose
from lms.certification.signing.ring import Made, Ring
from lms.db.commands import Site, pass_site, say
from lms.errors import Message

MADE = Message(
    "Kunci {kid} ({signs}) dibuat dan dipakai mulai sekarang.",
    "Key {kid} ({signs}) was made and signs from now on.",
)
BROUGHT = Message(
    "Kunci {kid} diimpor dan dipakai mulai sekarang.", "Key {kid} was imported and signs from now on."
)
KEEP = Message(
    "Kunci ada di {folder}.",
    "The keys are in {folder}.",
    "Jalankan lms backup sekarang: cadangan memuatnya, dan kunci yang hilang tidak dapat dibuat ulang.",
    "Run lms backup now: the backup holds them, and a lost key cannot be made again.",
)
FACTS = Message(
    "{mark} {kid}  documents\n  SHA-256  {fingerprint}\n  berlaku  {begin} s.d. {end}\n  pemilik  {subject}",
    "{mark} {kid}  documents\n  SHA-256  {fingerprint}\n  valid    {begin} to {end}\n  subject  {subject}",
)
OTHER = Message("{mark} {kid}  {signs}\n  sejak    {begin}", "{mark} {kid}  {signs}\n  since    {begin}")
LEGEND = Message(
    "* menandatangani sekarang; lainnya hanya memeriksa tanda tangan lama.\n"
    "  documents: PDF; claims: kode QR; badges: lencana.",
    "* signs now; others only verify old signatures.\n  documents: PDFs; claims: QR codes; badges: badges.",
)
PASSWORD = Message("Kata sandi berkas", "Password of the file")


@click.group()
def keys() -> None:
    """Signing keys of this installation: create, rotate, show, import."""


@keys.command()
@pass_site
def create(site: Site) -> None:
    """Make every key that is missing: documents and QR claims (P-256), badges (Ed25519)."""
    with site.installation.database.write() as session:
        made = ring.create(session, site.settings, by=None, at=datetime.now(UTC))
    _tell(site, made)


@keys.command()
@click.option(
    "--only", type=click.Choice([str(one) for one in Ring]), help="Replace this one; else all are replaced."
)
@pass_site
def rotate(site: Site, only: str | None) -> None:
    """Make new keys that sign from now on; the old ones keep verifying what they signed."""
    chosen = [Ring(only)] if only else list(Ring)
    with site.installation.database.write() as session:
        made = ring.rotate(session, site.settings, chosen, by=None, at=datetime.now(UTC))
    _tell(site, made)


@keys.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@pass_site
def bring(site: Site, file: Path) -> None:
    """Sign from now on with the key of FILE, a PKCS#12 (.p12, .pfx); its password is asked for."""
    password = click.prompt(PASSWORD.text(site.language), hide_input=True, default="", show_default=False)
    with site.installation.database.write() as session:
        data, at = file.read_bytes(), datetime.now(UTC)
        brought = ring.bring(session, site.settings, data, password, by=None, at=at)
    say(site, BROUGHT, kid=brought.public.kid)
    _facts(site, brought.public)
    say(site, KEEP, folder=str(site.settings.instance / store.FOLDER))


@keys.command()
@pass_site
def show(site: Site) -> None:
    """List every key: id, fingerprint, dates, subject; a star marks the one that signs."""
    known = store.known(site.settings)
    others = [(one, key) for one in Purpose for key in purposes.published(site.settings, one)]
    if not known and not others:
        say(site, store.NONE_YET)
        return
    for document in known:
        _facts(site, document)
    for purpose, key in others:
        since = purposes.since(site.settings, purpose, key.kid).astimezone(site.settings.zone)
        mark = "*" if key.current else " "
        say(site, OTHER, mark=mark, kid=key.kid, signs=str(purpose), begin=since.date().isoformat())
    say(site, LEGEND)


def _tell(site: Site, made: Sequence[Made]) -> None:
    for one in made:
        say(site, MADE, kid=one.kid, signs=str(one.signs))
        if one.signs == Ring.DOCUMENTS:
            _facts(site, store.opened(site.settings, one.kid).public)
    say(site, KEEP, folder=str(site.settings.instance / store.FOLDER))


def _facts(site: Site, public: KnownCertificate) -> None:
    zone = site.settings.zone
    say(
        site,
        FACTS,
        mark="*" if public.kid == store.current_kid(site.settings) else " ",
        kid=public.kid,
        fingerprint=public.fingerprint,
        begin=public.certificate.not_valid_before_utc.astimezone(zone).date().isoformat(),
        end=public.certificate.not_valid_after_utc.astimezone(zone).date().isoformat(),
        subject=public.subject,
    )
