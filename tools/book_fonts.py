"""Make the fonts of lms/books: latin and latin-ext of each face merged into one static TTF, and signs.

    npm pack @fontsource/source-serif-4@5.3.1 … plus-jakarta-sans@5.3.0 … jetbrains-mono@5.3.0   (unpacked)
    .venv/bin/python tools/book_fonts.py FOLDER lms/books/binding/fonts /usr/share/fonts/…/DejaVuSans.ttf

FOLDER holds one folder a package, named after it. The merged faces carry names of their own: they are changed
versions, and "Source" is a reserved font name. The signs are those of DejaVu Sans that a text may need.
"""

import sys
from pathlib import Path

from certificate_fonts import KEPT_NAMES, add_look_alikes, copy_licences, merged
from fontTools import subset
from fontTools.ttLib import TTFont

FACES = {
    "buku-serif-400": ("source-serif-4", 400, "normal"),
    "buku-serif-400-italic": ("source-serif-4", 400, "italic"),
    "buku-serif-600": ("source-serif-4", 600, "normal"),
    "buku-serif-600-italic": ("source-serif-4", 600, "italic"),
    "buku-sans-400": ("plus-jakarta-sans", 400, "normal"),
    "buku-sans-600": ("plus-jakarta-sans", 600, "normal"),
    "buku-mono-400": ("jetbrains-mono", 400, "normal"),
}
# Arrows, mathematics, boxes, dots, stars, ticks, Greek: what trainers type and text faces lack.
SIGNS = [
    *range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x0370, 0x03FF), *range(0x2010, 0x2060),
    *range(0x2070, 0x20D0), *range(0x2100, 0x2400), *range(0x2460, 0x2500), *range(0x2500, 0x2800),
]  # fmt: skip


def main(source: Path, target: Path, dejavu: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for file, (package, weight, slant) in FACES.items():
        font = merged(source / package, package, weight, slant)
        add_look_alikes(font)
        _save(font, target, file, weight, slant)
    copy_licences(source, target, (package for package, _, _ in FACES.values()))
    signs = TTFont(dejavu)
    options = subset.Options(
        layout_features=[], hinting=False, notdef_outline=True, name_IDs=list(KEPT_NAMES)
    )
    maker = subset.Subsetter(options)
    maker.populate(unicodes=SIGNS)
    maker.subset(signs)
    signs.recalcTimestamp = False
    _save(signs, target, "buku-signs-400", 400, "normal")


def _save(font: TTFont, target: Path, file: str, weight: int, slant: str) -> None:
    family = f"Buku {file.split('-')[1].title()}"
    style = {400: "Regular", 600: "SemiBold"}[weight] + (" Italic" if slant == "italic" else "")
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in KEPT_NAMES]
    for number, text in (
        (1, family if weight == 400 else f"{family} SemiBold"),
        (2, "Italic" if slant == "italic" else "Regular"),
        (3, f"ampera;{file}"),
        (4, f"{family} {style}"),
        (5, "Version 1.0"),
        (6, file.title().replace("-", "")),
        (16, family),
        (17, style),
    ):
        table.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font.save(target / f"{file}.ttf")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
