"""A folder of foreign Markdown as a manuscript: every file a module, in the order in which they are read."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import PurePosixPath

from lms.exchange.documents import drafts
from lms.exchange.documents.drafts import Chapter, Manuscript
from lms.exchange.documents.folders import order, pages
from lms.exchange.documents.folders.links import Links
from lms.exchange.documents.folders.pages import USED, Page
from lms.exchange.documents.losses import Losses
from lms.exchange.documents.pictures import Pictures
from lms.exchange.formats import decoded
from lms.exchange.remarks import Remarks

Files = Mapping[str, Callable[[], bytes]]
MOST = 2_000
# Of text, all files together: a shelf of twenty manuals.
MOST_TEXT = 8 * 2**20
INTRO = 600


def read(files: Files, name: str, pictures: Pictures, start: int = 0) -> Manuscript:
    """Read a folder's files; each is loaded when it is needed, by the callable under its path."""
    remarks = Remarks(name)
    losses = Losses(remarks, place=name)
    found = _pages(files, name, losses)
    paths = order.in_order(found, {path: one.matter for path, one in found.items()}, _navigation(files))
    names = dict(
        zip(paths, drafts.names([Chapter(found[path].title, "") for path in paths], start), strict=True)
    )
    modules = []
    for path in paths:
        losses.place = path
        body = Links(found[path], found, names, files, pictures, losses).relinked()
        modules.append(Chapter(found[path].title, body, name=names[path]))
    _rest(files, found, losses, name)
    losses.told()
    title = _title(found, paths, name)
    return Manuscript(title, _intro(found, paths), modules, remarks.found)


def _pages(files: Files, name: str, losses: Losses) -> dict[str, Page]:
    made: dict[str, Page] = {}
    read = 0
    for path in [one for one in files if order.is_text(one) and not order.is_about(one)][:MOST]:
        losses.place = path
        data = files[path]()
        read += len(data)
        page = None
        if read <= MOST_TEXT:
            page = pages.page(path, data, name if "/" not in path else "", losses.note)
        if page is None:
            losses.note("document.unreadable")
        elif page.body.strip() and not page.draft:
            made[path] = page
            for key in sorted({str(one) for one in page.matter} - USED):
                losses.note("document.matter", key, name)
    return made


def _navigation(files: Files) -> str:
    found = next((one for one in order.NAVIGATION if one in files), None)
    return decoded(files[found]()[:200_000])[0] if found else ""


def _rest(files: Files, found: Mapping[str, Page], losses: Losses, name: str) -> None:
    """Name the texts that did not come along; pictures that no page shows are nobody's loss."""
    for path in files:
        texts = order.is_text(path) or PurePosixPath(path).suffix.lower() in {
            ".html",
            ".htm",
            ".rst",
            ".adoc",
            ".ipynb",
        }
        if texts and path not in found and path not in order.NAVIGATION:
            losses.note("document.file", path, name)


def _title(found: Mapping[str, Page], paths: list[str], name: str) -> str:
    first = found.get(paths[0]) if paths else None
    top = first is not None and PurePosixPath(paths[0]).stem.lower() in order.FIRST and "/" not in paths[0]
    plain = name.rpartition("/")[2].removesuffix(".zip").replace("-", " ").replace("_", " ").strip()
    return first.title if top and first else plain[:1].upper() + plain[1:]


def _intro(found: Mapping[str, Page], paths: list[str]) -> str:
    """Return the first paragraph of the first page, if it is one of plain words."""
    for paragraph in found[paths[0]].body.split("\n\n") if paths else []:
        text = paragraph.strip()
        if text and text[0].isalnum() and not any(sign in text for sign in "[]<>|`$"):
            return text if len(text) <= INTRO else ""
        if text.startswith("#"):
            break
    return ""


def of_archive(names: Mapping[str, str], load: Callable[[str], bytes]) -> Files:
    """Return files by their plain paths; `names` tells where each lies in the archive."""
    return {path: partial(load, where) for path, where in names.items()}
