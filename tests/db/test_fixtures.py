import socket

import pytest
from build import NINE, a_person, a_role, a_unit
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.audit import trail
from lms.audit.models import AuditEntry
from lms.db.installation import Installation
from lms.people.models import Person, Unit


@pytest.mark.parametrize("round_", [1, 2])
def test_every_test_begins_with_empty_tables_and_number_one(installation: Installation, round_: int) -> None:
    with installation.database.write() as session:
        unit = a_unit(session, "Dinas Kominfo", a_unit(session))
        person = a_person(session, unit=unit)
        a_role(session, person, "hr", unit)
        trail.note(session, None, "test", f"round {round_}", at=NINE)

    with installation.database.read() as session:
        assert session.scalars(select(Person.id)).all() == [1]
        assert session.scalars(select(Unit.path).order_by(Unit.id)).all() == ["/1/", "/1/2/"]
        assert session.scalar(select(func.count()).select_from(AuditEntry)) == 1


def test_what_a_session_does_not_commit_is_not_kept(session: Session, installation: Installation) -> None:
    a_unit(session)
    session.rollback()

    with installation.database.read() as other:
        assert other.scalar(select(func.count()).select_from(Unit)) == 0


def test_a_connection_that_leaves_the_machine_is_refused() -> None:
    with pytest.raises(RuntimeError, match="blocked"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
