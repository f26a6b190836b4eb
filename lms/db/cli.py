"""Commands on the database: backup, restore, and the schema up, down and where it is."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from lms.db import backup as archives
from lms.db import revisions
from lms.db.commands import Site, pass_site, say
from lms.errors import Message

BACKED_UP = Message(
    "Cadangan: {path} ({rows} baris, {files} berkas)",
    "Backup: {path} ({rows} rows, {files} files)",
    "Berkas ini memuat kunci rahasia dan data pribadi; simpan di tempat yang aman.",
    "This file holds the secret key and personal data; keep it in a safe place.",
)
RESTORED = Message(
    "Dipulihkan: {rows} baris, {files} berkas, dari cadangan {made_at}",
    "Restored: {rows} rows, {files} files, from the backup of {made_at}",
)
STATUS = Message("Skema: {current} (program: {head})", "Schema: {current} (program: {head})")
MOVED = Message("Skema: {before} → {after}", "Schema: {before} → {after}")


@click.command()
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False), required=False)
@pass_site
def backup(site: Site, path: Path | None) -> None:
    """Write everything this installation owns into one ZIP, while it runs."""
    at = datetime.now(UTC)
    path = path or Path(f"ampera-{at.astimezone(site.settings.zone):%Y%m%d-%H%M%S}.zip")
    with _told() as told:
        manifest = archives.write(site.installation, path, at=at, told=told)
    say(site, BACKED_UP, path=str(path), rows=sum(manifest.tables.values()), files=len(manifest.files))


@click.command()
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--force", is_flag=True, help="Replace what this installation holds.")
@pass_site
def restore(site: Site, path: Path, force: bool) -> None:
    """Check a backup entry by entry, then bring it back; nothing is changed when it is not whole."""
    with _told() as told:
        manifest = archives.restore(site.installation, path, force=force, told=told)
    rows = sum(manifest.tables.values())
    say(site, RESTORED, rows=rows, files=len(manifest.files), made_at=_local(manifest.made_at, site))


def _local(made_at: str, site: Site) -> str:
    return f"{datetime.fromisoformat(made_at).astimezone(site.settings.zone):%Y-%m-%d %H:%M}"


@click.group()
def schema() -> None:
    """The shape of the database."""


@schema.command()
@pass_site
def status(site: Site) -> None:
    """Say which revision the database has and which this program wants."""
    say(site, STATUS, current=_current(site) or "∅", head=revisions.head() or "∅")


@schema.command()
@click.argument("to", default="head")
@pass_site
def up(site: Site, to: str) -> None:
    """Bring the schema up to the newest revision, or to one that you name."""
    before = _current(site)
    revisions.upgrade(site.installation.database, to)
    say(site, MOVED, before=before or "∅", after=_current(site) or "∅")


@schema.command()
@click.argument("to")
@click.confirmation_option(prompt="Data yang dibuat oleh revisi ini akan hilang. Lanjutkan?")
@pass_site
def down(site: Site, to: str) -> None:
    """Bring the schema down to a revision (`base`: to nothing); what later revisions hold is lost."""
    before = _current(site)
    revisions.downgrade(site.installation.database, to)
    say(site, MOVED, before=before or "∅", after=_current(site) or "∅")


def _current(site: Site) -> str | None:
    with site.installation.database.read() as session:
        return revisions.current(session.connection())


@contextmanager
def _told() -> Iterator[Callable[[str], None]]:
    """Show each entry as it passes, on a terminal only."""
    if sys.stderr.isatty():
        yield _show
        _show("")
    else:
        yield _silent


def _show(name: str) -> None:
    click.echo(f"\r\x1b[K{name[:70]}", nl=False, err=True)


def _silent(_: str) -> None:
    """Say nothing: output goes to a file or a log."""
