"""Which saves of a sitting are one step of a file's history."""

from datetime import timedelta

from build import NINE
from catalogue_builders import published
from sqlalchemy.orm import Session
from studio_builders import MODULE, Shared, a_copy, a_shared_course, edited

from lms.db.installation import Installation
from lms.studio import copies, history
from lms.studio.copies import Copy

MINUTE = timedelta(minutes=1)


def test_saves_of_one_sitting_are_one_step(session: Session, installation: Installation) -> None:
    shared, copy = written_twice(session, installation)

    assert [(one.by, one.saves) for one in steps(session, copy)][:1] == [(shared.citra.name, 2)]


def test_what_was_published_between_two_saves_can_come_back(
    session: Session, installation: Installation
) -> None:
    _, copy = written_twice(session, installation)
    published(session, installation, at=NINE + 2 * MINUTE)

    assert [one.saves for one in steps(session, copy)][:2] == [1, 1]


def written_twice(session: Session, installation: Installation) -> tuple[Shared, Copy]:
    """A text that was changed one minute and three minutes after it began."""
    shared = a_shared_course(session, installation)
    copy = a_copy(session, shared)
    edited(session, copy, MODULE, "bersih", "terbuka", by=shared.citra, at=NINE + MINUTE)
    edited(session, copy, MODULE, "terbuka", "jujur", by=shared.citra, at=NINE + 3 * MINUTE)
    return shared, copy


def steps(session: Session, copy: Copy) -> list[history.Entry]:
    return history.of(session, copy, copies.file(session, copy, MODULE).id)
