"""Publish the working folder, keep the courses of the catalogue."""

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click

from lms.bahasa import numbers
from lms.catalogue import courses as rows
from lms.catalogue import drafts, letters, releases
from lms.catalogue.drafts import Working
from lms.catalogue.models import Course
from lms.content import reader
from lms.content.reader import Library
from lms.db.commands import Site, pass_site, say
from lms.errors import Message, NotFound, Refused
from lms.people import persons, roles
from lms.people.models import RoleName

PUBLISHED = Message("{course}: terbitan {number} sudah terbit.", "{course}: release {number} is published.")
UNCHANGED = Message(
    "{course}: tidak berubah sejak terbitan {number}.", "{course}: unchanged since release {number}."
)
RETIRED = Message(
    "{course}: sudah ditarik, dilewati. Sebut namanya untuk tetap menerbitkan.",
    "{course}: retired, left out. Name it to publish it all the same.",
)
BROKEN = Message(
    "{course}: {count} kesalahan; tidak terbit, terbitan yang sekarang tetap berlaku.",
    "{course}: {count} errors; not published, the release that stands stays.",
    "Baca semuanya dengan lms check courses/{course}",
    "See them all with lms check courses/{course}",
)
SUMMARY = Message(
    "{published} terbit, {unchanged} tidak berubah, {broken} perlu diperbaiki.",
    "{published} published, {unchanged} unchanged, {broken} to be mended.",
)
REHEARSED = Message(
    "Hanya melihat dampak; tidak ada yang diubah.", "Only looked at the impact; nothing was changed."
)
NO_COURSE = Message(
    "Tidak ada kursus “{course}”.",
    "There is no course “{course}”.",
    "Lihat namanya dengan lms courses list.",
    "See the names with lms courses list.",
)
NO_TRAINER = Message(
    "{name} belum berperan pengajar.",
    "{name} does not have the role of trainer yet.",
    "Beri perannya dulu dengan lms people role grant, lalu ulangi.",
    "Give the role first with lms people role grant, then repeat.",
)
TAKEN_OFF = Message("{course}: ditarik dari katalog.", "{course}: taken off the catalogue.")
OFFERED = Message("{course}: ditawarkan lagi.", "{course}: on offer again.")
ASSIGNED = Message("{name} kini memegang {course}.", "{name} holds {course} now.")
UNASSIGNED = Message("{name} tidak lagi memegang {course}.", "{name} no longer holds {course}.")
NOTHING = Message("Belum ada kursus.", "There is no course yet.")
STATES = {
    "published": Message("terbit", "published"),
    "retired": Message("ditarik", "retired"),
    "written": Message("ditulis", "being written"),
}
SHOWN = Message(
    "{title}\n  {state}, {jp} JP, {modules} modul, bidang {field}",
    "{title}\n  {state}, {jp} JP, {modules} modules, field {field}",
)
RELEASE_LINE = Message("  terbitan {number}, {at}, {by}", "  release {number}, {at}, {by}")
TRAINER_LINE = Message("  pengajar: {name}", "  trainer: {name}")
FIRST_FINDINGS = 3


@click.command()
@click.argument("courses", nargs=-1)
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@pass_site
def publish(site: Site, courses: tuple[str, ...], *, dry_run: bool) -> None:
    """Publish the courses of the working folder, or those named; a broken one is named and left as it is."""
    root = site.settings.content_root
    slugs = [Path(name.rstrip("/")).name for name in courses] or drafts.slugs(root)
    for slug in set(slugs).difference(drafts.slugs(root)):
        raise NotFound(drafts.NO_FOLDER, "draft.no-folder", course=slug)
    library = reader.read(root, slugs if courses else None)
    counts = {"published": 0, "unchanged": 0, "broken": 0}
    for slug in slugs:
        outcome = _publish(site, library, slug, named=bool(courses), dry_run=dry_run)
        if outcome:
            counts[outcome] += 1
    if dry_run:
        say(site, REHEARSED)
    else:
        say(site, SUMMARY, **counts)
    sys.exit(1 if counts["broken"] else 0)


@click.group()
def courses() -> None:
    """The courses of the catalogue: list, show, retire, assign."""


@courses.command("list")
@pass_site
def list_courses(site: Site) -> None:
    """One course a line: name, state, JP, title."""
    with site.installation.database.read() as session:
        found = rows.every(session)
    for course in found:
        state = STATES[_state(course)].text(site.language)
        click.echo(
            f"{course.slug:<30} {state:<10} {numbers.decimal(course.jp, site.language):>5} JP  {course.title}"
        )
    if not found:
        say(site, NOTHING)


@courses.command()
@click.argument("slug")
@pass_site
def show(site: Site, slug: str) -> None:
    """One course: what is published, by whom, who trains."""
    with site.installation.database.read() as session:
        course = _row(rows.row(session, slug), slug)
        history, trainers = releases.history(session, course.id), rows.trainers_of(session, course.id)
    say(
        site,
        SHOWN,
        title=course.title,
        state=STATES[_state(course)].text(site.language),
        jp=numbers.decimal(course.jp, site.language),
        modules=course.modules,
        field=course.field or "–",
    )
    for one in history:
        moment = one.at.astimezone(site.settings.zone)
        say(site, RELEASE_LINE, number=one.number, at=f"{moment:%Y-%m-%d %H:%M}", by=one.by or "lms publish")
    for trainer in trainers:
        say(site, TRAINER_LINE, name=trainer.full_name)


@courses.command()
@click.argument("slug")
@click.option("--undo", is_flag=True, help="Offer it again.")
@pass_site
def retire(site: Site, slug: str, *, undo: bool) -> None:
    """Take a course off the catalogue; who has begun it goes on."""
    with site.installation.database.write() as session:
        course = _row(rows.row(session, slug), slug)
        change = releases.offer if undo else releases.retire
        change(session, course, by=None, at=datetime.now(UTC))
    say(site, OFFERED if undo else TAKEN_OFF, course=slug)


@courses.command()
@click.argument("slug")
@click.argument("person")
@click.option("--remove", is_flag=True, help="Take the course back.")
@pass_site
def assign(site: Site, slug: str, person: str, *, remove: bool) -> None:
    """Give a course to a trainer, named by NIP or e-mail; also one that is still being written."""
    written = slug in drafts.slugs(site.settings.content_root)
    with site.installation.database.write() as session:
        trainer = persons.find(session, person)
        if not remove and RoleName.TRAINER not in roles.of(session, trainer.id):
            raise Refused(NO_TRAINER, "course.no-trainer", name=trainer.full_name)
        course = rows.row(session, slug)
        if course is None and written:
            course = rows.begin(session, slug, slug)
        change = rows.unassign if remove else rows.assign
        change(session, _row(course, slug), trainer.id, by=None, at=datetime.now(UTC))
    say(site, UNASSIGNED if remove else ASSIGNED, course=slug, name=trainer.full_name)


def _publish(site: Site, library: Library, slug: str, *, named: bool, dry_run: bool) -> str:
    """Publish one course in a transaction of its own; return what became of it, empty when left out."""
    found = drafts.working(library, slug)
    if found.draft is None:
        _tell_broken(site, found)
        return "broken"
    database = site.installation.database
    with database.read() as session:
        row = rows.row(session, slug)
        impact = drafts.weigh(session, found.draft)
    if row is not None and row.retired_at is not None and not named:
        say(site, RETIRED, course=slug)
        return ""
    if impact.unchanged:
        say(site, UNCHANGED, course=slug, number=impact.number - 1)
        return "unchanged"
    _tell(letters.letter(impact, found.draft, site.language))
    if not dry_run:
        with database.write() as session:
            release = drafts.of_library(
                session,
                library,
                slug,
                site.installation.files,
                by=None,
                at=datetime.now(UTC),
                root=site.settings.content_root,
            )
        say(site, PUBLISHED, course=slug, number=release.number)
    return "published"


def _tell(letter: Iterable[letters.Paragraph]) -> None:
    for paragraph in letter:
        click.echo(f"{'! ' if paragraph.careful else ''}{paragraph.text}{':' if paragraph.items else ''}")
        for item in paragraph.items:
            click.echo(f"    {item}")


def _tell_broken(site: Site, found: Working) -> None:
    say(site, BROKEN, course=found.slug, count=found.errors)
    errors = [finding for finding in found.findings if finding.is_error]
    for finding in errors[:FIRST_FINDINGS]:
        click.echo(f"  {finding.path}:{finding.line}: {finding.text(site.language)}")


def _state(course: Course) -> str:
    if course.retired_at is not None:
        return "retired"
    return "published" if course.release_id is not None else "written"


def _row(course: Course | None, slug: str) -> Course:
    if course is None:
        raise NotFound(NO_COURSE, "course.none", course=slug)
    return course
