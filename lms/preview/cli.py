"""The command that shows the working folder as it is written: preview."""

import webbrowser
from pathlib import Path, PurePosixPath
from threading import Timer

import click

from lms.catalogue import parts
from lms.catalogue.parts import Part
from lms.content.reader import QUIZZES
from lms.db.commands import Site, pass_site, say
from lms.errors import Message
from lms.preview.live import leaves, server
from lms.preview.live.leaves import Leaf
from lms.preview.live.shelf import Shelf

SHOWING = Message(
    "Pratinjau {folder}: {url}\nHalaman berganti sendiri setiap kali berkas disimpan. Ctrl+C untuk berhenti.",
    "Preview of {folder}: {url}\nPages change by themselves whenever a file is saved. Ctrl+C stops it.",
)
ENDED = Message("Pratinjau berhenti.", "The preview has ended.")
# Seconds until the browser is called: the server answers by then.
CALLED_AFTER = 0.3


@click.command()
@click.argument("path", required=False)
@click.option(
    "--port", default=8001, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on."
)
@click.option("--no-open", is_flag=True, help="Do not open the browser.")
@pass_site
def preview(site: Site, path: str | None, port: int, *, no_open: bool) -> None:
    """Show the working folder, or a course of it, as learners will see it; pages follow the files."""
    root = site.settings.content_root
    part = parts.named(path, root) if path else parts.part(root)
    listening = server.bound(port)
    shelf = Shelf(part.root)
    app = server.make_app(shelf, site.settings, site.language, port)
    url = f"http://{server.HOST}:{port}{first_page(part)}"
    say(site, SHOWING, folder=str(part.root), url=url)
    calling = None if no_open else Timer(CALLED_AFTER, webbrowser.open, (url,))
    if calling:
        calling.daemon = True
        calling.start()
    server.Serving(shelf, app, listening).run()
    say(site, ENDED)


def first_page(part: Part) -> str:
    """Return the page that was asked for: a course, a module or a quiz; else the shelf."""
    names = PurePosixPath(part.prefix.removesuffix(".md")).parts
    if len(names) < 2:
        return "/"
    shelf, slug, *rest = names
    if shelf == QUIZZES:
        whole = Path(part.root, part.prefix).is_dir()
        return leaves.on_desk(Leaf(slug, "" if whole else leaves.QUIZ + "/".join(names[1:])))
    name = "" if not rest or rest == ["course"] or len(rest) > 1 else leaves.MODULE + rest[0]
    return leaves.on_desk(Leaf(slug, name))
