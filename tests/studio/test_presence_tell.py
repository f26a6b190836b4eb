"""Two who have the same file open are told of each other."""

from datetime import timedelta

from build import NINE
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from studio_builders import MODULE, SECOND, a_copy, a_shared_course

from lms.db.installation import Installation
from lms.studio import copies
from lms.studio.editor import presence
from lms.studio.models import StudioPresence


def test_who_has_a_file_open_is_named_to_the_other(session: Session, installation: Installation) -> None:
    shared = a_shared_course(session, installation)
    copy = a_copy(session, shared)
    one, other = (copies.file(session, copy, path) for path in (MODULE, SECOND))

    presence.note(session, one, shared.citra.id, at=NINE)
    presence.note(session, one, shared.citra.id, at=NINE + timedelta(seconds=20))

    soon = NINE + timedelta(seconds=50)
    assert presence.others(session, one, shared.dedi.id, at=soon) == ["Citra"]
    assert presence.others(session, one, shared.citra.id, at=soon) == []
    assert presence.others(session, other, shared.dedi.id, at=soon) == []


def test_who_fell_silent_is_gone_and_then_forgotten(session: Session, installation: Installation) -> None:
    shared = a_shared_course(session, installation)
    file = copies.file(session, a_copy(session, shared), MODULE)
    presence.note(session, file, shared.citra.id, at=NINE)

    later = NINE + timedelta(minutes=2)
    assert presence.others(session, file, shared.dedi.id, at=later) == []
    presence.note(session, file, shared.dedi.id, at=NINE + timedelta(hours=2))
    assert session.scalar(select(func.count()).select_from(StudioPresence)) == 1
