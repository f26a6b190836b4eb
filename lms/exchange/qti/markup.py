"""Content of QTI as plain HTML: what no text of ours holds is unwrapped and noted, pictures are found."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape

from lms.exchange.model import EMPTY, Markup, Text
from lms.exchange.qti.media import Media
from lms.exchange.xml import Node

BLOCKS = frozenset(
    (
        *("p", "div", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "hr"),
        *("table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption", "section"),
    )
)
INLINE = frozenset(
    (
        *("a", "b", "strong", "i", "em", "u", "s", "sub", "sup", "code", "br", "span", "small", "q", "cite"),
        *("abbr", "del", "ins", "kbd", "var", "samp", "mark"),
    )
)
VOID = frozenset({"br", "hr", "img"})
KEPT = {"a": ("href",), "th": ("colspan", "rowspan"), "td": ("colspan", "rowspan"), "ol": ("start",)}
DROPPED = frozenset(["stylesheet", "script", "style", "catalogInfo", "companionMaterialsInfo"])
MOVING = frozenset(["video", "audio", "iframe", "embed", "source", "track"])
TEX = ("application/x-tex", "TeX", "LaTeX", "application/x-latex")


ALONE = re.compile(r"<(p|div)>((?:(?!</?\1\b).)*)</\1>", re.DOTALL)
Special = Callable[[Node], str | None]


@dataclass(slots=True)
class Writer:
    """Writes the content of one document; `special` may take an element over by returning its HTML."""

    media: Media
    folder: str = ""
    notes: list[tuple[str, str]] = field(default_factory=list)
    special: Special = lambda _: None

    def text(self, node: Node | None) -> Text:
        """Return what stands in an element: words where there is nothing but words."""
        if node is None:
            return EMPTY
        return bare(self.inner(node))

    def inner(self, node: Node) -> str:
        parts = [escape(node.text or "", quote=False)]
        for child in node.children():
            parts += [self.outer(child), escape(child.tail or "", quote=False)]
        return "".join(parts)

    def outer(self, node: Node) -> str:
        taken = self.special(node)
        if taken is not None:
            return taken
        name = node.name
        if name in DROPPED:
            return ""
        if name == "math":
            return self._formula(node)
        if name in {"img", "object"} or name in MOVING:
            return self._picture(node)
        if name not in BLOCKS and name not in INLINE:
            return self.inner(node)
        kept = "".join(
            f' {key}="{escape(node.attrib[key])}"' for key in KEPT.get(name, ()) if key in node.attrib
        )
        return f"<{name}{kept}>" if name in VOID else f"<{name}{kept}>{self.inner(node)}</{name}>"

    def note(self, code: str, name: str = "") -> None:
        if (code, name) not in self.notes:
            self.notes.append((code, name))

    def _picture(self, node: Node) -> str:
        address = node.get("src") or node.get("data") or ""
        # An object's words are what is read where it cannot be seen.
        words = node.get("alt") or " ".join(node.words().split())
        name = self.media.name(address, self.folder) if node.name in {"img", "object"} else None
        if name is not None:
            return f'<img src="{escape(name)}" alt="{escape(words)}">'
        if address or node.name in MOVING:
            self.note("exchange.picture", address[:80] or node.name)
        return escape(words, quote=False)

    def _formula(self, node: Node) -> str:
        r"""Return a formula as \(TeX\) where the source is kept beside it, else its signs in a row."""
        for one in node.iter():
            if isinstance(one, Node) and one.name == "annotation" and one.get("encoding") in TEX:
                return f"\\({escape(' '.join(one.words().split()), quote=False)}\\)"
        self.note("qti.formula")
        return escape(" ".join(node.words().split()), quote=False)


def bare(html: str) -> Text:
    """Return HTML as a text: words where there is nothing else, one paragraph without its tags."""
    html = html.strip()
    while alone := ALONE.fullmatch(html):
        html = alone[2].strip()
    if "<" in html:
        return Text(html, Markup.HTML)
    words = " ".join(unescape(html).split())
    return Text(words) if words else EMPTY
