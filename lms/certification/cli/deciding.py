"""Commands that decide about a certificate: revoke, reinstate, issue anew."""

from datetime import UTC, datetime

import click

from lms.certification.cli.group import certificates
from lms.certification.models import Reason
from lms.certification.register import decisions
from lms.db.commands import Site, pass_site, say
from lms.errors import Message

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
