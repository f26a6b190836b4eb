"""The fonts of an altered page: of each the same letters for everybody, and those that a person adds."""

import copy
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pydyf
from fontTools.ttLib import TTFont
from weasyprint.pdf.fonts import build_fonts_dictionary
from weasyprint.text.fonts import get_hb_object_data

from lms.press.splicing.lines import Face
from lms.press.splicing.marks import Unforeseen

# In every font that sets values. A certificate's bytes depend on its own letters, never on its neighbours'.
USUAL = string.ascii_letters + string.digits + " \u00a0.,'’-–/():;&·"
KEPT = 64
OPTIONS = {"hinting": False, "pdf_version": "1.7"}


@dataclass(slots=True)
class Font:
    """One font of a page: WeasyPrint's own, its PDF objects' numbers, what is always in it.

    Letters that share a glyph (‘ and ʻ) read as the first drawn, as in WeasyPrint: a fixed one is the page's.
    """

    key: int
    made: Any
    numbers: tuple[int, ...]
    widths: dict[int, float]
    fixed: set[int]
    usual: dict[int, str]
    kept: dict[tuple[tuple[int, str], ...], list[Any]] = field(default_factory=dict)

    def objects(self, drawn: Mapping[int, str]) -> list[Any]:
        """Return the five PDF objects of the font with the usual letters and those drawn beyond them."""
        more = {
            glyph: letter
            for glyph, letter in drawn.items()
            if glyph not in self.fixed and self.usual.get(glyph) != letter
        }
        key = tuple(sorted(more.items()))
        if key not in self.kept:
            if len(self.kept) >= KEPT:
                del self.kept[next(reversed(self.kept))]
            self.kept[key] = self._built({**self.usual, **more})
        return self.kept[key]

    def _built(self, letters: Mapping[int, str]) -> list[Any]:
        font = copy.copy(self.made)
        font.to_unicode = dict(sorted(letters.items()))
        font.widths = {glyph: self.widths[glyph] for glyph in font.to_unicode}
        font.missing = {}
        font.file_content = get_hb_object_data(font.hb_face)
        shelf = _Shelf(self.numbers)
        build_fonts_dictionary(shelf, {self.key: font}, True, True, OPTIONS)
        return shelf.objects


class _Shelf:
    """Takes a font's objects in the order in which they are made and gives them their numbers."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.numbers = iter(numbers)
        self.objects: list[Any] = []

    def add_object(self, made: Any) -> None:
        made.number = next(self.numbers)
        self.objects.append(made)


class Fonts:
    """All fonts of a page."""

    def __init__(self, fonts: Mapping[int, Any], objects: Sequence[Any], fixed: Mapping[str, set[int]],
                 changing: Iterable[str]) -> None:  # fmt: skip
        if len({font.hash for font in fonts.values()}) != len(fonts):
            raise Unforeseen("two fonts share a name")
        [table] = [one for one in objects if isinstance(one, pydyf.Dictionary) and _names(one, fonts)]
        self.fonts = [
            _font(
                key,
                made,
                _numbers(objects, table[made.hash]),
                fixed.get(made.hash, set()),
                made.hash in set(changing),
            )
            for key, made in fonts.items()
        ]
        self.numbers = {number for font in self.fonts for number in font.numbers}

    def faces(self) -> dict[int, Face]:
        """Return faces to draw a person's lines with."""
        return {font.key: Face(font.made.hash, font.widths) for font in self.fonts}

    def objects(self, faces: Mapping[int, Face]) -> list[Any]:
        """Return the PDF objects of all fonts for what was drawn with these faces."""
        return [one for font in self.fonts for one in font.objects(faces[font.key].to_unicode)]


def _font(key: int, made: Any, numbers: tuple[int, ...], fixed: set[int], changing: bool) -> Font:
    if made.bitmap or made.svg or made.png or made.colr or "fvar" in made.tables or made.missing:
        raise Unforeseen("a font of the page is no plain outline font")
    source = TTFont(BytesIO(get_hb_object_data(made.hb_face)), fontNumber=made.index)
    scale = source["head"].unitsPerEm
    order = source.getGlyphOrder()
    widths: dict[int, float] = {
        glyph: round(source["hmtx"][name][0] * 1000 / scale) for glyph, name in enumerate(order)
    }
    widths.update(made.widths)
    cmap = source.getBestCmap()
    usual = {glyph: made.to_unicode[glyph] for glyph in fixed}
    if changing:
        for letter in USUAL:
            if ord(letter) in cmap:
                usual.setdefault(source.getGlyphID(cmap[ord(letter)]), letter)
    return Font(key, made, numbers, widths, fixed, usual)


def _names(table: Mapping[str, object], fonts: Mapping[int, Any]) -> bool:
    return set(table) == {font.hash for font in fonts.values()}


def _numbers(objects: Sequence[Any], reference: bytes) -> tuple[int, ...]:
    """Return the numbers of a font's objects in the order in which WeasyPrint makes them."""

    def at(one: bytes) -> int:
        return int(bytes(one).split()[0])

    whole = objects[at(reference)]
    [part] = whole["DescendantFonts"]
    descriptor = at(objects[at(part)]["FontDescriptor"])
    file = objects[descriptor].get("FontFile2") or objects[descriptor].get("FontFile3")
    return at(file), at(whole["ToUnicode"]), descriptor, at(part), at(reference)
