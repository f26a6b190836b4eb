"""A course that is done by one quiz, learners who took it, and the same quiz with its key corrected."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import count
from typing import Any

from assessment_builders import KEY, NINE, a_choice, a_number, a_quiz, give, stored, submit
from build import a_person
from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.assessment import attempts, authored
from lms.assessment.models import Attempt, Mark, Regrade
from lms.assessment.regrades import dry_runs, plans, runs
from lms.assessment.regrades.plans import Plan, Wish
from lms.assessment.regrades.proposals import Proposal
from lms.catalogue import courses, releases
from lms.catalogue.models import Course, Release
from lms.content import canonical
from lms.db.installation import Installation

# The key says "Tujuh"; corrected it says "Lima", or "Sembilan".
WRONG_KEY = {"jml-prinsip": a_choice(right=1), "rupiah": a_number()}
RIGHT_KEY = {"jml-prinsip": a_choice(right=0), "rupiah": a_number()}
# Editions are kept in memory by their id for the life of the process, so no id comes twice.
EDITIONS = count(2_000_001)
TEXT = {
    "format": 1, "title": "Satu", "jp": "2", "outcomes": ["Menjelaskan"], "quiz": KEY, "cites": [],
    "html": "<p>Isi.</p>", "toc": [], "sections": [], "words": 100, "minutes": 8, "language": "id",
}  # fmt: skip
SLUG = "dasar-spbe"
LIMA, TUJUH = "0", "1"
WHY = "Kunci jawaban diperbaiki"


def a_taught_course(session: Session, questions: Mapping[str, Any] = WRONG_KEY, **rules: Any) -> Course:
    """Publish a course whose only module is done by the quiz."""
    course = Course(
        slug=SLUG, title="Dasar-dasar SPBE", sort_title="dasar", field="e-government", kind="course",
        jp=Decimal(2), modules=1,
    )  # fmt: skip
    session.add(course)
    session.flush()
    correct(session, questions, number=1, **rules)
    return course


def correct(
    session: Session, questions: Mapping[str, Any] = RIGHT_KEY, *, number: int = 2, **rules: Any
) -> str:
    """Publish the course again with these questions; return the hash of its quiz."""
    course = session.scalars(select(Course).where(Course.slug == SLUG)).one()
    quiz_hash = a_quiz(session, [questions], **rules)
    module = {"name": "01-satu", "title": "Satu", "jp": "2", "minutes": 8, "quiz": KEY}
    module["hash"] = stored(session, "module", TEXT)
    manifest = {
        "slug": SLUG, "title": course.title, "field": course.field, "kind": "course", "level": 1, "jp": "2",
        "minutes": 90, "intro": "<p>Untuk semua.</p>", "language": "id", "competencies": ["spbe/1"],
        "trainers": ["Dr. Rahma"], "requires": [], "addresses": [], "certificate": "standar", "exam": None,
        "valid": None, "assets": [], "modules": [module], "quizzes": {KEY: quiz_hash},
    }  # fmt: skip
    release = Release(
        id=next(EDITIONS), course_id=course.id, number=number, hash=canonical.digest(manifest),
        manifest=manifest, published_at=NINE,
    )  # fmt: skip
    session.add(release)
    session.flush()
    course.release_id = release.id
    session.flush()
    return quiz_hash


def took(
    session: Session, name: str, answers: Mapping[str, str], *, learner_id: int = 0, hand_in: bool = True
) -> Attempt:
    """Let somebody take the quiz as it is published now."""
    course = courses.by_slug(session, SLUG)
    learner_id = learner_id or a_person(session, name).id
    quiz_hash = releases.at(session, course.release_id or 0).quizzes[KEY]
    attempt = attempts.start(
        session,
        learner_id,
        quiz=KEY,
        quiz_hash=quiz_hash,
        course_id=course.id,
        at=NINE,
        seed=1,
        language="id",
    )
    for sequence, (question, value) in enumerate(answers.items(), start=1):
        give(session, attempt, question, value, sequence)
    return submit(session, attempt) if hand_in else attempt


def a_plan(session: Session, **wish: Any) -> Plan:
    quiz = authored.of_trainer(session, 0, KEY, everything=True)
    sets = {name: frozenset(value) for name, value in wish.items() if name in {"only", "void", "restore"}}
    return plans.make(session, quiz, Wish(**{"reason": WHY, **wish, **sets}))


def proposed(installation: Installation, **wish: Any) -> Proposal:
    with installation.database.read() as session:
        plan = a_plan(session, **wish)
    return dry_runs.propose(installation, plan, at=NINE)


def begun(installation: Installation, **wish: Any) -> int:
    with installation.database.write() as session:
        plan = a_plan(session, **wish)
        return runs.begin(session, plan, shown=plan.digest, by=None, at=NINE).id


def regraded(installation: Installation, **wish: Any) -> Regrade:
    """Regrade to the end; return the regrade."""
    regrade_id = begun(installation, **wish)
    assert runs.go_on(installation, regrade_id, at=NINE)
    with installation.database.read() as session:
        return session.get_one(Regrade, regrade_id)


def now(installation: Installation, attempt: Attempt) -> Attempt:
    with installation.database.read() as session:
        return session.get_one(Attempt, (attempt.learner_id, attempt.id))


def marks_of(installation: Installation, attempt: Attempt) -> list[tuple[str, int, str, int | None]]:
    """Return question, revision, state and regrade of every mark, old ones too."""
    with installation.database.read() as session:
        mine = select(Mark).where(Mark.learner_id == attempt.learner_id, Mark.attempt_id == attempt.id)
        rows = session.scalars(mine.order_by(Mark.question, Mark.revision))
        return [(mark.question, mark.revision, mark.state, mark.regrade_id) for mark in rows]
