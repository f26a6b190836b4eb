"""How Word numbers paragraphs: counted here, for the numbers themselves stand nowhere in the file."""

from dataclasses import dataclass, field

from lms.exchange.documents import marks
from lms.exchange.documents.word.package import Package, numbered, value
from lms.exchange.xml import Node

DEEPEST = 4
LETTERS = frozenset({"A", "a", "i"})


@dataclass(frozen=True, slots=True)
class Number:
    """A paragraph's place in its list: how it is numbered, how deep it lies, which one it is."""

    sort: str
    depth: int
    ordinal: int

    @property
    def mark(self) -> str:
        return marks.number(self.sort, self.ordinal)


@dataclass(slots=True)
class Numbers:
    """Counts every list of a text; lists of letters under a list of numbers lie in it, as they look."""

    package: Package
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    open: list[tuple[str, int, str]] = field(default_factory=list)

    def of(self, paragraph: Node) -> Number | None:
        named = self._named(paragraph)
        if named is None:
            self.apart()
            return None
        num, level = named
        sort = self.package.sort(num, str(level)) or "1"
        self._enter(num, level, sort)
        self.counts[num, level] = self.counts.get((num, level), 0) + 1
        for other, deeper in list(self.counts):
            if other == num and deeper > level:
                del self.counts[other, deeper]
        return Number(sort, min(len(self.open) - 1, DEEPEST), self.counts[num, level])

    def apart(self) -> None:
        """Note that something stands between lists."""
        self.open.clear()

    def _named(self, paragraph: Node) -> tuple[str, int] | None:
        properties = paragraph.child("pPr")
        if properties is None:
            return None
        found = numbered(properties)
        style = self.package.style(value(properties.child("pStyle")))
        for _ in range(10):
            if found is not None or not (style.num or style.based_on):
                break
            found = style.num
            style = self.package.style(style.based_on)
        if found is None or found[0] in {"", "0"} or not found[1].isdigit() or len(found[1]) > 1:
            return None
        return found[0], int(found[1])

    def _enter(self, num: str, level: int, sort: str) -> None:
        here = next((at for at, one in enumerate(self.open) if one[:2] == (num, level)), None)
        if here is not None:
            del self.open[here + 1 :]
            return
        while self.open and not self._under(num, level, sort):
            self.open.pop()
        self.open.append((num, level, sort))

    def _under(self, num: str, level: int, sort: str) -> bool:
        top, height, over = self.open[-1]
        return level > height if top == num else over == "1" and sort in LETTERS
