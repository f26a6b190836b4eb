"""A remark finds its line again when the text around it has moved."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

QUOTE = 500
# A line that is still this much the same is the same line.
ALIKE = 0.6
# So many lines up and down it is looked for.
NEAR = 200


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a remark was made: the line's number, its text, and its neighbours'."""

    line: int
    quote: str
    before: str = ""
    after: str = ""


def made(lines: Sequence[str], line: int) -> Anchor:
    """Anchor a remark at a line, counted from 1; one beyond the end is at the last."""
    line = min(max(1, line), max(1, len(lines)))
    return Anchor(line, _at(lines, line), _at(lines, line - 1), _at(lines, line + 1))


def found(lines: Sequence[str], anchor: Anchor) -> int | None:
    """Return the line where the anchor stands now; None when its text is gone."""
    same = [at for at in range(1, len(lines) + 1) if _at(lines, at) == anchor.quote]
    if same and anchor.quote.strip():
        return min(same, key=lambda at: (-_neighbours(lines, at, anchor), abs(at - anchor.line)))
    if same:
        # An empty line is like every other: only its neighbours tell it apart.
        known = [at for at in same if _neighbours(lines, at, anchor) == 2]
        return min(known, key=lambda at: abs(at - anchor.line)) if known else None
    return _nearly(lines, anchor)


def _nearly(lines: Sequence[str], anchor: Anchor) -> int | None:
    best, place, quote = ALIKE, None, _pairs(anchor.quote)
    for at in range(max(1, anchor.line - NEAR), min(len(lines), anchor.line + NEAR) + 1):
        pairs = _pairs(_at(lines, at))
        ratio = 2 * sum((pairs & quote).values()) / max(1, pairs.total() + quote.total())
        if ratio > best:
            best, place = ratio, at
    return place


@lru_cache(2 * 2**10)
def _pairs(line: str) -> Counter[str]:
    """Count the pairs of neighbouring letters: what two lines share of them is found in one pass."""
    return Counter(map("".join, pairwise(line.strip())))


def _neighbours(lines: Sequence[str], at: int, anchor: Anchor) -> int:
    return (_at(lines, at - 1) == anchor.before) + (_at(lines, at + 1) == anchor.after)


def _at(lines: Sequence[str], line: int) -> str:
    return lines[line - 1][:QUOTE] if 0 < line <= len(lines) else ""
