"""What differs between two texts: lines that came and went, and within a line the words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lms.studio.rules.merging import Lines, lines_of, shared

TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
CONTEXT = 3
# Beyond these, texts are compared with less care, so that no page takes seconds.
MANY_LINES = 300
MANY_WORDS = 400
MANY_PAIRS = 200
LONG = 200
# Lines less alike than this are shown whole: marked words would only confuse.
ALIKE = 0.35
SAME, GONE, CAME = " ", "-", "+"


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words of one line; `changed` when the other side has them not."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its sign, its number in the older and in the newer text, its words."""

    sign: str
    old: int | None
    new: int | None
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Hunk:
    """Rows that stand together; `skipped` lines before it are the same on both sides."""

    skipped: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two texts side by side."""

    rows: tuple[Row, ...]

    @property
    def came(self) -> int:
        return sum(row.sign == CAME for row in self.rows)

    @property
    def gone(self) -> int:
        return sum(row.sign == GONE for row in self.rows)

    def hunks(self, context: int = CONTEXT) -> tuple[Hunk, ...]:
        """Return the changed rows with some lines around each, and how many are left out."""
        near = _near([row.sign != SAME for row in self.rows], context)
        made: list[Hunk] = []
        skipped, rows = 0, list[Row]()
        for row, shown in zip(self.rows, near, strict=True):
            if shown:
                rows.append(row)
                continue
            if rows:
                made.append(Hunk(skipped, tuple(rows)))
                skipped, rows = 0, []
            skipped += 1
        if rows:
            made.append(Hunk(skipped, tuple(rows)))
            skipped = 0
        return (*made, Hunk(skipped, ())) if skipped and made else tuple(made)


def compare(old: str, new: str) -> Difference:
    """Compare two texts line by line."""
    before, after = lines_of(old), lines_of(new)
    head = shared(before, after)
    tail = shared(before[head:][::-1], after[head:][::-1])
    ends = len(before) - tail, len(after) - tail
    rows = [_same(before, at, at) for at in range(head)]
    rows += _middle(before[head : ends[0]], after[head : ends[1]], head)
    rows += [_same(before, ends[0] + at, ends[1] + at) for at in range(tail)]
    return Difference(tuple(rows))


def _middle(before: Lines, after: Lines, head: int) -> Iterator[Row]:
    """Compare what lies between the lines with which both begin and end."""
    if len(before) > 10 * LONG and len(after) < LONG:
        # The matcher forgets frequent lines only of a long text.
        yield from _changed(before, after, head, head, closely=False)
        return
    pairs = 0
    matcher = SequenceMatcher(None, before, after, autojunk=len(before) + len(after) > MANY_LINES)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            for at in range(last - first):
                yield Row(SAME, head + first + at + 1, head + start + at + 1, (Part(before[first + at]),))
            continue
        closely = pairs < MANY_PAIRS
        pairs += min(last - first, end - start)
        yield from _changed(before[first:last], after[start:end], head + first, head + start, closely=closely)


def _same(lines: Lines, old: int, new: int) -> Row:
    return Row(SAME, old + 1, new + 1, (Part(lines[old]),))


def words(old: str, new: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Compare two lines word by word; lines that have little in common are changed as a whole."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    if max(len(before), len(after)) > MANY_WORDS:
        return (Part(old, changed=True),), (Part(new, changed=True),)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < ALIKE:
        return (Part(old, changed=True),), (Part(new, changed=True),)
    left: list[Part] = []
    right: list[Part] = []
    for tag, first, last, start, end in matcher.get_opcodes():
        changed = tag != "equal"
        if last > first:
            left.append(Part("".join(before[first:last]), changed))
        if end > start:
            right.append(Part("".join(after[start:end]), changed))
    return tuple(left), tuple(right)


def _changed(
    before: Sequence[str], after: Sequence[str], first: int, start: int, *, closely: bool
) -> Iterator[Row]:
    most = MANY_PAIRS if closely else 0
    pairs = [words(old, new) for old, new in zip(before[:most], after[:most], strict=False)]
    for at, line in enumerate(before):
        yield Row(
            GONE, first + at + 1, None, pairs[at][0] if at < len(pairs) else (Part(line, changed=True),)
        )
    for at, line in enumerate(after):
        yield Row(
            CAME, None, start + at + 1, pairs[at][1] if at < len(pairs) else (Part(line, changed=True),)
        )


def _near(marks: Sequence[bool], distance: int) -> list[bool]:
    near = [False] * len(marks)
    for at, marked in enumerate(marks):
        if marked:
            for place in range(max(0, at - distance), min(len(marks), at + distance + 1)):
                near[place] = True
    return near
