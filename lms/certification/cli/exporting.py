"""The command that takes a bundle away: chosen as on the page, with a bar, resumed after a break."""

from datetime import UTC, date, datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from lms.catalogue import courses
from lms.certification.bundles import downloads, exports, wishes
from lms.certification.bundles.exports import Begun
from lms.certification.bundles.wishes import Wish
from lms.certification.cli.group import certificates, today
from lms.certification.models import CertificateDownload
from lms.certification.verification import Verdict
from lms.db.commands import Site, pass_site, say
from lms.errors import Message, NotFound
from lms.people import units

LISTING = Message("Mendaftar", "Listing")
WRITING = Message("Menulis", "Writing")
GOING_ON = Message("Meneruskan {path} yang terputus.", "Going on with {path}, which was cut off.")
WRITTEN = Message("{count} sertifikat ditulis ke {path}", "{count} certificates written to {path}")
NO_COURSE = Message(
    "Tidak ada kursus bernama {slug}.",
    "There is no course named {slug}.",
    "Lihat nama foldernya di courses/.",
    "Look up the name of its folder in courses/.",
)
DAY = click.DateTime(["%Y-%m-%d"])


@certificates.command()
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--unit", help='Unit and all below it, from the top: "Dinas Kesehatan > Puskesmas Plaju".')
@click.option("--course", help="Name of a course's folder.")
@click.option("--from", "since", type=DAY, help="First day of completion.")
@click.option("--to", "until", type=DAY, help="Last day of completion.")
@click.option("--year", type=int, help="Year of completion; the present one unless days are given.")
@click.option("--state", type=click.Choice([str(one) for one in wishes.VERDICTS]), help="How they stand.")
@pass_site
def export(
    site: Site,
    target: Path,
    *,
    unit: str | None,
    course: str | None,
    since: datetime | None,
    until: datetime | None,
    year: int | None,
    state: str | None,
) -> None:
    """Write certificates to TARGET, a ZIP with a manifest; begun anew with the same choice it goes on."""
    here, begun, at = site.installation, Begun(target), datetime.now(UTC)
    first, last = _days(site, since, until, year)
    with here.database.read() as session:
        wish = Wish(
            today(site),
            unit_path=units.by_text(session, unit).path if unit else "",
            course_id=_course(session, course) if course else None,
            since=first,
            until=last,
            state=Verdict(state) if state else None,
        )
        row = begun.known(session, wish, at)
    if row is None:
        row = _begin(site, wish, begun, at)
    else:
        say(site, GOING_ON, path=str(begun.part))
    with click.progressbar(length=row.size, label=WRITING.text(site.language)) as bar:
        exports.write(here.files, row, begun, bar.update)
    with here.database.write() as session:
        downloads.fetched(session, row, by=None, at=datetime.now(UTC))
    say(site, WRITTEN, count=row.count, path=str(target))


def _begin(site: Site, wish: Wish, begun: Begun, at: datetime) -> CertificateDownload:
    """Freeze the list and enter the download, which the note beside the target then names."""
    here = site.installation
    with here.database.read() as session:
        weight = wishes.weigh(session, wish)
        with click.progressbar(length=weight.count, label=LISTING.text(site.language)) as bar:
            frozen = downloads.freeze(session, here.files, wish, most=None, told=lambda: bar.update(1))
    with here.database.write() as session:
        row = downloads.enter(session, here.files, wish, frozen, by=None, at=at)
    begun.remember(row)
    return row


def _days(
    site: Site, since: datetime | None, until: datetime | None, year: int | None
) -> tuple[date | None, date | None]:
    if year is None and (since or until):
        return (since.date() if since else None), (until.date() if until else None)
    year = year or today(site).year
    return date(year, 1, 1), date(year, 12, 31)


def _course(session: Session, slug: str) -> int:
    found = courses.row(session, slug)
    if found is None:
        raise NotFound(NO_COURSE, "certificates.no-course", slug=slug)
    return found.id
