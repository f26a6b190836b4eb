"""A course as EPUB 3.3: XHTML with MathML, contents, described pictures; the same bytes each time."""

import uuid
import zipfile
from dataclasses import dataclass, field
from html import escape
from io import BytesIO
from pathlib import PurePosixPath

from lms.books.binding import layout
from lms.books.binding.bodies import Body, Shape
from lms.books.binding.layout import Imprint
from lms.books.volumes import Chapter, Picture, Volume
from lms.content.markdown.markup.mathml import NAMESPACE
from lms.content.markdown.markup.tree import VOID, Node, Raw

MEDIA_TYPE = "application/epub+zip"
# Zip's own first day: no clock is in the file.
EPOCH = (1980, 1, 1, 0, 0, 0)
UNDATED = "2000-01-01"
BOOKS = uuid.uuid5(uuid.NAMESPACE_DNS, "ampera-lms.books")
# What every reading system must be able to show (EPUB 3.3, 3.2); other files stay behind and are told.
CORE = frozenset({"image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"})
CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">\n<rootfiles>\n'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>\n'
    "</rootfiles>\n</container>\n"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One page of the book; `properties` are what the manifest must say of it."""

    id: str
    file: str
    data: bytes
    properties: str = ""


@dataclass(slots=True)
class _Making:
    volume: Volume
    imprint: Imprint
    used: dict[str, Picture] = field(default_factory=dict)

    def picture(self, picture: Picture) -> str:
        if picture.media_type not in CORE:
            return ""
        name = f"images/{picture.sha256[:16]}{PurePosixPath(picture.path).suffix.lower()}"
        self.used[name] = picture
        return name

    def page(self, template: str, **values: object) -> bytes:
        text = layout.page(template, self.volume, self.imprint, **values)
        return text.encode()


def make(volume: Volume, imprint: Imprint) -> bytes:
    """Return the book; the same volume gives the same bytes."""
    making = _Making(volume, imprint)
    shape = Shape(
        volume,
        module=lambda chapter, anchor: f"{_file(chapter)}{'#' + anchor if anchor else ''}",
        picture=making.picture,
        prefixed=False,
        keys_at="kunci.xhtml",
    )
    parts = [_chapter(making, shape, number, one) for number, one in enumerate(volume.chapters, 1)]
    opening = Chapter("pembuka", "", "0", 0, (), (), volume.intro, ())
    cover = making.page("epub-title.xhtml", intro=layout.written(_inner(Body(shape, opening, 0).root())))
    parts.insert(0, Part("judul", "judul.xhtml", cover))
    if shape.keys:
        keys = [(label, address, layout.written(_inner(key))) for label, address, key in shape.keys]
        properties = "mathml" if any("<math" in key for _, _, key in keys) else ""
        parts.append(Part("kunci", "kunci.xhtml", making.page("epub-keys.xhtml", keys=keys), properties))
    files = [(_file(one), one) for one in volume.chapters]
    navigation = Part(
        "nav", "nav.xhtml", making.page("epub-nav.xhtml", files=files, keys=bool(shape.keys)), "nav"
    )
    return _bound(making, parts, navigation)


def _chapter(making: _Making, shape: Shape, number: int, chapter: Chapter) -> Part:
    body = _inner(Body(shape, chapter, number).root())
    data = making.page("epub-chapter.xhtml", chapter=chapter, number=number, body=layout.written(body))
    return Part(f"m{number}", _file(chapter), data, "mathml" if "<math" in body else "")


def _file(chapter: Chapter) -> str:
    return f"{chapter.name}.xhtml"


def _bound(making: _Making, parts: list[Part], navigation: Part) -> bytes:
    images = [
        (f"g{place}", name, picture.media_type)
        for place, (name, picture) in enumerate(sorted(making.used.items()))
    ]
    modified = f"{making.volume.date or UNDATED}T00:00:00Z"
    package = making.page(
        "epub-package.xml",
        identifier=uuid.uuid5(BOOKS, f"{making.volume.slug}:{making.volume.hash}"),
        modified=modified,
        parts=parts,
        navigation=navigation,
        images=images,
        maths=any("mathml" in part.properties for part in parts),
    )
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        # First, and as it is: that is how a file shows that it is a book.
        _put(file, "mimetype", MEDIA_TYPE.encode(), zipfile.ZIP_STORED)
        _put(file, "META-INF/container.xml", CONTAINER.encode())
        _put(file, "EPUB/package.opf", package)
        _put(file, "EPUB/book.css", layout.style("epub.css").encode())
        for part in [navigation, *parts]:
            _put(file, f"EPUB/{part.file}", part.data)
        for name, picture in sorted(making.used.items()):
            _put(file, f"EPUB/{name}", picture.load(), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _put(file: zipfile.ZipFile, name: str, data: bytes, method: int = zipfile.ZIP_DEFLATED) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = method
    entry.external_attr = 0o644 << 16
    file.writestr(entry, data)


def _inner(root: Node) -> str:
    return "".join(xhtml(child) for child in root.children)


def xhtml(child: Node | Raw | str) -> str:
    """Write HTML as XML: everything is closed, every attribute has a value, formulas name their language."""
    if not isinstance(child, Node):
        return child.html if isinstance(child, Raw) else escape(child, quote=False)
    given = {"xmlns": NAMESPACE, **child.attributes} if child.tag == "math" else child.attributes
    attributes = "".join(
        f' {name}="{escape(name if value is None else value)}"' for name, value in given.items()
    )
    if child.tag in VOID:
        return f"<{child.tag}{attributes}/>"
    return f"<{child.tag}{attributes}>{''.join(map(xhtml, child.children))}</{child.tag}>"
