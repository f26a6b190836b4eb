"""A course as a zip of its own files: read back by `lms courses import` it is the same to the last letter."""

import hashlib
import json
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from lms.books.binding.epub import EPOCH
from lms.catalogue import drafts
from lms.content import canonical, reader
from lms.content.course import Course
from lms.content.reader import Library
from lms.errors import Message, NotFound, Refused
from lms.exchange.archives import Archive

MEDIA_TYPE = "application/zip"
MANIFEST = "ampera-course.json"
FORMAT = 1
LONGEST_NAME = 255
TORN = Message(
    "Zip kursus ini tidak utuh: “{name}” hilang atau berubah.",
    "This course's zip is not whole: “{name}” is missing or changed.",
    "Ekspor ulang kursusnya, atau kirim ulang berkasnya.",
    "Export the course again, or send the file again.",
)
NEWER = Message(
    "Zip kursus ini dibuat oleh versi yang lebih baru.",
    "This course's zip was made by a newer version.",
    "Perbarui program ini, lalu impor lagi.",
    "Update this program, then import again.",
)


def make(root: Path, slug: str) -> bytes:
    """Return the zip of a course of the working folder and of its quizzes; the same bytes each time.

    What its hashes are is written beside the files: whoever reads it back can see that nothing was lost.
    """
    if slug not in drafts.slugs(root):
        raise NotFound(drafts.NO_FOLDER, "draft.no-folder", course=slug)
    library = reader.read(root, [slug])
    found = drafts.working(library, slug)
    if found.course is None or found.draft is None:
        raise Refused(drafts.BROKEN, "draft.broken", course=slug, count=found.errors)
    files = _files(root, found.course)
    manifest = {
        "format": FORMAT,
        "course": slug,
        "title": found.course.title,
        "hashes": hashes(found.course, library),
        "files": {path: hashlib.sha256(data).hexdigest() for path, data in files.items()},
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, data in [(MANIFEST, text.encode()), *files.items()]:
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            file.writestr(entry, data)
    return made.getvalue()


def hashes(course: Course, library: Library) -> dict[str, Any]:
    """Return the digests of a course, its modules and its quizzes."""
    return {
        "course": canonical.digest(canonical.course(course)),
        "modules": {one.name: canonical.digest(canonical.module(one)) for one in course.modules},
        "quizzes": {key: canonical.digest(canonical.quiz(library.quizzes[key])) for key in course.quizzes},
    }


def _files(root: Path, course: Course) -> dict[str, bytes]:
    home, tests = f"courses/{course.slug}", f"quizzes/{course.slug}"
    found = {path for folder in (home, tests) for path in _beneath(root, folder)}
    found |= {f"quizzes/{key}.md" for key in course.quizzes}
    return {path: (root / path).read_bytes() for path in sorted(found)}


def _beneath(root: Path, folder: str) -> list[str]:
    base = (root / folder).resolve()
    return [
        f"{folder}/{path.relative_to(base).as_posix()}"
        for path in base.rglob("*")
        if path.is_file()
        and path.resolve().is_relative_to(base)
        and not any(part.startswith(".") for part in path.relative_to(base).parts)
    ]


def is_ours(data: bytes) -> bool:
    """Tell whether a zip is one that `make` wrote."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as file:
            return MANIFEST in file.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def read(data: bytes) -> tuple[str, Mapping[str, bytes]]:
    """Return the course's slug and its files by their paths; raise Refused unless every file is as it was."""
    archive = Archive(data)
    slug, files = _manifest(archive.read(MANIFEST))
    found = {}
    for path, sha256 in files.items():
        # Only what lies in the archive has a name that was looked at: a lone line here could lead anywhere.
        content = archive.read(path) if path in archive else None
        if content is None or hashlib.sha256(content).hexdigest() != sha256 or not _placed(path):
            raise Refused(TORN, "book.torn", name=path[:80])
        found[path] = content
    folders = {str(folder) for path in found for folder in PurePosixPath(path).parents}
    if twofold := folders & found.keys():
        raise Refused(TORN, "book.torn", name=min(twofold)[:80])
    return slug, found


def _placed(path: str) -> bool:
    """Tell whether a path lies in a folder of a shelf, in names that any disk can hold."""
    parts = path.split("/")
    fits = all(0 < len(part.encode()) <= LONGEST_NAME and part not in {".", ".."} for part in parts)
    return fits and len(parts) > 2 and parts[0] in {"courses", "quizzes"}


def _manifest(text: bytes) -> tuple[str, dict[str, str]]:
    try:
        manifest = json.loads(text)
        number, slug = int(manifest["format"]), str(manifest["course"])
        files = {str(path): str(sha256) for path, sha256 in manifest["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused(TORN, "book.torn", name=MANIFEST) from None
    if number > FORMAT:
        raise Refused(NEWER, "book.newer")
    return slug, files
