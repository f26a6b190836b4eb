"""Make the fonts of the designs: latin and latin-ext of each face merged into one static TTF.

    npm install @fontsource/source-serif-4@5.3.1 @fontsource/plus-jakarta-sans   (in some folder)
    .venv/bin/python tools/certificate_fonts.py FOLDER/node_modules/@fontsource certificates

The merged faces carry names of their own: they are changed versions, and "Source" is a reserved font name.
"""

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from fontTools import merge
from fontTools.ttLib import TTFont

SERIF, SANS = "source-serif-4", "plus-jakarta-sans"
FACES = {
    "standar": {
        "sertifikat-serif-400": (SERIF, 400),
        "sertifikat-serif-600": (SERIF, 600),
        "sertifikat-sans-400": (SANS, 400),
        "sertifikat-sans-600": (SANS, 600),
    },
    "modern": {
        "sertifikat-sans-400": (SANS, 400),
        "sertifikat-sans-600": (SANS, 600),
        "sertifikat-sans-800": (SANS, 800),
    },
}
STYLES = {400: "Regular", 600: "SemiBold", 800: "ExtraBold"}
# Letters that a face lacks, and the glyph that looks the same; each gets a glyph of its own,
# so that copied text says what was written. U+02BC stands in Acehnese and Arabic names.
LOOK_ALIKES = {0x02BC: 0x2019, 0x2011: 0x2010, 0x2010: 0x002D}
KEPT_NAMES = (0, 13, 14)  # copyright and licence


def main(source: Path, shelf: Path) -> None:
    for design, faces in FACES.items():
        target = shelf / design / "fonts"
        target.mkdir(parents=True, exist_ok=True)
        for file, (package, weight) in faces.items():
            font = merged(source / package, package, weight)
            add_look_alikes(font)
            _rename(font, file, weight)
            font.save(target / f"{file}.ttf")
        copy_licences(source, target, (package for package, _ in faces.values()))


def merged(folder: Path, package: str, weight: int, slant: str = "normal") -> TTFont:
    """Make one static face of a package's latin and latin-ext halves."""
    with tempfile.TemporaryDirectory() as scratch:
        parts = []
        for subset in ("latin", "latin-ext"):
            part = TTFont(folder / "files" / f"{package}-{subset}-{weight}-{slant}.woff2")
            part.flavor = None
            parts.append(str(Path(scratch) / f"{subset}.ttf"))
            part.save(parts[-1])
        font = merge.Merger().merge(parts)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    return font


def copy_licences(source: Path, target: Path, packages: Iterable[str]) -> None:
    for package in sorted(set(packages)):
        licence = (source / package / "LICENSE").read_text(encoding="utf-8")
        (target / f"{package}-OFL.txt").write_text(licence, encoding="utf-8")


def add_look_alikes(font: TTFont) -> None:
    cmap = font.getBestCmap()
    for letter, like in sorted(LOOK_ALIKES.items()):
        model = cmap.get(like) or cmap.get(LOOK_ALIKES.get(like, 0))
        if model is None or (letter in cmap and cmap[letter] != model):
            continue
        name = f"like{letter:04X}"
        font["glyf"][name] = font["glyf"][model]
        font["hmtx"][name] = font["hmtx"][model]
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[letter] = name
        cmap[letter] = name
    font.setGlyphOrder(list(font["glyf"].glyphOrder))


def _rename(font: TTFont, file: str, weight: int) -> None:
    family = "Sertifikat Serif" if "serif" in file else "Sertifikat Sans"
    style = STYLES[weight]
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in KEPT_NAMES]
    for number, text in (
        (1, family if weight == 400 else f"{family} {style}"),
        (2, "Regular"),
        (3, f"ampera;{file}"),
        (4, f"{family} {style}"),
        (5, "Version 1.0"),
        (6, file.title().replace("-", "")),
        (16, family),
        (17, style),
    ):
        table.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
