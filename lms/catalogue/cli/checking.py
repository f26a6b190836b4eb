"""`lms check`: what is wrong in a content folder; neither the database nor the pages are loaded for it."""

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from lms.catalogue import parts
from lms.catalogue.parts import Part
from lms.content import fixes, reader, report, schemas
from lms.content.findings import in_order
from lms.content.reader import Checked, Memory
from lms.content.report import figures
from lms.db.commands import Site, pass_site
from lms.errors import Message, Refused

# Objects made before the collector of circles looks again; the usual is 700.
SELDOM = 20_000
FIXED = Message("Ditulis ulang: {path}", "Rewritten: {path}")
NO_DICTIONARY = Message(
    "Kamus bahasa Indonesia belum terpasang di komputer ini.",
    "No Indonesian dictionary is installed on this machine.",
    "Pasang hunspell-id (sudo apt install hunspell-id), atau sebut berkasnya: --dictionary id_ID.dic",
    "Install hunspell-id (sudo apt install hunspell-id), or name the file: --dictionary id_ID.dic",
)
# A bar is worth showing from this many files on.
MANY = 200


@dataclass(frozen=True, slots=True)
class Wish:
    """How the check is asked for."""

    form: str
    language: str
    strict: bool
    remember: bool
    stats: bool
    stems: frozenset[str] | None

    @property
    def bar(self) -> bool:
        return self.form == "text" and sys.stderr.isatty()


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--format", "form", type=click.Choice(report.FORMATS), default="text", show_default=True)
@click.option("--lang", type=click.Choice(["id", "en"]), help="Language of messages.")
@click.option("--strict", is_flag=True, help="Hints count as errors.")
@click.option("--fix", is_flag=True, help="Write what can be written safely, such as missing question ids.")
@click.option("--with-course", is_flag=True, help="Of a file, tell what is wrong in all of its course.")
@click.option("--stats", is_flag=True, help="Also tell of each module its length and how hard it is to read.")
@click.option("--spelling", is_flag=True, help="Also name words that no list of words holds.")
@click.option(
    "--dictionary",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The list of words: a .dic file of Hunspell (else the one installed).",
)
@click.option("--no-cache", is_flag=True, help="Read every file, and keep nothing for the next check.")
@click.option(
    "--schema",
    type=click.Choice(list(schemas.MODELS)),
    help="Print the JSON Schema of this front matter for an editor, and check nothing.",
)
@pass_site
def check(
    site: Site,
    /,
    paths: tuple[str, ...],
    *,
    form: str,
    lang: str | None,
    schema: str | None,
    dictionary: Path | None,
    **flags: bool,
) -> None:
    """Say what is wrong in courses and quizzes, where, and how to mend it; exit 1 on an error."""
    if schema:
        click.echo(report.written(schemas.of(schema, lang or site.language)), nl=False)
        return
    stems = _stems(dictionary) if flags["spelling"] or dictionary else None
    wish = Wish(form, lang or site.language, flags["strict"], not flags["no_cache"], flags["stats"], stems)
    shelf = site.settings.content_root
    asked = [parts.named(path, shelf) for path in paths] or [Part(shelf, "")]
    if flags["with_course"]:
        asked = [one.course() for one in asked]
    failed = False
    for root in dict.fromkeys(one.root for one in asked):
        here = [one for one in asked if one.root == root]
        if flags["fix"]:
            _fix(root, here, wish.language)
        failed = _told(site, root, here, wish) or failed
    sys.exit(1 if failed else 0)


def _stems(path: Path | None) -> frozenset[str]:
    stems = reader.dictionary(path)
    if stems is None:
        raise Refused(NO_DICTIONARY, "check.no-dictionary")
    return stems


def _fix(root: Path, asked: Sequence[Part], language: str) -> None:
    for path in fixes.apply(root, [part.prefix for part in asked]):
        click.echo(FIXED.text(language, {"path": str(path)}), err=True)


def _told(site: Site, root: Path, asked: Sequence[Part], wish: Wish) -> bool:
    """Check one shelf and tell what was found in the parts asked for; return whether the check fails."""
    checked = _check(site, root, wish)
    every = checked.findings
    if wish.stems is not None:
        every = in_order([*every, *reader.spelling(root, wish.stems)])
    found = [finding for finding in every if any(part.holds(finding) for part in asked)]
    near = parts.near(root)
    courses = [one for one in checked.courses if any(part.touches(one.path) for part in asked)]
    if wish.form == "json" and wish.stats:
        rows = report.rows(found, wish.language, near)
        click.echo(report.written({"findings": rows, "modules": figures.rows(courses, near)}), nl=False)
        return report.failed(found, wish.strict)
    # Where nobody looks at a terminal, click leaves the colours out.
    colour = not os.environ.get("NO_COLOR")
    click.echo(report.render(found, wish.form, wish.language, near, colour=colour), nl=False)
    if wish.stats and wish.form == "text":
        click.echo(figures.table(courses, wish.language, near), nl=False)
    return report.failed(found, wish.strict)


def _check(site: Site, root: Path, wish: Wish) -> Checked:
    """Read the shelf, for its files name each other."""
    instance = site.folder if site.folder.is_dir() else None
    memory = Memory(reader.place(root, instance)) if wish.remember else None
    files = parts.texts(root) if wish.bar else 0
    if files < MANY:
        with _seldom_collecting():
            return reader.check(root, memory=memory)
    with click.progressbar(length=files, file=sys.stderr) as progress, _seldom_collecting():
        return reader.check(root, memory=memory, told=lambda _file: progress.update(1))


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Let the collector of circles come seldom: looking for the few costs a fifth of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(SELDOM, 10, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
