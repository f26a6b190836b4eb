"""Texts of QTI 1.2: materials that hold plain words, or HTML as text."""

import re
from html import escape, unescape

from lms.exchange.model import EMPTY, Text
from lms.exchange.qti.markup import Writer, bare
from lms.exchange.xml import Node

PICTURE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([\w-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)')""")
TAGGED = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|[a-zA-Z]+);")
MOVING = ("mataudio", "matvideo", "matapplet", "matapplication")
# What holds the answers is no text.
ANSWERS = ("render_choice", "render_fib", "render_extension", "render_hotspot", "render_slider")


def text(node: Node | None, writer: Writer) -> Text:
    """Return all materials in an element as one text."""
    if node is None:
        return EMPTY
    return bare(html(node, writer))


def html(node: Node, writer: Writer) -> str:
    """Return the materials in an element as HTML, but for those of its answers."""
    match node.name:
        case "mattext":
            return _words(node, writer)
        case "matemtext":
            return f"<em>{escape(node.words(), quote=False)}</em>"
        case "matimage":
            return _picture(f'<img src="{escape(node.get("uri", ""))}">', writer)
        case "matbreak":
            return "<br>"
    if node.name in MOVING:
        writer.note("exchange.picture", node.get("uri", node.name)[:80])
    parts = [html(child, writer) for child in node.children() if child.name not in ANSWERS]
    # What stands in one material is one run of words.
    return "".join(parts if node.name == "material" else parted(parts))


def parted(parts: list[str]) -> list[str]:
    """Keep two materials apart as paragraphs where they are no blocks already."""
    known = [part for part in parts if part.strip()]
    if len(known) < 2:
        return known
    return [
        part if re.match(r"\s*<(?:p|div|ul|ol|table|h\d)\b", part) else f"<p>{part}</p>" for part in known
    ]


def _words(node: Node, writer: Writer) -> str:
    if len(node):
        return writer.inner(node)
    written = node.words()
    if "html" in node.get("texttype", "") or re.search(
        r"<(?:p|br|img|b|i|strong|em|div|span)\b[^<>]*>", written
    ):
        return PICTURE.sub(lambda found: _picture(found[0], writer), written)
    return escape(written, quote=False)


def _picture(tag: str, writer: Writer) -> str:
    given = {name.lower(): unescape(one or other) for name, one, other in ATTRIBUTE.findall(tag)}
    formula = given.get("data-equation-content") or (
        given.get("title") if "equation_image" in given.get("class", "") else ""
    )
    if formula:
        return f"\\({escape(formula, quote=False)}\\)"
    address, words = given.get("src", ""), given.get("alt", "")
    name = writer.media.name(address, writer.folder)
    if name is not None:
        return f'<img src="{escape(name)}" alt="{escape(words)}">'
    if address:
        writer.note("exchange.picture", address[:80])
    return escape(words, quote=False)
