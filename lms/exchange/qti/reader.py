"""QTI of any version to neutral questions; what cannot be carried is named, and the rest comes in."""

from dataclasses import replace

from lms.exchange.model import Bank, Item
from lms.exchange.qti import classic, derive, documents
from lms.exchange.qti.asking import Unsound
from lms.exchange.qti.documents import CLASSIC, Document, Package
from lms.exchange.qti.media import Media, joined
from lms.exchange.qti.modern import item as modern
from lms.exchange.qti.modern import tests
from lms.exchange.remarks import Remarks
from lms.exchange.xml import Node

STIMULUS = "assessmentStimulusRef"


def read(data: bytes, path: str = "") -> Bank:
    """Read an item, a test, a package or a cartridge; raises Refused for a file that is hostile or broken."""
    remarks = Remarks(path)
    package = documents.read(data, remarks)
    media = Media(package.shelf)
    items: list[Item] = []
    for document in package.documents:
        if document.root.name == CLASSIC:
            for asked in classic.read(document.root, media, document.folder, remarks):
                items += derive.items(asked, remarks)
    for place in tests.places(package.documents, remarks):
        items += [
            replace(one, category=place.category) for one in _items(place.document, package, media, remarks)
        ]
    if not items and not remarks.found:
        remarks.refuse("exchange.empty", 0)
    return Bank(tuple(items), tuple(remarks.found), dict(media.files))


def _items(document: Document, package: Package, media: Media, remarks: Remarks) -> list[Item]:
    stimuli = tuple(_stimuli(document, package))
    try:
        asked = modern.read(document.root, media, document.folder, stimuli, case=not document.new)
    except Unsound as reason:
        title = document.root.get("title") or document.name
        remarks.refuse("qti.processing", document.root.line, title=title[:60], name=str(reason))
        return []
    return derive.items(asked, remarks)


def _stimuli(document: Document, package: Package) -> list[Node]:
    """Return the texts that an item shares with others."""
    names = {joined(document.folder, one.get("href", "")) for one in document.root.children(STIMULUS)}
    found = (one.root.child("stimulusBody") for one in package.documents if one.name in names)
    return [body for body in found if body is not None]
