"""Commands about the installation's signing keys: create, rotate, show, import."""

from datetime import UTC, datetime
from pathlib import Path

import click

from lms.certification.signing import keys as store
from lms.certification.signing.keys import KnownCertificate
from lms.db.commands import Site, pass_site, say
from lms.errors import Message

MADE = Message("Kunci {kid} dibuat dan dipakai mulai sekarang.", "Key {kid} was made and signs from now on.")
BROUGHT = Message(
    "Kunci {kid} diimpor dan dipakai mulai sekarang.", "Key {kid} was imported and signs from now on."
)
KEEP = Message(
    "Salin folder {folder} ke tempat yang aman.",
    "Copy the folder {folder} to a safe place.",
    "lms backup belum memuatnya; kunci yang hilang tidak dapat dibuat ulang.",
    "lms backup does not hold it yet; a lost key cannot be made again.",
)
FACTS = Message(
    "{mark} {kid}\n  SHA-256  {fingerprint}\n  berlaku  {begin} s.d. {end}\n  pemilik  {subject}",
    "{mark} {kid}\n  SHA-256  {fingerprint}\n  valid    {begin} to {end}\n  subject  {subject}",
)
LEGEND = Message(
    "* menandatangani sekarang; lainnya hanya memeriksa tanda tangan lama.",
    "* signs now; others only verify old signatures.",
)
PASSWORD = Message("Kata sandi berkas", "Password of the file")


@click.group()
def keys() -> None:
    """Signing keys of this installation: create, rotate, show, import."""


@keys.command()
@pass_site
def create(site: Site) -> None:
    """Make the first key (P-256) with a certificate in the organiser's name, good for ten years."""
    made = store.create(site.settings, at=datetime.now(UTC))
    _tell(site, MADE, made.public)


@keys.command()
@pass_site
def rotate(site: Site) -> None:
    """Make a new key that signs from now on; the old ones keep verifying what they signed."""
    made = store.rotate(site.settings, at=datetime.now(UTC))
    _tell(site, MADE, made.public)


@keys.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@pass_site
def bring(site: Site, file: Path) -> None:
    """Sign from now on with the key of FILE, a PKCS#12 (.p12, .pfx); its password is asked for."""
    password = click.prompt(PASSWORD.text(site.language), hide_input=True, default="", show_default=False)
    brought = store.bring(site.settings, file.read_bytes(), password, at=datetime.now(UTC))
    _tell(site, BROUGHT, brought.public)


@keys.command()
@pass_site
def show(site: Site) -> None:
    """List every key: id, fingerprint, dates, subject; a star marks the one that signs."""
    known = store.known(site.settings)
    if not known:
        say(site, store.NONE_YET)
        return
    for one in known:
        _facts(site, one)
    say(site, LEGEND)


def _tell(site: Site, message: Message, public: KnownCertificate) -> None:
    say(site, message, kid=public.kid)
    _facts(site, public)
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
