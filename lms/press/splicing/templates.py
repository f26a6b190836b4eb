"""A page printed once, cut at everything that differs by person: filled, it is that person's file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pydyf
from weasyprint.pdf import _w3c_date_to_pdf
from weasyprint.pdf.anchors import write_pdf_attachment

from lms.press import files
from lms.press.pictures import Picture
from lms.press.splicing import marks
from lms.press.splicing.capture import Caught, glyphs_of, number_of
from lms.press.splicing.faces import Fonts
from lms.press.splicing.lines import Face, Pen
from lms.press.splicing.marks import Unforeseen, Value
from lms.press.splicing.pages import DAY, Laid, Line, Sheet
from lms.press.splicing.setting import Set, Setting

PDF_DAY = _w3c_date_to_pdf(DAY, "created")


@dataclass(frozen=True, slots=True)
class Place:
    """A text of a set line: its paragraph, line and place there; whether it is the person's or only moves."""

    paragraph: int
    line: int
    text: int
    marked: bool


@dataclass(slots=True)
class Filled:
    """A person's objects: page streams as operators, all other objects, the faces that drew the lines."""

    pages: dict[int, list[bytes]]
    others: list[Any]
    info: Any
    faces: dict[int, Face]


@dataclass(slots=True)
class Template:
    """The caught objects of a probe, and where in them a person's values belong."""

    setting: Setting
    lines: list[list[Line]]
    pages: dict[int, list[bytes | Place | int]]
    own: list[Any]
    attached: list[tuple[int, int]]
    info: Any
    fonts: Fonts
    frame: files.Frame
    words: "Words"
    shared: Mapping[int, Any] = field(default_factory=dict)

    def fill(self, values: Sequence[Value], sets: Sequence[Set], attachments: Sequence[Any]) -> Filled:
        """Put a person's values everywhere; raises `Unforeseen` for a letter that no font of the page has."""
        faces = self.fonts.faces()
        drawn = self._draw(sets, Pen(faces))
        pages = {}
        for number, pieces in self.pages.items():
            parts: list[bytes] = []
            for piece in pieces:
                if isinstance(piece, bytes):
                    parts.append(piece)
                elif isinstance(piece, int):
                    picture = values[piece]
                    if not isinstance(picture, Picture):
                        raise Unforeseen("a text stands where a picture should")
                    parts += picture.operators()
                else:
                    parts += drawn[piece]
            pages[number] = parts
        others = [self.words.node(one, values) for one in self.own]
        for numbers, attachment in zip(self.attached, attachments, strict=True):
            others += attached(numbers, attachment)
        return Filled(pages, others, self.words.node(self.info, values), faces)

    def file(self, made: Filled, identifier: str) -> bytes:
        """Write a person's file."""
        own = [*self.fonts.objects(made.faces)]
        own += [files.stream(number, b"\n".join(parts)) for number, parts in made.pages.items()]
        return files.written(self.frame, [*own, *made.others], made.info, identifier)

    def _draw(self, sets: Sequence[Set], pen: Pen) -> dict[Place, list[bytes]]:
        drawn: dict[Place, list[bytes]] = {}
        for paragraph, (one, lines) in enumerate(zip(sets, self.lines, strict=True)):
            shapers = self.setting.shapers[paragraph]
            sole = len(self.setting.paragraphs[paragraph].leaves) == 1
            for n, line in enumerate(lines):
                if sole:
                    [text] = line.texts
                    width = one.broken[n].width if one.broken else one.widths[0]
                    x = line.left + aligned(line, width)
                    drawn[Place(paragraph, n, 0, True)] = (
                        shapers[0].draw_broken(one.broken[n], pen, x, text.y)
                        if one.broken
                        else shapers[0].draw(pen, x, text.y)
                    )
                else:
                    for t, text, x in moved(line, one.widths):
                        place = Place(
                            paragraph, n, t, self.setting.paragraphs[paragraph].leaves[text.leaf].marked
                        )
                        drawn[place] = (
                            shapers[text.leaf].draw(pen, x, text.y) if place.marked else [matrix(x, text.y)]
                        )
        return drawn


class Words:
    """Fills the texts of PDF objects: titles, descriptions, addresses, dates."""

    def __init__(self, sheet: Sheet) -> None:
        self.links = sheet.links
        self.days = sorted(sheet.days)

    def differs(self, node: object) -> bool:
        """Tell whether an object holds a mark, or what stands for one."""
        if isinstance(node, pydyf.String):
            return bool(self.text(node.string, None) != node.string)
        if isinstance(node, pydyf.Dictionary):
            return any(self.differs(value) for value in node.values())
        if isinstance(node, pydyf.Array):
            return any(self.differs(value) for value in node)
        if isinstance(node, pydyf.Stream):
            return bool(node.extra.get("Type") == "/Metadata")
        return False

    def text(self, text: object, values: Sequence[Value] | None) -> object:
        """Fill one text; without values: with dots, to see whether there is anything to fill."""
        if not isinstance(text, str):
            return text
        if text in self.links:
            return "" if values is None else link(values[self.links[text]])
        if text == PDF_DAY and self.days:
            return "" if values is None else _w3c_date_to_pdf(self._day(values), "created")
        if values is None:
            return marks.MARK.sub("", text)
        return marks.filled(text, values, marks.plain)

    def node(self, node: Any, values: Sequence[Value]) -> Any:
        """Return an object with its texts filled."""
        if isinstance(node, pydyf.String):
            return pydyf.String(self.text(node.string, values))
        made: Any = node
        if isinstance(node, pydyf.Dictionary):
            made = pydyf.Dictionary({key: self.node(value, values) for key, value in node.items()})
        elif isinstance(node, pydyf.Array):
            made = pydyf.Array([self.node(value, values) for value in node])
        elif isinstance(node, pydyf.Stream):
            text = files.text_of(node).decode()
            text = marks.filled(text, values, marks.in_xml)
            if self.days:
                text = text.replace(DAY, self._day(values))
            return files.stream(node.number, text.encode(), node.extra)
        if isinstance(node, pydyf.Object):
            made.number = node.number
        return made

    def _day(self, values: Sequence[Value]) -> str:
        found = {marks.plain(values[number]) for number in self.days}
        if len(found) != 1 or not marks.DAY.fullmatch(next(iter(found))):
            raise Unforeseen("the dates of the file are several or no dates")
        return found.pop()


def link(value: Value) -> str:
    address = marks.plain(value)
    if not address.startswith(("http://", "https://")) or not address.isascii() or " " in address:
        raise Unforeseen("an address is not one as it stands")
    return address


def matrix(x: float, y: float) -> bytes:
    return b"1 0 0 -1 %b %b Tm" % (files.number_text(x), files.number_text(y))


def aligned(line: Line, width: float) -> float:
    """Return how far a line of this width is moved into its room."""
    if width >= line.room or line.align == "start":
        return 0
    return (line.room - width) / 2 if line.align == "center" else line.room - width


def moved(line: Line, widths: Mapping[int, float]) -> list[tuple[int, Laid, float]]:
    """Return the texts of a mixed line with where each starts, as the widths of a person's move them."""
    grown = sum(widths[text.leaf] - text.width for text in line.texts if text.leaf in widths)
    shift = aligned(line, line.width + grown) - aligned(line, line.width)
    found = []
    for number, text in enumerate(line.texts):
        found.append((number, text, text.x + shift))
        shift += widths.get(text.leaf, text.width) - text.width
    return found


def attached(numbers: tuple[int, int], attachment: Any) -> list[Any]:
    """Return the two objects of an attached file under the numbers of the probe's."""

    class Shelf:
        def __init__(self) -> None:
            self.objects: list[Any] = []

        def add_object(self, made: Any) -> None:
            made.number = numbers[len(self.objects)]
            self.objects.append(made)

    shelf = Shelf()
    entry = write_pdf_attachment(shelf, attachment, True)
    entry["AFRelationship"] = f"/{attachment.relationship}"
    return shelf.objects


def of(
    caught: Caught, sheet: Sheet, setting: Setting, lines: list[list[Line]], pictures: Mapping[int, Picture]
) -> Template:
    """Cut what was caught of a probe at its marks; raises `Unforeseen` where a cut is not certain."""
    words = Words(sheet)
    pages, fixed, changing = _cut(caught, setting, lines, pictures)
    fonts = Fonts(caught.fonts, caught.objects, fixed, changing)
    entries: list[Any] = [one for one in caught.objects if _is_attached(one)]
    files_of = [(number_of(one["EF"]["F"]), one.number) for one in entries]
    apart = {*pages, *fonts.numbers, *(number for pair in files_of for number in pair)}
    rest = [one for one in caught.objects if one.free != "f" and one.number not in apart]
    own = [one for one in rest if words.differs(one)]
    numbers = {one.number for one in own}
    shared = [one for one in rest if one.number not in numbers]
    return Template(
        setting, lines, pages, own, files_of, caught.info, fonts,
        files.frame(shared, len(caught.objects), caught.root), words, {one.number: one for one in shared},
    )  # fmt: skip


def _is_attached(one: Any) -> bool:
    return isinstance(one, pydyf.Dictionary) and one.get("Type") == "/Filespec"


def _cut(
    caught: Caught, setting: Setting, lines: list[list[Line]], pictures: Mapping[int, Picture]
) -> tuple[dict[int, list[bytes | Place | int]], dict[str, set[int]], set[str]]:
    """Cut the pages' operators; return them, the glyphs of each font that stay, the fonts that set values."""
    fixed: dict[str, set[int]] = {}
    changing: set[str] = set()
    pages: dict[int, list[bytes | Place | int]] = {}
    operators = {number: caught.lines(number) for number in caught.pages}
    cuts = _cuts(operators, setting, lines, pictures)
    for number, found in operators.items():
        pieces: list[bytes | Place | int] = []
        last = 0
        for start, end, what in sorted(cuts[number], key=lambda cut: cut[0]):
            if start < last:
                raise Unforeseen("two values overlap")
            pieces += [b"\n".join(found[last:start]), what]
            if end - start > 1:
                changing.update(font for font, _ in glyphs_of(found[start:end]))
            last = end
        pieces.append(b"\n".join(found[last:]))
        pages[number] = pieces
        rest = [line for piece in pieces if isinstance(piece, bytes) for line in piece.split(b"\n")]
        for font, glyph in glyphs_of(rest):
            fixed.setdefault(font, set()).add(glyph)
    if any(_shows_text(one) for one in caught.objects if one.number not in caught.pages):
        raise Unforeseen("text stands in a picture of the page")
    return pages, fixed, changing


def _shows_text(one: Any) -> bool:
    return isinstance(one, pydyf.Stream) and any(
        isinstance(item, bytes) and item.endswith(b" Tf") for item in one.stream
    )


def _cuts(
    operators: Mapping[int, list[bytes]],
    setting: Setting,
    lines: list[list[Line]],
    pictures: Mapping[int, Picture],
) -> dict[int, list[tuple[int, int, Place | int]]]:
    cuts: dict[int, list[tuple[int, int, Place | int]]] = {number: [] for number in operators}

    def find(wanted: list[bytes]) -> tuple[int, int]:
        places = [
            (number, start)
            for number, found in operators.items()
            for start in range(len(found))
            if found[start] == wanted[0] and found[start : start + len(wanted)] == wanted
        ]
        if len(places) != 1:
            raise Unforeseen("a value is not found once on the pages")
        return places[0]

    for paragraph, found in enumerate(lines):
        for n, line in enumerate(found):
            for t, text in enumerate(line.texts):
                marked = setting.paragraphs[paragraph].leaves[text.leaf].marked
                if text.text.strip() and (marked or len(setting.paragraphs[paragraph].leaves) > 1):
                    number, start = find([matrix(text.x, text.y)])
                    end = operators[number].index(b"ET", start) if marked else start + 1
                    cuts[number].append((start, end, Place(paragraph, n, t, marked)))
    for mark, picture in pictures.items():
        wanted = picture.operators()
        number, start = find(wanted)
        cuts[number].append((start, start + len(wanted), mark))
    return cuts
