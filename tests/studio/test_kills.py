"""A process is killed at the worst moment; what was acknowledged is done all the same, once."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from build import NINE
from git_builders import a_forge, git
from sqlalchemy import func, select
from studio_builders import MODULE, SECOND, Shared, a_copy, a_shared_course, edited

from lms import flow
from lms.catalogue.models import Release
from lms.config import Settings
from lms.db.installation import Installation
from lms.jobs.models import Job
from lms.studio import copies
from lms.studio.models import StudioWrite, WriteState
from lms.studio.publishing import publishes

ROOT = Path(__file__).parents[2]
# The child does what its last line says and is killed by itself where `die` is called.
CHILD = """
import os, signal, sys
from datetime import datetime, UTC
from pathlib import Path
from lms import flow
from lms.config import Settings
from lms.db import session as sessions
from lms.studio import copies
from lms.studio.publishing import publishes, write_backs

die = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
site = flow.open_site(Settings.model_validate_json(sys.argv[1]))
"""
PUBLISH = """
site.database.carried["tell_queue"] = die
with site.database.write() as session:
    copy = copies.by_id(session, {copy})
    publishes.publish(site, session, copy, expected="{hash}", by={by}, at=datetime.now(UTC))
"""
# Killed when the second file is about to take its place.
WRITE = """
replace, seen = Path.replace, []
def second(self, target):
    if "courses" in str(target) and seen: die()
    seen.append(target)
    return replace(self, target)
Path.replace = second
flow.open_worker(site).sweep()
"""


@pytest.fixture
def site(settings: Settings) -> Iterator[Installation]:
    opened = flow.open_site(settings)
    yield opened
    opened.database.dispose()


def test_killed_between_the_commit_and_the_folder(site: Installation, tmp_path: Path) -> None:
    shared, copy_id, expected = a_draft(site)
    forge = a_forge(site.settings.content_root, tmp_path)

    killed(site, PUBLISH.format(copy=copy_id, hash=expected, by=shared.citra.id))
    before = (forge.shelf / MODULE).read_text(encoding="utf-8")
    killed(site, WRITE)
    flow.open_worker(site).drain(seconds=30)
    flow.open_worker(site).drain(seconds=30)

    assert "terbuka" not in before
    for path, word in ((MODULE, "terbuka"), (SECOND, "internal")):
        assert word in (forge.shelf / path).read_text(encoding="utf-8")
        assert word in git(forge.bare, "show", f"main:{path}")
    assert git(forge.shelf, "status", "--porcelain") == ""
    assert int(git(forge.shelf, "rev-list", "--count", "HEAD")) == 2
    with site.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Release)) == 1
        assert session.scalars(select(StudioWrite)).one().state == WriteState.DONE
        assert {job.state for job in session.scalars(select(Job))} == {"done"}


def a_draft(site: Installation) -> tuple[Shared, int, str]:
    with site.database.write() as session:
        shared = a_shared_course(session, site)
        copy = a_copy(session, shared)
        edited(session, copy, MODULE, "bersih", "terbuka", by=shared.citra, at=NINE)
        edited(session, copy, SECOND, "Layanan administrasi", "Layanan internal", by=shared.citra, at=NINE)
    with site.database.read() as session:
        found = publishes.prospect(site, session, copies.by_id(session, copy.id), "id")
    assert found.impact is not None
    return shared, copy.id, found.impact.hash


def killed(site: Installation, last: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHILD + last, site.settings.model_dump_json()],
        cwd=ROOT, check=False, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == -9, done.stderr
