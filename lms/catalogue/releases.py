"""Releases of a course: published as a whole or not at all, never changed afterwards."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.catalogue import contents, search
from lms.catalogue.contents import Recent
from lms.catalogue.models import Asset, Content, Course, Release
from lms.catalogue.rules import edition
from lms.catalogue.rules.edition import Draft, Edition
from lms.catalogue.rules.impact import Standing
from lms.content import course as content
from lms.content.markdown.assets import Asset as FileOnDisk
from lms.content.quiz import Quiz
from lms.db.files import FileStore
from lms.errors import Conflict, Message, NotFound, Refused
from lms.people.models import Person
from lms.questions.text import plain

NO_MODULE = Message(
    "Kursus “{course}” belum punya modul.",
    "Course “{course}” has no module yet.",
    "Tambahkan berkas modul, misalnya 01-pembukaan.md.",
    "Add a module file, 01-opening.md for example.",
)
NO_QUIZ = Message(
    "Kursus “{course}” menyebut kuis “{quiz}” yang tidak dapat dibaca.",
    "Course “{course}” names the quiz “{quiz}”, which cannot be read.",
    "Perbaiki quizzes/{quiz}.md, lalu terbitkan lagi.",
    "Mend quizzes/{quiz}.md, then publish again.",
)
ASSET_CHANGED = Message(
    "Berkas {path} berubah atau hilang selama penerbitan.",
    "File {path} changed or vanished while it was being published.",
    "Simpan berkasnya, lalu terbitkan lagi.",
    "Save the file, then publish again.",
)
PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)
SUMMARY = 220
EDITIONS = 512

_recent: Recent[int, Edition] = Recent(EDITIONS)


@dataclass(frozen=True, slots=True)
class Published:
    """One line of a course's history; the manifest stays in the database."""

    id: int
    number: int
    at: datetime
    by: str


def publish(
    session: Session,
    course: content.Course,
    quizzes: Mapping[str, Quiz],
    files: FileStore,
    *,
    by: int | None,
    at: datetime,
) -> Release:
    """Store a clean course as its next release; what is unchanged keeps the release that it has."""
    _refuse_broken(course, quizzes)
    made = edition.draft(course, quizzes)
    row = _locked(session, course)
    current = session.get(Release, row.release_id) if row.release_id is not None else None
    if current is not None and current.hash == made.hash:
        return current
    _store_assets(session, course, files)
    _store_bodies(session, made)
    release = _next(session, row, made, by=by, at=at)
    _copy(row, course, release)
    session.flush()
    trail.note(
        session, by, "course.published", row.slug, {"number": release.number, "hash": release.hash}, at=at
    )
    return release


def at(session: Session, release_id: int) -> Edition:
    """Return a release as an immutable view; one query the first time, none after."""
    found = _recent.get(release_id)
    if found is None:
        release = session.get(Release, release_id)
        if release is None:
            raise NotFound
        found = edition.read(
            release.manifest,
            id=release.id,
            course_id=release.course_id,
            number=release.number,
            published_at=release.published_at,
        )
        _recent.put(release_id, found)
    return found


def current(session: Session, course: Course) -> Edition:
    """Return what a new learner of this course begins with."""
    if course.release_id is None:
        raise NotFound
    return at(session, course.release_id)


def standing(session: Session, slug: str) -> Standing | None:
    """Return what stands now, with the quizzes and questions that a comparison needs."""
    release = session.scalars(
        select(Release).join(Course, Course.release_id == Release.id).where(Course.slug == slug)
    ).one_or_none()
    if release is None:
        return None
    quizzes = contents.bodies(session, release.manifest["quizzes"].values())
    questions = contents.bodies(
        session,
        (one["hash"] for quiz in quizzes.values() for pool in quiz["pools"] for one in pool["questions"]),
    )
    return Standing(release.number, release.hash, release.manifest, {**quizzes, **questions})


def history(session: Session, course_id: int) -> list[Published]:
    """Return a course's releases, the newest first, with who published each."""
    rows = session.execute(
        select(Release.id, Release.number, Release.published_at, Person.name)
        .outerjoin(Person, Person.id == Release.published_by)
        .where(Release.course_id == course_id)
        .order_by(Release.number.desc())
    )
    return [Published(id, number, moment, name or "") for id, number, moment, name in rows]  # noqa: A001 # the column's name


def retire(session: Session, course: Course, *, by: int | None, at: datetime) -> None:
    """Take a course off the catalogue; who has begun it goes on, certificates stay."""
    if course.retired_at is None:
        course.retired_at = at
        session.flush()
        trail.note(session, by, "course.retired", course.slug, at=at)


def offer(session: Session, course: Course, *, by: int | None, at: datetime) -> None:
    """Put a retired course back on the catalogue."""
    if course.retired_at is not None:
        course.retired_at = None
        session.flush()
        trail.note(session, by, "course.offered", course.slug, at=at)


def _refuse_broken(course: content.Course, quizzes: Mapping[str, Quiz]) -> None:
    if not course.modules:
        raise Refused(NO_MODULE, "publish.no-module", course=course.slug)
    for key in course.quizzes:
        if key not in quizzes:
            raise Refused(NO_QUIZ, "publish.no-quiz", course=course.slug, quiz=key)


def _locked(session: Session, course: content.Course) -> Course:
    """Return the course's row, made if it is new, with every other publisher of it made to wait."""
    statement = (
        select(Course)
        .where(Course.slug == course.slug)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    row = session.scalars(statement).one_or_none()
    if row is None:
        # Two may publish a new course at once: one inserts, the other waits and finds the row.
        blank: dict[str, Any] = {"slug": course.slug, "title": course.title}
        blank |= {"sort_title": course.title.casefold()}
        blank |= {"field": course.field, "kind": course.kind, "jp": course.jp}
        _insert_absent(session, Course, [blank])
        row = session.scalars(statement).one()
    return row


def _store_assets(session: Session, course: content.Course, files: FileStore) -> None:
    for asset in course.assets:
        files.put(_unchanged(asset))
    rows = {
        asset.sha256: {"hash": asset.sha256, "media_type": asset.media_type, "size": asset.size}
        for asset in course.assets
    }
    _insert_absent(session, Asset, [rows[sha256] for sha256 in sorted(rows)])


def _unchanged(asset: FileOnDisk) -> bytes:
    try:
        data = asset.file.read_bytes()
    except OSError:
        data = b""
    if hashlib.sha256(data).hexdigest() != asset.sha256:
        raise Conflict(ASSET_CHANGED, "publish.asset-changed", path=asset.path)
    return data


def _store_bodies(session: Session, made: Draft) -> None:
    # In the order of the hashes, so that two courses that share content cannot wait for each other.
    rows = [
        {"hash": sha256, "kind": kind, "body": dict(body)}
        for sha256, (kind, body) in sorted(made.bodies.items())
    ]
    _insert_absent(session, Content, rows)


def _next(session: Session, row: Course, made: Draft, *, by: int | None, at: datetime) -> Release:
    last = session.scalar(select(func.max(Release.number)).where(Release.course_id == row.id)) or 0
    release = Release(
        id=edition.identity(row.id, last + 1, at, made.hash, row.slug),
        course_id=row.id,
        number=last + 1,
        hash=made.hash,
        manifest=dict(made.manifest),
        published_at=at,
        published_by=by,
    )
    session.add(release)
    session.flush()
    return release


def _copy(row: Course, course: content.Course, release: Release) -> None:
    """Keep on the course's row what the catalogue shows and searches."""
    row.title, row.sort_title, row.summary = (
        course.title,
        course.title.casefold(),
        _summary(course.intro_html),
    )
    row.field, row.kind, row.level = course.field, course.kind, course.level
    row.jp, row.minutes, row.modules = course.jp, course.minutes, len(course.modules)
    titles = [course.title, *(one.title for one in course.translations)]
    row.title_stems = search.stems(titles, 600)
    row.stems = search.stems(_texts(course))
    row.release_id = release.id


def _texts(course: content.Course) -> Iterable[str]:
    yield course.title
    yield plain(course.intro_html)
    yield course.field
    yield from course.competencies
    yield from course.trainers
    for one in course.translations:
        yield one.title
        yield plain(one.intro_html)
    for module in (text for base in course.modules for text in (base, *base.translations)):
        yield module.title
        yield from module.outcomes
        yield from module.cites
        yield from (entry.title for entry in module.toc)


def _summary(html: str) -> str:
    found = PARAGRAPH.search(html)
    text = plain(found.group(1) if found else html)
    if len(text) <= SUMMARY:
        return text
    return text[:SUMMARY].rsplit(" ", 1)[0].rstrip(",;:–—") + "…"


def _insert_absent(session: Session, model: type, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows whose key is not there yet, in SQLite and PostgreSQL alike."""
    if not rows:
        return
    table: Table = model.__table__  # type: ignore[attr-defined] # every model has one
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    session.execute(insert(table).on_conflict_do_nothing(), list(rows))
