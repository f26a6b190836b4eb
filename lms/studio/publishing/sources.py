"""What releases were made of: kept at every publish, laid out again when one shall come back."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.db.files import FileStore
from lms.db.installation import Installation
from lms.events import CoursePublished
from lms.studio.copies import arriving, folders
from lms.studio.models import ReleaseSource
from lms.studio.rules import names


def keep(session: Session, event: CoursePublished) -> None:
    """Keep the files of a release as its author wrote them; once is enough."""
    if kept(session, [event.release_id]):
        return
    store: FileStore = session.info["files"]
    slugs = dict.fromkeys([event.slug, *(key.split("/", 1)[0] for key in event.quizzes)])
    wanted = {f"quizzes/{key}.md" for key in event.quizzes}
    for slug in slugs:
        for path, found in arriving.read(event.root, slug, store).items():
            if found is None or (slug != event.slug and path not in wanted):
                continue
            if isinstance(found.content, str):
                data = found.content.encode()
                sha256, size = store.put(data), len(data)
            else:
                sha256, size = found.content
            session.add(ReleaseSource(release_id=event.release_id, path=path, sha256=sha256, size=size))
    session.flush()


def kept(session: Session, release_ids: Sequence[int]) -> set[int]:
    """Tell of which releases the sources are kept."""
    rows = select(ReleaseSource.release_id).where(ReleaseSource.release_id.in_(release_ids)).distinct()
    return set(session.scalars(rows))


def of(session: Session, release_id: int) -> dict[str, ReleaseSource]:
    """Return the files of a release by path."""
    rows = select(ReleaseSource).where(ReleaseSource.release_id == release_id).order_by(ReleaseSource.path)
    return {row.path: row for row in session.scalars(rows)}


def content(store: FileStore, slug: str, source: ReleaseSource) -> str | tuple[str, int]:
    """Return a file as revisions take it: a text, or a picture's hash and size."""
    if names.is_text(slug, source.path):
        return store.get(source.sha256).decode()
    return source.sha256, source.size


def folder(installation: Installation, session: Session, slug: str, release_id: int) -> Path:
    """Lay the files of a release out, once, so that the reader can read them."""
    home = installation.settings.instance / "studio" / slug
    place = home / f"release-{release_id}"
    if folders.in_use(place):
        return place
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".new-", dir=home))
    for shelf in arriving.SHELVES:
        (made / shelf).mkdir()
    for path, source in of(session, release_id).items():
        (made / path).parent.mkdir(parents=True, exist_ok=True)
        (made / path).write_bytes(installation.files.get(source.sha256))
    try:
        os.rename(made, place)  # noqa: PTH104 # refuses where a folder with files lies
    except OSError:
        if not place.is_dir():
            raise
    return place
