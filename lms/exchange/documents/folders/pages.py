"""One file of foreign Markdown as a page: its matter, its title, its body with headings of our levels."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from lms.content.findings import Findings
from lms.content.foreign import papers
from lms.content.markdown import renderer
from lms.content.markdown.document import Setting
from lms.content.markdown.finish import slug
from lms.content.source import Source
from lms.exchange.documents.folders import code, dialects
from lms.exchange.formats import decoded

LARGEST = 480 * 1024
HEADING = re.compile(r"^( {0,3})(#{1,6})[ \t]+(\S[^\n]*)$", re.MULTILINE)
OWN_ID = re.compile(r"\{#([\w:.-]{1,100})[^{}]{0,200}\}$")
HTML_HEADING = re.compile(
    r"^[ \t]*<h([1-6])[^<>]{0,300}>(.{0,1000}?)</h\1>[ \t]*$", re.MULTILINE | re.DOTALL | re.IGNORECASE
)
PLAIN = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|<[^>]*>|[*_`]")
# Keys of the front matter that a draft uses itself.
USED = frozenset(
    {"title", "linktitle", "sidebar_label", "weight", "sidebar_position", "nav_order", "order", "position"}
)


@dataclass(slots=True)
class Page:
    """`own` are the ids that its author gave headings, beside those that our renderer gives them."""

    path: str
    title: str
    body: str
    matter: Mapping[str, Any] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)
    _ids: frozenset[str] | None = None

    @property
    def draft(self) -> bool:
        values = {str(key).lower(): str(value).lower() for key, value in self.matter.items()}
        return values.get("draft") == "true" or values.get("published") == "false"

    def anchor(self, name: str) -> str:
        """Return the id of a heading of this page as ours; empty when there is none."""
        if self._ids is None:
            made = renderer.render(
                Setting(Source.of(self.path, self.body), Findings(self.path)), self.body, 1
            )
            self._ids = frozenset(entry.id for entry in made.toc)
        wanted = self.own.get(name) or self.own.get(name.lower()) or name
        near = (wanted, wanted.lower(), slug(wanted), slug(wanted.replace("-", " ")))
        return next((one for one in near if one in self._ids), "")


def page(path: str, data: bytes, folder: str, told: dialects.Told) -> Page | None:
    """Read one file; None for one that is no text of a bearable size."""
    if len(data) > LARGEST or b"\0" in data[:2000]:
        return None
    source = Source.of(path, decoded(data)[0])
    head = papers.head(source)
    own: dict[str, str] = {}
    body = dialects.plain(head.body, told)
    body = code.outside(body, lambda part: _named(HTML_HEADING.sub(_hashed, part), own))
    title = " ".join(head.title.split())
    found = _first(body)
    if found and (not title or _same(found, title)):
        body = _without_first(body)
    title = title or found or papers.named(path, folder or PurePosixPath(path).parent.name)
    return Page(path, title, _leveled(body).strip("\n"), head.values, own)


def _hashed(found: re.Match[str]) -> str:
    return f"\n{'#' * int(found[1])} {' '.join(found[2].split())}\n"


def _named(text: str, own: dict[str, str]) -> str:
    """Take the ids off headings, and remember what our own will be."""

    def heading(found: re.Match[str]) -> str:
        words = _unhashed(found[3].strip())
        given = OWN_ID.search(words)
        words = words[: given.start()].rstrip() if given else words
        if given:
            own[given[1]] = slug(_words(words))
        return f"{found[2]} {words}"

    return HEADING.sub(heading, text)


def _unhashed(text: str) -> str:
    """Take off the signs with which some close a heading."""
    bare = text.rstrip("#")
    return bare.rstrip() if bare != text and (not bare or bare[-1] in " \t") else text


def _words(text: str) -> str:
    return " ".join(PLAIN.sub(lambda found: found[1] or "", text).split())


def _first(body: str) -> str:
    """Return the heading of the first level with which a text begins."""
    for is_code, part in code.blocks(body):
        found = None if is_code else HEADING.search(part)
        if found or (is_code and part.strip()):
            return _words(found[3]) if found and len(found[2]) == 1 else ""
    return ""


def _same(one: str, other: str) -> bool:
    return slug(one) == slug(other)


def _without_first(body: str) -> str:
    done = False

    def once(part: str) -> str:
        nonlocal done
        if done or not HEADING.search(part):
            return part
        done = True
        return HEADING.sub("", part, count=1)

    return code.outside(body, once)


def _leveled(body: str) -> str:
    """Let headings begin at the second level and skip none."""
    levels = [
        len(found[2])
        for is_code, part in code.blocks(body)
        if not is_code
        for found in HEADING.finditer(part)
    ]
    lift = 2 - min(levels, default=2)
    before = 1

    def heading(found: re.Match[str]) -> str:
        nonlocal before
        before = max(2, min(len(found[2]) + lift, before + 1, 6))
        return f"{'#' * before} {found[3]}"

    return code.outside(body, lambda part: HEADING.sub(heading, part))
