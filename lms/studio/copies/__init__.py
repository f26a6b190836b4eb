"""Copies of courses in the studio: the truth of a draft is in the database, its folder is a cache.

    copy = copies.of(session, slug, trainer=person_id or None, at=now)      # 404 unless it is his or hers
    file, text = copies.text(session, copy, "courses/dasar-spbe/01-konsep.md")
    saved = copies.save(session, copy, file.path, text, base=file.version, by=person_id, at=now)

`save` raises `Clash` when two changed the same lines. What the later one wrote is set aside in this very
transaction, so the caller catches it and lets the request end well: a redirect to `lms.studio.clash` with
`aside_id=clash.aside`.
"""

from lms.studio.copies.finding import by_id, data, file, files, of, text
from lms.studio.copies.folders import folder, library
from lms.studio.copies.starting import begin
from lms.studio.copies.values import Clash, Copy, File, Saved
from lms.studio.copies.writing import add, put_asset, remove, rename, restore, save

__all__ = [
    "Clash",
    "Copy",
    "File",
    "Saved",
    "add",
    "begin",
    "by_id",
    "data",
    "file",
    "files",
    "folder",
    "library",
    "of",
    "put_asset",
    "remove",
    "rename",
    "restore",
    "save",
    "text",
]
