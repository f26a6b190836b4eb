"""Demo people: made once, found again with their passwords; who is new is added to an older site."""

import json
from pathlib import Path

from sqlalchemy import func, select

from lms.db.installation import Installation
from lms.people.models import Person, Role, RoleName
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
