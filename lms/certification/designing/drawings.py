"""How much work an SVG emblem is: every certificate draws it, so one that takes minutes would stop them all.

A few hundred bytes are enough: parts that are used by parts that are used ten times over.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

# An emblem has some hundreds of shapes; letters, and what a shape says of itself, weigh a little.
MOST_WORK, BYTES_OF_A_SHAPE = 5_000, 20
# The press asks each rule of a style sheet about each part.
QUESTIONS_OF_A_SHAPE = 100
DEEPEST = 60
TOO_MUCH = "too much"
REFUSED = (
    # It stands at each corner of a line.
    (re.compile(r"<marker>"), "<marker>"),
    # A gradient that begins anew in a strip of no width has thousands of millions of colours.
    (re.compile(r"spreadmethod[\s=:]*(?!pad\b|[\s=:])", re.IGNORECASE), "spreadMethod=…"),
    # A style may spell every name with it.
    (re.compile(r"<style>[^\0]*\\|\bstyle=[^\0]*\\"), "\\"),
)
USED = re.compile(r"url\s*\(\s*['\"]?#([^)'\"]*)", re.IGNORECASE)
GRADIENTS = frozenset({"lineargradient", "radialgradient"})
UNDRAWN = frozenset({"style", "title", "desc", "metadata"})


def objection(data: bytes) -> str | None:
    """Return what makes a sound picture unfit for every certificate, or `TOO_MUCH`; None for a good one."""
    root = fromstring(data, forbid_dtd=True)
    said = "\0".join(part for node in root.iter() for part in _said(node))
    for refused, what in REFUSED:
        if refused.search(said):
            return what
    work, sheet = _Work(root), "".join(_written(node) for node in root.iter() if _plain(node.tag) == "style")
    if not work.colours(USED.findall(sheet)):
        # They would come with every part, and with the parts of these.
        return "<style> url(#…)"
    asked = (sheet.count("{") + sheet.count(",")) * sum(1 for _ in root.iter())
    return TOO_MUCH if work.of(root) + asked // QUESTIONS_OF_A_SHAPE > MOST_WORK else None


class _Work:
    """Adds up what is drawn, as often as it is used."""

    def __init__(self, root: Element) -> None:
        # A name that is given twice may mean either.
        self._named: defaultdict[str, list[Element]] = defaultdict(list)
        for node in root.iter():
            self._named[node.get("id", "")].append(node)
        self._known: dict[Element, int] = {}

    def colours(self, names: Sequence[str]) -> bool:
        """Tell whether these name gradients alone, or nothing."""
        return all(_plain(node.tag) in GRADIENTS for name in names for node in self._named.get(name, ()))

    def of(self, node: Element, depth: int = 0) -> int:
        """Return the work of a part and all that it draws; of one that draws itself more than is allowed."""
        if depth > DEEPEST:
            return MOST_WORK + 1
        if _plain(node.tag) in UNDRAWN:
            return 0
        if node not in self._known:
            self._known[node] = MOST_WORK + 1
            self._known[node] = self._added(node, depth + 1)
        return self._known[node]

    def _added(self, node: Element, depth: int) -> int:
        own = " ".join(node.attrib.values())
        names = USED.findall(own)
        names += [value.strip()[1:] for key, value in node.items() if _plain(key) == "href"]
        letters = len("".join((node.text or "", *(child.tail or "" for child in node))).strip())
        work = 1 + letters + len(own) // BYTES_OF_A_SHAPE
        drawn = [*node, *(one for name in names for one in self._named.get(name, ()))]
        for one in drawn:
            if work > MOST_WORK:
                break
            work += self.of(one, depth)
        return work


def _said(node: Element) -> Iterator[str]:
    tag = _plain(node.tag)
    yield f"<{tag}>" + (_written(node) if tag == "style" else "")
    for key, value in node.items():
        # What a drawing program notes for itself is no style.
        if "}" not in key:
            yield f"{key.lower()}={value}"


def _written(node: Element) -> str:
    return "".join(node.itertext())


def _plain(name: object) -> str:
    return str(name).rpartition("}")[2].lower()
