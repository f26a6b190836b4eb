"""Quizzes as the trainer of their course meets them."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.assessment.models import Attempt, AttemptState
from lms.catalogue import contents, courses, releases
from lms.catalogue.contents import Body
from lms.errors import NotFound


@dataclass(frozen=True, slots=True)
class Authored:
    """One quiz of the release that stands; `hash` is that of its canonical body."""

    key: str
    hash: str
    course_id: int
    slug: str
    course: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many attempts at a quiz are open, wait for a trainer, are finished."""

    open: int = 0
    waiting: int = 0
    graded: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """A quiz of a course as a list shows it."""

    key: str
    title: str
    kind: str
    counts: Counts


def of_trainer(session: Session, person_id: int, key: str, *, everything: bool) -> Authored:
    """Return a published quiz of a course given to this trainer; of any course when `everything`.

    A quiz of somebody else's course looks as if it did not exist.
    """
    slug = key.partition("/")[0]
    found = courses.by_slug(session, slug) if everything else courses.assigned(session, slug, person_id)
    edition = releases.at(session, found.release_id) if found.release_id else None
    if edition is None or key not in edition.quizzes:
        raise NotFound
    return Authored(key, edition.quizzes[key], found.id, slug, edition.title)


def begun_with(session: Session, person_id: int, key: str, *, everything: bool) -> Authored:
    """Return a quiz also when its course has it no more: what was handed in has still to be marked."""
    try:
        return of_trainer(session, person_id, key, everything=everything)
    except NotFound:
        slug = key.partition("/")[0]
        found = courses.by_slug(session, slug) if everything else courses.assigned(session, slug, person_id)
        last = session.scalars(
            select(Attempt.quiz_hash)
            .where(Attempt.quiz == key, Attempt.course_id == found.id)
            .order_by(Attempt.submitted_at.desc())
        ).first()
        if last is None:
            raise
        return Authored(key, last, found.id, slug, found.title)


def body(session: Session, quiz: Authored) -> Body:
    """Return the quiz as it is published now."""
    return contents.body(session, quiz.hash)


def listed(session: Session, person_id: int, slug: str, *, everything: bool) -> list[Listed]:
    """Return the quizzes of a course in the order in which learners meet them, the exam last."""
    found = courses.by_slug(session, slug) if everything else courses.assigned(session, slug, person_id)
    if not found.release_id:
        raise NotFound
    edition = releases.at(session, found.release_id)
    met = [module.quiz for module in edition.modules if module.quiz]
    order = {key: place for place, key in enumerate([*met, edition.exam])}
    keys = sorted(edition.quizzes, key=lambda key: (order.get(key, -1), key))
    bodies, counted = contents.bodies(session, edition.quizzes.values()), counts(session, keys)
    return [
        Listed(key, one["title"], one["kind"], counted.get(key, Counts()))
        for key in keys
        for one in (bodies[edition.quizzes[key]],)
    ]


def counts(session: Session, keys: Collection[str]) -> dict[str, Counts]:
    """Count the attempts at quizzes by state, in one query."""
    rows = session.execute(
        select(Attempt.quiz, Attempt.state, func.count())
        .where(Attempt.quiz.in_(keys))
        .group_by(Attempt.quiz, Attempt.state)
    )
    found: dict[str, dict[str, int]] = {}
    for quiz, state, count in rows:
        found.setdefault(quiz, {})[str(AttemptState(state))] = count
    return {quiz: Counts(**by_state) for quiz, by_state in found.items()}
