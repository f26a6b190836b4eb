"""One person's texts set in the lines of a page: in how many lines each stands, and how wide they are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lms.press.splicing.lines import Shaper
from lms.press.splicing.marks import Unforeseen, Value
from lms.press.splicing.pages import Line, Paragraph

# Nearer than this to the room that there is, in pixels, a line's break is left to WeasyPrint.
NEAR = 0.02

# Of each paragraph: its number of lines, or how many boxes stand in each line.
Structure = tuple[int | tuple[int, ...], ...]


@dataclass(slots=True)
class Set:
    """A paragraph with a person's texts: widths by leaf, or its broken lines."""

    structure: int | tuple[int, ...]
    widths: dict[int, float] = field(default_factory=dict)
    broken: list[Any] = field(default_factory=list)


class Setting:
    """The paragraphs of a page with the room that a first layout gave them."""

    def __init__(
        self, paragraphs: Sequence[Paragraph], lines: Sequence[Sequence[Line]], context: object
    ) -> None:
        self.paragraphs = paragraphs
        self.lines = lines
        self.shapers = [
            {n: Shaper(leaf.box, context) for n, leaf in enumerate(paragraph.leaves) if _shaped(paragraph, n)}
            for paragraph in paragraphs
        ]
        self.laid = [{text.leaf: text for line in found for text in line.texts} for found in lines]
        self.rooms = [_room(found) for found in lines]

    def set(self, values: Sequence[Value]) -> list[Set]:
        """Set every paragraph; raises `Unforeseen` where only WeasyPrint can tell how a line breaks."""
        return [self.one(number, values) for number in range(len(self.paragraphs))]

    def one(self, number: int, values: Sequence[Value]) -> Set:
        paragraph = self.paragraphs[number]
        if len(paragraph.leaves) == 1:
            return self._sole(number, paragraph.leaves[0].filled(values).strip(" "))
        widths = {}
        for n, shaper in self.shapers[number].items():
            widths[n] = shaper.width(self._as_laid(number, n, paragraph.leaves[n].filled(values)))
        moving = {n: width for n, width in widths.items() if paragraph.leaves[n].marked}
        if paragraph.units:
            return Set(self._rows(number, paragraph, widths), moving)
        total = sum(widths.get(n, text.width) for n, text in self.laid[number].items())
        if total > self.rooms[number] - NEAR or len(self.lines[number]) != 1:
            raise Unforeseen("a line of several texts breaks")
        return Set(1, moving)

    def _sole(self, number: int, text: str) -> Set:
        shaper, room = self.shapers[number][0], self.rooms[number]
        width = shaper.width(text)
        if width <= room:
            return Set(1, {0: width})
        broken = shaper.broken(text, room)
        return Set(len(broken), broken=broken)

    def _as_laid(self, number: int, leaf: int, text: str) -> str:
        """Drop the spaces that the layout dropped from the ends of a line."""
        first = self.laid[number].get(leaf)
        if first is None:
            return text
        text = text if first.text.startswith(" ") else text.lstrip(" ")
        return text if first.text.endswith(" ") else text.rstrip(" ")

    def _rows(self, number: int, paragraph: Paragraph, widths: dict[int, float]) -> tuple[int, ...]:
        """Put unbreakable boxes into lines, each as long as it fits."""
        held = {leaf for unit in paragraph.units for leaf in unit}
        spaces = [n for n in range(len(paragraph.leaves)) if n not in held]
        room, rows, used = self.rooms[number], [0], 0.0
        for place, unit in enumerate(paragraph.units):
            wide = sum(self._width(number, leaf, widths) for leaf in unit)
            before = sum(widths[n] for n in spaces if place and paragraph.units[place - 1][-1] < n < unit[0])
            if wide > room - NEAR:
                raise Unforeseen("a box of a line is too wide")
            if rows[-1] and abs(used + before + wide - room) < NEAR:
                raise Unforeseen("a line's break is too near to call")
            if rows[-1] and used + before + wide > room:
                rows.append(1)
                used = wide
            else:
                rows[-1] += 1
                used += (before if rows[-1] > 1 else 0.0) + wide
        return tuple(rows)

    def _width(self, number: int, leaf: int, widths: dict[int, float]) -> float:
        return widths[leaf] if leaf in widths else self.laid[number][leaf].width


def _shaped(paragraph: Paragraph, leaf: int) -> bool:
    """Tell whether a leaf is set anew for each person: marked ones, and the spaces between boxes."""
    return paragraph.leaves[leaf].marked or paragraph.leaves[leaf].text == " "


def _room(lines: Sequence[Line]) -> float:
    rooms = {line.room for line in lines}
    if len(rooms) != 1:
        raise Unforeseen("the lines of a paragraph have no room, or several")
    return rooms.pop()
