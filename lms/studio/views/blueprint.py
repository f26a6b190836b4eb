"""The blueprint that every page of the studio hangs on, and whose course an address names."""

from flask import Blueprint

from lms.catalogue import courses
from lms.studio import copies
from lms.studio.copies import Copy
from lms.web.shell import me, now, session

bp = Blueprint("studio", __name__)
# Where in the navigation the studio stands.
DESK = "lms.home.trainer"


def trainer() -> int | None:
    """Return who the pages are narrowed to: the trainer; None for an administrator, who sees every course."""
    return None if me().may("admin") else me().person_id


def title_of(slug: str) -> str:
    """Return what people call a course: its title, or the short name where it has none yet."""
    course = courses.row(session(), slug)
    return course.title if course else slug


def copy_of(slug: str) -> Copy:
    """Return the copy of a course of mine; somebody else's is not found."""
    return copies.of(session(), slug, trainer=trainer(), at=now())
