"""Every publish of the studio is a commit by its trainer, and goes to the remote."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from lms.catalogue.models import Release
from lms.config import Settings
from lms.db.installation import Installation
from lms.jobs import queue
from lms.people.models import Person
from lms.studio.git import acts, merging_in, repository
from lms.studio.git.repository import NETWORK_SECONDS, NotDone, Repository

PUSH_JOB = "studio.git-push"
# What git takes off the ends of a name; one that is nothing else it refuses.
ENDS = " .,:;\"'\\"


def commit(installation: Installation, payload: Mapping[str, Any]) -> None:
    """Commit the files of a release, and nothing else. Handler of the job; done twice it is one commit."""
    settings = installation.settings
    where = repository.of(settings) if settings.git_commit else None
    if where is None:
        return
    at = datetime.now(UTC)
    with installation.database.read() as session:
        release = session.get_one(Release, payload["release"])
        words, person = _message(release), author(session, settings, payload["by"])
    try:
        with repository.alone(settings):
            made = _commit(where, payload["paths"], words, person)
    except NotDone as error:
        with installation.database.write() as session:
            acts.note(session, acts.COMMIT, fine=False, at=at, why=str(error))
        raise
    with installation.database.write() as session:
        if made:
            acts.note(session, acts.COMMIT, fine=True, at=at, commit=made)
        head = where.head()
        if where.remote and where.branch and settings.git_push and head:
            queue.promise(session, PUSH_JOB, {}, key=f"{PUSH_JOB}:{head}", at=at)


def push(installation: Installation, _payload: Mapping[str, Any]) -> None:
    """Push what was committed; what the remote has more is merged first. Handler of the job."""
    settings = installation.settings
    where = repository.of(settings)
    if where is None or not where.remote or not where.branch:
        return
    at = datetime.now(UTC)
    failure = ""
    try:
        with repository.alone(settings):
            _push(where, settings)
    except NotDone as error:
        failure = str(error)
    with installation.database.write() as session:
        acts.note(session, acts.PUSH, fine=not failure, at=at, commit=where.head(), why=failure)
    if failure:
        raise NotDone(failure)


def author(session: Session, settings: Settings, person_id: int | None) -> tuple[str, str]:
    """Return the name and the e-mail of a commit's author; one of the site without it; never a NIP."""
    host = urlsplit(settings.base_url).hostname or "localhost"
    person = session.get(Person, person_id) if person_id is not None else None
    if person is None:
        return _plain(settings.site_name) or "Ampera", f"studio@noreply.{host}"
    address = _plain(person.email or "") or f"pengajar-{person.id}@noreply.{host}"
    return _plain(person.name) or f"Pengajar {person.id}", address


def _plain(text: str) -> str:
    """Leave out what would end a line or an address, or hide; an apostrophe in a name stays."""
    kept = "".join(sign for sign in text if sign.isprintable() and sign not in "<>")
    return kept if kept.strip(ENDS) else ""


def _message(release: Release) -> str:
    title = " ".join(release.manifest["title"].split())
    slug = release.manifest["slug"]
    return f"Terbitkan {title} (terbitan {release.number})\n\nKursus: {slug}\nTerbitan: {release.number}\n"


def _commit(where: Repository, paths: list[str], words: str, person: tuple[str, str]) -> str:
    """Return the commit that was made; empty when there was nothing to commit."""
    whole = [f"{where.prefix}{path}" for path in paths]
    if not whole:
        return ""
    known = where.tracked(whole)
    ignored = where.ignored(whole) - known
    mine = [path for path in whole if path in known or ((where.top / path).exists() and path not in ignored)]
    if not mine:
        return ""
    where.demand("add", "-A", "--", *mine)
    base = where.head()
    changed = where.run("diff", "--cached", "--quiet", "--", *mine) if base else None
    if changed is not None and changed.fine:
        return ""
    said = where.run("commit", "-q", "--no-verify", "-m", words, "--only", "--", *mine, person=person)
    if not said.fine:
        raise NotDone(said.reason)
    return where.head()


def _push(where: Repository, settings: Settings) -> None:
    target = f"HEAD:refs/heads/{where.branch}"
    said = where.run("push", "-q", where.remote, target, seconds=NETWORK_SECONDS)
    if said.fine:
        return
    merging_in.fetched(where, settings)
    where.demand("push", "-q", where.remote, target, seconds=NETWORK_SECONDS)
