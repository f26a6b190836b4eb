"""The walk over a Word text before mammoth: what it would lose in silence is carried otherwise or named."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lms.exchange.documents import marks
from lms.exchange.documents.losses import Losses
from lms.exchange.documents.word import formulas, headings
from lms.exchange.documents.word.numbers import Number, Numbers
from lms.exchange.documents.word.package import Package, R, W, value
from lms.exchange.xml import Node

UNWRAPPED = frozenset({"smartTag", "customXml", "ins", "moveTo"})
OPENED = UNWRAPPED | {"sdt", "sdtContent"}
LEFT_OUT = frozenset({"sdtPr", "sdtEndPr", "ptab", "del", "moveFrom", "commentReference"})
CHANGED = frozenset({"ins", "del", "moveTo", "moveFrom"})
# Where a drawing is not a picture, by the end of its graphic's name.
DRAWINGS = {"chart": "document.chart", "diagram": "document.smartart", "chartex": "document.chart"}
BOLD, ITALIC = "strong", "emphasis"


@dataclass(slots=True)
class Walk:
    """Changes the tree in place; `losses.place` is the heading that was read last."""

    package: Package
    losses: Losses
    plan: headings.Plan
    comments: dict[str, str] = field(default_factory=dict)
    numbers: Numbers = field(init=False)

    def __post_init__(self) -> None:
        self.numbers = Numbers(self.package)

    def blocks(self, parent: Node) -> None:
        made: list[Node] = []
        for child in parent.children():
            made += self._block(child)
        parent[:] = made

    def _block(self, node: Node) -> list[Node]:
        if node.name in {"p", "sdt"}:
            return self._paragraph(node) if node.name == "p" else self._control(node)
        if node.name in UNWRAPPED:
            return [one for child in node.children() for one in self._block(child)]
        if node.name in {"oMath", "oMathPara"}:
            return [_paragraph(self._formula(node))]
        self._aside(node)
        return [node] if node.name in {"tbl", "footnote", "endnote"} else []

    def _aside(self, node: Node) -> None:
        if node.name == "tbl":
            self._table(node)
        elif node.name in {"footnote", "endnote"}:
            self.blocks(node)
        elif node.name == "sectPr":
            self._section(node)
        elif node.name == "altChunk":
            self.losses.note("document.alt-chunk")

    def _table(self, table: Node) -> None:
        for row in table.children("tr"):
            for cell in row.children("tc", "sdt"):
                if cell.name == "tc":
                    self.numbers.apart()
                    properties = cell.children("tcPr")
                    self.blocks(cell)
                    cell[:0] = properties
        self.numbers.apart()

    def _control(self, node: Node) -> list[Node]:
        """A content control keeps what it holds; the table of contents is made anew by every page."""
        gallery = next(
            (value(one) for one in node.iter() if isinstance(one, Node) and one.name == "docPartGallery"), ""
        )
        if gallery == "Table of Contents":
            self.losses.note("document.contents")
            return []
        inner = node.child("sdtContent")
        return [one for child in inner.children() for one in self._block(child)] if inner is not None else []

    def _paragraph(self, node: Node) -> list[Node]:
        inside = next(iter(node.children("pPr")), None)
        if inside is not None and inside.child("sectPr") is not None:
            self._section(inside.children("sectPr")[0])
        role = self.plan.role(node)
        if role == "contents":
            self.losses.note("document.contents")
            return []
        boxes: list[Node] = []
        children = [
            one for child in node.children() if child.name != "pPr" for one in self._inline(child, boxes)
        ]
        number = self.numbers.of(node) if not role.startswith("Heading") else None
        node[:] = [_properties(inside, role, number), *([_run(number.mark)] if number else []), *children]
        if role in {"Heading1", "Heading2", "Heading3"} and (text := _plain(node)):
            self.losses.place = text
        extra = [one for box in boxes for child in box.children() for one in self._block(child)]
        return [node, *extra]

    def _inline(self, node: Node, boxes: list[Node]) -> list[Node]:
        """Return what becomes of a part of a paragraph; text boxes are gathered to follow it."""
        if node.name in CHANGED:
            self.losses.note("document.change", _plain(node))
        if node.name in OPENED:
            return self._inner(node, boxes)
        if node.name in {"oMath", "oMathPara"}:
            return [self._formula(node)]
        if node.name in {"AlternateContent", "drawing", "pict", "object"}:
            drawn = self._alternative if node.name == "AlternateContent" else self._drawn
            return drawn(node, boxes)
        self._plainly(node, boxes)
        return [] if node.name in LEFT_OUT else [node]

    def _inner(self, node: Node, boxes: list[Node]) -> list[Node]:
        return [one for child in node.children() for one in self._inline(child, boxes)]

    def _plainly(self, node: Node, boxes: list[Node]) -> None:
        """Change what stays where it is."""
        if node.name == "commentReference":
            self.losses.note("document.comment", self.comments.get(value(node, "id"), ""))
        elif node.name == "t" and node.text:
            node.text = marks.clean(node.text)
        elif node.name == "rPr":
            self._character(node)
        elif node.name in {"r", "hyperlink", "fldSimple"}:
            node[:] = self._inner(node, boxes)

    def _character(self, node: Node) -> None:
        """Write what a character style means into the run; only its name would be left behind."""
        style = node.child("rStyle")
        if style is None:
            return
        name = self.package.style(value(style)).name
        node.remove(style)
        if name in {BOLD, ITALIC}:
            node.append(_made("b" if name == BOLD else "i"))

    def _alternative(self, node: Node, boxes: list[Node]) -> list[Node]:
        choices = [*node.children("Choice"), *node.children("Fallback")]
        if not choices:
            return []
        return self._inner(choices[0], boxes)

    def _drawn(self, node: Node, boxes: list[Node]) -> list[Node]:
        texts = [one for one in node.iter() if isinstance(one, Node) and one.name == "txbxContent"]
        outer = [
            one for one in texts if not any(one is not other and one in list(other.iter()) for other in texts)
        ]
        pictures = [one for one in node.iter() if isinstance(one, Node) and one.name in {"blip", "imagedata"}]
        if outer:
            self.losses.note("document.text-box", _plain(outer[0]))
            boxes += outer
            return []
        if node.name == "object":
            self.losses.note("document.embedded")
            return []
        if not pictures:
            self.losses.note(_sort(node))
            return []
        for one in pictures:
            if one.get(R + "link") and not one.get(R + "embed"):
                self.losses.note("document.linked-picture")
                return []
        return [node]

    def _formula(self, node: Node) -> Node:
        block = node.name == "oMathPara"
        try:
            text = " ".join(formulas.latex(one) for one in ([node] if not block else node.children("oMath")))
        except formulas.Unsaid:
            self.losses.note("document.formula", _plain(node))
            return _run("")
        return _run(marks.formula(text, block=block)) if text else _run("")

    def _section(self, node: Node) -> None:
        for one in node.children("headerReference", "footerReference"):
            role, path = self.package.relations.get(one.get(R + "id") or "", ("", ""))
            if (
                role in {"header", "footer"}
                and path in self.package.archive
                and path not in self.plan.margins
            ):
                self.plan.margins.add(path)
                if text := self.plan.margin(path):
                    self.losses.note(f"document.{role}", text)


def _sort(node: Node) -> str:
    for one in node.iter():
        if isinstance(one, Node) and one.name == "graphicData":
            return DRAWINGS.get((one.get("uri") or "").rpartition("/")[2], "document.shape")
    return "document.shape"


def _plain(node: Node) -> str:
    return " ".join("".join(_texts(node)).split())


def _texts(node: Node) -> Iterator[str]:
    for one in node.iter():
        if isinstance(one, Node) and one.name in {"t", "delText"}:
            yield one.text or ""


def _made(name: str, **values: str) -> Node:
    return Node(W + name, {W + key: one for key, one in values.items()})


def _run(text: str) -> Node:
    run, inner = _made("r"), _made("t")
    inner.text = text
    inner.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(inner)
    return run


def _paragraph(*runs: Node) -> Node:
    made = _made("p")
    made.extend(runs)
    return made


def _properties(found: Node | None, role: str, number: Number | None) -> Node:
    """Write a paragraph's properties anew: a style of ours, a list of ours, a mark that it was deleted."""
    made = _made("pPr")
    if role:
        made.append(_made("pStyle", val=role))
    elif number is not None:
        inner = _made("numPr")
        inner.append(_made("ilvl", val=str(number.depth)))
        inner.append(_made("numId", val="1" if number.sort == "*" else "2"))
        made.append(inner)
    inner_run = found.child("rPr") if found is not None else None
    if inner_run is not None and inner_run.child("del") is not None:
        made.append(inner_run)
    return made
