"""Commands about BSrE's signatures: sign what waits, hand it over as a ZIP, take the signed ZIP in."""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import click

from lms.certification.cli.group import certificates
from lms.certification.foreign import gateway, handover, queue
from lms.certification.foreign.runs import Result, Run
from lms.db.commands import Site, pass_site, say
from lms.errors import LmsError, Message

# A signature adds to each file: half of what may come back goes out.
BUDGET = handover.MEGABYTES_OF_COMMAND * 2**20 // 2
NOTHING_WAITS = Message(
    "Tidak ada sertifikat yang menunggu tanda tangan.", "No certificate waits for a signature."
)
SIGNING = Message("Menandatangani", "Signing")
NIK = Message("NIK penanda tangan", "NIK of the signer")
PASSPHRASE = Message("Frasa sandi (tidak ditampilkan)", "Passphrase (not shown)")
FAILED = Message("{what}: {reason}", "{what}: {reason}")
DONE = Message(
    "{signed} ditandatangani, {failed} gagal, {waiting} masih menunggu.",
    "{signed} signed, {failed} failed, {waiting} still wait.",
)
OUT = Message(
    "{count} PDF yang belum ditandatangani ditulis ke {path}",
    "{count} unsigned PDFs written to {path}",
    "Tanda tangani semuanya tanpa mengubahnya, lalu: lms certificates sign --in BERKAS.zip",
    "Sign them all without changing them, then: lms certificates sign --in FILE.zip",
)
TAKING = Message("Memeriksa", "Checking")
ONE_WAY = Message("--out dan --in tidak dapat dipakai bersama.", "--out and --in cannot go together.")


@certificates.command()
@click.option("--limit", type=click.IntRange(min=1), help="Sign at most so many; the rest waits.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write unsigned PDFs as a ZIP.")
@click.option(
    "--in",
    "source",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Take signed PDFs in.",
)
@pass_site
@click.pass_context
def sign(
    context: click.Context, site: Site, limit: int | None, out: Path | None, source: Path | None
) -> None:
    """Have BSrE sign what waits, through the gateway or by ZIP; may be stopped and begun again.

    NIK and passphrase are asked for: what stands on a command line is seen by every user of the machine.
    """
    if out is not None and source is not None:
        raise click.UsageError(ONE_WAY.text(site.language))
    if source is not None:
        clean = _take_in(site, source)
    elif _waiting(site) == 0:
        say(site, NOTHING_WAITS)
        return
    elif out is not None:
        _give_out(site, out, limit or handover.MOST_FILES)
        return
    else:
        clean = _through_gateway(site, limit)
    if not clean:
        context.exit(1)


def _through_gateway(site: Site, limit: int | None) -> bool:
    """Sign with a bar; say what failed, also when the run ends in a refusal."""
    gateway.Gateway(site.settings)
    nik = click.prompt(NIK.text(site.language))
    passphrase = click.prompt(PASSPHRASE.text(site.language), hide_input=True)
    run = Run(site.installation, gateway.officer(nik, passphrase), scope="", by=None)
    done: list[Result] = []
    waiting = _waiting(site)
    length = min(limit or waiting, waiting)
    try:
        with click.progressbar(length=length, label=SIGNING.text(site.language)) as bar:
            for result in islice(run, limit):
                done.append(result)
                bar.update(1)
    finally:
        _tell(site, ((one.number, one.error) for one in done))
    return all(one.error is None for one in done)


def _give_out(site: Site, target: Path, limit: int) -> None:
    here = site.installation
    at = datetime.now(UTC)
    unfinished = target.with_name(f"{target.name}.part")
    with here.database.write() as session:
        chosen = handover.give_out(
            session,
            "",
            by=None,
            at=at,
            budget=BUDGET,
            files=here.files,
            limit=min(limit, handover.MOST_FILES),
        )
    with here.database.read() as session, unfinished.open("wb") as file:
        for piece in handover.stream(session, here.files, chosen, ""):
            file.write(piece)
    unfinished.replace(target)
    say(site, OUT, count=len(chosen), path=str(target))


def _take_in(site: Site, source: Path) -> bool:
    with source.open("rb") as file:
        verdicts = handover.take_in(
            site.installation, file, "", by=None, at=datetime.now(UTC),
            megabytes=handover.MEGABYTES_OF_COMMAND,
        )  # fmt: skip
        with click.progressbar(verdicts, label=TAKING.text(site.language)) as bar:
            done = [verdict() for verdict in bar]
    _tell(site, ((one.file, one.error) for one in done))
    return all(one.error is None for one in done)


def _tell(site: Site, done: Iterable[tuple[str, LmsError | None]]) -> None:
    signed = failed = 0
    for what, error in done:
        if error is None:
            signed += 1
            continue
        failed += 1
        reason = f"{error.text(site.language)} {error.remedy(site.language)}"
        say(site, FAILED, what=what, reason=reason)
    say(site, DONE, signed=signed, failed=failed, waiting=_waiting(site))


def _waiting(site: Site) -> int:
    with site.installation.database.read() as session:
        return queue.count(session, "")
