"""What a file from elsewhere holds: one XML, or a package whose manifest names its files in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lms.errors import Refused
from lms.exchange import archives, xml
from lms.exchange.qti.media import Shelf, folder_of, joined
from lms.exchange.qti.names import plain
from lms.exchange.remarks import Remarks
from lms.exchange.xml import Node

MANIFEST = "imsmanifest.xml"
ENDINGS = (".xml", ".qti")
CLASSIC_SHELF = "non_cc_assessments/"
META = "assessment_meta.xml"
ITEM, TEST, CLASSIC = "assessmentItem", "assessmentTest", "questestinterop"
KNOWN = (ITEM, TEST, CLASSIC, "assessmentSection", "assessmentStimulus")
QTI3 = "qti-"


@dataclass(frozen=True, slots=True)
class Document:
    """One XML with plain names; `name` is its path in the package, `new` tells version 3."""

    name: str
    root: Node
    new: bool = False

    @property
    def folder(self) -> str:
        return folder_of(self.name)


@dataclass(frozen=True, slots=True)
class Package:
    documents: tuple[Document, ...]
    shelf: Shelf | None = None


def read(data: bytes, remarks: Remarks) -> Package:
    """Read all documents of a file; raises Refused for one that is hostile or no QTI at all."""
    if not archives.is_zip(data):
        document = _document("", xml.parse(data))
        if document.root.name not in KNOWN:
            remarks.refuse("qti.unknown", 0, name=document.root.name[:40])
            return Package(())
        return Package((document,))
    archive = archives.Archive(data)
    found = []
    for name in _names(archive, remarks):
        try:
            document = _document(name, xml.parse(archive.read(name)))
        except Refused as reason:
            if reason.code in HOSTILE:
                raise
            remarks.refuse("qti.file", 0, name=name)
            continue
        if document.root.name in KNOWN:
            found.append(document)
    return Package(tuple(found), archive)


HOSTILE = ("xml.doctype", "xml.deep", "xml.large", "archive.large", "archive.broken")


def _document(name: str, root: Node) -> Document:
    new = root.name.startswith(QTI3)
    return Document(name, plain(root), new)


def _names(archive: archives.Archive, remarks: Remarks) -> list[str]:
    """Return the XML files in the manifest's order, or by name; Canvas's fuller twin of a quiz goes first."""
    manifest = next((name for name in sorted(archive.names, key=len) if name.endswith(MANIFEST)), None)
    rest = sorted(name for name in archive.names if name.lower().endswith(ENDINGS))
    named = list(_listed(archive, manifest, remarks)) if manifest else []
    names = [name for name in dict.fromkeys([*named, *rest]) if name != manifest and not name.endswith(META)]
    fuller = {
        name.removeprefix(CLASSIC_SHELF).partition(".")[0] for name in names if name.startswith(CLASSIC_SHELF)
    }
    return [name for name in names if not (fuller and folder_of(name).rpartition("/")[2] in fuller)]


def _listed(archive: archives.Archive, manifest: str, remarks: Remarks) -> Iterator[str]:
    root = plain(xml.parse(archive.read(manifest)))
    start = f"{folder_of(manifest)}/{root.get('base', '')}"
    for holder in root.children("resources"):
        for resource in holder.children("resource"):
            folder = f"{start}/{holder.get('base', '')}/{resource.get('base', '')}"
            for one in (resource, *resource.children("file")):
                address = unquote(one.get("href", "")).partition("?")[0]
                name = joined(folder, address)
                if name is None or not address.lower().endswith(ENDINGS):
                    continue
                if name in archive:
                    yield name
                elif one is resource:
                    remarks.refuse("qti.absent", 0, name=name[:80])
