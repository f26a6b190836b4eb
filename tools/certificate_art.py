"""Draw the songket of the designs: a border and a band for `standar`, one woven band for `modern`.

    .venv/bin/python tools/certificate_art.py certificates

Pure geometry in millimetres, as threads in cloth would go: *bintang* (stars of eight points) in diamonds
between two rows of *pucuk rebung* (bamboo shoots: triangles in triangles), a star in every corner.
"""

import sys
from collections.abc import Callable, Iterable
from itertools import pairwise
from math import cos, pi, sin
from pathlib import Path

WIDTH, HEIGHT = 297, 210
INSET, BAND = 8, 10
# 261 mm and 174 mm between the corners: 27 and 18 tiles of the same size.
TILE = (WIDTH - HEIGHT) / 9
# The woven band of `modern` is a cloth of this width with a fringe beside it.
CLOTH, FRINGE = 20, 7
GOLD, PALE, BRIGHT = "#b7862b", "#f5ecd8", "#e3be6a"
Point = tuple[float, float]
Place = Callable[[Point], Point]


class Threads:
    """Line-work of three weights, and small filled shapes."""

    def __init__(self) -> None:
        self.paths: dict[str, list[str]] = {"rule": [], "line": [], "hair": [], "fill": []}

    def add(self, kind: str, points: Iterable[Point], place: Place, *, closed: bool = True) -> None:
        dots = [place(point) for point in points]
        text = "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in dots)
        self.paths[kind].append(text + ("Z" if closed else ""))

    def svg(self, width: float, height: float, *, thick: float = 1, gold: str = GOLD) -> str:
        strokes = {"rule": 0.42, "line": 0.24, "hair": 0.14}
        parts = [
            f'<path d="{"".join(self.paths[kind])}" fill="none" stroke="{gold}"'
            f' stroke-width="{_short(weight * thick)}"'
            ' stroke-linejoin="miter"/>'
            for kind, weight in strokes.items()
            if self.paths[kind]
        ]
        if self.paths["fill"]:
            parts.append(f'<path d="{"".join(self.paths["fill"])}" fill="{gold}"/>')
        size = f'width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>' + "".join(parts) + "</svg>\n"


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def diamond(x: float, y: float, a: float, b: float) -> list[Point]:
    return [(x, y - b), (x + a, y), (x, y + b), (x - a, y)]


def star(x: float, y: float, outer: float, inner: float, turn: float = 0) -> list[Point]:
    """Eight points, as the star in songket has."""
    radii = (outer, inner)
    return [
        (x + radii[i % 2] * sin(turn + i * pi / 8), y - radii[i % 2] * cos(turn + i * pi / 8))
        for i in range(16)
    ]


def tile(threads: Threads, place: Place) -> None:
    """One repeat of the band, `TILE` wide and `BAND` high: x along it, y from the outer edge inwards."""
    middle, half, y = TILE / 2, TILE / 2, BAND / 2
    threads.add("line", diamond(middle, y, half - 0.15, 2.95), place)
    threads.add("hair", diamond(middle, y, half - 0.95, 2.4), place)
    threads.add("hair", star(middle, y, 1.95, 1.02), place)
    threads.add("fill", star(middle, y, 1.35, 0.62), place)
    for x in (middle - 2.85, middle + 2.85):
        threads.add("fill", diamond(x, y, 0.32, 0.32), place)
    for side in (0.0, TILE):
        # half of what stands between two diamonds; the neighbour draws the other half
        inward = 1 if side == 0 else -1
        for up in (-1, 1):
            threads.add(
                "hair", [(side, y + up * 0.95), (side + inward * 1.6, y + up * 1.98)], place, closed=False
            )
            threads.add(
                "hair", [(side, y + up * 1.6), (side + inward * 1.05, y + up * 2.28)], place, closed=False
            )
    threads.add("fill", [(0, y - 0.5), (0.5, y), (0, y + 0.5)], place)
    threads.add("fill", [(TILE, y - 0.5), (TILE - 0.5, y), (TILE, y + 0.5)], place)
    for shoot in range(4):
        left = TILE / 4 * shoot
        for edge, inwards in ((0.75, 1), (BAND - 0.75, -1)):
            pucuk(threads, left, edge, inwards, place)


def pucuk(threads: Threads, left: float, edge: float, inwards: int, place: Place) -> None:
    """Draw a bamboo shoot: a triangle that holds a smaller one."""
    wide = TILE / 4
    tip, peak = (left + wide / 2, edge + inwards * 1.32), edge + inwards * 0.72
    threads.add("hair", [(left, edge), tip, (left + wide, edge)], place, closed=False)
    threads.add("fill", [(left + wide * 0.3, edge), (tip[0], peak), (left + wide * 0.7, edge)], place)


def corner(threads: Threads, place: Place) -> None:
    """Draw a square of `BAND` with the great star, petals in its angles."""
    y = BAND / 2
    threads.add(
        "line", [(0.75, 0.75), (BAND - 0.75, 0.75), (BAND - 0.75, BAND - 0.75), (0.75, BAND - 0.75)], place
    )
    threads.add("line", star(y, y, 3.9, 2.05), place)
    threads.add("hair", star(y, y, 3.05, 1.6), place)
    threads.add("fill", star(y, y, 1.9, 0.9), place)
    for dx in (-1, 1):
        for dy in (-1, 1):
            threads.add("fill", diamond(y + dx * 3.25, y + dy * 3.25, 0.42, 0.42), place)


def border() -> str:
    """Four bands, each seen from its own outer edge, and four corners."""
    threads = Threads()
    right, bottom = WIDTH - INSET, HEIGHT - INSET
    start = INSET + BAND
    for n in range(27):
        tile(threads, lambda p, n=n: (start + n * TILE + p[0], INSET + p[1]))
        tile(threads, lambda p, n=n: (start + n * TILE + p[0], bottom - p[1]))
    for n in range(18):
        tile(threads, lambda p, n=n: (INSET + p[1], start + n * TILE + p[0]))
        tile(threads, lambda p, n=n: (right - p[1], start + n * TILE + p[0]))
    for x in (INSET, right - BAND):
        for y in (INSET, bottom - BAND):
            corner(threads, lambda p, x=x, y=y: (x + p[0], y + p[1]))
    for kind, gap in (
        ("rule", 0.0),
        ("hair", 0.75),
        ("hair", BAND - 0.75),
        ("rule", BAND),
        ("hair", BAND + 0.9),
    ):
        a, b = INSET + gap, INSET + gap
        threads.add(kind, [(a, b), (WIDTH - a, b), (WIDTH - a, HEIGHT - b), (a, HEIGHT - b)], lambda p: p)
    return threads.svg(WIDTH, HEIGHT)


def band() -> str:
    """One band across the page between two corners, and a thin frame below it."""
    threads = Threads()
    start, right = INSET + BAND, WIDTH - INSET
    for n in range(27):
        tile(threads, lambda p, n=n: (start + n * TILE + p[0], INSET + p[1]))
    for x in (INSET, right - BAND):
        corner(threads, lambda p, x=x: (x + p[0], INSET + p[1]))
    for kind, y in (("hair", 0.75), ("hair", BAND - 0.75), ("rule", BAND)):
        threads.add(kind, [(INSET, INSET + y), (right, INSET + y)], lambda p: p, closed=False)
    for kind, gap in (("rule", 0.0), ("hair", 0.9)):
        a = INSET + gap
        top = INSET + (0 if kind == "rule" else BAND + gap)
        threads.add(kind, [(a, top), (WIDTH - a, top), (WIDTH - a, HEIGHT - a), (a, HEIGHT - a)], lambda p: p)
    return threads.svg(WIDTH, HEIGHT).replace("</svg>", bridge() + "</svg>")


def bridge() -> str:
    """Two towers, the cables, the deck and the river, as pale as a watermark."""
    deck, top, towers, ends = 168, 132, (56, 140), (INSET + 2, WIDTH - INSET - 2)
    # Each span is a parabola: from where it is lowest, so far to the tower, and how high it ends.
    middle = sum(towers) / 2
    spans = (
        (ends[0], towers[0], deck - 2), (middle, towers[0], deck - 8),
        (middle, towers[1], deck - 8), (ends[1], towers[1], deck - 2),
    )  # fmt: skip
    cables, hangers = "", ""
    for low, tower, base in spans:
        cables += f"M{low} {base}Q{_short((low + tower) / 2)} {base} {tower} {top}"
        steps = int(abs(tower - low) / 6)
        for step in range(1, steps):
            part = step / steps
            x, y = low + (tower - low) * part, base - (base - top) * part**2
            hangers += f"M{_short(x)} {_short(y)}V{deck}"
    pillars = "".join(
        f"M{x - 4} 187V{top - 3}M{x + 4} 187V{top - 3}M{x - 4} 137H{x + 4}M{x - 4} 152H{x + 4}"
        for x in towers
    )
    length = ends[1] - ends[0]
    river = ""
    for y, waves in ((184, 9), (189, 12), (194, 9)):
        wave = length / waves / 2
        river += f"M{ends[0]} {y}q{_short(wave / 2)} -2.2 {_short(wave)} 0" + f"t{_short(wave)} 0" * (
            waves * 2 - 1
        )
    road = f"M{ends[0]} {deck}H{ends[1]}"
    parts = ((cables, 0.8), (hangers, 0.25), (road, 1.5), (pillars, 1.5), (river, 0.6))
    return "".join(f'<path d="{d}" fill="none" stroke="{PALE}" stroke-width="{w}"/>' for d, w in parts)


def ornament() -> str:
    """The small line under the title: two threads that meet in a star."""
    threads = Threads()
    for a, b in pairwise((0.0, 30.0)):
        threads.add("line", [(a, 2.5), (b - 5, 2.5)], lambda p: p, closed=False)
        threads.add("line", [(60 - a, 2.5), (60 - b + 5, 2.5)], lambda p: p, closed=False)
    threads.add("line", star(30, 2.5, 2.2, 1.15), lambda p: p)
    threads.add("fill", star(30, 2.5, 1.2, 0.55), lambda p: p)
    for x in (26.2, 33.8):
        threads.add("fill", diamond(x, 2.5, 0.8, 0.45), lambda p: p)
    return threads.svg(60, 5)


def cloth() -> str:
    """The threads of a woven band as high as the page; the ground under them is the design's colour."""
    threads = Threads()
    repeats, scale = 11, CLOTH / BAND
    length = HEIGHT / repeats
    for n in range(repeats):
        tile(threads, lambda p, n=n: (p[1] * scale, n * length + p[0] / TILE * length))
    for x in (0.35, CLOTH - 0.35):
        threads.add("line", [(x, 0), (x, HEIGHT)], lambda p: p, closed=False)
    return threads.svg(CLOTH, HEIGHT, thick=1.35, gold=BRIGHT)


def fringe() -> str:
    """Bamboo shoots that grow out of the cloth over the paper, one within the other."""
    threads = Threads()
    shoots = 44
    wide = HEIGHT / shoots
    for n in range(shoots):
        top = n * wide
        for inset, tip in ((0.0, 6.2), (0.75, 4.4)):
            sides = [(0, top + inset), (tip, top + wide / 2), (0, top + wide - inset)]
            threads.add("hair" if inset else "line", sides, lambda p: p, closed=False)
        threads.add("fill", [(0, top + 1.5), (2.4, top + wide / 2), (0, top + wide - 1.5)], lambda p: p)
        threads.add("fill", diamond(6.4, top, 0.42, 0.42), lambda p: p)
    return threads.svg(FRINGE, HEIGHT)


DRAWN = {
    "standar": {"border.svg": border, "band.svg": band, "ornament.svg": ornament},
    "modern": {"cloth.svg": cloth, "fringe.svg": fringe},
}

if __name__ == "__main__":
    for design, pictures in DRAWN.items():
        for name, draw in pictures.items():
            (Path(sys.argv[1]) / design / name).write_text(draw(), encoding="utf-8")
