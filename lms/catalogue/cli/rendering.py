"""`lms render`: Markdown as HTML, one file, one line at a time, or a whole folder; no database is needed."""

import json
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, BinaryIO

import click

from lms.content import report
from lms.content.findings import Findings
from lms.content.foreign import folders, papers
from lms.content.foreign.papers import Paper
from lms.content.markdown import renderer
from lms.content.markdown.document import Setting
from lms.content.source import Source
from lms.errors import Message, Refused

ONE_WAY = Message(
    "Pilih satu: berkas, --jsonl, atau --folder.",
    "Choose one: a file, --jsonl or --folder.",
    "Contoh: lms render 01-konsep.md",
    "Example: lms render 01-konsep.md",
)
WRITTEN = Message(
    "{count} berkas dibaca, {missing} tautan atau gambar menuju berkas yang tidak ada.",
    "{count} files read, {missing} links or pictures lead to files that are not there.",
)
NO_LINE = "not a JSON object with the text “markdown”"


@click.command()
@click.argument("file", required=False, type=click.File("rb"))
@click.option("--jsonl", is_flag=True, help='Read {"markdown": …} lines and write {"html": …} lines.')
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Read every Markdown file beneath.",
)
@click.option("--out", type=click.Path(path_type=Path), help="With --folder: write HTML files here.")
@click.pass_context
def render(
    context: click.Context, file: BinaryIO | None, folder: Path | None, out: Path | None, *, jsonl: bool
) -> None:
    """Write Markdown as HTML: FILE (- for standard input), lines of JSON, or a folder."""
    language = context.find_root().params.get("lang") or "id"
    if (file is None and not jsonl and folder is None) or (file and folder) or (out and not folder):
        raise Refused(ONE_WAY, "render.one-way")
    if folder is not None:
        _folder(folder, out, language, jsonl=jsonl)
    elif jsonl:
        for line in file or sys.stdin.buffer:
            if line.strip():
                _print(_answer(line, language))
    else:
        assert file is not None
        _file(file, language)


def _file(file: BinaryIO, language: str) -> None:
    made = papers.paper(getattr(file, "name", "") or "-", file.read(), language=language)
    click.echo(made.html)
    if made.findings:
        click.echo(report.render(made.findings, "text", language), err=True, nl=False)


def _answer(line: bytes, language: str) -> dict[str, Any]:
    """Return the HTML of one line; one that cannot be read gets an answer too, so that lines stay paired."""
    try:
        text = json.loads(line)["markdown"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return {"html": None, "error": NO_LINE}
    if not isinstance(text, str):
        return {"html": None, "error": NO_LINE}
    source, notes = Source.of("-", text), Findings("-")
    if len(source.text) > renderer.LONGEST:
        return {"html": None, "error": f"longer than {renderer.LONGEST} letters"}
    return {"html": renderer.bare(Setting(source, notes, language), source.text, 1).html}


def _folder(folder: Path, out: Path | None, language: str, *, jsonl: bool) -> None:
    count = missing = 0
    for made in folders.papers(folder, language):
        count, missing = count + 1, missing + len(made.missing)
        if out is not None:
            _write(made, out, language)
        if jsonl:
            _print(_row(made, language))
        elif out is None:
            click.echo(f"{made.path}\t{made.title}")
        if made.findings:
            click.echo("\n".join(_findings(made, language)), err=True)
    click.echo(WRITTEN.text(language, {"count": count, "missing": missing}), err=True)


def _row(made: Paper, language: str) -> dict[str, Any]:
    row: dict[str, Any] = {"path": made.path, "title": made.title, "html": made.html}
    if made.matter:
        row["matter"] = dict(made.matter)
    if made.findings:
        row["findings"] = list(_findings(made, language))
    if made.missing:
        row["missing"] = list(made.missing)
    return row


def _findings(made: Paper, language: str) -> Iterator[str]:
    return (f"{one.path}:{max(one.line, 1)}: {one.text(language)}" for one in made.findings)


def _write(made: Paper, out: Path, language: str) -> None:
    file = out / (made.path + ".html")
    file.parent.mkdir(parents=True, exist_ok=True)
    head = f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n'
    title = f"<title>{escape(made.title, quote=False)}</title>\n"
    file.write_text(f"{head}{title}<main>\n{made.html}\n</main>\n</html>\n", encoding="utf-8")


def _print(row: dict[str, Any]) -> None:
    click.echo(json.dumps(row, ensure_ascii=False, default=str).encode("utf-8", "replace"))
