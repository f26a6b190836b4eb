"""Every publish is a commit by that trainer, of the course's files alone, and goes to the remote."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from build import NINE, a_person
from catalogue_builders import SLUG
from git_builders import Forge, a_forge, git
from sqlalchemy import select
from sqlalchemy.orm import Session
from studio_builders import MODULE, Shared, a_copy, a_shared_course, edited

from lms import flow
from lms.config import Settings
from lms.db.installation import Installation
from lms.jobs.models import Job, JobState
from lms.people.models import Identity
from lms.studio import copies
from lms.studio.copies import Copy
from lms.studio.git import acts, commits
from lms.studio.publishing import publishes


@pytest.fixture
def site(settings: Settings) -> Iterator[Installation]:
    opened = flow.open_site(settings)
    yield opened
    opened.database.dispose()


@pytest.fixture
def shared(site: Installation) -> Shared:
    with site.database.write() as session:
        return a_shared_course(session, site)


@pytest.fixture
def forge(site: Installation, shared: Shared, tmp_path: Path) -> Forge:
    return a_forge(site.settings.content_root, tmp_path)


def test_a_publish_is_a_commit_by_its_trainer(site: Installation, shared: Shared, forge: Forge) -> None:
    stray = forge.shelf / "courses" / SLUG / "naskah.docx"
    stray.write_text("milik orang", encoding="utf-8")

    released(site, shared)

    assert git(forge.shelf, "log", "-1", "--format=%an <%ae>") == "Citra <citra@contoh.go.id>"
    assert git(forge.shelf, "log", "-1", "--format=%s") == "Terbitkan Dasar-dasar SPBE (terbitan 1)"
    assert git(forge.shelf, "show", "--name-only", "--format=", "HEAD").split("\n") == [MODULE]
    assert git(forge.shelf, "status", "--porcelain") == f"?? courses/{SLUG}/naskah.docx"
    assert git(forge.bare, "rev-parse", "main") == git(forge.shelf, "rev-parse", "HEAD")


def test_nobodys_number_is_in_a_commit(site: Installation, shared: Shared, forge: Forge) -> None:
    with site.database.write() as session:
        session.merge(shared.citra).email = None
        numbers = session.scalars(select(Identity.value)).all()

    released(site, shared)

    said = git(forge.shelf, "log", "-1", "--format=%an %ae %cn %ce %B")
    assert f"pengajar-{shared.citra.id}@noreply.localhost" in said
    assert [number for number in numbers if number in said] == []


def test_what_somebody_has_staged_stays_staged(site: Installation, shared: Shared, forge: Forge) -> None:
    (forge.shelf / "catatan.txt").write_text("milik orang", encoding="utf-8")
    git(forge.shelf, "add", "catatan.txt")

    released(site, shared)

    assert git(forge.shelf, "status", "--porcelain") == "A  catatan.txt"


def test_what_others_pushed_meanwhile_is_merged(site: Installation, shared: Shared, forge: Forge) -> None:
    (forge.clone / "README.md").write_text("Rak kursus\n", encoding="utf-8")
    forge.push("Tambah README")

    released(site, shared)

    assert git(forge.bare, "rev-parse", "main") == git(forge.shelf, "rev-parse", "HEAD")
    assert (forge.shelf / "README.md").exists()
    assert "terbuka" in git(forge.bare, "show", f"main:{MODULE}")


def test_a_merge_that_clashes_leaves_the_folder_whole_and_is_told(
    site: Installation, shared: Shared, forge: Forge
) -> None:
    file = forge.clone / MODULE
    file.write_text(file.read_text(encoding="utf-8").replace("bersih", "lincah"), encoding="utf-8")
    forge.push("Ubah kata yang sama")

    released(site, shared)

    text = (forge.shelf / MODULE).read_text(encoding="utf-8")
    assert "terbuka" in text
    assert "<<<<" not in text
    assert git(forge.shelf, "status", "--porcelain") == ""
    assert not git(forge.shelf, "worktree", "list").count("\n")
    with site.database.read() as session:
        pushed = acts.latest(session)["push"]
        assert (pushed.fine, pushed.note) == (False, MODULE)
        assert waiting(session) == ["studio.git-push"]


def test_a_hook_of_the_repository_does_not_run(
    site: Installation, shared: Shared, forge: Forge, tmp_path: Path
) -> None:
    hook = forge.shelf / ".git" / "hooks" / "pre-commit"
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n", encoding="utf-8")
    hook.chmod(0o755)

    released(site, shared)

    assert not (tmp_path / "ran").exists()


def test_a_shelf_outside_git_needs_none(site: Installation, shared: Shared) -> None:
    released(site, shared)

    with site.database.read() as session:
        assert acts.latest(session) == {}
        assert waiting(session) == []


def released(site: Installation, shared: Shared) -> None:
    with site.database.write() as session:
        copy: Copy = a_copy(session, shared)
        edited(session, copy, MODULE, "bersih", "terbuka", by=shared.citra, at=NINE)
    with site.database.read() as session:
        found = publishes.prospect(site, session, copies.by_id(session, copy.id), "id")
    assert found.impact is not None
    with site.database.write() as session:
        publishes.publish(
            site, session, copy, expected=found.impact.hash, by=shared.citra.id, at=datetime.now(UTC)
        )
    flow.open_worker(site).drain()


def waiting(session: Session) -> list[str]:
    return list(session.scalars(select(Job.name).where(Job.state == JobState.WAITING)))


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("Nur'aini Ma'ruf, S.Kom.", "Nur'aini Ma'ruf, S.Kom."),
        ("Eka\nX-Evil: y <a@b>", "EkaX-Evil: y a@b"),
        ("\u202eabc\u200b", "abc"),
        ("...", "Pengajar {id}"),
    ],
)
def test_a_name_is_an_author_whatever_it_holds(
    session: Session, installation: Installation, name: str, author: str
) -> None:
    person = a_person(session, name)

    made, address = commits.author(session, installation.settings, person.id)

    assert made == author.format(id=person.id)
    assert address == f"pengajar-{person.id}@noreply.localhost"
