"""Formulas for paper: MathML drawn as SVG by ziamath, with its own font, on the line where it stands.

WeasyPrint prints a formula's letters in a row. ziamath is pure Python under MIT and brings STIX Two Math;
what it cannot draw is printed as it was typed.
"""

import re
import warnings
from functools import cache, lru_cache
from importlib import import_module
from typing import Any
from xml.etree import ElementTree as ET

from lms.books.binding.layout import data_uri
from lms.content.markdown.markup.tree import Node

SIZE = 24
# Letters of the text are 10.5 points; the drawing is made at SIZE and set in em.
BOX = re.compile(r'<svg[^>]*?width="([\d.]+)" height="([\d.]+)" viewBox="[-\d.]+ ([-\d.]+) ')
BROKEN = (ValueError, KeyError, IndexError, TypeError, AttributeError, ET.ParseError)


def drawn(node: Node) -> Node:
    """Return the picture of a formula, its LaTeX as the words for it."""
    latex = node.get("alttext") or node.text()
    made = _drawn(node.write())
    if made is None:
        return Node("code", {}, [latex])
    source, width, height, depth = made
    style = f"width: {width:.3f}em; height: {height:.3f}em; vertical-align: {-depth:.3f}em"
    block = node.get("display") == "block"
    kind = "formula-block" if block else "formula-inline"
    return Node("img", {"class": kind, "style": style, "src": source, "alt": latex})


@lru_cache(maxsize=512)
def _drawn(mathml: str) -> tuple[str, float, float, float] | None:
    try:
        text = _pen()(mathml, size=SIZE).svg()
    except BROKEN:
        return None
    found = BOX.match(text)
    if found is None:
        return None
    width, height, top = (float(one) for one in found.groups())
    return data_uri(text.encode(), "image/svg+xml"), width / SIZE, height / SIZE, (height + top) / SIZE


@cache
def _pen() -> Any:
    """Load ziamath and its font when the first formula is drawn; who serves pages needs neither."""
    with warnings.catch_warnings():
        # ziamath 0.13 finds its font in a way that Python calls old.
        warnings.simplefilter("ignore", DeprecationWarning)
        return import_module("ziamath").Math
