"""The package: manifest, test, items and pictures, the same bytes for the same questions."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lms.exchange.model import Bank, Written
from lms.exchange.qti.writing import items
from lms.exchange.qti.writing.items import Made
from lms.exchange.qti.writing.tree import Element, document, element, renewed
from lms.exchange.quizfile import language
from lms.exchange.remarks import Remarks

ID = re.compile(r"[A-Za-z_][\w.-]{0,60}", re.ASCII)
UNNAMED = re.compile(r"[^A-Za-z0-9_.-]+")
DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Version:
    """How a version names itself in its files."""

    space: str
    schema: str
    package: str
    package_schema: str
    name: str
    number: str
    suffix: str


VERSIONS = {
    "2.2": Version(
        "http://www.imsglobal.org/xsd/imsqti_v2p2",
        "http://www.imsglobal.org/xsd/qti/qtiv2p2/imsqti_v2p2.xsd",
        "http://www.imsglobal.org/xsd/imscp_v1p1",
        "http://www.imsglobal.org/xsd/qti/qtiv2p2/qtiv2p2_imscpv1p2_v1p0.xsd",
        "QTIv2.2 Package",
        "1.0.0",
        "xmlv2p2",
    ),
    "3.0": Version(
        "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
        "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
        "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
        "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd",
        "QTI Package",
        "3.0.0",
        "xmlv3p0",
    ),
}


def write(bank: Bank, *, version: str = "3.0", title: str = "", path: str = "") -> Written:
    """Write every question that QTI can hold; the remarks name the others and what others lose."""
    remarks = Remarks(path)
    lang = language.guess(bank)
    made: list[Made] = []
    taken: set[str] = set()
    for item in bank.items:
        name = _name(item.id or item.title, taken)
        one = items.write(item, name, lang, remarks)
        if one is not None:
            taken.add(name)
            made.append(one)
    files = dict(_files(bank, made, VERSIONS[version], title or bank.title or "Kuis"))
    return Written(_zipped(files), tuple(remarks.found))


def _name(text: str, taken: set[str]) -> str:
    """Return an identifier that XML and file systems take, and that no other item has."""
    plain = text if ID.fullmatch(text) else f"q-{UNNAMED.sub('-', text).strip('-.')[:50]}".rstrip("-")
    name, number = plain, 1
    while name.lower() in {one.lower() for one in taken}:
        number += 1
        name = f"{plain}-{number}"
    return name


def _files(bank: Bank, made: Sequence[Made], version: Version, title: str) -> Iterator[tuple[str, bytes]]:
    pictures = {one.name: sorted(_pictures(one.root, bank)) for one in made}
    yield "imsmanifest.xml", _manifest(made, pictures, version)
    yield "test.xml", _document(_test(made, title, bank), version)
    for one in made:
        yield f"items/{one.name}.xml", _document(one.root, version)
    for name in sorted({name for names in pictures.values() for name in names}):
        yield f"images/{name}", bank.files[name]


def _document(root: Element, version: Version) -> bytes:
    if version.number.startswith("3"):
        for one in [one for one in root.iter() if one.tag in {"modalFeedback", "rubricBlock"}]:
            _wrap(one)
        renewed(root)
    return document(root, version.space, version.schema)


def _wrap(node: Element) -> None:
    """Version 3.0 keeps content in a body of its own, and asks what a rubric is for."""
    body = element("contentBody")
    body.extend(list(node))
    for child in list(node):
        node.remove(child)
    node.append(body)
    if node.tag == "rubricBlock":
        node.set("use", "scoring")


def _pictures(root: Element, bank: Bank) -> set[str]:
    names = {one.get("src", "").rpartition("/")[2] for one in root.iter("img")}
    return {name for name in names if name in bank.files}


def _test(made: Sequence[Made], title: str, bank: Bank) -> Element:
    """One section per category, in the order of the questions."""
    part = element("testPart", identifier="part", navigationMode="nonlinear", submissionMode="simultaneous")
    shelves = [(name, [*rows]) for name, rows in groupby(made, key=lambda one: one.item.category)]
    once = Counter(name for name, _ in shelves)
    for number, (category, rows) in enumerate(shelves, start=1):
        section = element("assessmentSection", identifier=f"section-{number}", title=category, visible="true")
        draw = bank.draws.get(category, 0)
        # A shelf in two places cannot be drawn from as one.
        if once[category] == 1 and 0 < draw <= len(rows):
            section.append(element("selection", select=str(draw)))
        for one in rows:
            section.append(
                element("assessmentItemRef", identifier=f"ref-{one.name}", href=f"items/{one.name}.xml")
            )
        part.append(section)
    if not made:
        part.append(element("assessmentSection", identifier="section-1", title="", visible="true"))
    return element("assessmentTest", part, identifier="test", title=title)


def _manifest(made: Sequence[Made], pictures: dict[str, list[str]], version: Version) -> bytes:
    test = element("resource", element("file", href="test.xml"), identifier="test", href="test.xml")
    test.set("type", f"imsqti_test_{version.suffix}")
    resources = element("resources", test)
    for one in made:
        test.append(element("dependency", identifierref=f"item-{one.name}"))
        name = f"items/{one.name}.xml"
        resource = element("resource", element("file", href=name), identifier=f"item-{one.name}", href=name)
        resource.set("type", f"imsqti_item_{version.suffix}")
        resource.extend(element("file", href=f"images/{picture}") for picture in pictures[one.name])
        resources.append(resource)
    about = element(
        "metadata", element("schema", text=version.name), element("schemaversion", text=version.number)
    )
    root = element("manifest", about, element("organizations"), resources, identifier="manifest")
    return document(root, version.package, version.package_schema)


def _zipped(files: dict[str, bytes]) -> bytes:
    """Pack the files, dated alike, so that equal questions make equal bytes."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = ZipInfo(name, DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()
