"""Three texts made one: what git found, line by line, and the pieces on which two people disagree."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

Lines = tuple[str, ...]
# Longer than any rule or fence that an author draws.
SHORTEST_MARK = 23


@dataclass(frozen=True, slots=True)
class Agreed:
    """Lines that stand as they are."""

    lines: Lines


@dataclass(frozen=True, slots=True)
class Disputed:
    """Lines that both changed, each in another way; `base` is what stood there before."""

    base: Lines
    mine: Lines
    theirs: Lines


Piece = Agreed | Disputed


@dataclass(frozen=True, slots=True)
class Merge:
    """A text in pieces, in order."""

    pieces: tuple[Piece, ...]

    @property
    def clean(self) -> bool:
        return all(isinstance(piece, Agreed) for piece in self.pieces)

    @property
    def disputes(self) -> tuple[Disputed, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Disputed))

    @property
    def text(self) -> str:
        """The text, as far as it is agreed."""
        return text_of(line for piece in self.pieces if isinstance(piece, Agreed) for line in piece.lines)


def lines_of(text: str) -> Lines:
    """Part a text into lines without their ends."""
    return tuple(text.removesuffix("\n").split("\n")) if text else ()


def text_of(lines: Iterator[str] | Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def mark_size(*texts: str) -> int:
    """Return how long a conflict's mark must be to be found in none of the texts."""
    size = SHORTEST_MARK
    while any(sign * size in text for sign in "<|=>" for text in texts):
        size *= 2
    return size


def read(output: str, size: int) -> Merge:
    """Read what `git merge-file --diff3` wrote; neighbouring lines are settled one by one."""
    pieces: list[Piece] = []
    part: list[list[str]] = [[]]
    for line in lines_of(output):
        sign = line[:1]
        if sign in "<|=>" and sign and line.startswith(sign * size):
            part = _turned(pieces, part, sign)
        else:
            part[-1].append(line)
    if part[0]:
        pieces.append(Agreed(tuple(part[0])))
    return Merge(tuple(_joined(pieces)))


def whole(base: str, mine: str, theirs: str) -> Merge:
    """Return the three texts as one dispute, for where git gives no answer: nothing is guessed."""
    return Merge(tuple(_joined(_trimmed(Disputed(lines_of(base), lines_of(mine), lines_of(theirs))))))


def _turned(pieces: list[Piece], part: list[list[str]], sign: str) -> list[list[str]]:
    if sign == "<":
        if part[0]:
            pieces.append(Agreed(tuple(part[0])))
        return [[]]
    if sign == ">":
        mine, base, theirs = (tuple(lines) for lines in part)
        pieces.extend(_settled(Disputed(base, mine, theirs)))
        return [[]]
    return [*part, []]


def _settled(piece: Disputed) -> Iterator[Piece]:
    """Take from a dispute what is none: the same on both sides, or another line each."""
    base, mine, theirs = piece.base, piece.mine, piece.theirs
    if mine == theirs:
        yield Agreed(mine)
        return
    if len(base) == len(mine) == len(theirs):
        yield from (_line(*row) for row in zip(base, mine, theirs, strict=True))
    else:
        yield from _trimmed(piece)


def _trimmed(piece: Disputed) -> Iterator[Piece]:
    """Take from a dispute the lines with which both sides begin and end."""
    mine, theirs = piece.mine, piece.theirs
    head = shared(mine, theirs)
    tail = shared(mine[head:][::-1], theirs[head:][::-1])
    ends = slice(head, len(mine) - tail), slice(head, len(theirs) - tail)
    if head:
        yield Agreed(mine[:head])
    yield Disputed(piece.base, mine[ends[0]], theirs[ends[1]])
    if tail:
        yield Agreed(mine[len(mine) - tail :])


def _line(base: str, mine: str, theirs: str) -> Piece:
    if mine in (base, theirs):
        return Agreed((theirs,))
    return Agreed((mine,)) if theirs == base else Disputed((base,), (mine,), (theirs,))


def shared(one: Lines, other: Lines) -> int:
    """Count the lines with which both begin."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Put neighbours of a kind together."""
    for kind, run in groupby(pieces, type):
        together = list(run)
        if kind is Agreed:
            yield Agreed(tuple(line for one in together if isinstance(one, Agreed) for line in one.lines))
            continue
        disputes = [one for one in together if isinstance(one, Disputed)]
        yield Disputed(
            tuple(line for one in disputes for line in one.base),
            tuple(line for one in disputes for line in one.mine),
            tuple(line for one in disputes for line in one.theirs),
        )
