"""The parts of a Word file, by the names that its own relations give: text, styles, numbering, notes."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lms.exchange import xml
from lms.exchange.archives import Archive, refusal
from lms.exchange.xml import Node

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
# Levels of a list that Word knows.
DEEPEST = 9
BULLETS = frozenset({"bullet", "none"})
SORTS = {"upperLetter": "A", "lowerLetter": "a", "upperRoman": "i", "lowerRoman": "i"}


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of a paragraph: its name in English, its level as a heading, its list."""

    name: str = ""
    outline: int = 0
    based_on: str = ""
    num: tuple[str, str] | None = None


@dataclass(slots=True)
class Package:
    """One file opened: its parts by role, its relations, and what its styles and lists mean."""

    archive: Archive
    document: str = ""
    relations: dict[str, tuple[str, str]] = field(default_factory=dict)
    styles: dict[str, Style] = field(default_factory=dict)
    lists: dict[tuple[str, str], str] = field(default_factory=dict)

    def part(self, role: str) -> str:
        """Return the path of a part that the text refers to by this role, `footnotes` for example."""
        found = next((path for kind, path in self.relations.values() if kind == role), "")
        return found if found in self.archive else ""

    def sort(self, num: str, level: str) -> str:
        """Return how a list numbers: 1, A, a, i, or * for bullets."""
        return self.lists.get((num, level), "")

    def style(self, name: str) -> Style:
        return self.styles.get(name, Style())


def opened(data: bytes) -> Package:
    """Look into a Word file; raise Refused for one that is none, broken or hostile."""
    archive = Archive(data)
    package = Package(archive)
    package.document = _document(archive)
    package.relations = relations(archive, package.document)
    if styles := package.part("styles"):
        package.styles = _styles(xml.parse(archive.read(styles)))
    if numbering := package.part("numbering"):
        package.lists = _lists(xml.parse(archive.read(numbering)))
    return package


def relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Return what a part refers to: role and path by id; what lies outside of the file keeps its address."""
    pure = PurePosixPath(part)
    name = str(pure.parent / "_rels" / f"{pure.name}.rels") if part else "_rels/.rels"
    if name not in archive:
        return {}
    found = {}
    for one in xml.parse(archive.read(name)).children("Relationship"):
        role = one.get("Type", "").rpartition("/")[2]
        target = one.get("Target", "")
        inside = one.get("TargetMode") != "External"
        found[one.get("Id", "")] = (role, _path(pure.parent, target) if inside else target)
    return found


def _path(folder: PurePosixPath, target: str) -> str:
    parts: list[str] = [] if target.startswith("/") else [part for part in folder.parts if part != "."]
    for part in PurePosixPath(target.lstrip("/")).parts:
        if part == "..":
            parts = parts[:-1]
        else:
            parts.append(part)
    return "/".join(parts)


def _document(archive: Archive) -> str:
    roots = relations(archive, "")
    found = next((path for role, path in roots.values() if role == "officeDocument"), "word/document.xml")
    if found not in archive:
        raise refusal("document.not-word")
    return found


def value(node: Node | None, name: str = "val") -> str:
    """Return an attribute of Word's own namespace."""
    return "" if node is None else node.get(W + name) or node.get(f"{{{STRICT_W}}}{name}") or ""


def _styles(root: Node) -> dict[str, Style]:
    found = {}
    for one in root.children("style"):
        inner = one.child("pPr")
        outline = value(inner.child("outlineLvl")) if inner is not None else ""
        found[value(one, "styleId")] = Style(
            name=value(one.child("name")).lower(),
            outline=int(outline) + 1 if outline.isdigit() and len(outline) == 1 and outline < "6" else 0,
            based_on=value(one.child("basedOn")),
            num=numbered(inner),
        )
    return found


def numbered(properties: Node | None) -> tuple[str, str] | None:
    """Return the list and the level that paragraph properties name; list 0 takes a style's list away."""
    inner = properties.child("numPr") if properties is not None else None
    if inner is None:
        return None
    return value(inner.child("numId")), value(inner.child("ilvl")) or "0"


def _lists(root: Node) -> dict[tuple[str, str], str]:
    forms: dict[str, dict[str, str]] = {}
    for one in root.children("abstractNum"):
        levels = forms.setdefault(value(one, "abstractNumId"), {})
        for level in one.children("lvl")[:DEEPEST]:
            sort = value(level.child("numFmt")) or "decimal"
            levels[value(level, "ilvl")] = "*" if sort in BULLETS else SORTS.get(sort, "1")
    return {
        (value(one, "numId"), level): sort
        for one in root.children("num")
        for level, sort in forms.get(value(one.child("abstractNumId")), {}).items()
    }
