"""What a paragraph is for: a title, a heading, a quotation, code, a caption; by its style or its look."""

import re
from dataclasses import dataclass, field

from lms.exchange import xml
from lms.exchange.documents.word.package import Package, value
from lms.exchange.xml import Node

NAMED = re.compile(r"(?:heading|judul|kop)\s*([1-6])")
CONTENTS = re.compile(r"(?:toc|daftar isi)\s*\d|toc heading|table of figures")
ROLES = {
    "title": "LmsTitle", "judul": "LmsTitle", "subtitle": "LmsSubtitle", "subjudul": "LmsSubtitle",
    "quote": "LmsQuote", "intense quote": "LmsQuote", "kutipan": "LmsQuote", "caption": "LmsCaption",
    "html preformatted": "LmsCode", "source code": "LmsCode", "code": "LmsCode", "macro": "LmsCode",
    "plain text": "LmsCode", "kode": "LmsCode",
}  # fmt: skip
MONOSPACED = frozenset(
    {"courier new", "consolas", "courier", "lucida console", "cascadia code", "cascadia mono"}
)
CHAPTER = re.compile(
    r"(?:BAB|MODUL|BAGIAN|PERTEMUAN|UNIT|MATERI|CHAPTER|MODULE)\s+(?:[IVXLC]+|\d+)\b", re.IGNORECASE
)
LONGEST = 90


@dataclass(slots=True)
class Plan:
    """Decides the role of each paragraph; without any styled heading, bold short lines are headings."""

    package: Package
    by_look: bool = False
    chapters: bool = False
    margins: set[str] = field(default_factory=set)

    def study(self, body: Node) -> None:
        """See whether anything is styled as a heading, before the first paragraph is judged."""
        paragraphs = body.children("p")
        if any(self._styled(one).startswith("Heading") for one in paragraphs):
            return
        looks = [one for one in paragraphs if _looks(one)]
        self.by_look = bool(looks)
        self.chapters = any(CHAPTER.match(_text(one)) for one in looks)

    def role(self, paragraph: Node) -> str:
        """Return the style of ours that a paragraph gets; empty for running text."""
        styled = self._styled(paragraph)
        if styled or not self.by_look or not _looks(paragraph):
            return styled
        if self.chapters:
            return "Heading1" if CHAPTER.match(_text(paragraph)) else "Heading2"
        return "Heading1"

    def margin(self, path: str) -> str:
        """Return the words of a header or a footer."""
        root = xml.parse(self.package.archive.read(path))
        return " ".join(
            "".join(
                one.text or "" for one in root.iter() if isinstance(one, Node) and one.name == "t"
            ).split()
        )

    def _styled(self, paragraph: Node) -> str:
        properties = paragraph.child("pPr")
        if properties is None:
            return "LmsCode" if _typed(paragraph) else ""
        outline = value(properties.child("outlineLvl"))
        if outline.isdigit() and outline < "6" and len(outline) == 1 and _text(paragraph):
            return f"Heading{int(outline) + 1}"
        key = value(properties.child("pStyle"))
        for _ in range(10):
            style = self.package.style(key)
            name = style.name or key.lower()
            found = NAMED.fullmatch(name)
            if found or style.outline:
                return f"Heading{found[1] if found else style.outline}"
            if CONTENTS.match(name):
                return "contents"
            if name in ROLES:
                return ROLES[name]
            if not style.based_on:
                break
            key = style.based_on
        return "LmsCode" if _typed(paragraph) else ""


def _runs(paragraph: Node) -> list[Node]:
    return [one for one in paragraph.iter() if isinstance(one, Node) and one.name == "r"]


def _text(paragraph: Node) -> str:
    return " ".join(
        "".join(
            one.text or "" for one in paragraph.iter() if isinstance(one, Node) and one.name == "t"
        ).split()
    )


def _solid(paragraph: Node) -> list[Node]:
    """Return the properties of the runs that hold words."""
    return [
        found if (found := run.child("rPr")) is not None else Node("rPr", {})
        for run in _runs(paragraph)
        if any((one.text or "").strip() for one in run.children("t"))
    ]


def _looks(paragraph: Node) -> bool:
    """Tell whether a paragraph looks like a heading: short, bold throughout, no list, no full stop."""
    text = _text(paragraph)
    properties = paragraph.child("pPr")
    if not 2 < len(text) <= LONGEST or text.endswith((".", ":", ";", ",")):
        return False
    if properties is not None and properties.child("numPr") is not None:
        return False
    solid = _solid(paragraph)
    return bool(solid) and all(_on(one.child("b")) for one in solid)


def _on(node: Node | None) -> bool:
    return node is not None and value(node) not in {"0", "false", "off"}


def _typed(paragraph: Node) -> bool:
    """Tell whether all of a paragraph is set in letters of equal width: a command, a piece of code."""
    fonts = [value(one.child("rFonts"), "ascii").lower() for one in _solid(paragraph)]
    return bool(fonts) and all(font in MONOSPACED for font in fonts)
