"""A push becomes a release; a broken one is told, and the release that stands stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from build import NINE
from catalogue_builders import SLUG, a_folder
from git_builders import Forge, a_forge, git
from sqlalchemy import select
from studio_builders import MODULE, Shared, a_copy, a_shared_course, edited

from lms import flow
from lms.catalogue import courses, releases
from lms.config import Settings
from lms.db.installation import Installation
from lms.jobs.models import Job, JobState
from lms.studio import copies
from lms.studio.git import acts, pulls
from lms.studio.models import GitAct, StudioCopy, StudioWrite, WriteState
from lms.studio.publishing import sources


@pytest.fixture
def site(settings: Settings) -> Iterator[Installation]:
    opened = flow.open_site(settings.model_copy(update={"git_publish": True}))
    yield opened
    opened.database.dispose()


@pytest.fixture
def shared(site: Installation) -> Shared:
    with site.database.write() as session:
        return a_shared_course(session, site, release=True)


@pytest.fixture
def forge(site: Installation, shared: Shared, tmp_path: Path) -> Forge:
    return a_forge(site.settings.content_root, tmp_path)


def test_a_course_that_is_pushed_is_live(site: Installation, forge: Forge) -> None:
    a_folder(forge.clone, "layanan-publik", "Layanan publik")
    forge.push("Kursus baru")

    pulled(site, "first")

    with site.database.read() as session:
        course = courses.by_slug(session, "layanan-publik")
        assert releases.current(session, course).title == "Layanan publik"
        assert report_of(site)["layanan-publik"] == {"state": "published", "number": 1}
        assert "courses/layanan-publik/01-konsep.md" in sources.of(session, course.release_id or 0)


def test_a_broken_push_is_told_and_changes_no_release(site: Installation, forge: Forge) -> None:
    file = forge.clone / MODULE
    file.write_text(file.read_text(encoding="utf-8").replace("jp: 1", "jp: 0,3"), encoding="utf-8")
    forge.push("JP keliru")

    pulled(site, "first")

    told = report_of(site)[SLUG]
    assert (told["state"], told["errors"]) == ("broken", 1)
    assert told["findings"][0]["path"] == MODULE
    assert told["findings"][0]["line"] == 3
    with site.database.read() as session:
        assert releases.current(session, courses.by_slug(session, SLUG)).number == 1


def test_the_same_pull_twice_is_one_release(site: Installation, forge: Forge) -> None:
    change(forge, "bersih", "terbuka")

    pulled(site, "first")
    pulled(site, "again")

    with site.database.read() as session:
        assert releases.current(session, courses.by_slug(session, SLUG)).number == 2


def test_a_pull_that_died_before_publishing_is_made_good(site: Installation, forge: Forge) -> None:
    pulled(site, "first")
    change(forge, "bersih", "terbuka")
    git(forge.shelf, "pull", "-q", "origin", "main")  # the tree went forward, then the process died

    pulled(site, "again")

    with site.database.read() as session:
        assert releases.current(session, courses.by_slug(session, SLUG)).number == 2


def test_a_copy_takes_what_was_pushed_and_keeps_its_own(
    site: Installation, forge: Forge, shared: Shared
) -> None:
    with site.database.write() as session:
        copy = a_copy(session, shared)
        edited(session, copy, MODULE, "Konsep dan", "Konsep serta", by=shared.citra)
    change(forge, "bersih", "terbuka")

    pulled(site, "first")

    with site.database.read() as session:
        text = copies.text(session, copy, MODULE)[1]
        released = releases.current(session, courses.by_slug(session, SLUG))
    assert "Konsep serta" in text
    assert "terbuka" in text
    assert released.modules[0].title == "Konsep dan prinsip"


def test_a_release_on_its_way_into_the_folder_is_not_undone(
    site: Installation, forge: Forge, shared: Shared
) -> None:
    with site.database.write() as session:
        copy = a_copy(session, shared)
        release = courses.by_slug(session, SLUG).release_id
        assert release is not None
        session.add(StudioWrite(release_id=release, copy_id=copy.id, state=WriteState.UNWRITABLE, at=NINE))
    change(forge, "bersih", "terbuka")

    pulled(site, "first")

    assert report_of(site)[SLUG] == {"state": "waiting"}


def test_a_retired_course_is_not_published_by_a_pull(site: Installation, forge: Forge) -> None:
    with site.database.write() as session:
        releases.retire(session, courses.by_slug(session, SLUG), by=None, at=NINE)
    change(forge, "bersih", "terbuka")

    pulled(site, "first")

    assert report_of(site)[SLUG] == {"state": "retired"}


def test_a_forge_that_is_away_is_tried_again(site: Installation, forge: Forge) -> None:
    forge.bare.rename(forge.bare.with_name("away.git"))

    pulled(site, "first")

    with site.database.read() as session:
        assert not acts.latest(session)["pull"].fine
        job = session.scalars(select(Job).where(Job.name == pulls.PULL_JOB)).one()
        assert (job.state, job.tries) == (JobState.WAITING, 1)
        assert session.scalars(select(StudioCopy)).all() == []


def test_local_work_in_the_folder_is_not_overwritten(site: Installation, forge: Forge) -> None:
    change(forge, "bersih", "terbuka")
    file = forge.shelf / MODULE
    file.write_text(file.read_text(encoding="utf-8").replace("bersih", "sedang ditulis"), encoding="utf-8")

    pulled(site, "first")

    assert "sedang ditulis" in file.read_text(encoding="utf-8")
    with site.database.read() as session:
        assert not acts.latest(session)["pull"].fine


def change(forge: Forge, old: str, new: str) -> None:
    file = forge.clone / MODULE
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    forge.push(f"{old} menjadi {new}")


def pulled(site: Installation, key: str) -> None:
    with site.database.write() as session:
        pulls.promise(session, key=key, at=NINE)
    flow.open_worker(site).drain(seconds=30)


def report_of(site: Installation) -> dict[str, dict[str, object]]:
    with site.database.read() as session:
        last = session.scalars(select(GitAct).where(GitAct.kind == "pull").order_by(GitAct.id.desc())).first()
    assert last is not None
    return dict(last.report)
