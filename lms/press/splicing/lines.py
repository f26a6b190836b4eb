"""Texts set by Pango as WeasyPrint sets them: how wide, where they break, which operators draw them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pydyf
from weasyprint.draw.text import draw_first_line
from weasyprint.layout.inline import split_text_box
from weasyprint.matrix import Matrix
from weasyprint.text.ffi import ffi, pango
from weasyprint.text.fonts import get_pango_font_key
from weasyprint.text.line_break import Layout, line_size

from lms.press import files
from lms.press.splicing.marks import Unforeseen


@dataclass(slots=True)
class Face:
    """What drawing asks of a font, and what it notes: the letters of each glyph that it drew."""

    hash: str
    widths: Mapping[int, float]
    to_unicode: dict[int, str] = field(default_factory=dict)
    bitmap: bool = False
    png: bool = False
    svg: bool = False
    colr: bool = False

    def get_unused_glyph_id(self, codepoint: int) -> int:
        """Be asked for a letter that the font lacks; raises `Unforeseen`."""
        raise Unforeseen(f"no glyph for U+{codepoint:04X}")


class Pen(pydyf.Stream):  # type: ignore[misc] # pydyf ships no types
    """Takes what WeasyPrint draws of one line."""

    def __init__(self, faces: Mapping[int, Face]) -> None:
        super().__init__()
        self.faces = faces
        self.ink_rect = ffi.new("PangoRectangle *")
        self.logical_rect = ffi.new("PangoRectangle *")
        self.font: tuple[str, float] | None = None

    def add_font(self, pango_font: object) -> tuple[Face, float]:
        key, _, size = get_pango_font_key(pango_font)
        if key not in self.faces:
            raise Unforeseen("a letter comes from a font that the page does not use")
        return self.faces[key], size

    def set_font_size(self, font: str, size: float) -> None:
        if self.font != (font, size):
            self.font = (font, size)
            super().set_font_size(font, size)

    def drawn(self, box: object, x: float, y: float) -> list[bytes]:
        """Return the operators of a line from its matrix on."""
        self.stream: list[bytes] = []
        self.font = None
        if draw_first_line(self, box, "clip", "none", Matrix(d=-1, e=x, f=y)):
            raise Unforeseen("a letter is a picture")
        return files.text_of(self).split(b"\n")


class Shaper:
    """Sets texts in the style of one text box; its Pango layout is kept from text to text."""

    def __init__(self, box: Any, context: object) -> None:
        self.box = box
        self.context = context
        self.layout = Layout(box.style, box.justification_spacing)
        # Attributes of the font stay for good in a layout: then each text takes a new one.
        self.fresh = pango.pango_layout_get_attributes(self.layout.layout) != ffi.NULL

    def width(self, text: str) -> float:
        """Set the text on one line and return its width in pixels; it stays set until the next."""
        if self.fresh:
            self.layout = Layout(self.box.style, self.box.justification_spacing)
        else:
            pango.pango_layout_set_attributes(self.layout.layout, ffi.NULL)
        self.layout.set_text(text)
        line, _ = self.layout.get_first_line()
        width: float = line_size(line, self.box.style)[0]
        return width

    def draw(self, pen: Pen, x: float, y: float) -> list[bytes]:
        """Draw the text that was set last."""
        box = SimpleNamespace(
            text=self.layout.text, style=self.box.style, pango_layout=self.layout, baseline=0
        )
        return pen.drawn(box, x, y)

    def broken(self, text: str, room: float) -> list[Any]:
        """Break a text into the lines that `room` pixels allow, as WeasyPrint does; its text boxes."""
        whole, skip = self.box.copy_with_text(text), 0
        lines: list[Any] = []
        while skip is not None:
            line, skip, preserved = split_text_box(self.context, whole, room, skip, is_line_start=True)
            if line is None or preserved or len(lines) > len(text):
                raise Unforeseen("a text does not break into lines")
            lines.append(line)
        return lines

    def draw_broken(self, line: Any, pen: Pen, x: float, y: float) -> list[bytes]:
        line.pango_layout.reactivate(line.style)
        drawn = pen.drawn(line, x, y)
        line.pango_layout.deactivate()
        return drawn
