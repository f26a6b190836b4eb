"""The group that the commands about certificates stand in, and what they share."""

from datetime import date, datetime

import click

from lms.certification import certificates as register
from lms.certification.models import Certificate
from lms.db.commands import Site


@click.group()
def certificates() -> None:
    """Certificates: verify, list, render, export; revoke, reinstate, issue anew."""


def today(site: Site) -> date:
    return datetime.now(site.settings.zone).date()


def of_year(site: Site, year: int | None) -> list[Certificate]:
    year = year or datetime.now(site.settings.zone).year
    with site.installation.database.read() as session:
        return list(register.issued_between(session, date(year, 1, 1), date(year, 12, 31)))
