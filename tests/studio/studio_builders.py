"""A course in the studio: its folder on the shelf, two trainers who share it."""

from dataclasses import dataclass
from datetime import datetime

from build import NINE, a_person, a_role
from catalogue_builders import SLUG, a_folder, published
from sqlalchemy.orm import Session

from lms.catalogue import courses
from lms.db.installation import Installation
from lms.people.models import Person
from lms.studio import copies
from lms.studio.copies import Copy, File, Saved

COURSE = f"courses/{SLUG}/course.md"
MODULE = f"courses/{SLUG}/01-konsep.md"
SECOND = f"courses/{SLUG}/02-layanan.md"
QUIZ = f"quizzes/{SLUG}/ujian.md"
DRAWING = f"courses/{SLUG}/assets/alur.svg"


@dataclass(frozen=True, slots=True)
class Shared:
    """One course and the two who write it."""

    slug: str
    citra: Person
    dedi: Person


def a_shared_course(session: Session, installation: Installation, *, release: bool = False) -> Shared:
    """Lay a clean course on the shelf and give it to two trainers."""
    a_folder(installation.settings.content_root)
    people = []
    for name in ("Citra", "Dedi"):
        person = a_person(session, name, email=f"{name.lower()}@contoh.go.id")
        a_role(session, person, "trainer")
        people.append(person)
    if release:
        published(session, installation)
        course = courses.by_slug(session, SLUG)
    else:
        course = courses.begin(session, SLUG, "Dasar-dasar SPBE")
    for person in people:
        courses.assign(session, course, person.id, by=None, at=NINE)
    return Shared(SLUG, people[0], people[1])


def a_copy(session: Session, shared: Shared, *, at: datetime = NINE) -> Copy:
    return copies.of(session, shared.slug, trainer=shared.citra.id, at=at)


def edited(
    session: Session, copy: Copy, path: str, old: str, new: str, *, by: Person, at: datetime = NINE
) -> Saved:
    """Replace words of a file, as an editor does that has just read it."""
    file, text = copies.text(session, copy, path)
    assert old in text
    return copies.save(session, copy, path, text.replace(old, new), base=file.version, by=by.id, at=at)


def held(session: Session, copy: Copy) -> dict[str, File]:
    return {one.path: one for one in copies.files(session, copy)}
