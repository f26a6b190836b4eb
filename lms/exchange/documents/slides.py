"""PowerPoint files as a first draft, by python-pptx: a slide is a section, a section of slides a module."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.oxml.ns import qn

from lms.content.markdown.markup.tree import Node, Raw
from lms.exchange.archives import Archive, refusal
from lms.exchange.documents import marks
from lms.exchange.documents.chapters import Chapters, Part
from lms.exchange.documents.drafts import Manuscript
from lms.exchange.documents.losses import Losses
from lms.exchange.documents.pictures import Pictures
from lms.exchange.documents.prose import Prose
from lms.exchange.remarks import Remarks

P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
WORDS = {
    "id": {"slide": "Salindia {number}", "notes": "Catatan pembicara", "category": "Kategori"},
    "en": {"slide": "Slide {number}", "notes": "Speaker notes", "category": "Category"},
}
LISTED = {
    PP_PLACEHOLDER.BODY,
    PP_PLACEHOLDER.OBJECT,
    PP_PLACEHOLDER.VERTICAL_BODY,
    PP_PLACEHOLDER.VERTICAL_OBJECT,
}
TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE}
MARGINS = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.HEADER, PP_PLACEHOLDER.SLIDE_NUMBER}
MOST, MOST_SHAPES, DEEPEST = 2_000, 20_000, 20
# What python-pptx says to a file that breaks the rules of the format.
BROKEN = (
    PythonPptxError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    etree.LxmlError,
    RecursionError,
)
Child = Node | Raw | str


def read(data: bytes, name: str, language: str, pictures: Pictures, start: int = 0) -> Manuscript:
    """Read a `.pptx`; raise Refused for one that is broken, hostile or beyond every measure."""
    archive = Archive(data)
    if "ppt/presentation.xml" not in archive:
        raise refusal("document.not-slides")
    for part in archive.names:
        # No part of a presentation has a document type; what has one means harm.
        if part.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(part)[:2000]:
            raise refusal("xml.doctype", line=1)
    remarks = Remarks(name)
    losses = Losses(remarks, place=name)
    try:
        show = Presentation(BytesIO(data))
        reading = _Reading(name, language, losses, pictures)
        title, intro, parts = reading.parted(show)
        chapters = Chapters(language, losses, start).written(parts)
    except BROKEN:
        raise refusal("document.broken") from None
    losses.told()
    return Manuscript(title, Prose().blocks(intro), chapters, remarks.found)


@dataclass(slots=True)
class _Reading:
    name: str
    language: str
    losses: Losses
    pictures: Pictures
    shapes: int = 0
    title: str = ""
    intro: list[Child] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    def parted(self, show: Any) -> tuple[str, list[Child], list[Part]]:
        slides = list(show.slides)
        if len(slides) > MOST:
            raise refusal("document.large", most=MOST)
        sections = _sections(show)
        heads = any(_layout(one) == "secHead" for one in slides) and not sections
        before = None
        for number, slide in enumerate(slides, 1):
            place = WORDS[self.language]["slide"].format(number=number)
            if slide._element.get("show") == "0":  # noqa: SLF001 # python-pptx has no other word for it
                self.losses.note("document.hidden", f"{number} {_title(slide)}".strip(), self.name)
                continue
            section = sections.get(slide.slide_id)
            if section is not None and section != before:
                self.parts.append(Part(section))
            before = section
            self._slide(slide, place, number, heads=heads)
        parts = [one for one in self.parts if one.nodes] or self.parts
        title = self.title or str(show.core_properties.title or "") or self.name.rpartition(".")[0]
        for one in parts:
            one.title = one.title or title
        return title, self.intro, parts

    def _slide(self, slide: Any, place: str, number: int, *, heads: bool) -> None:
        title = _title(slide)
        self.losses.place = f"{place} – {title}" if title else place
        if slide._element.find(qn("p:timing")) is not None:  # noqa: SLF001 # python-pptx has no other word for it
            self.losses.note("document.animation", place=self.name)
        nodes = [node for shape in slide.shapes for node in self._shape(shape, 0)]
        notes = self._notes(slide)
        if number == 1 and _layout(slide) == "title":
            self.title, self.intro = title, nodes
            if notes:
                self.intro.append(notes)
            return
        if heads and _layout(slide) == "secHead" and title:
            self.parts.append(Part(title, [*nodes, *([notes] if notes else [])]))
            return
        if not self.parts:
            self.parts.append(Part(""))
        if not title:
            self.losses.note("document.untitled", str(number), self.name)
        self._add(title or place, [*nodes, *([notes] if notes else [])])

    def _add(self, title: str, nodes: list[Child]) -> None:
        """Add a section; a slide that goes on under the same title goes on in the same section."""
        part = self.parts[-1]
        headings = [one for one in part.nodes if isinstance(one, Node) and one.tag == "h2"]
        if not headings or headings[-1].text() != title:
            part.nodes.append(Node("h2", {}, [title]))
        part.nodes += nodes

    def _notes(self, slide: Any) -> Node | None:
        frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
        if frame is None or not frame.text.strip():
            return None
        title: dict[str, str | None] = {"title": WORDS[self.language]["notes"]}
        return Node("details", title, list(_paragraphs(frame)))

    def _shape(self, shape: Any, depth: int) -> list[Child]:
        self.shapes += 1
        if self.shapes > MOST_SHAPES or depth > DEEPEST:
            raise refusal("document.large", most=MOST_SHAPES)
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            return [node for one in shape.shapes for node in self._shape(one, depth + 1)]
        if shape.is_placeholder and shape.placeholder_format.type in TITLES | MARGINS:
            return []
        if getattr(shape, "has_table", False):
            return [_table(shape.table)]
        if getattr(shape, "has_chart", False):
            return self._chart(shape.chart)
        if hasattr(shape, "image") or shape.shape_type == MSO_SHAPE_TYPE.PICTURE:
            return self._picture(shape)
        return self._other(shape)

    def _other(self, shape: Any) -> list[Child]:
        data = shape._element.find(f".//{qn('a:graphicData')}")  # noqa: SLF001 # its sort has no other name
        if data is not None and data.get("uri") == DIAGRAM:
            self.losses.note("document.smartart")
        elif shape.shape_type == MSO_SHAPE_TYPE.MEDIA:
            self.losses.note("document.media", shape.name)
        elif shape.shape_type in {MSO_SHAPE_TYPE.EMBEDDED_OLE_OBJECT, MSO_SHAPE_TYPE.LINKED_OLE_OBJECT}:
            self.losses.note("document.embedded", shape.name)
        elif shape.has_text_frame and shape.text_frame.text.strip():
            listed = shape.is_placeholder and shape.placeholder_format.type in LISTED
            return list(_lists(shape.text_frame)) if listed else list(_paragraphs(shape.text_frame))
        elif not shape.is_placeholder:
            self.losses.note("document.shape", place=self.name)
        return []

    def _picture(self, shape: Any) -> list[Child]:
        try:
            image = shape.image
        except (AttributeError, ValueError, KeyError):
            self.losses.note("document.linked-picture")
            return []
        path = self.pictures.take(image.blob, f"{self.losses.place}.{image.ext}")
        properties = shape._element.xpath(".//p:cNvPr")  # noqa: SLF001 # the words for a picture have no other name
        alt = properties[0].get("descr", "") if properties else ""
        source = path or f"lost:{shape.name}.{image.ext}"
        return [Node("p", {}, [Node("img", {"src": source, "alt": marks.clean(alt)})])]

    def _chart(self, chart: Any) -> list[Child]:
        rows = [[WORDS[self.language]["category"], *(one.name or "–" for one in chart.series)]]
        for place, category in enumerate(chart.plots[0].categories if len(chart.plots) else ()):
            values = [_number(list(one.values)[place : place + 1], self.language) for one in chart.series]
            rows.append([str(category), *values])
        title = (
            chart.chart_title.text_frame.text if chart.has_title and chart.chart_title.has_text_frame else ""
        )
        self.losses.note("document.chart-table", title)
        made = [Node("tr", {}, [Node("td", {}, [cell]) for cell in row]) for row in rows]
        head: list[Child] = [Node("p", {}, [Node("strong", {}, [title])])] if title else []
        return [*head, Node("table", {}, list(made))]


def _sections(show: Any) -> dict[int, str]:
    """Return the name of its section for each slide that lies in one."""
    found = {}
    for section in show.part._element.iter(f"{P14}section"):  # noqa: SLF001 # python-pptx knows no sections
        for one in section.iter(f"{P14}sldId"):
            found[int(one.get("id"))] = marks.clean(section.get("name") or "")
    return found


def _layout(slide: Any) -> str:
    return str(slide.slide_layout._element.get("type") or "")  # noqa: SLF001 # its sort has no other name


def _title(slide: Any) -> str:
    shape = slide.shapes.title
    return (
        " ".join(marks.clean(shape.text_frame.text).split())
        if shape is not None and shape.has_text_frame
        else ""
    )


def _paragraphs(frame: Any) -> Iterator[Node]:
    for paragraph in frame.paragraphs:
        children = list(_runs(paragraph))
        if children:
            yield Node("p", {}, children)


def _lists(frame: Any) -> Iterator[Node]:
    """Write paragraphs of a placeholder as lists in lists, by their levels."""
    stack: list[Node] = []
    for paragraph in frame.paragraphs:
        children = list(_runs(paragraph))
        if not children:
            continue
        sort = "ol" if paragraph._p.find(f"{qn('a:pPr')}/{qn('a:buAutoNum')}") is not None else "ul"  # noqa: SLF001 # bullets have no other name
        level = min(paragraph.level, len(stack))
        while len(stack) > level + 1:
            stack.pop()
        if len(stack) == level + 1 and stack[-1].tag != sort:
            stack.pop()
        if len(stack) == level:
            fresh = Node(sort)
            if stack:
                _last(stack[-1]).children.append(fresh)
            stack.append(fresh)
            if level == 0:
                yield fresh
        stack[-1].children.append(Node("li", {}, children))


def _last(node: Node) -> Node:
    child = node.children[-1]
    assert isinstance(child, Node)  # a list holds items
    return child


def _runs(paragraph: Any) -> Iterator[Child]:
    for run in paragraph._p:  # noqa: SLF001 # breaks and fields stand between the runs
        if run.tag == qn("a:br"):
            yield Node("br")
        if run.tag not in {qn("a:r"), qn("a:fld")}:
            continue
        text = marks.clean("".join(one.text or "" for one in run.iter(qn("a:t"))))
        properties = run.find(qn("a:rPr"))
        node: Child = text
        if properties is not None and text.strip():
            for name, tag in (("b", "strong"), ("i", "em")):
                node = Node(tag, {}, [node]) if properties.get(name) in {"1", "true"} else node
            node = _linked(paragraph, properties, node)
        if text:
            yield node


def _linked(paragraph: Any, properties: Any, node: Child) -> Child:
    link = properties.find(qn("a:hlinkClick"))
    key = link.get(qn("r:id")) if link is not None else None
    if not key or link.get("action"):
        return node
    relation = paragraph.part.rels.get(key)
    return (
        Node("a", {"href": relation.target_ref}, [node])
        if relation is not None and relation.is_external
        else node
    )


def _table(table: Any) -> Node:
    rows = []
    for row in table.rows:
        cells: list[Child] = []
        for cell in row.cells:
            if cell.is_spanned:
                continue
            spans: dict[str, str | None] = {}
            if cell.is_merge_origin:
                sizes: Iterable[tuple[str, int]] = (
                    ("colspan", cell.span_width),
                    ("rowspan", cell.span_height),
                )
                spans = {name: str(size) for name, size in sizes if size > 1}
            cells.append(Node("td", spans, list(_paragraphs(cell.text_frame))))
        rows.append(Node("tr", {}, cells))
    return Node("table", {}, list(rows))


def _number(values: list[Any], language: str) -> str:
    if not values or values[0] is None:
        return "–"
    text = f"{values[0]:.10g}" if isinstance(values[0], float) else str(values[0])
    return text.replace(".", ",") if language == "id" else text
