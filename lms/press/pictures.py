"""Square codes as pictures: what an HTML page shows of them, and the path that this becomes in a PDF."""

import re
from dataclasses import dataclass
from functools import lru_cache

RUN = re.compile("1+")
# What a data: address may not hold as it is; the picture has no other such letter.
QUOTED = (("<", "%3C"), (">", "%3E"), ('"', "%22"), ("#", "%23"), (" ", "%20"))


@dataclass(frozen=True, slots=True)
class Picture:
    """A square of modules: `rows` of "1" (dark) and "0" (light), each as long as there are rows."""

    rows: tuple[str, ...]
    colour: str

    def svg(self) -> str:
        """Draw it as one SVG path without a margin; the page leaves it air."""
        return _svg(self)

    def address(self) -> str:
        """Return the SVG as an address that a page can use as a picture."""
        return _address(self)

    def __str__(self) -> str:
        return self.address()

    def operators(self) -> list[bytes]:
        """Return the path as WeasyPrint writes it into a PDF: from `0 0 m` to the last line."""
        lines = ["0 0 m"]
        lines += [f"{start} {row}.5 m\n{end} {row}.5 l" for row, start, end in _runs(self)]
        return "\n".join(lines).encode().split(b"\n")


# One certificate shows its two codes on three places, and each is asked for in several ways.
@lru_cache(maxsize=8)
def _runs(picture: Picture) -> tuple[tuple[int, int, int], ...]:
    return tuple(
        (number, found.start(), found.end())
        for number, row in enumerate(picture.rows)
        for found in RUN.finditer(row)
    )


@lru_cache(maxsize=8)
def _svg(picture: Picture) -> str:
    size = len(picture.rows)
    path = "".join([f"M{start} {row}.5h{end - start}" for row, start, end in _runs(picture)])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path stroke="{picture.colour}" d="{path}"/></svg>'
    )


@lru_cache(maxsize=8)
def _address(picture: Picture) -> str:
    text = _svg(picture)
    for letter, quoted in QUOTED:
        text = text.replace(letter, quoted)
    return f"data:image/svg+xml,{text}"
