"""Files beside a course: which types and sizes are taken, and what is wrong with a file."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from lms.content.findings import Findings, shortened
from lms.content.markdown.markup import svg

KB = 1024
# Size from which a reader on a phone waits, size that is refused; in KB.
PICTURE, CAPTION, DOWNLOAD, SOUND, FILM = (
    (200, 500),
    (100, 500),
    (5000, 20000),
    (10000, 50000),
    (50000, 300000),
)


@dataclass(frozen=True, slots=True)
class Sort:
    """A type of file: how it begins shows that it is what it claims to be."""

    media_type: str
    sizes: tuple[int, int]
    begins: tuple[bytes, ...] = ()
    offset: int = 0


SORTS = {
    ".svg": Sort("image/svg+xml", PICTURE),
    ".png": Sort("image/png", PICTURE, (b"\x89PNG\r\n\x1a\n",)),
    ".jpg": Sort("image/jpeg", PICTURE, (b"\xff\xd8\xff",)),
    ".jpeg": Sort("image/jpeg", PICTURE, (b"\xff\xd8\xff",)),
    ".gif": Sort("image/gif", PICTURE, (b"GIF87a", b"GIF89a")),
    ".webp": Sort("image/webp", PICTURE, (b"WEBP",), 8),
    ".avif": Sort("image/avif", PICTURE, (b"ftypavi", b"ftypmif1"), 4),
    ".vtt": Sort("text/vtt", CAPTION, (b"WEBVTT", b"\xef\xbb\xbfWEBVTT")),
    ".mp3": Sort("audio/mpeg", SOUND, (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa")),
    ".ogg": Sort("audio/ogg", SOUND, (b"OggS",)),
    ".m4a": Sort("audio/mp4", SOUND, (b"ftyp",), 4),
    ".mp4": Sort("video/mp4", FILM, (b"ftyp",), 4),
    ".webm": Sort("video/webm", FILM, (b"\x1aE\xdf\xa3",)),
    ".pdf": Sort("application/pdf", DOWNLOAD, (b"%PDF-",)),
    ".csv": Sort("text/csv", DOWNLOAD),
    ".txt": Sort("text/plain", DOWNLOAD),
    ".odt": Sort("application/vnd.oasis.opendocument.text", DOWNLOAD, (b"PK",)),
    ".ods": Sort("application/vnd.oasis.opendocument.spreadsheet", DOWNLOAD, (b"PK",)),
    ".odp": Sort("application/vnd.oasis.opendocument.presentation", DOWNLOAD, (b"PK",)),
    ".docx": Sort(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", DOWNLOAD, (b"PK",)
    ),
    ".xlsx": Sort("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", DOWNLOAD, (b"PK",)),
    ".pptx": Sort(
        "application/vnd.openxmlformats-officedocument.presentationml.presentation", DOWNLOAD, (b"PK",)
    ),
}
# Types that tell themselves by how they begin.
TELLING = (".jpg", ".png", ".gif", ".webp", ".avif", ".pdf")
LARGEST = max(sort.sizes[1] for sort in SORTS.values()) * KB
PROBE = 16


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture, sound, film, caption or download; `path` is relative to the course's folder.

    `pixels` is how wide and high a picture is, where it says so.
    """

    path: str
    sha256: str
    media_type: str
    size: int
    file: Path
    pixels: tuple[int, int] | None = None

    @property
    def address(self) -> str:
        return f"lms-asset:{self.sha256}{PurePosixPath(self.path).suffix.lower()}"


def sort_of(path: str, size: int, findings: Findings) -> Sort | None:
    """Judge a file by its name and size, before it is read."""
    name = shortened(path)
    sort = SORTS.get(PurePosixPath(path).suffix.lower())
    if sort is None:
        types = " ".join(one.removeprefix(".") for one in SORTS)
        findings.error("asset.type", name=name, types=types)
        return None
    enough, most = sort.sizes
    if size > most * KB:
        findings.error("asset.too-large", name=name, size=-(-size // KB), most=most)
        return None
    if size > enough * KB:
        findings.warning("asset.large", name=name, size=-(-size // KB), most=enough)
    return sort


def sound(path: str, data: bytes, sort: Sort, findings: Findings) -> bool:
    """Judge a file by what it holds; an SVG is read whole, of others `data` may be the beginning."""
    name = shortened(path)
    if sort.media_type == "image/svg+xml":
        objection = svg.objection(data)
        if objection == "broken":
            findings.error("asset.svg-broken", name=name)
        elif objection:
            findings.error("asset.svg", name=name, what=objection)
        return objection is None
    if sort.begins and not _begins(data, sort):
        other = next((end for end in TELLING if _begins(data, SORTS[end])), "")
        if other:
            better = shortened(PurePosixPath(path).stem + other)
            findings.error("asset.content-other", name=name, really=other[1:].upper(), better=better)
        else:
            findings.error("asset.content", name=name)
        return False
    return True


def _begins(data: bytes, sort: Sort) -> bool:
    return data[sort.offset :].startswith(sort.begins)
