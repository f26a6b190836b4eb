"""Elements under their names of QTI 2.2; version 3.0 spells the same names its own way."""

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from lms.exchange.qti.markup import BLOCKS, INLINE

Element = ET.Element
UPPER = re.compile(r"[A-Z]")
HTML = BLOCKS | INLINE | {"img"}
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
# What XML cannot hold at all.
UNSPEAKABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(tag: str, *children: Element, text: str = "", **attributes: str) -> Element:
    """Make an element; `class_` stands for the attribute class."""
    made = ET.Element(tag, {name.rstrip("_"): clean(value) for name, value in attributes.items()})
    made.text = clean(text) or None
    made.extend(children)
    return made


def extended(parent: Element, children: Iterable[Element]) -> Element:
    parent.extend(children)
    return parent


def clean(text: str) -> str:
    return UNSPEAKABLE.sub(" ", text)


def renewed(node: Element) -> Element:
    """Spell a tree as version 3.0 does; HTML keeps its names."""
    for one in node.iter():
        if one.tag not in HTML:
            one.tag = f"qti-{_hyphened(one.tag)}"
            names = {_hyphened(name): value for name, value in one.attrib.items()}
            one.attrib.clear()
            one.attrib.update(names)
    return node


def _hyphened(name: str) -> str:
    return name if ":" in name else UPPER.sub(lambda found: f"-{found[0].lower()}", name)


def document(root: Element, space: str, schema: str) -> bytes:
    """Write a whole document with its namespace and where its schema lies."""
    root.set("xmlns", space)
    root.set("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
    root.set("xsi:schemaLocation", f"{space} {schema}")
    return (XML + ET.tostring(root, encoding="unicode") + "\n").encode()
