"""Links and pictures between the files of a folder, turned into links to modules and assets."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from lms.exchange.documents.folders import code, order
from lms.exchange.documents.folders.pages import Page
from lms.exchange.documents.losses import Losses
from lms.exchange.documents.pictures import Pictures

LINK = re.compile(
    r"(!?)\[((?:[^\[\]\n\\]|\\.|!?\[[^\[\]\n]{0,300}\](?:\([^()\s]{0,500}\))?){0,300})\]"
    r"\([ \t]{0,9}(?:<([^<>\n]*)>|"
    r"([^()\s]*(?:\([^()\s]*\)[^()\s]*)*))[ \t]{0,9}(\"[^\"\n]*\"|'[^'\n]*')?[ \t]{0,9}\)"
)
DEFINED = re.compile(
    r"^( {0,3}\[(?!\^)([^\]\n]{1,200})\]:[ \t]*)<?([^\s<>]+)>?(?:[ \t]+(\"[^\"\n]*\"))?[ \t]*$", re.MULTILINE
)
WIKI = re.compile(r"(!?)\[\[([^\[\]|#\n]{0,200})(#[^\[\]|\n]{1,200})?(?:\|([^\[\]\n]{0,200}))?\]\]")
IMG = re.compile(r"<img(\s[^<>]{0,1000}?)/?>", re.IGNORECASE)
ANCHOR = re.compile(
    r"""<a\b[^<>]{0,300}?\bhref=["']([^"'<>]{1,1000})["'][^<>]{0,300}>(.{0,1000}?)</a>""",
    re.IGNORECASE | re.DOTALL,
)
ATTRIBUTE = re.compile(r"""\b(alt|src|title)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
OUTSIDE = re.compile(r"(?:https?:|mailto:|tel:)", re.IGNORECASE)
SCHEME = re.compile(r"[a-z][\w+.-]*:|//", re.IGNORECASE)
PICTURES = frozenset(
    {
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".svg",
        ".webp",
        ".avif",
        ".bmp",
        ".tif",
        ".tiff",
        ".ico",
        ".emf",
        ".wmf",
    }
)
# Where sites keep what their pages call by a path from the root.
ROOTS = (
    "",
    "static/",
    "public/",
    "docs/",
    "assets/",
    "content/",
    "src/",
    "source/",
    "docs/.vuepress/public/",
)


@dataclass(slots=True)
class Links:
    """Relinks one page; `names` are the modules' names by the paths of their files."""

    page: Page
    pages: Mapping[str, Page]
    names: Mapping[str, str]
    files: Mapping[str, Callable[[], bytes]]
    pictures: Pictures
    losses: Losses

    def relinked(self) -> str:
        return code.beyond(self.page.body, self._part)

    def _part(self, text: str) -> str:
        text = WIKI.sub(self._wiki, IMG.sub(self._tagged, text))
        text = ANCHOR.sub(r"[\2](<\1>)", text)
        return DEFINED.sub(self._defined, LINK.sub(self._written, text))

    def _written(self, found: re.Match[str]) -> str:
        target, title = found[3] if found[3] is not None else found[4], found[5] or ""
        if found[1]:
            return self._picture(found[2], target, title)
        # A picture may stand within a link; a badge from another site is only its words there.
        return self._link(LINK.sub(self._within, found[2]), target, title)

    def _within(self, found: re.Match[str]) -> str:
        target = found[3] if found[3] is not None else found[4]
        return found[2] if SCHEME.match(target) else self._written(found)

    def _tagged(self, found: re.Match[str]) -> str:
        given = {name.lower(): one or other for name, one, other in ATTRIBUTE.findall(found[1])}
        return f"![{given.get('alt', '')}](<{given.get('src', '')}>)"

    def _wiki(self, found: re.Match[str]) -> str:
        target, anchor, words = found[2].strip(), (found[3] or "")[1:], (found[4] or "").strip()
        if found[1] and PurePosixPath(target).suffix.lower() in PICTURES:
            alt = words if words and not re.fullmatch(r"\d+(?:x\d+)?", words) else ""
            # Obsidian finds a picture by its name, wherever it lies.
            near = (path for path in self.files if path == target or path.endswith(f"/{target}"))
            return f"![{alt}](</{next(near, target)}>)"
        shown = words or anchor or target
        if found[1]:
            self.losses.note("document.code-left", found[0])
        if not target:
            return f"[{shown}](<#{anchor}>)"
        path = self._by_name(target)
        return f"[{shown}](</{path}{'#' + anchor if anchor else ''}>)" if path else f"[{shown}](<{target}>)"

    def _by_name(self, name: str) -> str:
        wanted = name.lower().removesuffix(".md")
        for path in self.pages:
            plain = str(PurePosixPath(path).with_suffix("")).lower()
            if plain == wanted or plain.endswith(f"/{wanted}"):
                return path
        return ""

    def _defined(self, found: re.Match[str]) -> str:
        """A definition serves links and pictures; one that leads nowhere leads to this page."""
        address = self._address(found[3])
        if address is None:
            self.losses.note("document.link", found[3])
            address = f"{self.names[self.page.path]}.md"
        return f"{found[1]}{address}{' ' + found[4] if found[4] else ''}"

    def _link(self, text: str, target: str, title: str) -> str:
        address = self._address(target)
        if address is None or not text.strip():
            if target:
                self.losses.note("document.link", target)
            return text
        return f"[{text}]({address}{' ' + title if title else ''})"

    def _picture(self, alt: str, target: str, title: str) -> str:
        if SCHEME.match(target):
            if OUTSIDE.match(target):
                self.losses.note("document.foreign-picture", target)
                return f"[{alt or PurePosixPath(target).name}]({target})"
            self.losses.note("document.picture", target)
            return alt
        path = self._file(target)
        address = self._asset(path) if path else ""
        if not address:
            self.losses.note("document.picture" if path else "document.link", target)
            return alt
        if not alt.strip():
            self.losses.note("document.no-alt", address)
        return f"![{alt}]({address}{' ' + title if title else ''})"

    def _address(self, target: str) -> str | None:
        """Return what a link becomes; None when it leads nowhere."""
        if OUTSIDE.match(target):
            return (
                target
                if re.match(r"(?:https?://[^\s/]+|mailto:[^\s@]+@|tel:\+?\d)", target, re.IGNORECASE)
                else None
            )
        if SCHEME.match(target):
            return None
        plain, _, anchor = target.partition("#")
        path = self.page.path if not plain else self._file(plain)
        if path in self.names:
            return self._module(path, unquote(anchor), target)
        return (self._asset(path) or None) if path else None

    def _module(self, path: str, anchor: str, target: str) -> str | None:
        found = self.pages[path].anchor(anchor) if anchor else ""
        if anchor and not found:
            if path == self.page.path:
                return None
            self.losses.note("document.anchor", target)
        if path == self.page.path and found:
            return f"#{found}"
        return f"{self.names[path]}.md" + (f"#{found}" if found else "")

    def _asset(self, path: str) -> str:
        if path not in self.files or order.is_text(path):
            return ""
        data = self.files[path]()
        keep = self.pictures.take if PurePosixPath(path).suffix.lower() in PICTURES else self.pictures.keep
        return keep(data, path)

    def _file(self, target: str) -> str:
        """Return the file that a target means: as it is written, with an ending, or a folder's first page."""
        plain = unquote(target.partition("?")[0])
        home = PurePosixPath(self.page.path).parent
        bases = (str(home), str(PurePosixPath(self.page.path).with_suffix("")), "")
        starts = [_joined(base, plain) for base in bases]
        if plain.startswith("/"):
            starts = [_joined("", f"{root}{plain.lstrip('/')}") for root in ROOTS]
        for start in starts:
            for candidate in _candidates(start):
                if candidate in self.files:
                    return candidate
        return ""


def _candidates(path: str) -> list[str]:
    bare = path.removesuffix(".html").removesuffix(".htm")
    endings = [f"{bare}{suffix}" for suffix in (".md", ".mdx", ".markdown")]
    inside = [
        f"{bare}/{name}" if bare else name
        for name in ("README.md", "readme.md", "index.md", "_index.md", "index.mdx")
    ]
    return [path, *endings, *inside]


def _joined(folder: str, target: str) -> str:
    parts = [part for part in PurePosixPath(folder).parts if part != "."]
    for part in target.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)
