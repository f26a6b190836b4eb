"""Texts as the XHTML that QTI allows: what is opened is closed, what it does not know keeps its words."""

import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

from lms.exchange.model import Markup, Text
from lms.exchange.qti.markup import BLOCKS, INLINE, VOID
from lms.exchange.qti.media import FOLDER
from lms.exchange.qti.writing.tree import Element, clean, element
from lms.exchange.quizfile.rich import TAGGED

SIGN = re.compile("\ue010(\\d+)\ue011")
# Marks that the XHTML of QTI does not have, by what comes nearest.
NEAR = {"u": "em", "s": "span", "del": "span", "ins": "em", "mark": "strong", "section": "div"}
ROWS = frozenset({"thead", "tbody", "tfoot"})
WITHIN: dict[str, frozenset[str]] = {
    "li": frozenset({"ul", "ol"}),
    "dt": frozenset({"dl"}),
    "dd": frozenset({"dl"}),
    "td": frozenset({"tr"}),
    "th": frozenset({"tr"}),
    "tr": ROWS,
    **dict.fromkeys(("thead", "tbody", "tfoot", "caption"), frozenset({"table"})),
}
ONLY = {
    "ul": "li",
    "ol": "li",
    "table": "tbody",
    "tbody": "tr",
    "thead": "tr",
    "tfoot": "tr",
    "tr": "td",
    "dl": "dd",
}
DEEPEST = 30
PICTURES = "../images/"
Slot = Callable[[int], Element]


def inline(parent: Element, text: Text) -> Element:
    """Fill an element with a text; a single paragraph loses its tags."""
    root = _parsed(text, None)
    children = list(root)
    if len(children) == 1 and children[0].tag == "p" and not (root.text or "").strip():
        root = children[0]
    parent.text = root.text
    parent.extend(root)
    return parent


def blocks(parent: Element, text: Text, slot: Slot | None = None) -> Element:
    """Fill an element with blocks: runs of words become paragraphs."""
    root = _parsed(text, slot)
    run = element("p", text=root.text or "")
    for child in [*root]:
        tail, child.tail = child.tail, None
        if child.tag in BLOCKS:
            _close(parent, run)
            parent.append(child)
            run = element("p", text=tail or "")
        else:
            child.tail = tail
            run.append(child)
    _close(parent, run)
    return parent


def _close(parent: Element, run: Element) -> None:
    if len(run) or (run.text or "").strip():
        parent.append(run)


def _parsed(text: Text, slot: Slot | None) -> Element:
    reader = _Reader(slot)
    reader.feed(source(text))
    reader.close()
    return reader.root


def source(text: Text) -> str:
    """Return any text as HTML: an empty line parts paragraphs, any other line end breaks the line."""
    if text.markup is Markup.HTML:
        return text.text
    if text.markup is Markup.AUTO and TAGGED.search(text.text):
        return re.sub(r"\n(?!\s*<)", "<br>\n", text.text)
    parts = [part.strip() for part in re.split(r"\n[ \t]*\n", text.text.strip())]
    lines = [escape(part, quote=False).replace("\n", "<br>") for part in parts if part]
    return lines[0] if len(lines) == 1 else "".join(f"<p>{line}</p>" for line in lines)


class _Reader(HTMLParser):
    def __init__(self, slot: Slot | None) -> None:
        super().__init__(convert_charrefs=True)
        self.root = element("div")
        self.opened = [self.root]
        self.slot = slot
        self.mute = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style"}:
            self.mute += 1
        tag = NEAR.get(tag, tag)
        given = {name: value or "" for name, value in attrs}
        if tag == "img":
            self._picture(given)
        elif tag in VOID:
            self._open(tag, {})
            self.opened.pop()
        elif (tag in BLOCKS or tag in INLINE) and len(self.opened) < DEEPEST:
            address = given.get("href", "") if tag == "a" else ""
            self._open("span" if tag == "a" and not address else tag, {"href": address} if address else {})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self.mute = max(0, self.mute - 1)
        tag = NEAR.get(tag, tag)
        # A link that leads nowhere was opened as a span.
        tags = {tag, "span"} if tag == "a" else {tag}
        if any(one.tag in tags for one in self.opened[1:]):
            while self.opened.pop().tag not in tags:
                pass

    def handle_data(self, data: str) -> None:
        if self.mute:
            return
        end = 0
        for found in SIGN.finditer(data):
            self._words(data[end : found.start()])
            if self.slot is not None:
                self._ready()
                self.opened[-1].append(self.slot(int(found[1])))
            end = found.end()
        self._words(data[end:])

    def _words(self, text: str) -> None:
        text = clean(text)
        if not text.strip() and self.opened[-1].tag in ONLY:
            return
        if not text:
            return
        self._ready()
        parent = self.opened[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text

    def _picture(self, given: dict[str, str]) -> None:
        name = given.get("src", "")
        if name.startswith(FOLDER):
            self._ready()
            address = PICTURES + name.removeprefix(FOLDER)
            self.opened[-1].append(element("img", src=address, alt=given.get("alt", "")))
        else:
            self.handle_data(given.get("alt", ""))

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in BLOCKS:
            self._leave()
        if tag in WITHIN and self.opened[-1].tag not in WITHIN[tag]:
            if tag not in {"li", "dd", "dt"} or not self._back(WITHIN[tag]):
                self._wrap(tag)
        elif tag not in WITHIN:
            self._ready()
        made = element(tag)
        for name, value in attributes.items():
            made.set(name, clean(value))
        self.opened[-1].append(made)
        self.opened.append(made)

    def _leave(self) -> None:
        """Close what holds no blocks: paragraphs, headings, and marks within them."""
        while self.opened[-1].tag in INLINE or re.fullmatch(r"p|h\d|pre|dt", str(self.opened[-1].tag)):
            self.opened.pop()

    def _back(self, tags: frozenset[str]) -> bool:
        if not any(one.tag in tags for one in self.opened):
            return False
        while self.opened[-1].tag not in tags:
            self.opened.pop()
        return True

    def _wrap(self, tag: str) -> None:
        """Open what must stand around a part of a list or table."""
        holder = {"li": "ul", "dt": "dl", "dd": "dl", "td": "tr", "th": "tr", "tr": "tbody"}.get(tag, "table")
        if self._back(ROWS if holder == "tbody" else frozenset({holder})):
            return
        if holder in WITHIN:
            self._back(WITHIN[holder])
        if holder in WITHIN and self.opened[-1].tag not in WITHIN[holder]:
            self._wrap(holder)
        made = element(holder)
        self.opened[-1].append(made)
        self.opened.append(made)

    def _ready(self) -> None:
        """Open a part of a list or table before words, which cannot stand in it by themselves."""
        while self.opened[-1].tag in ONLY:
            made = element(ONLY[str(self.opened[-1].tag)])
            self.opened[-1].append(made)
            self.opened.append(made)
