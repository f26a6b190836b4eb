"""Commands that bring documents in and take courses out: `lms courses import`, `lms courses export`."""

from pathlib import Path

import click

from lms.books import arrivals, volumes
from lms.books import zip as zips
from lms.books.arrivals import Arrival
from lms.books.binding import epub, prints, single
from lms.books.binding.layout import Imprint
from lms.books.volumes import Volume
from lms.catalogue import courses
from lms.content import report
from lms.db.commands import Site, pass_site, say
from lms.errors import Message, NotFound, Refused

FORMATS = {"html": ".html", "epub": ".epub", "pdf": ".pdf", "zip": ".zip"}
NOT_CARRIED = Message(
    "Yang tidak terbawa atau perlu diputuskan:", "What was not carried, or is yours to decide:"
)
CARRIED = Message("Semua isi terbawa.", "Everything was carried.")
WOULD_WRITE = Message("Akan ditulis ({count} berkas):", "Would be written ({count} files):")
WRITTEN = Message(
    "{course}: {count} berkas ditulis. Baca dengan lms preview {course}",
    "{course}: {count} files written. Read it with lms preview {course}",
)
CHECKED = Message("Kata lms check:", "What lms check says:")
CLEAN = Message("Tidak ada temuan.", "Nothing was found.")
REHEARSED = Message("Hanya melihat; tidak ada yang ditulis.", "Only looked; nothing was written.")
BOUND = Message("{path} ({size} KB)", "{path} ({size} KB)")
NO_SUCH = Message(
    "{path} tidak ada.",
    "{path} is not there.",
    "Periksa nama berkas atau foldernya.",
    "Check the file's name.",
)
ONLY_FOLDER = Message(
    "Zip dibuat dari folder kerja, bukan dari terbitan: terbitan tidak menyimpan Markdown-nya.",
    "A zip is made of the working folder, not of a release: releases do not keep the Markdown.",
    "Ulangi tanpa --release, atau pilih --format html, epub, atau pdf.",
    "Repeat without --release, or choose --format html, epub or pdf.",
)
STANDS = Message(
    "{path} sudah ada.",
    "{path} is there already.",
    "Pilih nama lain dengan --out.",
    "Choose another with --out.",
)


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--as", "slug", default="", help="The course's name (else made of the file's).")
@click.option("--field", default="", help="The course's field (else e-government).")
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
@pass_site
def bring(site: Site, source: Path, slug: str, field: str, *, dry_run: bool) -> None:
    """Make a first draft of FILE or FOLDER: Word, PowerPoint, foreign Markdown, or a zip of these."""
    root = site.settings.content_root
    arrival = _arrival(source, slug, field, site.language)
    _tell(site, arrival)
    if dry_run:
        say(site, WOULD_WRITE, count=len(arrival.files))
        click.echo("\n".join(f"  {path}" for path in sorted(arrival.files)))
    else:
        arrivals.settle(root, arrival)
        say(site, WRITTEN, course=arrival.slug, count=len(arrival.files))
    found = arrivals.findings(arrival, root)
    say(site, CHECKED if found else CLEAN)
    if found:
        click.echo(report.render(found, "text", site.language), nl=False)
    if dry_run:
        say(site, REHEARSED)


@click.command("export")
@click.argument("slug")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="html", show_default=True)
@click.option("--release", type=int, help="The release of that number (else the working folder).")
@click.option("--with-quizzes", is_flag=True, help="PDF only: quizzes and their keys too, for trainers.")
@click.option("--out", type=click.Path(path_type=Path), help="File or folder (else here, named after it).")
@pass_site
def take(
    site: Site, slug: str, form: str, release: int | None, out: Path | None, *, with_quizzes: bool
) -> None:
    """Write a course as one HTML file, EPUB, PDF, or a zip that `lms courses import` reads back."""
    path = out or Path(f"{slug}{FORMATS[form]}")
    path = path / f"{slug}{FORMATS[form]}" if path.is_dir() else path
    if path.exists():
        raise Refused(STANDS, "export.stands", path=str(path))
    data = _bound(site, slug, form, release, with_quizzes=with_quizzes)
    path.write_bytes(data)
    say(site, BOUND, path=str(path), size=-(-len(data) // 1024))


def _arrival(source: Path, slug: str, field: str, language: str) -> Arrival:
    if source.is_dir():
        return arrivals.of_folder(source, slug=slug, language=language, field=field)
    if not source.is_file():
        raise NotFound(NO_SUCH, "import.no-file", path=str(source))
    data = source.read_bytes()
    return arrivals.of_file(data, source.name, slug=slug, language=language, field=field)


def _tell(site: Site, arrival: Arrival) -> None:
    say(site, NOT_CARRIED if arrival.remarks else CARRIED)
    for remark in arrival.remarks:
        click.echo(f"- {remark.text(site.language)}")
        if remark.remedy(site.language):
            click.echo(f"  {remark.remedy(site.language)}")


def _bound(site: Site, slug: str, form: str, release: int | None, *, with_quizzes: bool) -> bytes:
    if form == "zip":
        if release is not None:
            raise Refused(ONLY_FOLDER, "export.only-folder")
        return zips.make(site.settings.content_root, slug)
    tests = with_quizzes and form == "pdf"
    volume = _volume(site, slug, release, tests=tests)
    imprint = Imprint(site.settings.organiser, site.settings.government)
    writers = {"html": single.make, "epub": epub.make, "pdf": prints.make}
    return writers[form](volume, imprint)


def _volume(site: Site, slug: str, release: int | None, *, tests: bool) -> Volume:
    if release is None:
        return volumes.of_folder(site.settings.content_root, slug, tests=tests)
    with site.installation.database.read() as session:
        found = volumes.released(session, courses.by_slug(session, slug), release)
        return volumes.of_release(session, site.installation.files, found, tests=tests)
