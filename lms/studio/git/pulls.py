"""A pull: the folder goes forward, copies take what is new, clean courses may be published at once."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.catalogue import courses, drafts
from lms.catalogue.drafts import Working
from lms.content.findings import Finding
from lms.db.installation import Installation
from lms.jobs import queue
from lms.studio.copies import arriving, revisions
from lms.studio.git import acts, merging_in, repository
from lms.studio.git.repository import NotDone, Repository
from lms.studio.models import StudioCopy, WriteState
from lms.studio.publishing import write_backs

PULL_JOB = "studio.git-pull"
# A report names this many findings of a course; lms check and the editor show all.
NAMED = 8
# A release of the studio that is not in the folder yet must not be undone by what the folder holds.
UNFINISHED = (WriteState.PENDING, WriteState.UNWRITABLE, WriteState.HELD)


def promise(session: Session, *, key: str, at: datetime) -> None:
    """Promise a pull; pulls are harmless, so every call is one of its own."""
    queue.promise(session, PULL_JOB, {}, key=f"{PULL_JOB}:{key}", at=at)


def pull(installation: Installation, _payload: Mapping[str, Any]) -> None:
    """Bring the remote's commits in and look at every course that they touch. Handler of the job."""
    settings = installation.settings
    where = repository.of(settings)
    if where is None or not where.remote:
        return
    at = datetime.now(UTC)
    if not where.branch:
        with installation.database.write() as session:
            acts.note(session, acts.PULL, fine=False, at=at, why="detached HEAD")
        return
    with installation.database.read() as session:
        seen = acts.last_pulled(session)
    try:
        with repository.alone(settings):
            before = where.head()
            after = merging_in.fetched(where, settings)
            slugs = _touched(where, seen or before, after)
    except NotDone as error:
        with installation.database.write() as session:
            acts.note(session, acts.PULL, fine=False, at=at, why=str(error))
        raise
    report = {slug: outcome for slug in slugs if (outcome := _course(installation, slug, after, at))}
    with installation.database.write() as session:
        acts.note(session, acts.PULL, fine=True, at=at, commit=after, report=report)
        if slugs:
            details = {"commit": after, "courses": slugs[:50]}
            trail.note(session, None, "studio.pulled", where.branch, details, at=at)


def _touched(where: Repository, before: str, after: str) -> list[str]:
    """Return the courses whose folders differ between two commits."""
    if not before or before == after:
        return []
    said = where.run("diff", "--name-only", "-z", "--no-renames", before, after)
    if not said.fine:
        raise NotDone(said.reason)
    slugs = set()
    for path in said.out.decode(errors="replace").split("\0"):
        parts = path.removeprefix(where.prefix).split("/")
        if path.startswith(where.prefix) and len(parts) > 2 and parts[0] in arriving.SHELVES:
            slugs.add(parts[1])
    return sorted(slugs)


def _course(installation: Installation, slug: str, commit: str, at: datetime) -> dict[str, Any]:
    """Look at one course of the pull, publish it if that is wished; say what became of it."""
    settings = installation.settings
    found = drafts.of(settings.content_root, slug)
    if not found.present:
        return {}
    with installation.database.write() as session:
        copy = session.scalars(select(StudioCopy).where(StudioCopy.slug == slug)).one_or_none()
        if copy is not None:
            arriving.bring(session, slug, at=at)
        if found.draft is None:
            return {"state": "broken", "errors": found.errors, "findings": _told(found)}
        course = courses.row(session, slug)
        unchanged = drafts.weigh(session, found.draft).unchanged
        if unchanged or not settings.git_publish:
            return {"state": "unchanged" if unchanged else "changed"}
        if course is not None and course.retired_at is not None:
            return {"state": "retired"}
        last = write_backs.newest(session, [copy.id]).get(copy.id) if copy is not None else None
        if last is not None and last.state in UNFINISHED:
            return {"state": "waiting"}
    return _published(installation, slug, copy.id if copy else None, commit, at)


def _published(
    installation: Installation, slug: str, copy_id: int | None, commit: str, at: datetime
) -> dict[str, Any]:
    root = installation.settings.content_root
    with installation.database.write() as session:
        # The copy before the course, as the studio itself locks them: nobody waits for each other.
        copy = revisions.locked(session, copy_id) if copy_id is not None else None
        release = drafts.publish(
            session, root, slug, installation.files, trainer=None, expected="", by=None, at=at
        )
        if copy is not None:
            copy.release_id = release.id
        details = {"commit": commit, "number": release.number}
        trail.note(session, None, "studio.published-by-pull", slug, details, at=at)
        return {"state": "published", "number": release.number}


def _told(found: Working) -> list[dict[str, Any]]:
    return [_finding(one) for one in found.findings if one.is_error][:NAMED]


def _finding(one: Finding) -> dict[str, Any]:
    texts = {lang: one.text(lang) for lang in ("id", "en")}
    mends = {lang: one.remedy(lang) for lang in ("id", "en")}
    return {"path": one.path, "line": one.line, "text": texts, "mend": mends}
