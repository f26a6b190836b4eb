"""Demo people: made once, found again with their passwords; who is new is added to an older site."""

import json
from datetime import UTC, datetime
from pathlib import Path

from needs_builders import a_need
from sqlalchemy import func, select

from lms.db.installation import Installation
from lms.needs import assignments
from lms.people.models import Identity, Person, Role, RoleName
from lms.upkeep import demo

DESK = "199107232019032005"


def test_a_new_demo_person_joins_those_who_were_there(installation: Installation, tmp_path: Path) -> None:
    path = tmp_path / demo.FILE
    first = {one.name: one.password for one in demo.load(installation, path)}
    kept = json.loads(path.read_text())
    path.write_text(json.dumps({number: word for number, word in kept.items() if number != DESK}))

    again = {one.name: one.password for one in demo.load(installation, path)}

    assert set(again) == set(first)
    assert {name for name in first if again[name] != first[name]} == {DESK}
    with installation.database.read() as session:
        rows = select(func.count()).where(Role.name == RoleName.DESK)
        assert session.scalar(rows) == 1
        assert session.scalar(select(func.count()).select_from(Person)) == 9


def test_the_learner_is_asked_to_take_a_course_because_of_citizens(
    installation: Installation, tmp_path: Path
) -> None:
    with installation.database.write() as session:
        need, course, unit, _ = a_need(session)

    names = {one.role: one.name for one in demo.load(installation, tmp_path / demo.FILE)}

    with installation.database.read() as session:
        learner = session.scalars(
            select(Person).join(Identity).where(Identity.value == names[demo.LEARNER])
        ).one()
        (asked,) = assignments.open_of(session, learner.id)
    assert (asked.need_id, asked.slug, asked.unit) == (need.id, course.slug, unit.name)
    assert learner.unit_id == unit.id
    assert asked.due_on > datetime.now(UTC).date()
