"""A Word file as a first draft: walked, read by mammoth, parted at its headings, written as Markdown."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import mammoth

from lms.exchange import xml
from lms.exchange.archives import refusal
from lms.exchange.documents.chapters import Chapters
from lms.exchange.documents.drafts import Manuscript
from lms.exchange.documents.losses import Losses
from lms.exchange.documents.pictures import Pictures
from lms.exchange.documents.word import package as packages
from lms.exchange.documents.word.headings import Plan
from lms.exchange.documents.word.package import Package, value
from lms.exchange.documents.word.passes import Walk
from lms.exchange.remarks import Remarks
from lms.exchange.xml import Node

STYLES = """
p.LmsTitle => p.lms-title:fresh
p.LmsSubtitle => p.lms-subtitle:fresh
p.LmsQuote => blockquote > p:fresh
p.LmsCaption => p.lms-caption:fresh
p.LmsCode => pre:separator('\\n')
r[style-name='Strong'] => strong
u =>
"""
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/></Types>'
)
OUTSIDE = ' TargetMode="External"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W_NAME = packages.W[1:-1]
# mammoth meets a file that breaks the rules of the format with whatever Python says to it.
BROKEN = (KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError, UnicodeError)
# A book of 700 pages; one of more is split by its author, lest one upload fill the memory.
MOST = 20_000


def read(data: bytes, name: str, language: str, pictures: Pictures, start: int = 0) -> Manuscript:
    """Read a `.docx`; raise Refused for one that is broken, hostile or beyond every measure."""
    package = packages.opened(data)
    remarks = Remarks(name)
    losses = Losses(remarks, place=name)
    text = package.archive.read(package.document)
    if text.count(b"</w:p>") > MOST:
        raise refusal("document.large", most=MOST)
    root = xml.parse(text)
    body = root.child("body")
    if body is None:
        raise refusal("document.not-word")
    plan = Plan(package)
    plan.study(body)
    if plan.by_look:
        losses.note("document.by-look")
    walk = Walk(package, losses, plan, _comments(package))
    walk.blocks(body)
    html = _Desk(package, pictures, losses).html(root, walk)
    losses.place = name
    made = Chapters(language, losses, start).of(html, _core(package))
    losses.told()
    return Manuscript(made.title, made.intro, made.modules, remarks.found)


@dataclass(slots=True)
class _Desk:
    """Hands the walked text to mammoth in a new file, in which nothing stands but what was looked at."""

    package: Package
    pictures: Pictures
    losses: Losses
    shown: dict[str, str] = field(default_factory=dict)

    def html(self, root: Node, walk: Walk) -> str:
        made = BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as file:
            file.writestr("[Content_Types].xml", TYPES)
            file.writestr("_rels/.rels", _relations({"d": ("officeDocument", "word/document.xml", False)}))
            self._part(file, "document", root, self.package.document)
            file.writestr("word/numbering.xml", _numbering())
            for role in ("footnotes", "endnotes"):
                if path := self.package.part(role):
                    notes = xml.parse(self.package.archive.read(path))
                    walk.blocks(notes)
                    self._part(file, role, notes, path)
        root.clear()
        try:
            found = mammoth.convert_to_html(
                made, style_map=STYLES, convert_image=mammoth.images.img_element(self._picture)
            )
        except BROKEN:
            raise refusal("document.broken") from None
        return str(found.value)

    def _part(self, file: zipfile.ZipFile, role: str, root: Node, path: str) -> None:
        """Write a part; in place of each picture stands the path of the real one."""
        relations: dict[str, tuple[str, str, bool]] = {}
        for key, (kind, where) in packages.relations(self.package.archive, path).items():
            if kind == "hyperlink":
                relations[key] = (kind, where, True)
            elif kind == "image":
                number = f"media/{role}{len(relations)}.png"
                relations[key] = (kind, number, False)
                file.writestr(f"word/{number}", where)
        if role == "document":
            relations |= {
                "lmsNumbering": ("numbering", "numbering.xml", False),
                "lmsFootnotes": ("footnotes", "footnotes.xml", False),
                "lmsEndnotes": ("endnotes", "endnotes.xml", False),
            }
        file.writestr(f"word/{role}.xml", ET.tostring(root, encoding="utf-8"))
        file.writestr(f"word/_rels/{role}.xml.rels", _relations(relations))

    def _picture(self, image: Any) -> Mapping[str, str]:
        with image.open() as stream:
            path = stream.read().decode()
        if path not in self.shown:
            found = path in self.package.archive
            self.shown[path] = self.pictures.take(self.package.archive.read(path), path) if found else ""
        if not self.shown[path]:
            return {"src": f"lost:{path}"}
        return {"src": self.shown[path]}


def _relations(given: Mapping[str, tuple[str, str, bool]]) -> str:
    lines = "".join(
        f'<Relationship Id="{escape(key)}" Type="{OFFICE}/{kind}" Target="{escape(where)}"'
        f"{OUTSIDE if outside else ''}/>"
        for key, (kind, where, outside) in given.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'


def _numbering() -> str:
    """Write the two lists that the walk uses: 1 of bullets, 2 of numbers."""
    forms = "".join(
        f'<w:abstractNum w:abstractNumId="{key}">'
        + "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{sort}"/></w:lvl>' for level in range(9))
        + "</w:abstractNum>"
        for key, sort in (("1", "bullet"), ("2", "decimal"))
    )
    nums = "".join(f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key in "12")
    return f'<w:numbering xmlns:w="{W_NAME}">{forms}{nums}</w:numbering>'


def _comments(package: Package) -> dict[str, str]:
    path = package.part("comments")
    if not path:
        return {}
    root = xml.parse(package.archive.read(path))
    return {value(one, "id"): " ".join(one.words().split()) for one in root.children("comment")}


def _core(package: Package) -> str:
    """Return the title that Word keeps apart from the text."""
    if "docProps/core.xml" not in package.archive:
        return ""
    found = xml.parse(package.archive.read("docProps/core.xml")).child("title")
    return " ".join(found.words().split()) if found is not None else ""
