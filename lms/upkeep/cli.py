"""Commands of whoever keeps an installation: init, serve, doctor, jobs, demo, audit."""

import os

import click

from lms import config
from lms.audit import trail
from lms.db.commands import Site, pass_site, say
from lms.errors import Message
from lms.jobs.worker import Worker, consume
from lms.upkeep import demo, doctor, serving, starting
from lms.voice.complaints.retention import receipts

MADE = Message("Dibuat: {what}", "Made: {what}")
UPGRADED = Message("Susunan basis data: {before} → {after}", "Schema: {before} → {after}")
READY = Message("Siap. Tidak ada yang perlu dibuat.", "Ready. Nothing had to be made.")
FINE = Message("baik", "fine")
HEALTHY = Message("Semua baik.", "All is well.")
UNHEALTHY = Message("{count} hal perlu diperbaiki.", "{count} things need mending.")
SERVING = Message("Melayani di {url} — Ctrl+C untuk berhenti.", "Serving at {url} — Ctrl+C stops it.")
CHAIN_WHOLE = Message("Jejak audit utuh: {entries} catatan.", "The audit trail is whole: {entries} entries.")
CHAIN_BROKEN = Message(
    "Jejak audit tidak cocok mulai catatan {entry} (dari {entries} yang dibaca).",
    "The audit trail does not fit from entry {entry} on (of {entries} read).",
    "Jangan ubah apa pun; bandingkan dengan cadangan terakhir.",
    "Change nothing; compare it with the last backup.",
)
REPORTS_DIFFER = Message(
    "Laporan warga tidak sama dengan jejak audit pada hari: {days}.",
    "Citizens’ reports are not what the audit trail says came in on these days: {days}.",
    "Jangan ubah apa pun; bandingkan dengan cadangan terakhir.",
    "Change nothing; compare it with the last backup.",
)
LOG_INS = Message("Akun contoh (simpan di {path}):", "Demo log-ins (kept in {path}):")


@click.command()
@pass_site
def init(site: Site) -> None:
    """Make the instance folder, its keys, the database and a first shelf; safe to repeat."""
    made = starting.prepare_folder(site.folder)
    made += starting.prepare_shelf(site.settings)
    for what in made:
        say(site, MADE, what=what)
    change = starting.prepare_database(site.installation)
    if change:
        say(site, UPGRADED, before=change[0] or "∅", after=change[1] or "∅")
    keys = starting.prepare_keys(site.installation)
    for what in keys:
        say(site, MADE, what=what)
    if not made and not change and not keys:
        say(site, READY)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on."
)
@click.option(
    "--workers", default=0, type=click.IntRange(0, 64), help="Processes; 0: one per core, at most 4."
)
@click.option(
    "--threads", default=8, show_default=True, type=click.IntRange(1, 64), help="Threads per process."
)
@pass_site
def serve(site: Site, host: str, port: int, workers: int, threads: int) -> None:
    """Serve with the production server and one job process."""
    config.require_key(site.settings)
    serving.require_free(host, port)
    url = f"http://{host}:{port}"
    if "base_url" not in site.settings.model_fields_set:
        # Nobody has said where the site is found: QR codes lead where it is served.
        os.environ[f"{config.PREFIX}BASE_URL"] = url
    say(site, SERVING, url=url)
    serving.serve(site.folder, host, port, workers=workers or min(4, os.cpu_count() or 1), threads=threads)


@click.command("doctor")
@pass_site
@click.pass_context
def examine(context: click.Context, site: Site) -> None:
    """Say what is missing or wrong, and how to mend it; exit 1 when something is."""
    bad = 0
    for check in doctor.examine(site.settings, site.open):
        bad += not check.fine
        mark = click.style("✓", fg="green") if check.fine else click.style("✗", fg="red")
        words = (
            check.problem.text(site.language, dict(check.values))
            if check.problem
            else FINE.text(site.language)
        )
        click.echo(f"{mark} {check.name.text(site.language)}: {words}")
        if check.problem:
            click.echo(f"    {check.problem.remedy(site.language, dict(check.values))}")
    say(site, UNHEALTHY if bad else HEALTHY, count=bad)
    context.exit(1 if bad else 0)


@click.group()
def jobs() -> None:
    """Background work: certificates are rendered here."""


@jobs.command()
@pass_site
def run(site: Site) -> None:
    """Run the job process; `lms serve` starts one by itself."""
    consume(_worker(site)).run()


@jobs.command()
@pass_site
def drain(site: Site) -> None:
    """Do all that is due now, then stop."""
    click.echo(_worker(site).drain(seconds=3600))


def _worker(site: Site) -> Worker:
    return Worker(site.installation, site.handlers)


@click.group("demo", invoke_without_command=True)
@pass_site
@click.pass_context
def load_demo(context: click.Context, site: Site) -> None:
    """Load demo people for trying things out, and print their log-ins; safe to repeat."""
    if context.invoked_subcommand is not None:
        return
    path = site.folder / demo.FILE
    log_ins = demo.load(site.installation, path)
    say(site, LOG_INS, path=str(path))
    for log_in in log_ins:
        click.echo(f"  {log_in.role.text(site.language):<22} {log_in.name:<24} {log_in.password}")


@click.group()
def audit() -> None:
    """The trail of who did what."""


@audit.command()
@pass_site
@click.pass_context
def verify(context: click.Context, site: Site) -> None:
    """Walk the chain of hashes, and compare citizens' reports with what it says came in on each day.

    Exits with 1 when an entry or a report was changed, removed or added behind its back.
    """
    with site.installation.database.read() as session:
        verdict = trail.verify(session)
        days = receipts.unsound(session) if verdict.broken_at is None else []
    if verdict.broken_at is not None:
        say(site, CHAIN_BROKEN, entry=verdict.broken_at, entries=verdict.entries)
    elif days:
        say(site, REPORTS_DIFFER, days=", ".join(day.isoformat() for day in days))
    else:
        say(site, CHAIN_WHOLE, entries=verdict.entries)
        return
    context.exit(1)
