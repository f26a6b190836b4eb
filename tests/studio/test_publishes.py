"""From a copy to a release, and back into the folder: all of it, once, and never elsewhere."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from build import NINE
from catalogue_builders import SLUG, a_folder
from click.testing import Result
from sqlalchemy import func, select
from studio_builders import DRAWING, MODULE, SECOND, Shared, a_copy, a_shared_course, edited

from lms import flow
from lms.catalogue.models import Release
from lms.config import Settings
from lms.db.installation import Installation
from lms.errors import Conflict, Refused
from lms.jobs.models import Job, JobState
from lms.studio import copies
from lms.studio.copies import Copy
from lms.studio.models import StudioWrite, WriteState
from lms.studio.publishing import publishes, rollbacks, sources


@pytest.fixture
def site(settings: Settings) -> Iterator[Installation]:
    """An installation with the journey: a publish keeps the release's sources."""
    opened = flow.open_site(settings)
    yield opened
    opened.database.dispose()


def test_what_is_published_goes_back_into_the_folder(site: Installation) -> None:
    shared, copy = a_draft(site)

    publish(site, copy, shared)
    flow.open_worker(site).drain()

    root = site.settings.content_root
    assert "terbuka" in (root / MODULE).read_text(encoding="utf-8")
    assert not (root / SECOND).exists()
    assert state_of(site) == WriteState.DONE
    with site.database.write() as session:
        # What the job wrote is no change of somebody else's.
        assert a_copy(session, shared).version == copies.by_id(session, copy.id).version


def test_a_process_that_dies_after_the_commit_leaves_the_job(site: Installation) -> None:
    shared, copy = a_draft(site)
    site.database.carried["tell_queue"] = lambda _id: None  # the message is lost with the process

    publish(site, copy, shared)
    assert "terbuka" not in (site.settings.content_root / MODULE).read_text(encoding="utf-8")
    reborn = flow.open_site(site.settings)
    flow.open_worker(reborn).sweep()

    assert "terbuka" in (site.settings.content_root / MODULE).read_text(encoding="utf-8")
    reborn.database.dispose()


def test_two_who_publish_at_once_make_one_release(site: Installation) -> None:
    shared, copy = a_draft(site)
    expected = hash_of(site, copy)

    def press(by: int) -> int:
        with site.database.write() as session:
            release = publishes.publish(site, session, copy, expected=expected, by=by, at=datetime.now(UTC))
            return release.number

    with ThreadPoolExecutor(2) as pool:
        numbers = list(pool.map(press, (shared.citra.id, shared.dedi.id)))

    with site.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Release)) == 1
    assert numbers == [1, 1]


def test_what_changed_since_it_was_shown_is_not_published(site: Installation) -> None:
    shared, copy = a_draft(site)
    expected = hash_of(site, copy)
    with site.database.write() as session:
        edited(session, copy, MODULE, "terbuka", "lincah", by=shared.dedi)

    with pytest.raises(Conflict), site.database.write() as session:
        publishes.publish(site, session, copy, expected=expected, by=shared.citra.id, at=NINE)


def test_a_clash_with_the_folder_must_be_settled_first(site: Installation) -> None:
    shared, copy = a_draft(site)
    file = site.settings.content_root / MODULE
    file.write_text(file.read_text(encoding="utf-8").replace("bersih", "lincah"), encoding="utf-8")
    with site.database.write() as session:
        copy = a_copy(session, shared)

    with pytest.raises(Refused) as caught:
        publish(site, copy, shared)
    assert caught.value.code == "studio.open-clash"


def test_a_folder_that_takes_no_files_keeps_the_release_waiting(site: Installation) -> None:
    shared, copy = a_draft(site)
    root = site.settings.content_root
    path = f"courses/{SLUG}/assets/baru/catatan.txt"
    with site.database.write() as session:
        copies.put_asset(session, copy, path, b"Catatan.", by=shared.citra.id, at=NINE)
        edited(
            session, copy, MODULE, "terbuka.", "terbuka. [Catatan](assets/baru/catatan.txt)", by=shared.citra
        )
    # A file where a folder should be: the suite may run as root, who writes everywhere else.
    (root / f"courses/{SLUG}/assets/baru").write_text("", encoding="utf-8")
    publish(site, copy, shared)
    flow.open_worker(site).drain()
    assert state_of(site) == WriteState.UNWRITABLE

    (root / f"courses/{SLUG}/assets/baru").unlink()
    with site.database.write() as session:
        for job in session.scalars(select(Job).where(Job.state == JobState.WAITING)):
            job.due_at = NINE
    flow.open_worker(site).drain()

    assert state_of(site) == WriteState.DONE
    assert (root / path).read_text(encoding="utf-8") == "Catatan."
    assert "terbuka" in (root / MODULE).read_text(encoding="utf-8")


def test_a_link_in_the_folder_is_not_written_through(site: Installation, tmp_path: Path) -> None:
    shared, copy = a_draft(site)
    root = site.settings.content_root
    publish(site, copy, shared)
    outside = tmp_path / "outside"
    (root / "courses" / SLUG).rename(outside)
    (root / "courses" / SLUG).symlink_to(outside)
    before = (outside / "01-konsep.md").read_text(encoding="utf-8")

    flow.open_worker(site).drain()

    assert (outside / "01-konsep.md").read_text(encoding="utf-8") == before
    assert state_of(site) == WriteState.HELD


def test_what_somebody_changes_in_the_folder_meanwhile_stays(site: Installation) -> None:
    shared, copy = a_draft(site)
    publish(site, copy, shared)
    file = site.settings.content_root / MODULE
    file.write_text(file.read_text(encoding="utf-8") + "\nDari git.\n", encoding="utf-8")

    flow.open_worker(site).drain()

    assert "Dari git." in file.read_text(encoding="utf-8")
    assert state_of(site) == WriteState.HELD
    with site.database.write() as session:
        text = copies.text(session, a_copy(session, shared), MODULE)[1]
    assert "Dari git." in text
    assert "terbuka" in text


def test_an_earlier_release_comes_back_as_a_new_one(site: Installation) -> None:
    shared, copy = a_draft(site)
    first = publish(site, copy, shared)
    with site.database.write() as session:
        edited(session, copy, MODULE, "terbuka", "lincah", by=shared.citra)
        copies.add(session, copy, f"courses/{SLUG}/04-baru.md", MODULE_TEXT, by=shared.citra.id, at=NINE)
    second = publish(site, copy, shared)
    with site.database.read() as session:
        back = rollbacks.prospect(site, session, copy, first, "id")
    assert back.impact is not None
    assert back.impact.modules_removed

    with site.database.write() as session:
        third = rollbacks.roll_back(
            site, session, copy, first, expected=back.impact.hash, by=shared.dedi.id, at=datetime.now(UTC)
        )
        number = third.number
    flow.open_worker(site).drain()

    assert (number, len({first, second, third.id})) == (3, 3)
    root = site.settings.content_root
    assert "terbuka" in (root / MODULE).read_text(encoding="utf-8")
    assert not (root / f"courses/{SLUG}/04-baru.md").exists()
    with site.database.read() as session:
        assert "terbuka" in copies.text(session, copy, MODULE)[1]
        assert DRAWING in sources.of(session, first)


def test_only_its_own_files_are_touched(site: Installation) -> None:
    shared, copy = a_draft(site)
    root = site.settings.content_root
    (root / f"courses/{SLUG}/.catatan").write_text("milik orang", encoding="utf-8")
    (root / f"courses/{SLUG}/naskah.docx").write_text("milik orang", encoding="utf-8")
    publish(site, copy, shared)

    flow.open_worker(site).drain()

    assert sorted(one.name for one in (root / "courses" / SLUG).iterdir()) == [
        ".catatan", "01-konsep.md", "assets", "course.md", "naskah.docx",
    ]  # fmt: skip


def test_what_the_command_publishes_can_come_back_too(
    runner: Callable[..., Result], site: Installation
) -> None:
    a_folder(site.settings.content_root)
    assert runner("publish", SLUG).exit_code == 0

    with site.database.read() as session:
        release = session.scalars(select(Release)).one()
        held = sources.of(session, release.id)
    assert {MODULE, SECOND, DRAWING, f"quizzes/{SLUG}/ujian.md"} <= held.keys()
    assert b"bersih" in site.files.get(held[MODULE].sha256)


MODULE_TEXT = "---\ntitle: Baru\njp: 1\noutcomes:\n  - Menyebut\n---\n## Baru\n\nIsi.\n"


def a_draft(site: Installation) -> tuple[Shared, Copy]:
    """A copy that differs from the folder: one module changed, one gone and a half JP moved."""
    with site.database.write() as session:
        shared = a_shared_course(session, site)
        copy = a_copy(session, shared)
        edited(session, copy, MODULE, "bersih", "terbuka", by=shared.citra)
        copies.remove(session, copy, SECOND, by=shared.citra.id, at=NINE)
    return shared, copy


def hash_of(site: Installation, copy: Copy) -> str:
    with site.database.read() as session:
        found = publishes.prospect(site, session, copies.by_id(session, copy.id), "id")
    assert found.impact is not None, found.found.findings
    return found.impact.hash


def publish(site: Installation, copy: Copy, shared: Shared) -> int:
    expected = hash_of(site, copy)
    with site.database.write() as session:
        release = publishes.publish(
            site, session, copy, expected=expected, by=shared.citra.id, at=datetime.now(UTC)
        )
    return release.id


def state_of(site: Installation) -> WriteState:
    with site.database.read() as session:
        return WriteState(session.scalars(select(StudioWrite)).one().state)
