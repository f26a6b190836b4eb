"""The proof of a template: made-up values filled in must equal what WeasyPrint itself prints of them."""

import re
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import pydyf

from lms.press import files
from lms.press.splicing.capture import Caught
from lms.press.splicing.marks import Unforeseen
from lms.press.splicing.templates import Filled, Template

NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
TOKEN = re.compile(rb"<([0-9a-f]*)>|(-?[\d.]+)")
# Pixels: coordinates are written with six decimals, and sums in another order round otherwise.
NEAR = 0.000_01
# Thousandths of the font's size. WeasyPrint cuts each gap between letters to a whole thousandth of the width
# that it noted at the letter's first use; a width noted at another size may differ by one.
GAP = 2.0


def equal(template: Template, made: Filled, own: Caught) -> None:
    """Compare a filled template with WeasyPrint's own objects; raises `Unforeseen` where they differ."""
    filled = {one.number: one for one in made.others}
    fonts = template.fonts.numbers
    for number, wanted in enumerate(own.objects):
        if number in made.pages:
            _same_page(made.pages[number], own.lines(number), template, own)
        elif number in fonts or wanted.free == "f":
            continue
        elif _data(filled.get(number, template.shared.get(number))) != _data(wanted):
            raise Unforeseen(f"object {number} is not WeasyPrint's")
    if _data(made.info) != _data(own.info):
        raise Unforeseen("the file's information is not WeasyPrint's")
    known = {font.made.hash for font in template.fonts.fonts}
    if {font.hash for font in own.fonts.values()} != known:
        raise Unforeseen("the fonts are not WeasyPrint's")


def _data(one: Any) -> object:
    """Return what an object says, however it is packed."""
    if isinstance(one, pydyf.Stream):
        text = files.text_of(one)
        extra = {key: value for key, value in one.extra.items() if key != "Filter"}
        return pydyf.Dictionary(extra).data, zlib.decompress(text) if "Filter" in one.extra else text
    return None if one is None else one.data


def _same_page(made: Sequence[bytes], own: Sequence[bytes], template: Template, caught: Caught) -> None:
    ours, theirs = b"\n".join(made).split(b"\n"), b"\n".join(own).split(b"\n")
    if len(ours) != len(theirs):
        raise Unforeseen("a page has other operators than WeasyPrint's")
    widths: Mapping[str, tuple[Mapping[int, float], Mapping[int, float]]] = {
        font.made.hash: (font.widths, caught.fonts[font.key].widths) for font in template.fonts.fonts
    }
    font = ""
    for one, other in zip(ours, theirs, strict=True):
        if other.endswith(b" Tf"):
            font = other[1:7].decode()
        if one != other and not _as_near(one, other, widths.get(font, ({}, {}))):
            raise Unforeseen(f"{one[:60]!r} is not WeasyPrint's {other[:60]!r}")


def _as_near(one: bytes, other: bytes, widths: tuple[Mapping[int, float], Mapping[int, float]]) -> bool:
    """Tell whether two operators put the same where rounding alone differs."""
    if one.endswith(b" Tm") and other.endswith(b" Tm"):
        return all(abs(a - b) < NEAR for a, b in zip(_numbers(one), _numbers(other), strict=True))
    if not (one.endswith(b" TJ") and other.endswith(b" TJ")):
        return False
    ours, theirs = (_shown(line, by) for line, by in zip((one, other), widths, strict=True))
    same = [glyph for glyph, _ in ours] == [glyph for glyph, _ in theirs]
    return same and all(abs(a - b) <= GAP for (_, a), (_, b) in zip(ours, theirs, strict=True))


def _numbers(line: bytes) -> list[float]:
    return [float(found) for found in NUMBER.findall(line)]


def _shown(line: bytes, widths: Mapping[int, float]) -> list[tuple[int, float]]:
    """Return each glyph of a TJ with where it ends, in thousandths of the font's size."""
    end, found = 0.0, []
    for glyphs, gap in TOKEN.findall(line):
        if gap:
            end -= float(gap)
        for place in range(0, len(glyphs), 4):
            glyph = int(glyphs[place : place + 4], 16)
            end += widths[glyph]
            found.append((glyph, end))
    return found
