"""Pictures, sounds and downloads of released courses, by their hash."""

from dataclasses import dataclass

from flask import Response, request
from sqlalchemy.orm import Session

from lms.catalogue.contents import Recent
from lms.catalogue.models import Asset
from lms.db.files import FileStore
from lms.errors import NotFound

# What a page shows in place; everything else is for saving.
SHOWN = ("image/", "audio/", "video/", "text/vtt")
# A drawing may style itself; a script in it, or a page that it pretends to be, does not run.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src 'self'; sandbox"

_types: Recent[str, str] = Recent(8192)


@dataclass(frozen=True, slots=True)
class File:
    """A file's bytes and what they are; `shown` in a page, or else saved."""

    data: bytes
    media_type: str

    @property
    def shown(self) -> bool:
        return self.media_type.startswith(SHOWN)


def served(found: File, etag: str, *, keep: str) -> Response:
    """Answer with a file by what it is; `keep` says how long a browser may."""
    response = Response(found.data, mimetype=found.media_type)
    response.set_etag(etag)
    response.headers["Cache-Control"] = keep
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = POLICY
    if not found.shown:
        response.headers["Content-Disposition"] = "attachment"
    response.make_conditional(request, accept_ranges=True, complete_length=len(found.data))
    return response


def get(session: Session, files: FileStore, sha256: str) -> File:
    """Return a released file; a hash that no release has brought is not found."""
    media_type = _types.get(sha256)
    if media_type is None:
        row = session.get(Asset, sha256)
        if row is None:
            raise NotFound
        media_type = row.media_type
        _types.put(sha256, media_type)
    try:
        return File(files.get(sha256), media_type)
    except KeyError:
        raise NotFound from None
