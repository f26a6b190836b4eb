"""Files made by many hands: killed at any moment, none is lost or doubled; what kills is left aside."""

import hashlib
import subprocess
import sys
from pathlib import Path

import bulk_victim
import deadly_maker
import pytest
from build import a_person
from certification_builders import a_release, completion
from sqlalchemy import select

from lms.certification import certificates
from lms.certification.bulk import missing
from lms.certification.bulk.crew import Crew
from lms.certification.models import Certificate

# On one database: each process costs seconds. `make drill` does the same, a hundred times over, on both.
VICTIM = Path(bulk_victim.__file__)


@pytest.fixture
def issued(installation):
    with installation.database.write() as session:
        release = a_release(session)
        return [
            certificates.issue_if_due(session, completion(a_person(session, f"Peserta {n}"), release)).id
            for n in range(8)
        ]


def killed(settings, step):
    words = (settings.instance, settings.content_root, settings.database_url, step)
    return subprocess.run([sys.executable, VICTIM, *map(str, words)], check=False).returncode


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_killed_at_every_step_nothing_is_lost_doubled_or_different(installation, settings, issued, runner):
    left = []
    for step in ("drawn", "kept", "committed"):
        assert killed(settings, step) == -9
        left.append(missing.count(installation))
    assert left == [6, 4, 1]

    assert runner("--lang", "en", "certificates", "render").exit_code == 0

    with installation.database.read() as session:
        rows = session.scalars(select(Certificate)).all()
    files = {row.id: installation.files.get(row.sha256) for row in rows}
    assert set(files) == set(issued)
    assert all(hashlib.sha256(files[row.id]).hexdigest() == row.sha256 for row in rows)
    assert len({row.sha256 for row in rows}) == len({row.number for row in rows}) == 8
    # What a maker left half-written or unnamed is no file of any certificate; made anew it is the same.
    lost = rows[2]
    installation.files.delete(lost.sha256)
    runner("certificates", "render")
    assert installation.files.get(lost.sha256) == files[lost.id]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_crew_leaves_aside_what_kills_and_makes_the_rest(installation, settings, issued):
    told = list(Crew(deadly_maker.open_deadly, settings, "en", 2).run(iter(issued[:3])))

    assert sorted(one.certificate_id for one in told) == issued[:3]
    failed = [one for one in told if one.reason]
    assert [one.certificate_id for one in failed] == [deadly_maker.DEADLY]
    assert "died 2 times" in failed[0].reason
    assert list(missing.walk(installation)) == [deadly_maker.DEADLY, *issued[3:]]
