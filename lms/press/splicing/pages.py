"""A page with marks, laid out by WeasyPrint: which lines hold values, where they stand, their room."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from weasyprint import DEFAULT_OPTIONS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document, Page
from weasyprint.formatting_structure import boxes
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.html import get_html_metadata
from weasyprint.layout import layout_document
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from lms.press.orders import Order
from lms.press.pictures import Picture
from lms.press.splicing import marks
from lms.press.splicing.marks import Unforeseen, Value

# What stands in a probe where WeasyPrint reads a value instead of passing it on.
LINK = "https://mark.invalid/"
DAY = "2001-02-03T04:05:06Z"
DATES = ("dcterms.created", "dcterms.modified")
PASSED_ON = {("img", "alt"), ("meta", "content"), ("a", "title")}


@dataclass(slots=True)
class Leaf:
    """One text of a line with marks: its box before the layout, the text with its marks."""

    box: Any
    text: str
    marked: bool
    capitals: bool

    def filled(self, values: Sequence[Value]) -> str:
        text = marks.filled(self.text, values, marks.plain) if self.marked else self.text
        return text.upper() if self.capitals and self.marked else text


@dataclass(slots=True)
class Paragraph:
    """A line of inline content with marks. `units` are the leaves of each unbreakable box, if any."""

    leaves: list[Leaf]
    units: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Laid:
    """A leaf as a layout sets it, in pixels from the page's top left; `y` is the baseline's."""

    leaf: int
    text: str
    x: float
    y: float
    width: float


@dataclass(slots=True)
class Line:
    """A set line: its width, the room it has, how it is aligned."""

    width: float
    room: float
    left: float
    align: str
    texts: list[Laid] = field(default_factory=list)


class Sheet:
    """A page with marks as WeasyPrint reads it, ready to be filled and laid out once."""

    def __init__(
        self, order: Order, html: str, values: Sequence[Value], shelf: URLFetcher, config: FontConfiguration
    ) -> None:
        self.config = config
        self.source = HTML(string=html, base_url=order.folder.as_uri() + "/", url_fetcher=shelf)
        self.links: dict[str, int] = {}
        self.days: set[int] = set()
        for element in self.source.etree_element.iter():
            self._read(element, values)
        self.options = {**DEFAULT_OPTIONS, "pdf_variant": order.variant, "output_intent": "srgb"}
        self.profiles: dict[str, object] = {}
        style = CounterStyle()
        # WeasyPrint has no public step between reading a page and laying it out.
        self.context = Document._build_layout_context(  # noqa: SLF001
            self.source, self.config, style, self.profiles, self.options
        )
        self.root = build_formatting_structure(
            self.source.etree_element,
            self.context.style_for,
            self.context.get_image_from_uri,
            self.source.base_url,
            self.context.target_collector,
            style,
            self.context.footnotes,
        )
        self.paragraphs = [_paragraph(line, number) for number, line in enumerate(_marked_lines(self.root))]

    def lay(self, values: Mapping[int, Sequence[Value]]) -> Document:
        """Fill each paragraph with its own values and lay the pages out; a sheet can be laid once."""
        for number, paragraph in enumerate(self.paragraphs):
            for leaf in paragraph.leaves:
                leaf.box.text = leaf.filled(values[number])
        page_boxes = layout_document(self.source, self.root, self.context)
        return Document(
            [Page(box) for box in page_boxes],
            DocumentMetadata(**get_html_metadata(self.source)),
            self.source.url_fetcher,
            self.config,
            self.profiles,
            self.options["output_intent"],
        )

    def _read(self, element: Any, values: Sequence[Value]) -> None:
        """Put something readable where WeasyPrint would read a mark in an attribute."""
        for name, text in list(element.attrib.items()):
            found = marks.MARK.findall(text)
            if not found:
                continue
            number = ord(found[0]) - marks.FIRST
            whole = text == found[0]
            if element.tag == "img" and name == "src" and whole:
                picture = values[number]
                if not isinstance(picture, Picture):
                    raise Unforeseen("a picture's address is not a code")
                element.set(name, picture.address())
            elif element.tag == "a" and name == "href" and whole:
                self.links[f"{LINK}{number:04x}"] = number
                element.set(name, f"{LINK}{number:04x}")
            elif element.tag == "meta" and whole and element.get("name", "").lower() in DATES:
                self.days.add(number)
                element.set(name, DAY)
            elif (element.tag, name) not in PASSED_ON:
                raise Unforeseen(f"a value stands in {element.tag}/{name}")


def lines_of(document: Document, count: int) -> list[list[Line]]:
    """Return the lines that each of `count` paragraphs was set in."""
    found: list[list[Line]] = [[] for _ in range(count)]
    for page in document.pages:
        for line, block in _set_lines(page._page_box, None):  # noqa: SLF001 # the boxes as laid out
            texts = [box for box in _texts(line) if hasattr(box, "leaf")]
            if texts:
                found[texts[0].leaf[0]].append(_line(line, block, texts))
    return found


def _line(line: Any, block: Any, texts: Sequence[Any]) -> Line:
    style = line.style
    align = style["text_align_all"]
    if align in ("left", "right"):
        align = "start" if (align == "left") == (style["direction"] == "ltr") else "end"
    last = style["text_align_last"] in ("auto", style["text_align_all"])
    if align == "justify" or not last or style["direction"] != "ltr":
        raise Unforeseen("a line with values is justified or runs to the left")
    if style["text_indent"].value or line.text_overflow != "clip" or line.block_ellipsis != "none":
        raise Unforeseen("a line with values is indented or shortened")
    return Line(
        width=line.width,
        room=block.width,
        left=block.content_box_x(),
        align=align,
        texts=[
            Laid(box.leaf[1], box.text, box.position_x, box.position_y + box.baseline, box.width)
            for box in texts
        ],
    )


def _paragraph(line: Any, number: int) -> Paragraph:
    texts = list(_texts(line))
    for place, box in enumerate(texts):
        box.leaf = (number, place)
    paragraph = Paragraph([_leaf(box) for box in texts])
    if any(isinstance(child, boxes.InlineBlockBox) for child in line.children):
        paragraph.units = tuple(
            tuple(box.leaf[1] for box in _texts(child))
            for child in line.children
            if isinstance(child, boxes.InlineBlockBox)
        )
        held = {leaf for unit in paragraph.units for leaf in unit}
        if any(leaf not in held and box.text != " " for leaf, box in enumerate(texts)):
            raise Unforeseen("a line has text beside its boxes")
    return paragraph


def _leaf(box: Any) -> Leaf:
    style = box.style
    marked = bool(marks.MARK.search(box.text))
    capitals = style["text_transform"] == "uppercase" and (style["lang"] or "id")[:2] in ("id", "en")
    if marked and style["text_transform"] != "none" and not capitals:
        raise Unforeseen("a value's letters are changed by the style")
    if style["text_decoration_line"] != "none" or style["white_space"] != "normal":
        raise Unforeseen("a line with values is underlined or keeps its spaces")
    return Leaf(box, box.text, marked, capitals)


def _marked_lines(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.LineBox):
        if any(marks.MARK.search(text.text) for text in _texts(box, strict=False)):
            list(_texts(box))
            yield box
    elif isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from _marked_lines(child)


def _set_lines(box: Any, block: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box  # noqa: SLF001 # what it stands for
    if isinstance(box, boxes.LineBox):
        yield box, block
    elif isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from _set_lines(child, box)


def _texts(box: Any, *, strict: bool = True) -> Iterator[Any]:
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from _texts(child, strict=strict)
    elif strict:
        raise Unforeseen("a line with values holds something that is no text")
