"""Courses as the catalogue keeps them, made without Markdown; small events; a count of statements."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import count
from typing import Any

from build import NINE
from sqlalchemy import event
from sqlalchemy.orm import Session

from lms.catalogue.models import Content, Course, Release
from lms.content import canonical
from lms.db.session import Database
from lms.events import AttemptGraded

# Editions are kept in memory by their id for the life of the process, so no id comes twice.
EDITIONS = count(1_000_001)
SECTIONS = ("pendahuluan", "prinsip", "penutup")
KIND = {
    "format": 1,
    "kind": "shorttext",
    "prompt": "<p>Berapa?</p>",
    "body": {"accept": [{"pattern": "tujuh"}], "case": False},
    "explanation": "<p>Perpres 95/2018.</p>",
}


def a_course(
    session: Session,
    slug: str = "dasar-spbe",
    modules: Sequence[tuple[str, str | None]] = (("01-satu", None), ("02-dua", None)),
    exam: str | None = None,
    **values: Any,
) -> Course:
    """Publish the first edition of a course; a module is its name and the quiz that it is done by."""
    course = Course(
        slug=slug, title=values.get("title", slug.title()), sort_title=slug, field="e-government",
        kind=values.get("kind", "course"), jp=Decimal(2 * len(modules)), modules=len(modules),
    )  # fmt: skip
    session.add(course)
    session.flush()
    an_edition(session, course, modules, exam, **values)
    return course


def an_edition(
    session: Session,
    course: Course,
    modules: Sequence[tuple[str, str | None]],
    exam: str | None = None,
    *,
    number: int = 1,
    words: int = 100,
    **values: Any,
) -> Release:
    """Publish a further edition; the course points at it."""
    quizzes = [quiz for _name, quiz in modules if quiz] + ([exam] if exam else [])
    manifest = {
        "slug": course.slug, "title": course.title, "field": course.field, "kind": course.kind, "level": 1,
        "jp": str(values.get("jp", course.jp)), "minutes": 90 * len(modules), "intro": "<p>Untuk semua.</p>",
        "language": "id", "competencies": ["spbe/1"], "trainers": ["Dr. Rahma"],
        "requires": list(values.get("requires", ())), "addresses": [], "certificate": "standar",
        "exam": exam, "valid": None, "assets": [],
        "modules": [
            {"name": name, "title": f"Judul {name}", "jp": "2", "minutes": 8, "quiz": quiz,
             "hash": _keep(session, "module", a_text(name, quiz, words))}
            for name, quiz in modules
        ],
        "quizzes": {key: _keep(session, "quiz", a_quiz(session, key, **values)) for key in quizzes},
    }  # fmt: skip
    release = Release(
        id=next(EDITIONS), course_id=course.id, number=number, hash=canonical.digest(manifest),
        manifest=manifest, published_at=NINE,
    )  # fmt: skip
    session.add(release)
    session.flush()
    course.release_id = release.id
    session.flush()
    return release


def a_text(name: str, quiz: str | None, words: int) -> dict[str, Any]:
    headings = "".join(f'<h2 id="{section}">{section.title()}</h2><p>Isi {name}.</p>' for section in SECTIONS)
    return {
        "format": 1, "title": f"Judul {name}", "jp": "2", "outcomes": ["Menjelaskan"], "quiz": quiz,
        "cites": ["Perpres 95/2018"], "html": headings, "sections": list(SECTIONS), "words": words,
        "toc": [{"id": section, "title": section.title(), "level": 2} for section in SECTIONS],
        "minutes": 8, "language": "id",
    }  # fmt: skip


def a_quiz(
    session: Session, key: str, *, attempts: int = 3, wait: int = 0, quiz_kind: str = "module", **_: Any
) -> dict[str, Any]:
    question = _keep(session, "question", KIND)
    return {
        "format": 1, "title": f"Kuis {key}", "kind": quiz_kind, "pass": "70",
        "attempts": attempts, "wait": wait, "minutes": 30,
        "shuffle": [], "feedback": "after-attempt", "keep": "highest", "language": "id",
        "intro": "<p>Kerjakan sendiri.</p>",
        "pools": [{"title": "", "draw": None, "questions": [{"id": "q1", "hash": question, "points": "1"}]}],
    }  # fmt: skip


def graded(
    learner_id: int, course_id: int | None, quiz: str, percent: int, at: datetime = NINE
) -> AttemptGraded:
    return AttemptGraded(at, learner_id, 1, course_id, quiz, Fraction(percent), percent >= 70)


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def heard(session: Session, *kinds: type) -> list[Any]:
    """Collect the events of these kinds that this session tells from now on."""
    told: list[Any] = []
    session.info["journey"] = {kind: [lambda _session, event: told.append(event)] for kind in kinds}
    return told


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """Collect the statements sent to the database, without BEGIN and COMMIT."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK")):
            sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def _keep(session: Session, kind: str, body: dict[str, Any]) -> str:
    sha256 = canonical.digest(body)
    if session.get(Content, sha256) is None:
        session.add(Content(hash=sha256, kind=kind, body=body))
        session.flush()
    return sha256
