"""Quizzes as the trainer of their course meets them."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from lms.catalogue import courses, releases
from lms.errors import NotFound


@dataclass(frozen=True, slots=True)
class Authored:
    """One quiz of the release that stands; `hash` is that of its canonical body."""

    key: str
    hash: str
    course_id: int
    slug: str
    course: str


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
