"""Tests and sections of QTI 2 and 3: which item lies on which shelf, and in which order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from lms.exchange.qti.desk import Desk
from lms.exchange.qti.documents import ITEM, Document
from lms.exchange.qti.media import joined
from lms.exchange.xml import Node

SECTION = "assessmentSection"
DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Place:
    """An item's document and the section in which a test keeps it."""

    document: Document
    category: str = ""


def places(documents: tuple[Document, ...], desk: Desk) -> list[Place]:
    """Put the items of tests first, in their order; then those that no test names."""
    by_name = {one.name: one for one in documents}
    found: dict[str, Place] = {}
    for test in documents:
        if test.root.name not in {"assessmentTest", SECTION}:
            continue
        walk = _Walk(test, by_name, desk)
        for place in walk.places(test.root, ""):
            found.setdefault(place.document.name, place)
    rest = [Place(one) for one in documents if one.root.name == ITEM and one.name not in found]
    return [*found.values(), *rest]


@dataclass(frozen=True, slots=True)
class _Walk:
    test: Document
    by_name: Mapping[str, Document]
    desk: Desk
    met: set[str] = field(default_factory=set)

    def places(self, node: Node, category: str, depth: int = 0) -> Iterator[Place]:
        for child in node.children():
            if child.name == SECTION and depth < DEEPEST:
                yield from self.places(child, self._shelf(child, category), depth + 1)
            elif child.name == "assessmentItemRef":
                yield from self._item(child, category)
            elif child.name == "assessmentSectionRef" and depth < DEEPEST:
                other = self._named(child)
                # A section that is kept elsewhere is walked once: it may name itself.
                if other is not None and other.name not in self.met:
                    self.met.add(other.name)
                    yield from self.places(other.root, self._shelf(other.root, category), depth + 1)
            elif child.name in {"testPart", SECTION}:
                yield from self.places(child, category, depth + 1)

    def _shelf(self, section: Node, category: str) -> str:
        title = " ".join((section.get("title") or "").split()).replace("/", "//")
        selection = section.child("selection")
        shelf = "/".join(part for part in (category, title) if part)
        if selection is not None:
            self.desk.draw(shelf if title else "", selection.get("select", ""), section.line)
        return shelf

    def _named(self, reference: Node) -> Document | None:
        name = joined(self.test.folder, unquote(reference.get("href", "")))
        found = self.by_name.get(name or "")
        if found is None:
            self.desk.remarks.refuse("qti.absent", reference.line, name=reference.get("href", "")[:80])
        return found

    def _item(self, reference: Node, category: str) -> Iterator[Place]:
        found = self._named(reference)
        if found is None:
            return
        for weight in reference.children("weight"):
            if weight.get("value", "1") not in {"1", "1.0"}:
                title = found.root.get("title") or found.name
                self.desk.remarks.warn(
                    "qti.weight", reference.line, title=title[:60], weight=weight.get("value", "")[:20]
                )
        yield Place(found, category)
