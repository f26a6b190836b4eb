"""QTI of any version to neutral questions; what cannot be carried is named, and the rest comes in."""

from collections.abc import Iterator
from dataclasses import replace

from lms.content.findings import shortened
from lms.exchange.model import Bank, Item
from lms.exchange.qti import classic, derive, documents
from lms.exchange.qti.asking import NotCarried, Unsound
from lms.exchange.qti.desk import Desk
from lms.exchange.qti.documents import CLASSIC, TEST, Document, Package
from lms.exchange.qti.markup import Writer
from lms.exchange.qti.media import Media, joined
from lms.exchange.qti.modern import item as modern
from lms.exchange.qti.modern import tests
from lms.exchange.qti.program import Budget
from lms.exchange.remarks import Remarks
from lms.exchange.xml import Node

STIMULUS = "assessmentStimulusRef"


def read(data: bytes, path: str = "") -> Bank:
    """Read an item, a test, a package or a cartridge; raises Refused for a file that is hostile or broken."""
    remarks = Remarks(path)
    reading = _Reading(documents.read(data, remarks), remarks)
    items = [*reading.classic(), *reading.modern()]
    if not items and not remarks.found:
        remarks.refuse("exchange.empty", 0)
    return Bank(
        tuple(items),
        tuple(remarks.found),
        dict(reading.media.files),
        draws=dict(reading.desk.draws),
        title=reading.title,
    )


class _Reading:
    def __init__(self, package: Package, remarks: Remarks) -> None:
        self.package = package
        self.remarks = remarks
        self.media = Media(package.shelf)
        self.budget = Budget()
        names = [name for one in package.documents for name in _titles(one.root)]
        self.desk = Desk(remarks, several=len(names) > 1)
        self.title = names[0] if len(names) == 1 else ""

    def classic(self) -> Iterator[Item]:
        for document in self.package.documents:
            if document.root.name == CLASSIC:
                writer = Writer(self.media, document.folder)
                for asked in classic.read(document.root, writer, self.budget, self.desk):
                    yield from derive.items(asked, self.remarks)

    def modern(self) -> Iterator[Item]:
        for place in tests.places(self.package.documents, self.desk):
            self.budget.begin()
            for item in self._items(place.document):
                yield replace(item, category=place.category)

    def _items(self, document: Document) -> list[Item]:
        root = document.root
        writer = Writer(self.media, document.folder)
        stimuli = _stimuli(document, self.package)
        try:
            asked = modern.read(root, writer, self.budget, stimuli, case=not document.new)
        except (Unsound, NotCarried) as reason:
            title = shortened(root.get("title") or document.name)
            code = reason.code if isinstance(reason, NotCarried) else "qti.processing"
            values = {"name": str(reason)} if isinstance(reason, Unsound) else {}
            self.remarks.refuse(code, root.line, title=title, **values)
            return []
        return derive.items(asked, self.remarks)


def _titles(root: Node) -> list[str]:
    """Return the names of the quizzes and tests in a document."""
    if root.name == CLASSIC:
        return classic.titles(root)
    return [" ".join(root.get("title", "").split())] if root.name == TEST else []


def _stimuli(document: Document, package: Package) -> list[Node]:
    """Return the texts that an item shares with others."""
    names = {joined(document.folder, one.get("href", "")) for one in document.root.children(STIMULUS)}
    found = (one.root.child("stimulusBody") for one in package.documents if one.name in names)
    return [body for body in found if body is not None]
