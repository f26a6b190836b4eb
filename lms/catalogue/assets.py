"""Pictures, sounds and downloads of released courses, by their hash."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from lms.catalogue.contents import Recent
from lms.catalogue.models import Asset
from lms.db.files import FileStore
from lms.errors import NotFound

# What a page shows in place; everything else is for saving.
SHOWN = ("image/", "audio/", "video/", "text/vtt")

_types: Recent[str, str] = Recent(8192)


@dataclass(frozen=True, slots=True)
class File:
    """A file's bytes and what they are; `shown` in a page, or else saved."""

    data: bytes
    media_type: str

    @property
    def shown(self) -> bool:
        return self.media_type.startswith(SHOWN)


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
