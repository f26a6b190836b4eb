"""Who else has a file open: each page says so now and then, and is told of the others."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from lms.people.models import Person
from lms.studio.copies import File
from lms.studio.models import StudioPresence

# A page says that it is there every 20 seconds; one that has been silent for a minute is closed.
HERE = timedelta(seconds=60)
FORGOTTEN = timedelta(hours=1)


def note(session: Session, file: File, person_id: int, *, at: datetime) -> None:
    """Note that somebody has the file open; forget who left long ago."""
    insert = (postgresql if session.get_bind().dialect.name == "postgresql" else sqlite).insert
    row = insert(StudioPresence).values(file_id=file.id, person_id=person_id, seen_at=at)
    session.execute(
        row.on_conflict_do_update(
            index_elements=[StudioPresence.file_id, StudioPresence.person_id], set_={"seen_at": at}
        )
    )
    session.execute(delete(StudioPresence).where(StudioPresence.seen_at < at - FORGOTTEN))


def others(session: Session, file: File, person_id: int, *, at: datetime) -> list[str]:
    """Return the names of whoever else has the file open now."""
    rows = session.scalars(
        select(Person.name)
        .join(StudioPresence, StudioPresence.person_id == Person.id)
        .where(StudioPresence.file_id == file.id, StudioPresence.person_id != person_id)
        .where(StudioPresence.seen_at > at - HERE)
        .order_by(Person.name)
    )
    return list(rows)
