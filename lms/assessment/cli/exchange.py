"""`lms quiz import` and `lms quiz export`: between files of other programs and ours, without a database."""

import sys
from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import BinaryIO

import click

from lms.assessment.cli.group import quiz
from lms.assessment.exchange import folders
from lms.content import reader, report
from lms.content.findings import Finding
from lms.content.quiz import slug
from lms.content.reader import COURSES, QUIZZES
from lms.db.commands import Site, pass_site
from lms.errors import InvalidInput, Message, NotFound, Refused
from lms.exchange import formats
from lms.exchange.model import Bank
from lms.exchange.quizfile import reading, writing

LARGEST = 64 * 2**20
TOO_LARGE = Message(
    "{path} lebih besar dari {megabytes} MB.",
    "{path} is larger than {megabytes} MB.",
    "Bagi bank soal menjadi beberapa berkas.",
    "Split the question bank into several files.",
)
NOTHING_IN = Message(
    "Tidak ada soal yang dapat dibawa dari {path}.",
    "No question could be brought in from {path}.",
    "Baca alasannya di atas.",
    "Read the reasons above.",
)
NOTHING_OUT = Message(
    "Tidak ada soal yang dapat ditulis sebagai {format}.",
    "No question could be written as {format}.",
    "Baca alasannya di atas, atau pakai format lain.",
    "Read the reasons above, or use another format.",
)
NO_COURSE = Message(
    "Tidak ada kursus “{course}” di {root}.",
    "There is no course “{course}” in {root}.",
    "Periksa namanya; folder courses/{course} harus ada.",
    "Check its name; the folder courses/{course} must be there.",
)
NO_QUIZ = Message(
    "Tidak ada kuis “{name}”, baik sebagai berkas maupun di {root}.",
    "There is no quiz “{name}”, neither as a file nor in {root}.",
    "Sebut berkasnya, atau kuncinya seperti dasar-spbe/ujian-akhir.",
    "Name its file, or its key such as dasar-spbe/ujian-akhir.",
)
WITHOUT_PICTURES = Message(
    "{count} gambar tidak ikut tertulis; pakai --to untuk menyimpannya.",
    "{count} pictures were not written; use --to to save them.",
)
SAVED = Message(
    "{path}: {count} soal, {pictures} gambar.",
    "{path}: {count} questions, {pictures} pictures.",
)
LANGUAGES = click.Choice(["id", "en"])
FROM = click.Choice([one.name for one in formats.readable()])
INTO = click.Choice([one.name for one in formats.writable()])


@quiz.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", type=FROM, help="Else shown by what the file holds.")
@click.option(
    "--to", type=click.Path(path_type=Path), help="A folder, or a file ending in .md; else printed here."
)
@click.option("--course", default="", help="To quizzes/COURSE, pictures to that course's assets.")
@click.option("--title", default="", help="The quiz's title.")
@click.option("--language", type=LANGUAGES, help="The quiz's language, else guessed.")
@click.option("--force", is_flag=True, help="Replace a quiz file that is there.")
@click.option("--lang", type=LANGUAGES, help="Language of messages.")
@pass_site
def import_(
    site: Site,
    *,
    file: Path,
    form: str | None,
    to: Path | None,
    course: str,
    title: str,
    language: str | None,
    force: bool,
    lang: str | None,
) -> None:
    """Write a question bank of another program as a quiz file of ours."""
    if file.stat().st_size > LARGEST:
        raise Refused(TOO_LARGE, "exchange.too-large", path=str(file), megabytes=LARGEST // 2**20)
    _, bank = formats.read(file.read_bytes(), str(file), form or "")
    title = title or bank.title or file.stem
    place = _place(site, file, to, course, title)
    taken = folders.assets(folders.shelf(place)) if place and bank.files else {}
    written = writing.write(bank, title=title, lang=language or "", path=str(file), taken=taken)
    _tell(written.remarks, lang or site.language)
    if not written.questions:
        raise InvalidInput(NOTHING_IN, "exchange.nothing", "file", path=str(file))
    if place is None:
        click.echo(written.markdown, nl=False)
        if written.files:
            click.echo(WITHOUT_PICTURES.text(lang or site.language, {"count": len(written.files)}), err=True)
        return
    folders.save(place, written.markdown, written.files, force=force)
    values: dict[str, str | int] = {
        "path": str(place),
        "count": len(written.questions),
        "pictures": len(written.files),
    }
    click.echo(SAVED.text(lang or site.language, values))


def _place(site: Site, file: Path, to: Path | None, course: str, title: str) -> Path | None:
    """Return the file to write; None when it is to be printed."""
    name = f"{slug(title or file.stem)}.md"
    if course:
        root = site.settings.content_root
        if not (root / COURSES / course / "course.md").is_file():
            raise NotFound(NO_COURSE, "exchange.no-course", course=course, root=str(root))
        to = root / QUIZZES / course / (to or name)
    if to is None:
        return None
    return to if to.suffix == ".md" else to / name


@quiz.command("export")
@click.argument("name", metavar="QUIZ")
@click.option("--format", "form", required=True, type=INTO)
@click.option("--out", type=click.File("wb", atomic=True), default="-", help="Where to write (else here).")
@click.option("--lang", type=LANGUAGES, help="Language of messages.")
@pass_site
def export(site: Site, name: str, form: str, out: BinaryIO, lang: str | None) -> None:
    """Write a quiz file (or the quiz of that key) in another program's format."""
    language = lang or site.language
    file = _file(site, name)
    bank, errors = _bank(file)
    written = formats.write(bank, form, bank.title)
    _tell([*errors, *bank.remarks, *written.remarks], language, str(file))
    refused = sum(one.is_error for one in written.remarks)
    if refused >= len(bank.items):
        raise InvalidInput(NOTHING_OUT, "exchange.nothing", "format", format=formats.formats()[form].label)
    out.write(written.data)


def _file(site: Site, name: str) -> Path:
    if Path(name).is_file():
        return Path(name)
    root = site.settings.content_root
    file = root / QUIZZES / f"{name.removesuffix('.md')}.md"
    if not file.resolve().is_relative_to((root / QUIZZES).resolve()) or not file.is_file():
        raise NotFound(NO_QUIZ, "exchange.no-quiz", name=name, root=str(root / QUIZZES))
    return file


def _bank(file: Path) -> tuple[Bank, list[Finding]]:
    made, findings = reader.quiz_file(file)
    errors = [one for one in findings if one.is_error]
    return (Bank() if made is None else reading.bank(made, folders.pictures(file))), errors


def _tell(remarks: Iterable[Finding], language: str, path: str = "") -> None:
    found = sorted(remarks, key=attrgetter("line"))
    named = [replace(one, path=path) if path else one for one in found]
    if named:
        click.echo(report.render(named, "text", language), err=True, nl=False)
        sys.stderr.flush()
